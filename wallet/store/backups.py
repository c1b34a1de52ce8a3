"""A whole register in one encrypted file: written, read back in full, and only then it counts."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import BinaryIO

from wallet.clock import Clock
from wallet.errors import InputError, Problem, RefusedError, SurroundingsError
from wallet.model.integrity import IntegrityReport
from wallet.store import atomic, backup_file, blobs, head, header, integrity, stream
from wallet.store.backup_file import PIECE, Opened
from wallet.store.database import Database
from wallet.store.doors import door
from wallet.store.keyring import Keyring
from wallet.store.register import StudyRegister
from wallet.store.slots import Unlock


def write(
    register: StudyRegister, out: Path, progress: stream.Progress | None = None, stop: Event | None = None
) -> IntegrityReport:
    """Write a backup; what was there under that name stays until the new one was read back in full.

    A damaged register is copied as far as it is there, and the report says so.
    """
    reports: list[IntegrityReport] = []
    with register.standing_still() as keyring:

        def check(written: Path) -> None:
            reports.append(_verified(written, keyring))

        found = blobs.Blobs(register.folder).paths()
        names = [name for name in (head.NAME,) if (register.folder / name).exists()]
        names += [register.header.database, *found]
        with atomic.writing(out, check) as file:
            # Closing our own reading of the database file drops SQLite's lock on it (a POSIX rule). That
            # harms nothing: whoever wants to write must hold the lock on the file "lock" first.
            backup_file.write(file, register.header, keyring, register.folder, names, progress, stop)
    return reports[0]


def restore(file: Path, unlock: Unlock, to: Path, clock: Clock) -> IntegrityReport:
    """Make a register in a new folder from a backup. Never writes over anything.

    Raises InputError (NOT_A_BACKUP, DAMAGED_FILE), RefusedError (WRONG_PASSPHRASE, WRONG_RECOVERY_CODE,
    NEWER_FORMAT), SurroundingsError (ALREADY_EXISTS, FOLDER_IN_USE, DISK_FULL, …).
    """
    with door(to.parent):
        if to.exists() and not to.is_dir():
            raise SurroundingsError(Problem.ALREADY_EXISTS)
        if to.exists() and any(to.iterdir()):
            raise SurroundingsError(Problem.FOLDER_IN_USE)
    with backup_file.opened(file) as backup:
        try:
            made, keyring = header.unlock([backup.header], unlock)
        except RefusedError as error:
            if error.problem is Problem.REGISTER_DAMAGED:
                raise InputError(Problem.DAMAGED_FILE) from None
            raise
        staging = to.with_name(atomic.TEMPORARY + secrets.token_hex(8))
        try:
            for name in (blobs.FOLDER, blobs.QUARANTINE, "backups"):
                atomic.make_folder(staging / name)
            for part in backup.parts(keyring):
                path = staging / part.name
                atomic.make_folder(path.parent)
                with atomic.writing(path) as copy:
                    shutil.copyfileobj(part.content, copy, PIECE)
            header.write(staging, made, keyring)
            with StudyRegister.open(staging, unlock, clock) as register:
                report = register.integrity()
            with door(to.parent):
                with suppress(FileNotFoundError):
                    to.rmdir()  # an empty folder that was named on purpose
                os.rename(staging, to)
                atomic.sync_folder(to.parent)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        finally:
            keyring.wipe()
    return report


def _verified(written: Path, keyring: Keyring) -> IntegrityReport:
    """Read a backup back: every byte authentic, the database whole, every evidence file as it came in."""
    try:
        with backup_file.opened(written) as backup:
            if not backup.header.genuine(keyring):
                raise SurroundingsError(Problem.DISK_ERROR)
            return _read_back(backup, keyring)
    except InputError:  # what was written a moment ago cannot be read: the disk is at fault
        raise SurroundingsError(Problem.DISK_ERROR) from None


def _read_back(backup: Opened, keyring: Keyring) -> IntegrityReport:
    found = _StreamedPast()
    with tempfile.TemporaryDirectory(prefix="studieregister-") as place:
        path = Path(place) / backup.header.database
        database: Database | None = None
        try:
            for part in backup.parts(keyring):
                if part.name == backup.header.database:
                    with door(path.parent), path.open("wb") as copy:
                        shutil.copyfileobj(part.content, copy, PIECE)
                    database = Database(path, keyring, backup.header.database_salt, read_only=True)
                elif database is not None:
                    found.look(database, Path(part.name).name, part.content)
            if database is None:
                raise SurroundingsError(Problem.DISK_ERROR)
            return integrity.check(database, found)
        finally:
            if database is not None:
                database.close()


class _StreamedPast:
    """Remembers what is wrong with evidence files that were read only once, in a backup's order."""

    def __init__(self) -> None:
        self._found: dict[str, Problem | None] = {}

    def look(self, database: Database, blob_id: str, content: BinaryIO) -> None:
        """Compare an evidence file with its row; one without a row is somebody's leftover."""
        row = database.row("SELECT key, digest FROM evidence WHERE blob_id = ?", (blob_id,))
        if row is not None:
            self._found[blob_id] = blobs.compare(blobs.decrypting(content, blob_id, bytes(row[0])), row[1])

    def whole(self, blob_id: str, key: bytes, digest: str) -> Problem | None:
        """What was wrong with it."""
        return self._found.get(blob_id, Problem.EVIDENCE_MISSING)

    def quarantined(self) -> int:
        """A backup has none."""
        return 0
