"""What others issued: original bytes, every report, and the documents that the checks used."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from wallet.clock import Clock
from wallet.errors import Problem, RefusedError
from wallet.model.changes import ItemKind
from wallet.model.credential import Incoming, digest_of
from wallet.model.endorsed import ItemNames, KnownItem
from wallet.model.inspection import CapsuleDocument
from wallet.model.records import CredentialRecord
from wallet.store.database import Database, Row
from wallet.store.items import Items

MOST_SHOWN = 100
"""Endorsements of one item, and items of one endorsement, that are told."""
_NAMES = (
    "SELECT i.id, n.own_id, n.achievement, n.issuer, n.digests, n.endorses, n.stated"
    " FROM credential_names n JOIN items i ON i.number = n.item"
)


class Credentials:
    """The tables of credentials (endorsements among them), reports and capsule documents."""

    def __init__(self, database: Database, items: Items, clock: Clock) -> None:
        self._database, self._items, self._clock = database, items, clock

    def add(self, record: CredentialRecord) -> str:
        """Keep a credential with its first report; returns its id (a new one when the row has none)."""
        with self._database.act():
            item_id = record.row.id or self._items.new_id()
            number = self._items.put(replace(record.row, id=item_id), record.text)
            self._database.execute(
                "INSERT INTO credentials VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    record.original.name,
                    record.media_type,
                    record.digest,
                    record.same_as,
                    record.source_label,
                    record.text,
                    record.original.original,
                ),
            )
            self._name(number, record.names)
            for document in record.documents:
                self._add_document(number, document)
            verdict = record.row.verdict.value if record.row.verdict else ""
            self._report(number, record.report, verdict)
        return item_id

    def get(self, item_id: str) -> CredentialRecord:
        """A credential with its last report and its own documents. Raises RefusedError(NOT_FOUND)."""
        number = self._number(item_id)
        row = self._items.row(item_id)
        found = self._database.row(
            "SELECT name, media_type, digest, same_as, source_label, body, original FROM credentials"
            " WHERE item = ?",
            (number,),
        )
        if found is None or row is None:
            raise RefusedError(Problem.NOT_FOUND)
        reports = self._database.row(
            "SELECT report FROM reports WHERE item = ? ORDER BY number DESC LIMIT 1", (number,)
        )
        documents = self._database.rows(
            "SELECT d.url, d.content, d.as_of, d.origin FROM documents d"
            " JOIN credential_documents c ON c.document = d.number WHERE c.item = ? ORDER BY d.number",
            (number,),
        )
        return CredentialRecord(
            row=row,
            original=Incoming(original=bytes(found[6]), name=found[0]),
            media_type=found[1],
            digest=found[2],
            same_as=found[3],
            report=reports[0] if reports else "",
            documents=tuple(_document(*document) for document in documents),
            text=found[5],
            source_label=found[4],
        )

    def twins(self, digest: str, same_as: str) -> tuple[str, ...]:
        """Ids of credentials that are this very one: the same bytes, or the same issuer and id."""
        found = self._database.rows(
            "SELECT i.id FROM credentials c JOIN items i ON i.number = c.item"
            " WHERE c.digest = ? OR (c.same_as = ? AND c.same_as <> '') ORDER BY c.item",
            (digest, same_as),
        )
        return tuple(item_id for (item_id,) in found)

    def append_report(
        self,
        item_id: str,
        report: str,
        verdict: str,
        documents: tuple[CapsuleDocument, ...] = (),
        *,
        mark: str = "",
        names: ItemNames | None = None,
    ) -> None:
        """Add what a later check said; earlier reports stay. ``mark``: what the second chip says now."""
        with self._database.act():
            number = self._number(item_id)
            if names is not None:
                self._name(number, names)
            for document in documents:
                self._add_document(number, document)
            self._report(number, report, verdict)
            self._items.set_verdict(number, verdict, mark)

    def reports(self, item_id: str) -> tuple[str, ...]:
        """All reports as JSON, oldest first."""
        found = self._database.rows(
            "SELECT report FROM reports WHERE item = ? ORDER BY number", (self._number(item_id),)
        )
        return tuple(report for (report,) in found)

    def documents(self) -> tuple[CapsuleDocument, ...]:
        """All documents of all credentials, each once."""
        found = self._database.rows("SELECT url, content, as_of, origin FROM documents ORDER BY number")
        return tuple(_document(*document) for document in found)

    def names(self, item_id: str) -> ItemNames:
        """By what endorsements find this one, and what it endorses itself."""
        found = self._database.row(f"{_NAMES} WHERE n.item = ?", (self._number(item_id),))
        return _names(found) if found else ItemNames()

    def endorsing(self, item: KnownItem) -> tuple[tuple[str, ItemNames], ...]:
        """Endorsements of this credential, its achievement or its issuer, with their names; newest first."""
        found = self._database.rows(
            f"{_NAMES} WHERE n.endorses <> '' AND n.endorses IN (?, ?, ?) ORDER BY n.item DESC LIMIT ?",
            (item.id, item.achievement, item.issuer, MOST_SHOWN),
        )
        return tuple((row[0], _names(row)) for row in found)

    def named(self, name: str) -> tuple[tuple[str, ItemNames], ...]:
        """Credentials with this id first, then those of this achievement, then of this issuer."""
        found = self._database.rows(
            f"{_NAMES} WHERE i.kind = 'credential' AND :name <> ''"
            " AND :name IN (n.own_id, n.achievement, n.issuer)"
            " ORDER BY n.own_id <> :name, n.achievement <> :name, n.item DESC LIMIT :most",
            {"name": name, "most": MOST_SHOWN},
        )
        return tuple((row[0], _names(row)) for row in found)

    def last_asked(self) -> dict[str, date]:
        """For each credential that was ever checked online, the day of its newest answer (UTC)."""
        found = self._database.rows(
            "SELECT i.id, MAX(d.as_of) FROM documents d"
            " JOIN credential_documents c ON c.document = d.number JOIN items i ON i.number = c.item"
            " WHERE d.origin = 'own' GROUP BY i.id"
        )
        return {item_id: datetime.fromisoformat(as_of).date() for item_id, as_of in found}

    def remove(self, item_id: str) -> None:
        """Delete a credential, its reports, and documents that no other one uses."""
        with self._database.act():
            self._items.remove(self._number(item_id))
            self._database.execute(
                "DELETE FROM documents WHERE number NOT IN (SELECT document FROM credential_documents)"
            )

    def _name(self, number: int, names: ItemNames) -> None:
        item = names.item
        self._database.execute(
            "INSERT OR REPLACE INTO credential_names VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                item.id,
                item.achievement,
                item.issuer,
                item.digests,
                names.endorses,
                json.dumps(names.stated),
            ),
        )

    def _number(self, item_id: str) -> int:
        return self._items.number(item_id, ItemKind.CREDENTIAL, ItemKind.ENDORSEMENT)

    def _report(self, number: int, report: str, verdict: str) -> None:
        self._database.execute(
            "INSERT INTO reports (item, made, verdict, report) VALUES (?, ?, ?, ?)",
            (number, self._clock.now().isoformat(), verdict, report),
        )

    def _add_document(self, number: int, document: CapsuleDocument) -> None:
        """Keep it and what it is for. The same answer as an earlier one is not kept twice: its date moves."""
        digest, as_of = digest_of(document.content), document.as_of.isoformat()
        self._database.execute(
            "UPDATE OR IGNORE documents SET as_of = ?"
            " WHERE url = ? AND origin = ? AND digest = ? AND as_of < ?",
            (as_of, document.url, document.origin, digest, as_of),
        )
        key = (document.url, as_of, document.origin, digest)
        self._database.execute(
            "INSERT OR IGNORE INTO documents (url, as_of, origin, digest, content) VALUES (?, ?, ?, ?, ?)",
            (*key, document.content),
        )
        self._database.execute(
            "INSERT OR IGNORE INTO credential_documents SELECT ?, number FROM documents"
            " WHERE url = ? AND as_of = ? AND origin = ? AND digest = ?",
            (number, *key),
        )


def _document(url: str, content: bytes, as_of: str, origin: str) -> CapsuleDocument:
    return CapsuleDocument(
        url=url, content=bytes(content), as_of=datetime.fromisoformat(as_of), origin=origin
    )


def _names(row: Row) -> ItemNames:
    _, own, achievement, issuer, digests, endorses, stated = row
    item = KnownItem(own, achievement, issuer, digests=digests)
    return ItemNames(item, endorses, tuple(json.loads(stated)))
