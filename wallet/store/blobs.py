"""Evidence on disk: one encrypted file each under a random name, with a key of its own in the database."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import BinaryIO

from wallet.errors import Problem, SurroundingsError
from wallet.store import atomic, stream
from wallet.store.doors import door

FOLDER, QUARANTINE = "blobs", "quarantine"
_AAD = b"studieregister/1/att"
KEEP_QUARANTINED = timedelta(days=30)
"""A mistake of ours in cleaning up must not destroy data."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A written blob: its name, its key, and what went in."""

    id: str
    key: bytes = field(repr=False)
    size: int
    digest: str


class Blobs:
    """The folder ``blobs`` of one register."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, blob_id: str) -> Path:
        """Where a blob stands."""
        return self._folder / FOLDER / blob_id[:2] / blob_id

    def add(
        self, source: BinaryIO, progress: Callable[[int], None] | None = None, stop: Event | None = None
    ) -> Blob:
        """Encrypt a stream into a new blob; it is on the disk when this returns."""
        blob_id, key = secrets.token_hex(16), secrets.token_bytes(32)
        path = self.path(blob_id)
        new = not path.parent.exists()
        atomic.make_folder(path.parent)
        digest = hashlib.sha256()
        with atomic.writing(path) as file:
            size = stream.encrypt(
                source, file, key, _aad(blob_id), seen=digest.update, progress=progress, stop=stop
            )
        if new:
            with door(self._folder):
                atomic.sync_folder(path.parent.parent)
        return Blob(blob_id, key, size, "sha256:" + digest.hexdigest())

    def open(self, blob_id: str, key: bytes) -> BinaryIO:
        """Read a blob, decrypted as it is read. Raises SurroundingsError(EVIDENCE_MISSING)."""
        with door(self._folder):
            try:
                source = self.path(blob_id).open("rb")
            except FileNotFoundError:
                raise SurroundingsError(Problem.EVIDENCE_MISSING) from None
        return decrypting(source, blob_id, key)

    def whole(self, blob_id: str, key: bytes, digest: str) -> Problem | None:
        """What is wrong with a blob; None when it is there, unchanged and as it came in."""
        try:
            return compare(self.open(blob_id, key), digest)
        except SurroundingsError as error:
            return error.problem

    def remove(self, blob_id: str) -> None:
        """Delete a blob whose row is gone; one that cannot be deleted now is found at the next open."""
        with suppress(OSError):
            self.path(blob_id).unlink()

    def paths(self) -> list[str]:
        """All finished blobs, as paths within the register."""
        with door(self._folder):
            return sorted(
                file.relative_to(self._folder).as_posix()
                for file in (self._folder / FOLDER).glob("??/*")
                if not file.name.startswith(atomic.TEMPORARY)
            )

    def quarantine(self, known: Iterable[str], now: datetime) -> None:
        """Put aside what no row names, and unfinished files; after thirty days they go."""
        kept = set(known)
        place = self._folder / QUARANTINE
        atomic.make_folder(place)
        with door(self._folder):
            strays = [file for file in (self._folder / FOLDER).glob("*/*") if file.name not in kept]
            strays += list(self._folder.glob(atomic.TEMPORARY + "*"))
            for file in strays:
                name = f"{now:%Y%m%d}-{file.name.removeprefix(atomic.TEMPORARY)}"
                os.replace(file, place / name)
            oldest = f"{now - KEEP_QUARANTINED:%Y%m%d}"
            for file in place.iterdir():
                if file.name[:8].isdecimal() and file.name[:8] < oldest:
                    file.unlink()

    def quarantined(self) -> int:
        """How many files are put aside."""
        with door(self._folder):
            place = self._folder / QUARANTINE
            return sum(1 for _ in place.iterdir()) if place.exists() else 0


def decrypting(source: BinaryIO, blob_id: str, key: bytes) -> BinaryIO:
    """Read an encrypted blob as if it were plain. Raises SurroundingsError(EVIDENCE_DAMAGED)."""
    return stream.reader(source, key, _aad(blob_id), SurroundingsError(Problem.EVIDENCE_DAMAGED))


def compare(file: BinaryIO, digest: str) -> Problem | None:
    """What is wrong with evidence: damaged, or not what came in. Reads and closes it."""
    found = hashlib.sha256()
    try:
        with file:
            while piece := file.read(1_048_576):
                found.update(piece)
    except SurroundingsError as error:
        return error.problem
    return None if "sha256:" + found.hexdigest() == digest else Problem.EVIDENCE_DAMAGED


def _aad(blob_id: str) -> bytes:
    return _AAD + bytes.fromhex(blob_id)
