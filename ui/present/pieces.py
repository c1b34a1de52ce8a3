"""The small things that are shown, as data: chips, cards, three answers, check rows. No Qt, no register.

Pages make them from the model (``ui.present.items``, ``ui.present.checks``); widgets paint them. The same
pieces feed the list, the detail, the result of an import and the recipient's view, so they cannot drift.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ui.voice import Words


class Value(StrEnum):
    """The shapes of an answer: four values, the learner's own key, and a note."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    UNCHANGED = "unchanged"
    NOTE = "note"


Tint = Literal["clay", "sky", "teal", "sand"]
"""The kind of a thing by its tile; never a verdict."""

TONE: dict[Value, str] = {
    Value.PASSED: "ok",
    Value.FAILED: "fault",
    Value.UNKNOWN: "unk",
    Value.NOT_APPLICABLE: "na",
    Value.UNCHANGED: "na",
    Value.NOTE: "na",
}
"""Which colour token goes with which value."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One answer as a chip. ``axis``: A who recognises · B does it hold · C who assessed · D an answer."""

    axis: Literal["A", "B", "C", "D"]
    short: Words
    """In lists."""
    long: Words
    """On cards and details."""
    icon: str = ""
    value: Value | None = None
    """Axis B has a mark instead of an icon."""


@dataclass(frozen=True, slots=True)
class Card:
    """A list row, or the head of a detail."""

    id: str
    icon: str
    tint: Tint
    kind: Words
    """The noun, for the screen reader: badge, experience, evidence."""
    title: Words
    second: Words
    chips: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three questions with its answer and who says so."""

    question: Words
    answer: Words
    source: Words
    icon: str = ""
    value: Value | None = None
    link: Words | None = None
    """An act under the answer ("Zo is gekeken")."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row of the check panel: mark, sentence, "Bekeken op … · met …"."""

    value: Value
    sentence: Words
    source: Words
    why: tuple[tuple[Words, Words], ...] = ()
    """What unfolds under it, as (label, text); empty: nothing more to tell."""


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Rows under one heading. ``aside`` says that they do not count."""

    heading: Words
    rows: tuple[CheckRow, ...]
    aside: Words | None = None


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One signature: its kind in plain words, what became of it, and the rest in small print."""

    value: Value
    kind: Words
    outcome: Words
    small: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CheckPart:
    """Something inside that was issued by itself: an endorsement, an item of a collection."""

    card: Card
    name: Words
    """Title, issuer and mark in one sentence, for the screen reader."""
    said: Words
    """What it says, in its own words; Plain("") when it says nothing."""
    answers: tuple[Answer, ...]
    view: CheckView


@dataclass(frozen=True, slots=True)
class CheckParts:
    """Parts under one heading. ``aside`` says that they do not count."""

    heading: Words
    parts: tuple[CheckPart, ...]
    aside: Words | None = None


@dataclass(frozen=True, slots=True)
class CheckView:
    """The whole check panel: worst value first, then every row."""

    value: Value
    headline: Words
    sentence: Words
    groups: tuple[CheckGroup, ...]
    asks: tuple[str, ...] = ()
    """Sites that would have to be asked."""
    proofs: tuple[ProofRow, ...] = ()
    parts: tuple[CheckParts, ...] = ()
    other: tuple[tuple[Words, Words], ...] = ()
    """Members of a part that no field shows; those of the whole stand in its detail."""


@dataclass(frozen=True, slots=True)
class Tile:
    """An evidence file as a tile."""

    id: str
    icon: str
    name: Words
    second: Words
    state: Literal["normal", "shielded", "missing"] = "normal"
    tint: Tint = "sand"


CARD_ROLE = 256
"""The item role (the first of Qt's user roles) under which list models give a :class:`Card`."""
