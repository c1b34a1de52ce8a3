"""The full check of a register: database pages, references, every evidence file."""

from __future__ import annotations

from typing import Protocol

from wallet.errors import Problem, RefusedError, WalletError
from wallet.model.integrity import IntegrityReport
from wallet.store.database import Database


class EvidenceLook(Protocol):
    """Says what is wrong with an evidence file."""

    def whole(self, blob_id: str, key: bytes, digest: str) -> Problem | None:
        """None when it is there, unchanged and as it came in."""
        ...

    def quarantined(self) -> int:
        """How many leftovers are put aside."""
        ...


def check(database: Database, blobs: EvidenceLook) -> IntegrityReport:
    """Read everything once. Never raises about damage: it reports it."""
    problems: list[Problem] = []
    if database.blocked is not None:
        problems.append(database.blocked)
    records = evidence = 0
    try:
        if Problem.REGISTER_DAMAGED not in problems and not whole(database):
            problems.append(Problem.REGISTER_DAMAGED)
        records = _count(database, "SELECT count(*) FROM items WHERE kind <> 'evidence'")
        evidence = _count(database, "SELECT count(*) FROM evidence")
        for blob_id, key, digest in database.rows("SELECT blob_id, key, digest FROM evidence ORDER BY item"):
            problem = blobs.whole(blob_id, bytes(key), digest)
            if problem is not None:
                problems.append(problem)
    except WalletError as error:
        problems.append(error.problem)
    return IntegrityReport(
        state="damaged" if problems else "whole",
        records=records,
        evidence=evidence,
        quarantined=blobs.quarantined(),
        problems=tuple(dict.fromkeys(problems)),
    )


def whole(database: Database) -> bool:
    """Whether every page of the database is authentic and every reference holds."""
    try:
        return (
            not database.rows("PRAGMA cipher_integrity_check")
            and database.rows("PRAGMA integrity_check") == [("ok",)]
            and not database.rows("PRAGMA foreign_key_check")
        )
    except RefusedError:  # damage in the midst of what the check itself needs
        return False


def _count(database: Database, sql: str) -> int:
    found = database.row(sql)
    return int(found[0]) if found else 0
