"""The rules for any ZIP that comes in, before anything inside it is read (SECURITY, hostile input).

What the directory says and what stands before each entry must agree, entries must not overlap or share a
name, and no name may mean a place. Nothing is inflated here: sizes are judged as they are declared.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wallet.bundle import limits
from wallet.bundle.zip import CENTRAL, CENTRAL_MAGIC, END, END_MAGIC, LOCAL, LOCAL_MAGIC
from wallet.errors import InputError, Problem

BYTES = 500_000_000
"""All entries of a ZIP that is not a portfolio of ours, unpacked."""
RATIO_FROM = 1_000_000
"""Entries smaller than this may be packed as tightly as they like."""
RATIO = 100
"""Texts pack ten to one; only nothing, repeated, packs tighter than this."""

_LONGEST_COMMENT = 65_535
_LARGEST_DIRECTORY = limits.ENTRIES * 1_000
_METHODS = (0, 8)
"""Stored and deflated."""
_ENCRYPTED = 0x0041
_UTF_8 = 0x0800
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_ARCHIVES = (".zip", ".7z", ".rar", ".jar")


@dataclass(frozen=True, slots=True)
class _Listed:
    raw: bytes = field(repr=False)
    name: str = field(repr=False)
    flags: int
    method: int
    packed: int
    size: int
    mode: int
    at: int


def survey(file: BinaryIO, size: int, own: str) -> bool:
    """Whether there is an entry called ``own``. Raises InputError for a ZIP that breaks a rule."""
    entries = list(_directory(file, size))
    if any(one.flags & _ENCRYPTED for one in entries):
        raise InputError(Problem.LOCKED_FILE)
    ours = any(one.name == own for one in entries)
    most = limits.FILE_BYTES if ours else BYTES
    if sum(one.size for one in entries) > most:
        raise InputError(Problem.TOO_LARGE, limit=most)
    names = {unicodedata.normalize("NFC", one.name).casefold() for one in entries}
    if len(names) != len(entries) or not all(map(_harmless, entries)):
        raise _refused()
    _lie_apart(file, entries)
    return ours


def _directory(file: BinaryIO, size: int) -> Iterator[_Listed]:
    tail_at = max(size - END.size - _LONGEST_COMMENT, 0)
    tail = _read_at(file, tail_at, END.size + _LONGEST_COMMENT)
    at = tail.rfind(END_MAGIC)
    if at < 0 or len(tail) - at < END.size:
        raise InputError(Problem.DAMAGED_FILE)
    _, disk, first_disk, here, count, length, start, comment = END.unpack_from(tail, at)
    if count > limits.ENTRIES:
        raise InputError(Problem.TOO_MANY_PARTS, limit=limits.ENTRIES)
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
        _, _, _, flags, method, _, _, _, packed, whole, name_length, extra, note, _, _, mode, at = fields
        raw = directory[place + CENTRAL.size : place + CENTRAL.size + name_length]
        name = raw.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
        yield _Listed(raw, name, flags, method, packed, whole, mode >> 16, at)
        place += CENTRAL.size + name_length + extra + note
    if place != length:
        raise _refused()


def _harmless(one: _Listed) -> bool:
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


def _lie_apart(file: BinaryIO, entries: list[_Listed]) -> None:
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
