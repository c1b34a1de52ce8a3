"""Copies of images without hidden data: no EXIF, GPS, XMP, IPTC, comments, thumbnails or trailing bytes.

The pixels stay as they are, bit for bit: only the container is walked and written again. What is kept is
listed, so that a kind of hidden data nobody thought of does not travel. Kept: what a reader needs to draw the
picture, colour profiles, and which side is up. A file that does not have the form it should have is not
touched and counts as not cleaned; so does every kind we cannot look into (PDF, Office, HEIC, film, sound).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO

from wallet.privacy.orientation import exif_orientation, exif_with_only

BLOCK = 1024 * 1024
# Data that only describes a picture is small; a segment over this is not read into memory.
_LARGEST_DESCRIPTION = 16 * 1024 * 1024

# Bare text has nowhere to hide anything.
_NOTHING_HIDDEN = frozenset({"text/plain", "text/csv", "text/markdown", "application/json"})


class _NotThatForm(Exception):  # noqa: N818  (never leaves this file)
    pass


def strip(content: bytes, media_type: str) -> tuple[bytes, bool]:
    """The content as it may leave, and whether nothing hidden is left in it."""
    source = io.BytesIO(content)
    if not can_strip(source, media_type):
        return content, False
    return b"".join(stripped(source, media_type)), True


def can_strip(source: BinaryIO, media_type: str) -> bool:
    """Whether :func:`stripped` will leave nothing hidden. Reads the whole file once when it is an image."""
    if media_type in _NOTHING_HIDDEN:
        return True
    walker = _WALKERS.get(media_type)
    if walker is None:
        return False
    source.seek(0)
    try:
        for _ in walker(source):
            pass
    except _NotThatForm:
        return False
    return True


def is_image(media_type: str) -> bool:
    """Whether it is a kind of picture that we can walk through, back and forth."""
    return media_type in _WALKERS


def stripped(source: BinaryIO, media_type: str) -> Iterator[bytes]:
    """The cleaned file block by block; call only after :func:`can_strip` said yes."""
    source.seek(0)
    walker = _WALKERS.get(media_type, _as_it_is)
    yield from walker(source)


def _as_it_is(source: BinaryIO) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block


def _exactly(source: BinaryIO, size: int) -> bytes:
    if size > _LARGEST_DESCRIPTION:
        raise _NotThatForm
    content = source.read(size)
    if len(content) != size:
        raise _NotThatForm
    return content


def _copied(source: BinaryIO, size: int) -> Iterator[bytes]:
    """Pass on so many bytes in blocks."""
    while size:
        block = source.read(min(size, BLOCK))
        if not block:
            raise _NotThatForm
        size -= len(block)
        yield block


def _skip(source: BinaryIO, size: int) -> None:
    for _ in _copied(source, size):
        pass


# --- JPEG: segments until the first scan, then scans with tables between them, until the end mark

_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JFIF_HEAD = 14
"""Bytes of a JFIF segment without its thumbnail, from "JFIF" up to the thumbnail's width and height."""


def _jpeg(source: BinaryIO) -> Iterator[bytes]:
    if source.read(2) != bytes((0xFF, _SOI)):
        raise _NotThatForm
    yield bytes((0xFF, _SOI))
    marker = _next_marker(source)
    turned = False
    while marker != _EOI:
        if marker in _STANDALONE:
            raise _NotThatForm
        (size,) = struct.unpack(">H", _exactly(source, 2))
        if size < 2:
            raise _NotThatForm
        content = _exactly(source, size - 2)
        kept = _jpeg_segment(marker, content)
        if marker == _APP1 and kept:
            turned, kept = True, b"" if turned else kept
        if kept:
            yield struct.pack(">BBH", 0xFF, marker, len(kept) + 2) + kept
        if marker == _SOS:
            scan = _Scan(source)
            yield from scan
            marker = scan.marker
        else:
            marker = _next_marker(source)
    yield bytes((0xFF, _EOI))


def _jpeg_segment(marker: int, content: bytes) -> bytes:
    """What of a segment may stay; nothing for comments, EXIF, XMP, IPTC, previews and makers' own data."""
    if marker == _APP1 and content.startswith(b"Exif\x00\x00"):
        orientation = exif_orientation(content[6:])
        return b"Exif\x00\x00" + exif_with_only(orientation) if orientation else b""
    if marker == _APP0 and content.startswith(b"JFIF\x00") and len(content) >= _JFIF_HEAD:
        return content[: _JFIF_HEAD - 2] + b"\x00\x00"
    if marker == _APP2 and content.startswith(b"ICC_PROFILE\x00"):
        return content
    if marker == _APP14 and content.startswith(b"Adobe"):
        return content
    if 0xE0 <= marker <= 0xEF or marker >= 0xF0:
        return b""
    return content


def _next_marker(source: BinaryIO) -> int:
    if _exactly(source, 1) != b"\xff":
        raise _NotThatForm
    marker = b"\xff"
    while marker == b"\xff":  # fill bytes
        marker = _exactly(source, 1)
    return marker[0]


