"""A file is told by its first bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.journeys.media_types import HEAD, UNKNOWN, kind_of, media_type_of
from wallet.model.experience import EvidenceKind

OFFICE = "application/vnd.openxmlformats-officedocument."


def zipped(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "media_type", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg", EvidenceKind.PHOTO),
        (b"\x89PNG\r\n\x1a\n", "image/png", EvidenceKind.PHOTO),
        (b"GIF89a", "image/gif", EvidenceKind.PHOTO),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", EvidenceKind.PHOTO),
        (b"MM\x00*\x00", "image/tiff", EvidenceKind.PHOTO),
        (b"BM\x00\x00\x00\x00\x00\x00", "image/bmp", EvidenceKind.PHOTO),
        (b"\x00\x00\x00\x20ftypavif", "image/avif", EvidenceKind.PHOTO),
        (b"\x00\x00\x00\x20ftypqt  ", "video/quicktime", EvidenceKind.VIDEO),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4", EvidenceKind.AUDIO),
        (b"\x1a\x45\xdf\xa3", "video/webm", EvidenceKind.VIDEO),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav", EvidenceKind.AUDIO),
        (b"OggS\x00", "audio/ogg", EvidenceKind.AUDIO),
        (b"\xff\xfb\x90\x00", "audio/mpeg", EvidenceKind.AUDIO),
        (b"%PDF-1.4", "application/pdf", EvidenceKind.DOCUMENT),
        (b"{\\rtf1", "application/rtf", EvidenceKind.DOCUMENT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "application/x-ole-storage", EvidenceKind.DOCUMENT),
        (b'{"a": 1}', "application/json", EvidenceKind.DOCUMENT),
        (b"<?xml version='1.0'?><svg xmlns=''/>", "image/svg+xml", EvidenceKind.PHOTO),
        (b"<?xml version='1.0'?><a/>", "text/xml", EvidenceKind.DOCUMENT),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "text/html", EvidenceKind.DOCUMENT),
        ("Één héle gewone tekst".encode(), "text/plain", EvidenceKind.DOCUMENT),
        (b"BMW rijden", "text/plain", EvidenceKind.DOCUMENT),
        (b"\xff\xfeh\x00o\x00i\x00", "text/plain", EvidenceKind.DOCUMENT),
        (zipped("a.txt"), "application/zip", EvidenceKind.OTHER),
        (zipped("[Content_Types].xml", "word/document.xml"), OFFICE + "wordprocessingml.document", None),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet", None),
        (zipped("[Content_Types].xml", "ppt/x.xml"), OFFICE + "presentationml.presentation", None),
        (
            zipped("content.xml", first=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            EvidenceKind.DOCUMENT,
        ),
        (b"\x00\x01\x02", UNKNOWN, EvidenceKind.OTHER),
        (b"\xff\xff\xff\xff", UNKNOWN, EvidenceKind.OTHER),
        (b"", UNKNOWN, EvidenceKind.OTHER),
    ],
)
def test_beginnings(head: bytes, media_type: str, kind: EvidenceKind | None) -> None:
    assert media_type_of(head) == media_type
    assert kind_of(media_type) is (kind or EvidenceKind.DOCUMENT)


@pytest.mark.parametrize("cut", range(4))
def test_a_text_may_be_cut_in_the_middle_of_a_character(cut: int) -> None:
    text = ("x" * cut + "é€" * HEAD).encode()[:HEAD]
    assert media_type_of(text) == "text/plain"


@given(st.binary(max_size=80))
def test_any_bytes_have_some_kind(head: bytes) -> None:
    assert kind_of(media_type_of(head)) in EvidenceKind
