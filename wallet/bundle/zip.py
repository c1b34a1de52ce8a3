"""The ZIP wrapping: page, data, print and files side by side, all stored, in one order, with nothing between.

Written by hand because every byte of it has one right value: that is what makes reading it strict and simple.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from wallet.bundle import html, limits, naming
from wallet.bundle.presentation import companions, content_of
from wallet.bundle.running import Running
from wallet.bundle.seal import BLOCK, LENGTH, Sealing
from wallet.errors import Problem, RefusedError
from wallet.keys import SigningKey
from wallet.model.portfolio import Presentation
from wallet.reading.zip_rules import CENTRAL, CENTRAL_MAGIC, END, END_MAGIC, LOCAL, LOCAL_MAGIC

ORIGINALS = "originals/"
EVIDENCE = "evidence/"

BEHIND = struct.Struct("<4s3L")
BEHIND_MAGIC = b"PK\x07\x08"
_CHECKSUM_BEHIND = 0x0008
_VERSION = 20
_EARLIEST_YEAR = 1980


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in the archive; everything that its two headers say follows from this."""

    name: str
    size: int
    crc32: int
    at: int
    """Where its local header begins."""
    streamed: bool = False
    """Its checksum stands behind its bytes, so that a film is read once."""

    @property
    def flags(self) -> int:
        """What readers are told about where the checksum stands."""
        return _CHECKSUM_BEHIND if self.streamed else 0

    def local(self, stamp: tuple[int, int]) -> bytes:
        """The header before its bytes. ``stamp``: time and date as ZIP writes them."""
        name = self.name.encode("ascii")
        sizes = (0, 0, 0) if self.streamed else (self.crc32, self.size, self.size)
        return LOCAL.pack(LOCAL_MAGIC, _VERSION, self.flags, 0, *stamp, *sizes, len(name), 0) + name

    def behind(self) -> bytes:
        """What follows its bytes: the checksum when it was not known before."""
        if not self.streamed:
            return b""
        return BEHIND.pack(BEHIND_MAGIC, self.crc32, self.size, self.size)

    def central(self, stamp: tuple[int, int]) -> bytes:
        """Its line in the directory at the end."""
        name = self.name.encode("ascii")
        sizes = (self.crc32, self.size, self.size)
        head = (CENTRAL_MAGIC, _VERSION, _VERSION, self.flags, 0, *stamp, *sizes)
        return CENTRAL.pack(*head, len(name), 0, 0, 0, 0, 0, self.at) + name

    @property
    def data_at(self) -> int:
        """Where its bytes begin."""
        return self.at + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.data_at + self.size + (BEHIND.size if self.streamed else 0)


def stamp_of(moment: datetime) -> tuple[int, int]:
    """Time and date as ZIP writes them, in UTC."""
    moment = moment.astimezone(UTC)
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    return time, max(moment.year - _EARLIEST_YEAR, 0) << 9 | moment.month << 5 | moment.day


def end_of(entries: int, size: int, at: int) -> bytes:
    """The end record: the archive's comment, the seal, follows it."""
    return END.pack(END_MAGIC, 0, 0, entries, entries, size, at, LENGTH)


def write(
    presentation: Presentation,
    key: SigningKey,
    out: BinaryIO,
    running: Running | None = None,
    *,
    passport: bytes | None = None,
) -> str:
    """Write the archive; the file's digest. ``passport``: the sealed print, when it was made."""
    running = running or Running()
    archive = _Archive(out, presentation.created)
    page = io.BytesIO()
    html.write(presentation, key, page, beside=True)
    archive.add(naming.PAGE, page.getvalue())
    archive.add(naming.PRESENTATION, content_of(presentation))
    archive.add(naming.COMPANIONS, companions(presentation, beside=False))
    if passport is not None:
        archive.add(naming.PASSPORT, passport)
    for original in presentation.originals:
        archive.add(ORIGINALS + original.name, original.original)
    for part in presentation.evidence:
        with part.open() as file:
            archive.stream(EVIDENCE + part.file_name, part.size, running.over(file).read)
    return archive.close(key.sign)


class _Archive:
    def __init__(self, out: BinaryIO, made: datetime) -> None:
        self._file = Sealing(out)
        self._stamp = stamp_of(made)
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes) -> None:
        entry = self._enter(name, len(content), zlib.crc32(content))
        self._file.write(entry.local(self._stamp) + content)

    def stream(self, name: str, size: int, read: Callable[[int], bytes]) -> None:
        entry = self._enter(name, size, None)
        self._file.write(entry.local(self._stamp))
        found = 0
        while block := read(BLOCK):
            self._file.write(block)
            found = zlib.crc32(block, found)
        if self._file.size != entry.data_at + size:
            raise RefusedError(Problem.EVIDENCE_MISSING)
        self._entries[-1] = entry = replace(entry, crc32=found)
        self._file.write(entry.behind())

    def _enter(self, name: str, size: int, crc32: int | None) -> Entry:
        if self._file.size + size > limits.FILE_BYTES or len(self._entries) >= limits.ENTRIES:
            raise RefusedError(Problem.TOO_MUCH_EVIDENCE, limit=limits.FILE_BYTES)
        entry = Entry(name, size, crc32 or 0, self._file.size, streamed=crc32 is None)
        self._entries.append(entry)
        return entry

    def close(self, sign: Callable[[bytes], bytes]) -> str:
        at = self._file.size
        directory = b"".join(entry.central(self._stamp) for entry in self._entries)
        self._file.write(directory)
        return self._file.seal(end_of(len(self._entries), len(directory), at), b"", sign)
