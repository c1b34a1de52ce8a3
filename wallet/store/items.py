"""The lines of every list, and the search over all text."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import cache

from wallet.clock import Clock
from wallet.errors import Problem, RefusedError
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.report import Verdict
from wallet.model.standing import AssessmentRigour, Recognition, RecognitionLevel, RecognitionSource, Standing
from wallet.store.database import Database, Row

_COLUMNS = (
    "i.id, i.kind, i.sort, i.title, i.maker, i.date, i.until, i.verdict,"
    " i.recognition, i.recognition_source, i.assessment, i.draft, i.mark"
)
EXPIRING = timedelta(days=60)
"""How long before its end an item stands under "expires soon"."""
# The end of an experience is when it was over, not when it stops to count.
_AT_ONCE = 500
MOST_RANKED = 1_000
"""Ranking takes about a microsecond for each match, sorted by age comes for free."""
_SOON = "i.kind <> 'experience' AND i.until <> '' AND i.until < :soon"
_VIEWS = {
    "all": "TRUE",
    "experiences": "i.kind = 'experience'",
    "badges": "i.kind = 'credential'",
    "others": "i.kind = 'endorsement'",
    # A request for an endorsement or an answer to a portfolio waits; no kind of item does so yet.
    "waiting": "FALSE",
    "expiring": _SOON,
    "unsure": "i.verdict = 'indeterminate'",
    "evidence": "i.kind = 'evidence'",
    "portfolios": "i.kind = 'portfolio'",
}
VIEWS = tuple(_VIEWS)


class Items:
    """One row per item of whatever kind, with its text in the search index."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._made: dict[int, tuple[int, ItemRow]] = {}
        """Lines by number, each with the save that wrote it: making ten thousand again would be felt."""

    def new_id(self) -> str:
        """A UUID version 7: random, and in the order of making."""
        moment = int(self._clock.now().timestamp() * 1000) & (1 << 48) - 1
        number = moment << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
        text = f"{number:032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def put(self, row: ItemRow, body: str) -> int:
        """Add or replace the row of an item and its text; returns its number."""
        standing = row.standing
        values = (
            row.kind.value,
            row.sort,
            row.title,
            row.by,
            row.date,
            row.until,
            row.verdict.value if row.verdict else None,
            standing.recognition.level.value if standing else None,
            standing.recognition.source.value if standing else None,
            standing.assessment.value if standing else None,
            int(row.draft),
            row.mark,
        )
        found = self._database.row("SELECT number FROM items WHERE id = ?", (row.id,))
        save = self._database.commit_seq + 1
        if found:
            number = int(found[0])
            self._database.execute(
                "UPDATE items SET kind = ?, sort = ?, title = ?, maker = ?, date = ?, until = ?, verdict = ?,"
                " recognition = ?, recognition_source = ?, assessment = ?, draft = ?, mark = ?,"
                " commit_seq = ? WHERE number = ?",
                (*values, save, number),
            )
            self._database.execute("DELETE FROM texts WHERE rowid = ?", (number,))
        else:
            number = self._database.execute(
                "INSERT INTO items (kind, sort, title, maker, date, until, verdict, recognition,"
                " recognition_source, assessment, draft, mark, id, added, commit_seq)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, row.id, self._clock.now().isoformat(), save),
            )
        self._database.execute(
            "INSERT INTO texts (rowid, title, maker, body) VALUES (?, ?, ?, ?)",
            (number, row.title, row.by, body),
        )
        return number

    def set_verdict(self, number: int, verdict: str, mark: str) -> None:
        """What the last check said."""
        self._database.execute(
            "UPDATE items SET verdict = ?, mark = ?, commit_seq = ? WHERE number = ?",
            (verdict, mark, self._database.commit_seq + 1, number),
        )

    def remove(self, number: int) -> None:
        """Delete an item; what belongs to it in other tables goes along."""
        self._database.execute("DELETE FROM texts WHERE rowid = ?", (number,))
        self._database.execute("DELETE FROM items WHERE number = ?", (number,))

    def number(self, item_id: str, *kinds: ItemKind) -> int:
        """The number of an item of one of these kinds (of any when none is given), or NOT_FOUND."""
        found = self._database.row("SELECT number, kind FROM items WHERE id = ?", (item_id,))
        if found is None or (kinds and found[1] not in kinds):
            raise RefusedError(Problem.NOT_FOUND)
        return int(found[0])

    def row(self, item_id: str) -> ItemRow | None:
        """The line of one item."""
        found = self._database.row(f"SELECT {_COLUMNS} FROM items i WHERE i.id = ?", (item_id,))  # noqa: S608
        return _item(found) if found else None

    def rows(self, view: str) -> tuple[ItemRow, ...]:
        """The lines of a view, newest first; what has no date comes last."""
        found = self._database.rows(
            f"SELECT i.number, i.commit_seq FROM items i WHERE {_VIEWS[view]}"  # noqa: S608
            " ORDER BY i.date DESC, i.number DESC",
            self._moments(view),
        )
        return self._lines(found)

    def counts(self) -> dict[str, int]:
        """How many lines each view has."""
        return {
            view: int((self._database.row(sql, self._moments(view)) or (0,))[0])
            for view, sql in (
                (view, f"SELECT count(*) FROM items i WHERE {rule}")  # noqa: S608
                for view, rule in _VIEWS.items()
            )
        }

    def search(self, text: str, limit: int) -> tuple[ItemRow, ...]:
        """The items whose text has every word, or a word that begins so.

        The best first; when so many match that ranking them would be felt while typing, the newest first.
        """
        words = [f'"{word.replace(chr(34), "")}"*' for word in text.split() if any(map(str.isalnum, word))]
        if not words:
            return ()
        asked = " ".join(words)
        many = self._database.row(
            "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)", (asked, MOST_RANKED + 1)
        )
        ranked = many is not None and many[0] <= MOST_RANKED
        place, order = ("rank", "rank") if ranked else ("-rowid", "rowid DESC")
        found = self._database.rows(
            f"SELECT i.number, i.commit_seq FROM (SELECT rowid, {place} AS place FROM texts"  # noqa: S608
            f" WHERE texts MATCH ? ORDER BY {order} LIMIT ?) t"
            " JOIN items i ON i.number = t.rowid ORDER BY t.place",
            (asked, limit),
        )
        return self._lines(found)

    def forget(self) -> None:
        """Let go of the lines that were made, when the register is locked."""
        self._made.clear()

    def _lines(self, found: list[Row]) -> tuple[ItemRow, ...]:
        """The lines of these (number, save) pairs, in this order; only those that changed are read."""
        # What an act under way has written may yet be undone, under a number that the next act will bear.
        made = {} if self._database.acting else self._made
        missing = [number for number, save in found if made.get(number, (None,))[0] != save]
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]
            for row in self._database.rows(
                f"SELECT {_COLUMNS}, i.number, i.commit_seq FROM items i"  # noqa: S608
                f" WHERE i.number IN ({', '.join('?' * len(some))})",
                some,
            ):
                made[row[-2]] = (row[-1], _item(row))
        return tuple(made[number][1] for number, _ in found if number in made)

    def _moments(self, view: str) -> dict[str, str]:
        if view != "expiring":
            return {}
        return {"soon": (self._clock.now() + EXPIRING).date().isoformat()}


_KINDS = {kind.value: kind for kind in ItemKind}
_VERDICTS: dict[str | None, Verdict] = {verdict.value: verdict for verdict in Verdict}


def _item(row: Row) -> ItemRow:
    return ItemRow(
        id=row[0],
        kind=_KINDS[row[1]],
        sort=row[2],
        title=row[3],
        by=row[4],
        date=row[5],
        until=row[6],
        verdict=_VERDICTS.get(row[7]),
        standing=_standing(row[8], row[9], row[10]) if row[8] is not None else None,
        draft=bool(row[11]),
        mark=row[12],
    )


@cache
def _standing(level: str, source: str, assessment: str) -> Standing:
    """There are few different ones, and lists of ten thousand rows."""
    recognition = Recognition(RecognitionLevel(level), RecognitionSource(source))
    return Standing(recognition, AssessmentRigour(assessment))
