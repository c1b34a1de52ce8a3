"""The form of a backup file: magic, header, salt, one encrypted stream (docs/spec/register.md)."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import BinaryIO

from wallet import jcs, strict_json
from wallet.errors import InputError, Problem, RefusedError
from wallet.store import header, stream
from wallet.store.doors import door
from wallet.store.header import Header
from wallet.store.keyring import BACKUP, Keyring, wipe

MAGIC = b"STUDBAK\0"
FORMAT = 1
_AAD = b"studieregister/1/backup"
_FIXED = struct.Struct(">8sHH")
_LENGTH = struct.Struct(">I")
_SALT = 16
_MAX_LIST = 64 * 1024 * 1024
"""The list of files takes about a hundred bytes for each."""
_NAME = re.compile(r"head|vault-[0-9]+\.db|blobs/[0-9a-f]{2}/[0-9a-f]{32}")
PIECE = 1_048_576


@dataclass(frozen=True, slots=True)
class Part:
    """One file in a backup; ``content`` can be read until the next part is asked for."""

    name: str
    size: int
    content: BinaryIO = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup file whose beginning was read."""

    header: Header
    before: bytes = field(repr=False)
    """Everything up to the stream; the stream is bound to it."""
    file: BinaryIO = field(repr=False)

    def parts(self, keyring: Keyring) -> Iterator[Part]:
        """The files, in order. Raises InputError(DAMAGED_FILE) where the backup is not as it was written."""
        damaged = InputError(Problem.DAMAGED_FILE)
        key = keyring.key(BACKUP, self.before[-_SALT:])
        plain = stream.reader(self.file, key, _bound(self.before), damaged)
        wipe(key)
        (length,) = _LENGTH.unpack(_exactly(plain, _LENGTH.size, damaged))
        if length > _MAX_LIST:
            raise damaged
        for name, size in _listed(_exactly(plain, length, damaged), damaged):
            content = _Limited(plain, size)
            yield Part(name, size, io.BufferedReader(content, stream.CHUNK))
            content.drain()
            if content.left:
                raise damaged
        if plain.read(1):
            raise damaged


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a backup file. Raises InputError (NOT_A_BACKUP, DAMAGED_FILE) or RefusedError(NEWER_FORMAT)."""
    with door(path.parent):
        file = path.open("rb")
    with file:
        with door(path.parent):
            start = file.read(_FIXED.size + header.MAX_SIZE + _SALT)
        if not start.startswith(MAGIC) or len(start) < _FIXED.size:
            raise InputError(Problem.NOT_A_BACKUP)
        if _FIXED.unpack_from(start)[2] > FORMAT:
            raise RefusedError(Problem.NEWER_FORMAT)
        try:
            made, size = header.parse(start[_FIXED.size :])
        except RefusedError as error:
            if error.problem is Problem.NEWER_FORMAT:
                raise
            raise InputError(Problem.DAMAGED_FILE) from None
        end = _FIXED.size + size + _SALT
        if len(start) < end:
            raise InputError(Problem.DAMAGED_FILE)
        file.seek(end)
        yield Opened(made, start[:end], file)


def write(
    file: BinaryIO,
    of: Header,
    keyring: Keyring,
    folder: Path,
    names: list[str],
    progress: stream.Progress | None = None,
    stop: Event | None = None,
) -> None:
    """Write a backup of these files of a register, in this order."""
    salt = secrets.token_bytes(_SALT)
    before = _FIXED.pack(MAGIC, FORMAT, FORMAT) + of.raw + salt
    sizes = [(folder / name).stat().st_size for name in names]
    listed = jcs.canonical(
        {"files": [{"name": name, "size": size} for name, size in zip(names, sizes, strict=True)]}
    )
    total = _LENGTH.size + len(listed) + sum(sizes)
    told = (lambda done: progress(done, total)) if progress is not None else None
    file.write(before)
    key = keyring.key(BACKUP, salt)
    try:
        with _Joined(_LENGTH.pack(len(listed)) + listed, [folder / name for name in names]) as source:
            stream.encrypt(source, file, key, _bound(before), progress=told, stop=stop)
    finally:
        wipe(key)


def _bound(before: bytes) -> bytes:
    return _AAD + hashlib.sha256(before).digest()


def _listed(content: bytes, damaged: InputError) -> Iterator[tuple[str, int]]:
    try:
        members = strict_json.load(content)["files"]
        listed = [(member["name"], member["size"]) for member in members]
    except (InputError, KeyError, TypeError):
        raise damaged from None
    for name, size in listed:
        if not isinstance(name, str) or not _NAME.fullmatch(name) or type(size) is not int or size < 0:
            raise damaged
        yield name, size


def _exactly(file: BinaryIO, size: int, damaged: InputError) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise damaged
    return content


class _Joined(io.RawIOBase, BinaryIO):
    """Bytes and then files, as one stream; each file is opened only when its turn comes."""

    def __init__(self, first: bytes, paths: list[Path]) -> None:
        self._current: BinaryIO | None = io.BytesIO(first)
        self._paths = iter(paths)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        while self._current is not None:
            got: int = self._current.readinto(buffer)  # type: ignore[attr-defined]
            if got:
                return got
            self._current.close()
            following = next(self._paths, None)
            self._current = following.open("rb") if following else None
        return 0

    def close(self) -> None:
        if self._current is not None:
            self._current.close()
        super().close()


class _Limited(io.RawIOBase):
    """The next ``size`` bytes of a stream, and no more."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source, self.left = source, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer).cast("B")[: self.left]  # type: ignore[arg-type]
        got: int = self._source.readinto(target)  # type: ignore[attr-defined]
        self.left -= got
        return got

    def drain(self) -> None:
        """Read to the end what nobody wanted."""
        buffer = bytearray(PIECE)
        while self.left and self.readinto(buffer):
            pass
