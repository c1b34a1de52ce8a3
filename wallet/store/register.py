"""A person's study register: opened with a passphrase, written by one at a time, whole after every act."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from wallet.clock import Clock
from wallet.errors import Problem, SurroundingsError
from wallet.keys import SigningKey
from wallet.model.changes import ItemRow
from wallet.model.holder import Holder
from wallet.model.integrity import IntegrityReport
from wallet.paths import holds_register
from wallet.store import atomic, database, dumps, head, header, integrity, recovery_code, slots
from wallet.store.blobs import FOLDER, QUARANTINE, Blobs
from wallet.store.credentials import Credentials
from wallet.store.database import Database
from wallet.store.doors import door
from wallet.store.evidence import EvidenceFiles
from wallet.store.experiences import Experiences
from wallet.store.header import Header
from wallet.store.items import Items
from wallet.store.keyring import Keyring, wipe
from wallet.store.lock import FolderLock
from wallet.store.owner import Owner
from wallet.store.portfolios import Portfolios
from wallet.store.slots import Cost, Passphrase, RecoveryCode, Unlock

_CONFIRMED = "recovery_confirmed"
_FIRST = "vault-1.db"
_SMALL = 4 * 1024 * 1024
"""Databases up to this size are checked in full at every open (some 60 ms); of larger ones, ``integrity``."""


class StudyRegister:
    """An open register. Close it; it is a context manager too."""

    def __init__(
        self, folder: Path, head_of: Header, keyring: Keyring, lock: FolderLock, clock: Clock, read_only: bool
    ) -> None:
        self.folder, self.read_only = folder, read_only
        self.header = head_of
        self._keyring, self._lock, self._clock = keyring, lock, clock
        self._database = Database(
            folder / head_of.database, keyring, head_of.database_salt, read_only=read_only
        )
        try:
            self._database.migrate(head_of.vault_id)
            self._blobs = Blobs(folder)
            self._items = Items(self._database, clock)
            self._owner = Owner(self._database, keyring, clock)
            self.credentials = Credentials(self._database, self._items, clock)
            self.experiences = Experiences(self._database, self._items, clock)
            self.evidence = EvidenceFiles(self._database, self._items, self._blobs, clock)
            self.portfolios = Portfolios(self._database, self._items)
            self._database.acknowledge = self._acknowledge
        except BaseException:
            self._database.close()
            raise

    def __repr__(self) -> str:
        return "<StudyRegister>"

    # -- making, opening, closing

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, clock: Clock, *, name: str = "", cost: Cost | None = None
    ) -> tuple[Self, str]:
        """Make a new register and its recovery code. The header is written last: until then there is none.

        Raises SurroundingsError: ALREADY_EXISTS when there is one, FOLDER_IN_USE when other things are there.
        """
        dumps.forbid()
        _must_be_free(folder)
        atomic.make_folder(folder)
        with suppress(OSError):  # an empty folder of before; not every file system knows modes
            folder.chmod(0o700)
        lock = FolderLock(folder)
        keyring = Keyring()
        try:
            _must_be_free(folder)  # again: before the lock, another window may have made one
            for place in (FOLDER, QUARANTINE, "backups"):
                atomic.make_folder(folder / place)
            secret = bytearray(secrets.token_bytes(recovery_code.BYTES))
            code = recovery_code.encode(secret)
            wipe(secret)
            members = {
                "vault_id": secrets.token_hex(16),
                "db": _FIRST,
                "db_salt": secrets.token_hex(16),
                "created": clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
                "slots": [
                    slots.wrap(keyring.master, Passphrase(passphrase), cost or slots.calibrated()),
                    slots.wrap(keyring.master, RecoveryCode(code), slots.FLOOR),
                ],
            }
            made = Header(members)
            _clear_unfinished(folder)
            database.create(folder / made.database)
            register = cls(folder, made, keyring, lock, clock, read_only=False)
            try:
                register.set_holder(Holder(name=name))
                register.header = header.write(folder, made, keyring)
            except BaseException:
                register._database.close()
                raise
        except BaseException:
            keyring.wipe()
            lock.release()
            raise
        return register, code

    @classmethod
    def open(cls, folder: Path, unlock: Unlock, clock: Clock, *, floor: Cost | None = None) -> Self:
        """Open a register. A wrong passphrase changes no byte and lets go of the lock.

        A passphrase slot that costs less to guess than ``floor`` (:data:`slots.FLOOR`) is made dearer. Raises
        RefusedError: NO_REGISTER, NEWER_FORMAT, REGISTER_IN_USE, WRONG_PASSPHRASE, WRONG_RECOVERY_CODE,
        REGISTER_DAMAGED.
        """
        dumps.forbid()
        header.read(folder)  # refuses before anything is touched
        read_only = not _can_write(folder)
        lock = FolderLock(folder, read_only=read_only)
        keyring: Keyring | None = None
        try:
            headers = header.read(folder)  # again: before the lock, another window may have written
            genuine, keyring = header.unlock(headers, unlock)
            register = cls(folder, genuine, keyring, lock, clock, read_only)
            try:
                register._settle(unlock, floor or slots.FLOOR)
            except BaseException:
                register._database.close()
                raise
        except BaseException:
            if keyring is not None:
                keyring.wipe()
            lock.release()
            raise
        return register

    def close(self) -> None:
        """Lock it: database closed, keys overwritten, the next one may open. Twice is fine."""
        self._items.forget()
        self._database.close()
        self._keyring.wipe()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def act(self) -> Iterator[None]:
        """One act of the person; everything written inside is there as a whole, or not at all."""
        with self._database.act():
            yield

    # -- reading

    def rows(self, view: str = "all") -> tuple[ItemRow, ...]:
        """The lines of a view (:data:`wallet.store.items.VIEWS`), newest first."""
        return self._items.rows(view)

    def counts(self) -> dict[str, int]:
        """How many lines each view has."""
        return self._items.counts()

    def search(self, text: str, limit: int = 200) -> tuple[ItemRow, ...]:
        """Items with all these words or beginnings of words, accents and capitals ignored; the best first."""
        return self._items.search(text, limit)

    def row(self, item_id: str) -> ItemRow | None:
        """The line of one item; None when there is none."""
        return self._items.row(item_id)

    def integrity(self) -> IntegrityReport:
        """The full check: every page of the database, every reference, every evidence file."""
        return integrity.check(self._database, self._blobs)

    # -- the owner

    def holder(self) -> Holder:
        """The person's name and identifiers."""
        return self._owner.holder()

    def set_holder(self, holder: Holder) -> None:
        """Change the person's name and identifiers."""
        self._owner.set_holder(holder)

    def signing_key(self) -> SigningKey:
        """The key that signs for this register; made at first use."""
        return self._owner.signing_key()

    def signing_dids(self) -> tuple[str, ...]:
        """The DIDs of every key that this register has or had; none is made."""
        return self._owner.signing_dids()

    def setting(self, name: str, default: str = "") -> str:
        """A setting that lives in the register."""
        return self._owner.setting(name, default)

    def set_setting(self, name: str, value: str) -> None:
        """Change a setting."""
        self._owner.set_setting(name, value)

    @property
    def recovery_confirmed(self) -> bool:
        """Whether the recovery code was typed back once."""
        return self.setting(_CONFIRMED) != ""

    def confirm_recovery(self, code: str) -> bool:
        """Whether this is the recovery code; if so, that it was typed back is remembered."""
        opened = header.open_slot(self.header, RecoveryCode(code))
        if opened is None:
            return False
        opened.wipe()
        if not self.recovery_confirmed:
            self.set_setting(_CONFIRMED, self._clock.now().isoformat())
        return True

    @contextmanager
    def standing_still(self) -> Iterator[Keyring]:
        """Inside, nothing is written and all that was acknowledged stands in the files: for a backup."""
        with self._database.standing_still():
            yield self._keyring

    # -- state

    @property
    def blocked(self) -> Problem | None:
        """REGISTER_OLDER or REGISTER_DAMAGED when it can be read but must not be written as it is."""
        return self._database.blocked

    def accept_as_it_is(self) -> None:
        """The person knows that the last saves are missing and goes on with what is there."""
        self._database.blocked = None
        self._acknowledge(self._database.commit_seq)

    def _acknowledge(self, number: int) -> None:
        head.write(self.folder, self._keyring, self.header.vault_id, self.header.database, number)

    def _settle(self, unlock: Unlock, floor: Cost) -> None:
        """Compare with the last save, mend the header, put strays aside, raise the cost."""
        saved = head.read(self.folder, self._keyring, self.header.vault_id, self.header.database)
        number = self._database.commit_seq
        if saved is None or (self._database.size() <= _SMALL and not integrity.whole(self._database)):
            self._database.blocked = Problem.REGISTER_DAMAGED
        elif number < saved:
            self._database.blocked = Problem.REGISTER_OLDER
        if self.read_only:
            return
        with suppress(SurroundingsError):  # none of this may keep a person out
            if saved is not None and number > saved:  # a crash between the save and its note
                self._acknowledge(number)
            header.mend(self.folder, self.header)
            self._blobs.quarantine(self.evidence.blob_names(), self._clock.now())
            self._raise_cost(unlock, floor)

    def _raise_cost(self, unlock: Unlock, floor: Cost) -> None:
        if not isinstance(unlock, Passphrase):
            return
        for slot in self.header.slots:
            if slot.get("type") == slots.PASSPHRASE and slots.cost_of(slot).below(floor):
                dearer = self.header.with_slot(slots.wrap(self._keyring.master, unlock, floor))
                self.header = header.write(self.folder, dearer, self._keyring)
                return


def exists(folder: Path) -> bool:
    """Whether there is a register in this folder. Raises SurroundingsError when that cannot be seen."""
    with door(folder):
        return holds_register(folder)


def _can_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _must_be_free(folder: Path) -> None:
    """A register is made in a new or empty folder, or where a creation was cut off before its header."""
    ours = {FOLDER, QUARANTINE, "backups", "lock", head.NAME, _FIRST, f"{_FIRST}-wal"}
    with door(folder.parent):
        if not folder.exists():
            return
        names = {path.name for path in folder.iterdir()}
    if names & {header.NAME, header.SPARE}:
        raise SurroundingsError(Problem.ALREADY_EXISTS)
    others = [name for name in names - ours if not name.startswith(atomic.TEMPORARY)]
    if others or (names and "lock" not in names):  # the lock is the first thing that a creation makes
        raise SurroundingsError(Problem.FOLDER_IN_USE)


def _clear_unfinished(folder: Path) -> None:
    """Remove what a creation left that was cut off before its header: nothing was ever kept in it."""
    with door(folder):
        for name in (_FIRST, f"{_FIRST}-wal", head.NAME):
            (folder / name).unlink(missing_ok=True)
