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
from dataclasses import dataclass
from typing import BinaryIO

from wallet.privacy.orientation import exif_orientation, exif_with_only

BLOCK = 1024 * 1024
# Data that only describes a picture is small; a segment over this is not read into memory.
_LARGEST_DESCRIPTION = 16 * 1024 * 1024

# Bare text has nowhere to hide anything.
_NOTHING_HIDDEN = frozenset({"text/plain", "text/csv", "text/markdown", "application/json"})


class _NotThatForm(Exception):  # noqa: N818  (never leaves this file)
    pass


@dataclass
class Plan:
    """What one walk through a file found out, so that a second walk can write the copy from front to back."""

    size: int = 0
    """Bytes of the copy."""
    turned: int = 0
    """The orientation that stands behind the picture in a WebP and is announced before it."""


class _Forward:
    """A stream that is only read onwards, as an encrypted file is; a few bytes can be put back."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self._back = source, b""

    def read(self, size: int) -> bytes:
        if not self._back:
            return self._source.read(size)
        given, self._back = self._back[:size], self._back[size:]
        return given if len(given) == size else given + self._source.read(size - len(given))

    def put_back(self, content: bytes) -> None:
        self._back = content + self._back


def strip(content: bytes, media_type: str) -> tuple[bytes, bool]:
    """The content as it may leave, and whether nothing hidden is left in it."""
    plan = plan_for(io.BytesIO(content), media_type)
    if plan is None:
        return content, False
    return b"".join(stripped(io.BytesIO(content), media_type, plan)), True


def has_form_we_know(media_type: str) -> bool:
    """Whether :func:`plan_for` can say yes to files of this kind."""
    return media_type in _WALKERS


def plan_for(source: BinaryIO, media_type: str) -> Plan | None:
    """Walk once through a file, from where the stream stands. None: no clean copy can be made of it."""
    walker = _WALKERS.get(media_type)
    if walker is None:
        return None
    plan = Plan()
    try:
        plan.size = sum(len(block) for block in walker(_Forward(source), plan))
    except _NotThatForm:
        return None
    return plan


def stripped(source: BinaryIO, media_type: str, plan: Plan) -> Iterator[bytes]:
    """The copy, block by block, from a fresh stream over the file that ``plan`` was made for."""
    yield from _WALKERS[media_type](_Forward(source), plan)


def _as_it_is(source: _Forward, plan: Plan) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block


def _exactly(source: _Forward, size: int) -> bytes:
    if size > _LARGEST_DESCRIPTION:
        raise _NotThatForm
    content = source.read(size)
    if len(content) != size:
        raise _NotThatForm
    return content


def _copied(source: _Forward, size: int) -> Iterator[bytes]:
    """Pass on so many bytes in blocks."""
    while size:
        block = source.read(min(size, BLOCK))
        if not block:
            raise _NotThatForm
        size -= len(block)
        yield block


def _skip(source: _Forward, size: int) -> None:
    for _ in _copied(source, size):
        pass


# --- JPEG: segments until the first scan, then scans with tables between them, until the end mark

_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JFIF_HEAD = 14
"""Bytes of a JFIF segment without its thumbnail, from "JFIF" up to the thumbnail's width and height."""


def _jpeg(source: _Forward, plan: Plan) -> Iterator[bytes]:
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


def _next_marker(source: _Forward) -> int:
    if _exactly(source, 1) != b"\xff":
        raise _NotThatForm
    marker = b"\xff"
    while marker == b"\xff":  # fill bytes
        marker = _exactly(source, 1)
    return marker[0]


class _Scan:
    """The compressed data of one scan, up to the marker that ends it."""

    def __init__(self, source: _Forward) -> None:
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
                    self.source.put_back(data[place + 2 :])
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


def _png(source: _Forward, plan: Plan) -> Iterator[bytes]:
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


def _webp(source: _Forward, plan: Plan) -> Iterator[bytes]:
    head = _exactly(source, 12)
    if head[:4] != b"RIFF" or head[8:] != b"WEBP":
        raise _NotThatForm
    left = int.from_bytes(head[4:8], "little") - 4
    yield b"RIFF" + struct.pack("<I", max(0, plan.size - 8)) + b"WEBP"
    while left >= 8:
        name, size = struct.unpack("<4sI", _exactly(source, 8))
        yield from _webp_chunk(source, plan, name, size)
        _skip(source, size % 2 if left > 8 + size else 0)
        left -= 8 + size + size % 2
    if left not in (0, -1):
        raise _NotThatForm
    if plan.turned:
        yield _riff(b"EXIF", exif_with_only(plan.turned))


def _webp_chunk(source: _Forward, plan: Plan, name: bytes, size: int) -> Iterator[bytes]:
    """A chunk as it stays; nothing when it goes."""
    if name == b"VP8X":
        content = bytearray(_exactly(source, size))
        if len(content) < 10:
            raise _NotThatForm
        content[0] = (content[0] & ~(_EXIF_FLAG | _XMP_FLAG)) | (_EXIF_FLAG if plan.turned else 0)
        yield _riff(name, bytes(content))
    elif name == b"ANMF":
        yield _riff(name, _webp_frame(_exactly(source, size)))
    elif name in _WEBP_KEPT:
        yield struct.pack("<4sI", name, size)
        yield from _copied(source, size)
        yield b"\x00" * (size % 2)
    elif name == b"EXIF":
        plan.turned = exif_orientation(_exactly(source, size).removeprefix(b"Exif\x00\x00"))
    else:
        _skip(source, size)


def _riff(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\x00" * (len(content) % 2)


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


# --- GIF: blocks

_GIF_LOOPS = frozenset((b"NETSCAPE2.0", b"ANIMEXTS1.0"))
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def _gif(source: _Forward, plan: Plan) -> Iterator[bytes]:
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


def _colours(source: _Forward, flags: int) -> Iterator[bytes]:
    if flags & 0x80:
        yield _exactly(source, 3 << ((flags & 7) + 1))


def _sub_blocks(source: _Forward) -> Iterator[bytes]:
    while size := _exactly(source, 1)[0]:
        yield bytes((size,)) + _exactly(source, size)
    yield b"\x00"


_WALKERS: dict[str, Callable[[_Forward, Plan], Iterator[bytes]]] = {
    **dict.fromkeys(_NOTHING_HIDDEN, _as_it_is),
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
}
