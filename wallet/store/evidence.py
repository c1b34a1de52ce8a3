"""Evidence: rows that name encrypted files, and the items that they belong to."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import BinaryIO

from wallet.clock import Clock
from wallet.errors import Problem, RefusedError
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.experience import Evidence, EvidenceKind
from wallet.store.blobs import Blobs
from wallet.store.database import Database, Row
from wallet.store.items import Items
from wallet.store.stream import Progress

_COLUMNS = "i.id, e.kind, e.name, e.media_type, e.size, e.digest, e.source_label, e.title, e.added, e.item"


class EvidenceFiles:
    """The table of evidence and the folder of blobs behind it."""

    def __init__(self, database: Database, items: Items, blobs: Blobs, clock: Clock) -> None:
        self._database, self._items, self._blobs, self._clock = database, items, blobs, clock

    def add(
        self,
        stream: BinaryIO,
        *,
        name: str,
        kind: EvidenceKind,
        media_type: str,
        about: tuple[str, ...] = (),
        source_label: str = "",
        title: str = "",
        row: Callable[[Evidence], ItemRow] | None = None,
        text: str = "",
        progress: Progress | None = None,
        stop: Event | None = None,
    ) -> Evidence:
        """Encrypt a file as it streams in and keep it; ``row`` makes its line in the lists.

        Raises Cancelled when ``stop`` was set; then, and after any failure, nothing is left of it.
        """
        self._database.may_write()
        total = _size(stream)
        told = (lambda done: progress(done, max(done, total))) if progress is not None else None
        blob = self._blobs.add(stream, told, stop)
        kept = False
        try:
            evidence = Evidence(
                id=self._items.new_id(),
                about=about,
                kind=kind,
                name=name,
                media_type=media_type,
                size=blob.size,
                digest=blob.digest,
                source_label=source_label,
                added=self._clock.now(),
                title=title,
            )
            line = row(evidence) if row is not None else row_of(evidence)
            with self._database.act():
                self._database.if_undone(lambda: self._blobs.remove(blob.id))
                number = self._items.put(replace(line, id=evidence.id), f"{name} {text}")
                self._database.execute(
                    "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        number,
                        blob.id,
                        blob.key,
                        kind.value,
                        name,
                        media_type,
                        blob.size,
                        blob.digest,
                        source_label,
                        title,
                        evidence.added.isoformat(),
                    ),
                )
                for item_id in about:
                    self._attach(number, item_id)
                kept = True
        finally:
            if not kept:
                self._blobs.remove(blob.id)
        return evidence

    def open(self, item_id: str) -> BinaryIO:
        """The original, decrypted while it is read. Raises SurroundingsError(EVIDENCE_MISSING)."""
        found = self._database.row(
            "SELECT blob_id, key FROM evidence WHERE item = ?", (self._number(item_id),)
        )
        if found is None:
            raise RefusedError(Problem.NOT_FOUND)
        return self._blobs.open(found[0], bytes(found[1]))

    def get(self, item_id: str) -> Evidence:
        """What is known of a file. Raises RefusedError(NOT_FOUND)."""
        found = self._select("e.item = ?", self._number(item_id))
        return found[0]

    def about(self, item_id: str) -> tuple[Evidence, ...]:
        """The files that belong to an item, oldest first."""
        return self._select(
            "e.item IN (SELECT evidence FROM evidence_about WHERE about = ?)", self._items.number(item_id)
        )

    def twins(self, digest: str) -> tuple[str, ...]:
        """Ids of files with these very bytes."""
        found = self._database.rows(
            "SELECT i.id FROM evidence e JOIN items i ON i.number = e.item WHERE e.digest = ?",
            (digest,),
        )
        return tuple(found_id for (found_id,) in found)

    def blob_names(self) -> tuple[str, ...]:
        """Names of the files in ``blobs`` that belong to a row."""
        return tuple(name for (name,) in self._database.rows("SELECT blob_id FROM evidence"))

    def attach(self, evidence_id: str, item_id: str) -> None:
        """Let a file belong to an item too."""
        with self._database.act():
            self._attach(self._number(evidence_id), item_id)

    def detach(self, evidence_id: str, item_id: str) -> None:
        """Let a file no longer belong to an item; the file stays."""
        with self._database.act():
            self._database.execute(
                "DELETE FROM evidence_about WHERE evidence = ? AND about = ?",
                (self._number(evidence_id), self._items.number(item_id)),
            )

    def remove(self, item_id: str) -> None:
        """Delete a file: first its row with the key, then the encrypted bytes."""
        number = self._number(item_id)
        with self._database.act():
            found = self._database.row("SELECT blob_id FROM evidence WHERE item = ?", (number,))
            self._items.remove(number)
            if found:
                blob_id = str(found[0])
                self._database.afterwards(lambda: self._blobs.remove(blob_id))

    def _number(self, item_id: str) -> int:
        return self._items.number(item_id, ItemKind.EVIDENCE)

    def _attach(self, number: int, item_id: str) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO evidence_about VALUES (?, ?)", (number, self._items.number(item_id))
        )

    def _select(self, rule: str, number: int) -> tuple[Evidence, ...]:
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM evidence e JOIN items i ON i.number = e.item WHERE {rule}"  # noqa: S608
            " ORDER BY e.item",
            (number,),
        )
        return tuple(self._evidence(row) for row in found)

    def _evidence(self, row: Row) -> Evidence:
        about = self._database.rows(
            "SELECT i.id FROM evidence_about a JOIN items i ON i.number = a.about WHERE a.evidence = ?"
            " ORDER BY a.about",
            (row[9],),
        )
        return Evidence(
            id=row[0],
            about=tuple(item_id for (item_id,) in about),
            kind=EvidenceKind(row[1]),
            name=row[2],
            media_type=row[3],
            size=row[4],
            digest=row[5],
            source_label=row[6],
            title=row[7],
            added=row[8],
        )


def row_of(evidence: Evidence) -> ItemRow:
    """The line of a file in the lists."""
    return ItemRow(
        id=evidence.id,
        kind=ItemKind.EVIDENCE,
        sort=evidence.kind.value,
        title=evidence.title or evidence.name,
        by=evidence.source_label,
        date=evidence.added.date().isoformat(),
        until="",
        verdict=None,
        standing=None,
    )


def _size(stream: BinaryIO) -> int:
    """How many bytes are still to come; 0 when the stream cannot say."""
    try:
        here = stream.tell()
        end = stream.seek(0, io.SEEK_END)
        stream.seek(here)
    except (OSError, ValueError):
        return 0
    return end - here
