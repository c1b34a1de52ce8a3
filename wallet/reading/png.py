"""The chunks of a PNG, walked with lengths and checksums; no pixel is decoded here."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from wallet.errors import InputError, Problem
from wallet.reading.limits import CHUNKS, PIXELS, TEXT_BYTES

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(type, data) of each chunk up to the end chunk. Raises InputError for a damaged or oversized image."""
    if not content.startswith(SIGNATURE):
        raise InputError(Problem.NOT_RECOGNISED)
    at = len(SIGNATURE)
    for number in range(CHUNKS):
        kind, data, at = _chunk(content, at)
        if (number == 0) != (kind == b"IHDR"):
            raise InputError(Problem.DAMAGED_FILE)
        if kind == b"IHDR":
            _check_size(data)
        if kind == b"IEND":
            return
        yield kind, data
    raise InputError(Problem.TOO_MANY_PARTS, limit=CHUNKS)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk as it is written."""
    return _HEADER.pack(len(data), kind) + data + _CHECKSUM.pack(zlib.crc32(kind + data))


def text_of(kind: bytes, data: bytes) -> tuple[bytes, bytes]:
    """(keyword, content) of a tEXt, zTXt or iTXt chunk, inflated where needed and never beyond the limit."""
    keyword, nul, rest = data.partition(b"\0")
    if not nul:
        raise InputError(Problem.DAMAGED_FILE)
    if kind == b"tEXt":
        return keyword, _within(rest)
    if kind == b"zTXt":
        return keyword, inflate(rest[1:])
    compressed, rest = rest[:1], rest[2:]
    parts = rest.split(b"\0", 2)
    if len(parts) != 3 or compressed not in (b"\0", b"\1"):
        raise InputError(Problem.DAMAGED_FILE)
    return keyword, inflate(parts[2]) if compressed == b"\1" else _within(parts[2])


def keyword_of(data: bytes) -> bytes:
    """The keyword of a text chunk, looked at before anything is inflated."""
    return data[:80].partition(b"\0")[0]


def inflate(content: bytes) -> bytes:
    """Inflate zlib data up to the limit of one text."""
    engine = zlib.decompressobj()
    try:
        plain = engine.decompress(content, TEXT_BYTES + 1)
    except zlib.error:
        raise InputError(Problem.DAMAGED_FILE) from None
    if len(plain) > TEXT_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=TEXT_BYTES)
    if not engine.eof:
        raise InputError(Problem.DAMAGED_FILE)
    return plain


def _chunk(content: bytes, at: int) -> tuple[bytes, bytes, int]:
    if at + _HEADER.size + _CHECKSUM.size > len(content):
        raise InputError(Problem.DAMAGED_FILE)
    length, kind = _HEADER.unpack_from(content, at)
    start = at + _HEADER.size
    end = start + length
    if end + _CHECKSUM.size > len(content):
        raise InputError(Problem.DAMAGED_FILE)
    data = content[start:end]
    if zlib.crc32(data, zlib.crc32(kind)) != _CHECKSUM.unpack_from(content, end)[0]:
        raise InputError(Problem.DAMAGED_FILE)
    return kind, data, end + _CHECKSUM.size


def _check_size(data: bytes) -> None:
    if len(data) != 13:
        raise InputError(Problem.DAMAGED_FILE)
    width, height = struct.unpack_from(">II", data)
    if not width or not height:
        raise InputError(Problem.DAMAGED_FILE)
    if width * height > PIXELS:
        raise InputError(Problem.IMAGE_REFUSED, limit=PIXELS)


def _within(content: bytes) -> bytes:
    if len(content) > TEXT_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=TEXT_BYTES)
    return content
