"""Own experiences, with every earlier version of them."""

from __future__ import annotations

from dataclasses import replace

from wallet.clock import Clock
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.experience import Experience
from wallet.store.database import Database
from wallet.store.items import Items


class Experiences:
    """The table of experiences."""

    def __init__(self, database: Database, items: Items, clock: Clock) -> None:
        self._database, self._items, self._clock = database, items, clock

    def put(self, experience: Experience, row: ItemRow, text: str) -> str:
        """Keep a new experience, or a changed one beside its earlier versions; returns its id."""
        now = self._clock.now()
        with self._database.act():
            item_id = experience.id or self._items.new_id()
            found = self._database.row(
                "SELECT e.body FROM experiences e JOIN items i ON i.number = e.item WHERE i.id = ?",
                (item_id,),
            )
            created = experience.created or now
            if found:
                created = Experience.model_validate_json(found[0]).created or created
            kept = experience.model_copy(update={"id": item_id, "created": created, "modified": now})
            body = kept.model_dump_json(by_alias=True)
            number = self._items.put(replace(row, id=item_id), text)
            if found:
                self._database.execute(
                    "INSERT INTO experience_history SELECT ?, count(*) + 1, ?, ? FROM experience_history"
                    " WHERE item = ?",
                    (number, found[0], now.isoformat(), number),
                )
            self._database.execute(
                "INSERT INTO experiences VALUES (?, ?) ON CONFLICT (item) DO UPDATE SET body = excluded.body",
                (number, body),
            )
        return item_id

    def get(self, item_id: str) -> Experience:
        """The present version. Raises RefusedError(NOT_FOUND)."""
        number = self._items.number(item_id, ItemKind.EXPERIENCE)
        found = self._database.row("SELECT body FROM experiences WHERE item = ?", (number,))
        return Experience.model_validate_json(found[0] if found else "")

    def history(self, item_id: str) -> tuple[Experience, ...]:
        """Earlier versions, oldest first; the present one is not among them."""
        number = self._items.number(item_id, ItemKind.EXPERIENCE)
        found = self._database.rows(
            "SELECT body FROM experience_history WHERE item = ? ORDER BY version", (number,)
        )
        return tuple(Experience.model_validate_json(body) for (body,) in found)

    def remove(self, item_id: str) -> None:
        """Delete it with its history. Evidence stays, and belongs to it no more."""
        with self._database.act():
            self._items.remove(self._items.number(item_id, ItemKind.EXPERIENCE))
