"""The rules for any ZIP that comes in, before anything inside it is read (SECURITY, hostile input).

What the directory says and what stands before each entry must agree, entries must not overlap or share a
name, and no name may mean a place. Nothing is inflated here: sizes are judged as they are declared.
"""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wallet.errors import InputError, Problem

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_MAGIC, CENTRAL_MAGIC, END_MAGIC = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

ENTRIES = 2_000
"""Files in a ZIP: a whole school career with all its evidence has some hundreds."""
BYTES = 500_000_000
"""All entries of a ZIP that is not a portfolio of ours, unpacked."""
RATIO_FROM = 1_000_000
"""Entries smaller than this may be packed as tightly as they like."""
RATIO = 100
"""Texts pack ten to one; only nothing, repeated, packs tighter than this."""

_LONGEST_COMMENT = 65_535
_LARGEST_DIRECTORY = ENTRIES * 1_000
_METHODS = (0, 8)
"""Stored and deflated."""
_ENCRYPTED = 0x0041
_UTF_8 = 0x0800
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_ARCHIVES = (".zip", ".7z", ".rar", ".jar")


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the directory at the end."""

    raw: bytes = field(repr=False)
    name: str = field(repr=False)
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    """As declared: what is inflated is measured again."""
    mode: int
    at: int
    """Where its local header begins."""


def recognises(head: bytes) -> bool:
    """Whether this begins as a ZIP, an empty one included."""
    return head.startswith((LOCAL_MAGIC, END_MAGIC))


def survey(file: BinaryIO, size: int, own: str, most_of_own: int) -> tuple[Listed, ...]:
    """The entries. Raises InputError for a ZIP that breaks a rule.

    One with an entry called ``own`` is a portfolio of ours, if anything, and may be larger than others.
    """
    entries = tuple(_directory(file, size))
    if any(one.flags & _ENCRYPTED for one in entries):
        raise InputError(Problem.LOCKED_FILE)
    most = most_of_own if any(one.name == own for one in entries) else BYTES
    if sum(one.size for one in entries) > most:
        raise InputError(Problem.TOO_LARGE, limit=most)
    names = {unicodedata.normalize("NFC", one.name).casefold() for one in entries}
    if len(names) != len(entries) or not all(map(_harmless, entries)):
        raise _refused()
    _lie_apart(file, entries)
    return entries


def inflated(file: BinaryIO, one: Listed) -> bytes:
    """The bytes of a surveyed entry, never more than it declares. Raises InputError(DAMAGED_FILE)."""
    names = LOCAL.unpack(_read_at(file, one.at, LOCAL.size))[-2:]
    packed = _read_at(file, one.at + LOCAL.size + sum(names), one.packed)
    content = packed
    if one.method:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, one.size + 1)
        except zlib.error:
            raise InputError(Problem.DAMAGED_FILE) from None
    if len(content) != one.size or zlib.crc32(content) != one.crc32:
        raise InputError(Problem.DAMAGED_FILE)
    return content


def _directory(file: BinaryIO, size: int) -> Iterator[Listed]:
    tail_at = max(size - END.size - _LONGEST_COMMENT, 0)
    tail = _read_at(file, tail_at, END.size + _LONGEST_COMMENT)
    at = tail.rfind(END_MAGIC)
    if at < 0 or len(tail) - at < END.size:
        raise InputError(Problem.DAMAGED_FILE)
    _, disk, first_disk, here, count, length, start, comment = END.unpack_from(tail, at)
    if count > ENTRIES:
        raise InputError(Problem.TOO_MANY_PARTS, limit=ENTRIES)
    end = tail_at + at
    one_piece = disk == first_disk == 0 and here == count and length <= _LARGEST_DIRECTORY
    # Whatever follows the end record, or stands before it and is no directory, hides something.
    if not one_piece or start + length != end or end + END.size + comment != size:
        raise _refused()
    directory = _read_at(file, start, length)
    place = 0
    for _ in range(count):
        if directory[place : place + 4] != CENTRAL_MAGIC or len(directory) - place < CENTRAL.size:
            raise _refused()
        fields = CENTRAL.unpack_from(directory, place)
        _, _, _, flags, method, _, _, crc32, packed, whole, name_length, extra, note, _, _, mode, at = fields
        raw = directory[place + CENTRAL.size : place + CENTRAL.size + name_length]
        name = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
        yield Listed(raw, name, flags, method, crc32, packed, whole, mode >> 16, at)
        place += CENTRAL.size + name_length + extra + note
    if place != length:
        raise _refused()


def _harmless(one: Listed) -> bool:
    parts = one.name.replace("\\", "/").split("/")
    plain = one.name and one.name.isprintable() and "\\" not in one.name and ":" not in one.name
    no_place = parts[0] != "" and ".." not in parts and "." not in parts
    packed_sanely = one.size <= RATIO_FROM or one.size <= one.packed * RATIO
    return bool(
        plain
        and no_place
        and not any(_DEVICES.match(part) for part in parts)
        and not one.name.lower().endswith(_ARCHIVES)
        and not stat.S_ISLNK(one.mode)
        and one.method in _METHODS
        and (one.method != 0 or one.packed == one.size)
        and packed_sanely
    )


def _lie_apart(file: BinaryIO, entries: tuple[Listed, ...]) -> None:
    """Entries begin at the start of the file, do not overlap, and say before them what the directory says."""
    at = 0
    for one in sorted(entries, key=lambda entry: entry.at):
        head = _read_at(file, one.at, LOCAL.size + len(one.raw))
        if one.at < at or (at == 0 and one.at != 0) or len(head) < LOCAL.size + len(one.raw):
            raise _refused()
        magic, _, flags, method, _, _, _, packed, size, _, extra = LOCAL.unpack_from(head)
        streamed = flags & 0x0008  # sizes follow the data and are 0 here
        sizes = (packed, size) == (one.packed, one.size) or (streamed and (packed, size) == (0, 0))
        same = magic == LOCAL_MAGIC and method == one.method and head[LOCAL.size :] == one.raw
        if not (same and sizes):
            raise _refused()
        at = one.at + LOCAL.size + len(one.raw) + extra + one.packed


def _read_at(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


def _refused() -> InputError:
    return InputError(Problem.ZIP_REFUSED)
