"""One connection to the encrypted database, one thread at a time; the person's act is a transaction."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from sqlcipher3 import dbapi2

from wallet.errors import Problem, RefusedError, SurroundingsError
from wallet.store import atomic, migrations
from wallet.store.doors import door
from wallet.store.keyring import DATABASE, Keyring, wipe

_OLDEST_CIPHER = (4, 19)
# Order matters: exclusive before WAL, so that there is no shared-memory file (a full disk would kill the
# process while mapping it); FULL, because WAL with NORMAL may lose the last commits at a power cut.
_WRITABLE = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = 1",
)
_ALWAYS = (
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "cache_size = -16384",
)
Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Database:
    """Reads and acts. ``acknowledge`` is called after each act with its number, before it counts as done."""

    def __init__(self, path: Path, keyring: Keyring, salt: bytes, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self.acknowledge: Callable[[int], None] = lambda number: None
        self.blocked: Problem | None = None
        """Why nothing may be written although the disk would allow it."""
        self._lock = RLock()
        self._depth = 0
        self._after: list[Callable[[], None]] = []
        self._undone: list[Callable[[], None]] = []
        with door(path.parent):
            if not path.exists():
                raise RefusedError(Problem.REGISTER_DAMAGED)
            self._connection = _connect(path, keyring, salt, read_only)

    # -- reading

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with self._lock, door(self.path.parent):
            return list(self._connection.execute(sql, values).fetchall())

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._lock, door(self.path.parent):
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    @property
    def acting(self) -> bool:
        """Whether an act is under way."""
        return self._depth > 0

    # -- writing

    @contextmanager
    def act(self) -> Iterator[None]:
        """One act of the person: wholly present or wholly absent, and on the disk when the block has ended.

        Acts within an act belong to the outer one.
        """
        with self._lock:
            if self._depth:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                return
            self.may_write()
            with door(self.path.parent):
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth, self._after, self._undone = 1, [], []
            try:
                yield
                self.execute("UPDATE state SET commit_seq = commit_seq + 1")
                number = self.commit_seq
                with door(self.path.parent):
                    self._connection.execute("COMMIT")
            except BaseException:
                self._undo()
                raise
            finally:
                self._depth = 0
            self.checkpoint()
            self.acknowledge(number)
            for step in self._after:
                step()

    def execute(self, sql: str, values: Values = ()) -> int:
        """Change something inside an act; returns the row number of an insert."""
        if not self._depth:
            raise RuntimeError("outside an act")
        with door(self.path.parent):
            return int(self._connection.execute(sql, values).lastrowid or 0)

    def afterwards(self, step: Callable[[], None]) -> None:
        """Do this once the current act is on the disk (deleting a file whose row is gone)."""
        self._after.append(step)

    def if_undone(self, step: Callable[[], None]) -> None:
        """Do this if the current act does not come about (deleting a file that was written for it)."""
        self._undone.append(step)

    @property
    def commit_seq(self) -> int:
        """Number of the last act."""
        found = self.row("SELECT commit_seq FROM state")
        if found is None:
            raise RefusedError(Problem.REGISTER_DAMAGED)
        return int(found[0])

    def checkpoint(self) -> None:
        """Empty the write-ahead log into the database: one flipped bit in it would drop acts unseen."""
        with self._lock, door(self.path.parent):
            found = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if found is not None and found[0]:
                raise SurroundingsError(Problem.DISK_ERROR)

    def migrate(self, vault_id: str) -> None:
        """Bring an older or empty database to the present shape, each step in a transaction of its own."""
        found = self.row("PRAGMA user_version")
        version = int(found[0]) if found else 0
        if version > len(migrations.STEPS):
            raise RefusedError(Problem.NEWER_FORMAT)
        if version == len(migrations.STEPS):
            return
        self.may_write()
        for number in range(version, len(migrations.STEPS)):
            script = migrations.statements(migrations.STEPS[number])
            with self._lock, door(self.path.parent):
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                    for statement in script.split(";\n"):
                        if statement.strip():
                            self._connection.execute(statement)
                    if number == 0:
                        self._connection.execute("INSERT INTO state VALUES (1, ?, 0)", (vault_id,))
                        self._connection.execute("INSERT INTO holder VALUES (1, '', '[]')")
                    self._connection.execute(f"PRAGMA user_version = {number + 1}")
                    self._connection.execute("COMMIT")
                except BaseException:
                    self._undo()
                    raise
        self.checkpoint()

    def size(self) -> int:
        """Bytes of the database file."""
        with door(self.path.parent):
            return self.path.stat().st_size

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Inside, nothing is written: the files may be copied."""
        with self._lock:
            if self._depth:
                raise RuntimeError("inside an act")
            if not self.read_only:
                self.checkpoint()
            yield

    def close(self) -> None:
        """Empty the log and close. Twice is fine."""
        with self._lock:
            if not self.read_only:
                with suppress(SurroundingsError, RefusedError, dbapi2.ProgrammingError):
                    self.checkpoint()
            self._connection.close()

    def may_write(self) -> None:
        """Raises READ_ONLY, or why this register is blocked."""
        if self.read_only:
            raise SurroundingsError(Problem.READ_ONLY)
        if self.blocked is not None:
            raise RefusedError(self.blocked)

    def _undo(self) -> None:
        with suppress(dbapi2.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        for step in self._undone:
            step()
        self._undone = []


def create(path: Path) -> None:
    """Make the empty file of a new database, private before anything is in it."""
    with door(path.parent):
        os.close(atomic.create(path))


def _connect(path: Path, keyring: Keyring, salt: bytes, read_only: bool) -> Any:
    # immutable: on a medium that cannot be written there is nothing to lock and no log to keep.
    mode = "?immutable=1" if read_only else "?mode=rw"
    connection = dbapi2.connect(
        path.absolute().as_uri() + mode, uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        key = keyring.key(DATABASE)
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
        finally:
            wipe(key)
        _check_cipher(connection)
        for statement in _ALWAYS if read_only else _WRITABLE + _ALWAYS:
            connection.execute(f"PRAGMA {statement}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _check_cipher(connection: Any) -> None:
    """Another SQLCipher under the same module name has happened; an older one must not write our files."""
    version = str(connection.execute("PRAGMA cipher_version").fetchone()[0]).split()[0]
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST_CIPHER:
        raise RuntimeError("SQLCipher is too old")
    if connection.execute("PRAGMA cipher_hmac_algorithm").fetchone()[0] != "HMAC_SHA512":
        raise RuntimeError("SQLCipher with other defaults")
