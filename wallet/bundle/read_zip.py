"""Takes a ZIP apart. Only the form that we write is read as a portfolio; nothing is extracted by name."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from wallet.bundle import limits, naming
from wallet.bundle.salted import Readable
from wallet.bundle.seal import LENGTH
from wallet.bundle.wrapped import Wrapped, read_companions
from wallet.bundle.zip import EVIDENCE, ORIGINALS, Entry, end_of
from wallet.errors import InputError, Problem
from wallet.reading import zip_rules
from wallet.reading.zip_rules import CENTRAL, END

_OWN = (naming.PAGE, naming.PRESENTATION, naming.COMPANIONS, naming.PASSPORT)


def recognises(head: bytes) -> bool:
    """Whether this begins as a ZIP, an empty one included."""
    return zip_rules.recognises(head)


def read(file: BinaryIO, size: int) -> Wrapped:
    """Take an archive apart. Raises InputError; NOT_RECOGNISED for an honest ZIP that is not a portfolio."""
    if size > limits.FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.FILE_BYTES)
    surveyed = zip_rules.survey(file, size, naming.PRESENTATION, limits.FILE_BYTES)
    if all(one.name != naming.PRESENTATION for one in surveyed):
        raise InputError(Problem.NOT_RECOGNISED)
    entries = _our_form(file, size)
    content = {name: entries[name] for name in _OWN if name in entries}
    if content[naming.PRESENTATION].size > limits.PRESENTATION_BYTES or naming.COMPANIONS not in content:
        raise InputError(Problem.ZIP_REFUSED)
    if content[naming.COMPANIONS].size > limits.COMPANIONS_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.COMPANIONS_BYTES)
    salts, beside = read_companions(_Slice(file, content[naming.COMPANIONS]).read())
    files: dict[str, Callable[[], Readable]] = {}
    for name, entry in entries.items():
        if name not in _OWN:
            folder, _, plain = name.partition("/")
            allowed = ORIGINALS if plain.startswith("original-") else EVIDENCE
            if f"{folder}/" != allowed or not naming.is_file_name(plain):
                raise InputError(Problem.ZIP_REFUSED)
            files[plain] = partial(_Slice, file, entry)
    presentation = _Slice(file, content[naming.PRESENTATION]).read()
    return Wrapped("zip", presentation, salts, beside, files, size - LENGTH)


def _our_form(file: BinaryIO, size: int) -> dict[str, Entry]:
    """The entries of an archive in which every byte outside the files is the one that we would write."""
    end_at = size - END.size - LENGTH
    if end_at < 0:
        raise InputError(Problem.ZIP_REFUSED)
    record = _read_at(file, end_at, END.size)
    try:
        _, _, _, _, count, length, start, _ = END.unpack(record)
    except struct.error:
        raise InputError(Problem.ZIP_REFUSED) from None
    if record != end_of(count, length, start) or start + length != end_at or count > limits.ENTRIES:
        raise InputError(Problem.ZIP_REFUSED)
    directory = _read_at(file, start, length)
    entries: dict[str, Entry] = {}
    place = at = 0
    for _ in range(count):
        entry, stamp = _entry(directory, place, at)
        local, central = entry.local(stamp), entry.central(stamp)
        behind = entry.behind()
        ours = (
            directory[place : place + len(central)] == central
            and _read_at(file, at, len(local)) == local
            and _read_at(file, entry.end - len(behind), len(behind)) == behind
        )
        if not ours:
            raise InputError(Problem.ZIP_REFUSED)
        if entry.name in entries:
            raise InputError(Problem.ZIP_REFUSED)
        entries[entry.name] = entry
        place += len(central)
        at = entry.end
    if place != length or at != start:
        raise InputError(Problem.ZIP_REFUSED)
    return entries


def _entry(directory: bytes, place: int, at: int) -> tuple[Entry, tuple[int, int]]:
    try:
        fields = CENTRAL.unpack_from(directory, place)
        name = directory[place + CENTRAL.size : place + CENTRAL.size + fields[10]].decode("ascii")
    except (struct.error, UnicodeDecodeError):
        raise InputError(Problem.ZIP_REFUSED) from None
    streamed = name.startswith(EVIDENCE)
    return Entry(name, fields[9], fields[7], at, streamed), (fields[5], fields[6])


def _read_at(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


class _Slice:
    """The bytes of one entry, read from its place."""

    def __init__(self, file: BinaryIO, entry: Entry) -> None:
        self._file, self._at, self._left = file, entry.data_at, entry.size

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        count = self._left if size < 0 else min(size, self._left)
        self._file.seek(self._at)
        block = self._file.read(count)
        self._at += len(block)
        self._left -= len(block)
        return block
