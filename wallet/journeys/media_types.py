"""What kind of file this is, told from its first bytes; its name is never asked."""

from __future__ import annotations

from wallet.model.experience import EvidenceKind

HEAD = 4096
"""Bytes that are looked at: enough for the names inside an Office file."""
UNKNOWN = "application/octet-stream"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_MPEG_AUDIO = frozenset((b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa", b"\xff\xf1", b"\xff\xf9"))
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
}
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = (
    (b"word/", _OFFICE + "wordprocessingml.document"),
    (b"xl/", _OFFICE + "spreadsheetml.sheet"),
    (b"ppt/", _OFFICE + "presentationml.presentation"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f")
_DOCUMENTS = ("application/pdf", "application/rtf", "application/x-ole-storage", "application/json", "text/")


def media_type_of(head: bytes) -> str:
    """The media type of a file that begins like this; UNKNOWN when we know no such beginning."""
    for mark, media_type in _MARKS:
        if head.startswith(mark) and (mark != b"BM" or not _text(head)):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] == b"PK\x03\x04":
        return _zipped(head)
    if head[:2] in _MPEG_AUDIO:
        return "audio/mpeg"
    return _text(head) or UNKNOWN


def kind_of(media_type: str) -> EvidenceKind:
    """What people call such a file."""
    family = media_type.partition("/")[0]
    if family == "image":
        return EvidenceKind.PHOTO
    if family in ("audio", "video"):
        return EvidenceKind(family)
    if media_type.startswith((*_DOCUMENTS, _OFFICE, "application/vnd.oasis.opendocument.")):
        return EvidenceKind.DOCUMENT
    return EvidenceKind.OTHER


def _zipped(head: bytes) -> str:
    if _OPENDOCUMENT in head[:128]:
        start = head.index(_OPENDOCUMENT) + len(b"mimetype")
        kind = head[start + len(_OPENDOCUMENT) - len(b"mimetype") : start + 80]
        for name in (b"text", b"spreadsheet", b"presentation", b"graphics"):
            if kind.startswith(name):
                return "application/vnd.oasis.opendocument." + name.decode()
    if b"[Content_Types].xml" in head:
        for folder, media_type in _ZIPPED:
            if folder in head:
                return media_type
    return "application/zip"


def _text(head: bytes) -> str:
    """The media type when this is text; "" when it is not."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/plain"
    if any(sign < 0x20 and sign not in _TEXT_CONTROLS for sign in head):
        return ""
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The head may end in the middle of a character.
        if error.start < len(head) - 3 or len(head) < HEAD:
            return ""
        text = head[: error.start].decode("utf-8-sig")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        return "text/html"
    if start.startswith("<"):
        return "image/svg+xml" if "<svg" in text.lower() else "text/xml"
    if start.startswith(("{", "[")):
        return "application/json"
    return "text/plain" if text else ""