class _Scan:
    """The compressed data of one scan, up to the marker that ends it."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source
        self.marker = 0

    def __iter__(self) -> Iterator[bytes]:
        rest = b""
        while block := self.source.read(BLOCK):
            data = rest + block
            place = 0
            while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
                sign = data[place + 1]
                if sign == 0xFF:
                    place += 1
                elif sign and sign not in _STANDALONE:
                    yield data[:place].rstrip(b"\xff")
                    self.marker = sign
                    self.source.seek(place + 2 - len(data), io.SEEK_CUR)
                    return
                else:
                    place += 2
            keep = len(data) - (data.endswith(b"\xff"))
            yield data[:keep]
            rest = data[keep:]
        raise _NotThatForm


# --- PNG: chunks

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST acTL fcTL fdAT".split()
)


def _png(source: BinaryIO) -> Iterator[bytes]:
    import zlib

    if source.read(8) != _PNG_HEAD:
        raise _NotThatForm
    yield _PNG_HEAD
    kind = b""
    while kind != b"IEND":
        size, kind = struct.unpack(">I4s", _exactly(source, 8))
        if kind in _PNG_KEPT:
            yield struct.pack(">I4s", size, kind)
            yield from _copied(source, size + 4)
        elif kind == b"eXIf" and (orientation := exif_orientation(_exactly(source, size))):
            _skip(source, 4)
            exif = exif_with_only(orientation)
            yield struct.pack(">I4s", len(exif), kind) + exif
            yield struct.pack(">I", zlib.crc32(kind + exif))
        elif kind == b"eXIf":
            _skip(source, 4)
        else:
            _skip(source, size + 4)


# --- WebP: RIFF chunks

_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP"))
_WEBP_FRAME = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_EXIF_FLAG, _XMP_FLAG = 0x08, 0x04


def _webp(source: BinaryIO) -> Iterator[bytes]:
    head = _exactly(source, 12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise _NotThatForm
    orientation = 0
    chunks: list[tuple[bytes, int, int]] = []  # name, place, size
    end = 8 + int.from_bytes(head[4:8], "little")
    if source.seek(0, io.SEEK_END) < end:
        raise _NotThatForm
    place = 12
    while place + 8 <= end:
        source.seek(place)
        name, size = struct.unpack("<4sI", _exactly(source, 8))
        if name == b"EXIF":
            orientation = exif_orientation(_exactly(source, size).removeprefix(b"Exif\x00\x00"))
        chunks.append((name, place + 8, size))
        place += 8 + size + size % 2
    if place not in (end, end + 1) or not chunks:
        raise _NotThatForm
    pieces = [piece for chunk in chunks if (piece := _webp_chunk(source, *chunk, turned=orientation > 0))]
    exif = exif_with_only(orientation) if orientation else b""
    total = 4 + sum(8 + size + size % 2 for _, size, _ in pieces)
    total += (8 + len(exif) + len(exif) % 2) if exif else 0
    yield b"RIFF" + struct.pack("<I", total) + b"WEBP"
    for name, size, blocks in pieces:
        yield struct.pack("<4sI", name, size)
        yield from blocks
        yield b"\x00" * (size % 2)
    if exif:
        yield struct.pack("<4sI", b"EXIF", len(exif)) + exif + b"\x00" * (len(exif) % 2)


def _webp_chunk(
    source: BinaryIO, name: bytes, place: int, size: int, *, turned: bool
) -> tuple[bytes, int, Iterator[bytes]] | None:
    """A chunk as it stays: its name, its new size, its bytes when asked for; None when it goes."""
    if name == b"VP8X":
        source.seek(place)
        content = bytearray(_exactly(source, size))
        if len(content) < 10:
            raise _NotThatForm
        content[0] = (content[0] & ~(_EXIF_FLAG | _XMP_FLAG)) | (_EXIF_FLAG if turned else 0)
        return name, size, iter((bytes(content),))
    if name == b"ANMF":
        source.seek(place)
        frame = _webp_frame(_exactly(source, size))
        return name, len(frame), iter((frame,))
    if name in _WEBP_KEPT:
        return name, size, _copied_from(source, place, size)
    return None


def _webp_frame(content: bytes) -> bytes:
    """An animation frame: sixteen bytes about it, then chunks of its own."""
    parts, place = [content[:16]], 16
    while place + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, place)
        step = 8 + size + size % 2
        if name in _WEBP_FRAME:
            parts.append(content[place : place + step])
        place += step
    if place != len(content):
        raise _NotThatForm
    return b"".join(parts)


def _copied_from(source: BinaryIO, place: int, size: int) -> Iterator[bytes]:
    source.seek(place)
    yield from _copied(source, size)


# --- GIF: blocks

_GIF_LOOPS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def _gif(source: BinaryIO) -> Iterator[bytes]:
    head = _exactly(source, 13)
    if head[:6] not in (b"GIF87a", b"GIF89a"):
        raise _NotThatForm
    yield head
    yield from _colours(source, head[10])
    while (kind := _exactly(source, 1)[0]) != _TRAILER:
        if kind == _IMAGE:
            place = _exactly(source, 9)
            yield bytes((kind,)) + place
            yield from _colours(source, place[8])
            yield _exactly(source, 1)
            yield from _sub_blocks(source)
        elif kind == _EXTENSION:
            label = _exactly(source, 1)[0]
            blocks = list(_sub_blocks(source))
            if label == _CONTROL or (label == _APPLICATION and blocks[0][1:] in _GIF_LOOPS):
                yield bytes((kind, label)) + b"".join(blocks)
        else:
            raise _NotThatForm
    yield bytes((_TRAILER,))


def _colours(source: BinaryIO, flags: int) -> Iterator[bytes]:
    if flags & 0x80:
        yield _exactly(source, 3 << ((flags & 7) + 1))


def _sub_blocks(source: BinaryIO) -> Iterator[bytes]:
    while size := _exactly(source, 1)[0]:
        yield bytes((size,)) + _exactly(source, size)
    yield b"\x00"


_WALKERS: dict[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    **dict.fromkeys(_NOTHING_HIDDEN, _as_it_is),
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
}
