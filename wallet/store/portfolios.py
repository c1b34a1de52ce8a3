"""What left: one note for each portfolio that was written."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from wallet.model.changes import ItemKind, ItemRow
from wallet.model.portfolio import BundleReceipt
from wallet.store.database import Database
from wallet.store.items import Items


class Portfolios:
    """The table of portfolios. The file itself is the person's; only its digests are kept."""

    def __init__(self, database: Database, items: Items) -> None:
        self._database, self._items = database, items

    def note(self, receipt: BundleReceipt, row: ItemRow) -> str:
        """Remember that a portfolio was written; returns the id of the note."""
        members = asdict(receipt) | {"created": receipt.created.isoformat()}
        with self._database.act():
            item_id = row.id or self._items.new_id()
            text = f"{receipt.purpose} {receipt.audience}"
            number = self._items.put(replace(row, id=item_id), text)
            self._database.execute(
                "INSERT INTO portfolios VALUES (?, ?, ?)",
                (number, receipt.digest, json.dumps(members, ensure_ascii=False)),
            )
        return item_id

    def get(self, item_id: str) -> BundleReceipt:
        """One note. Raises RefusedError(NOT_FOUND)."""
        number = self._items.number(item_id, ItemKind.PORTFOLIO)
        found = self._database.row("SELECT receipt FROM portfolios WHERE item = ?", (number,))
        return _receipt(found[0] if found else "{}")

    def all(self) -> tuple[tuple[str, BundleReceipt], ...]:
        """All notes with their ids, newest first."""
        found = self._database.rows(
            "SELECT i.id, p.receipt FROM portfolios p JOIN items i ON i.number = p.item ORDER BY p.item DESC"
        )
        return tuple((item_id, _receipt(text)) for item_id, text in found)


def _receipt(text: str) -> BundleReceipt:
    members = json.loads(text)
    created = datetime.fromisoformat(members.pop("created"))
    withheld = tuple((name, salt) for name, salt in members.pop("withheld", ()))
    return BundleReceipt(
        created=created, withheld=withheld, **members | {"item_ids": tuple(members["item_ids"])}
    )
