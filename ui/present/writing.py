"""What the form of an experience shows and how its fields become an experience. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ui.present import items
from ui.present.details import size
from ui.present.items import EVIDENCE_ICONS, EXPERIENCE_ICONS
from ui.present.pieces import Card, Tile
from ui.voice import Plain, Words, heard, joined, tell, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.experience import Evidence, EvidenceKind, Experience, ExperienceKind, Hours, Period
from wallet.model.standing import SELF_DESCRIBED

STARR = ("situation", "task", "action", "result", "reflection", "transfer")
ASKED = {part: f"starr_vraag.{part}" for part in STARR} | {"transfer": "write.transfer"}
"""The question above each box; the long one in fewer words, so that two stand side by side."""
SHORT_ENOUGH = 500
"""Characters in a STARR box; more is allowed, and the form says that short reads better."""
FIRST_YEAR = 1940
UNTIL = ("", "ongoing", "to")
RELATIONS = ("parent", "child", "partner", "family", "friend", "neighbour", "other")
AGES = ("0-12", "13-17", "18-64", "65-79", "80+")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")
HOURS_MOST = {"per_week": 168, "weeks": 5_000, "total": 100_000}


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of experience, as a tile and in the list."""

    kind: ExperienceKind
    icon: str
    words: Words
    example: Words


def kinds() -> tuple[KindChoice, ...]:
    """All kinds, in the order of the model."""
    return tuple(
        KindChoice(
            kind,
            EXPERIENCE_ICONS.get(kind.value, "hand-heart"),
            f"ervaring_soort.{kind.value}",
            f"write.kind.{kind.value}",
        )
        for kind in ExperienceKind
    )


def number(text: str, box: str) -> float | None:
    """The number that was typed, with a comma or a point; None for an empty field. Raises ValueError."""
    text = text.strip()
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or float(text.replace(",", ".")) > HOURS_MOST[box]:
        raise ValueError(box)
    return float(text.replace(",", "."))


def typed(number_: float | None, language: str) -> str:
    """The same number as text for its field."""
    if number_ is None:
        return ""
    text = f"{number_:g}"
    return text.replace(".", ",") if language == "nl" else text


def estimate(hours: Hours) -> Words | None:
    """ "Samen ongeveer 560 uur", or None when there is nothing to add up."""
    total = hours.estimate()
    if total is None:
        return None
    return words("write.estimate", n=int(total) if total == int(total) else total)


def period(start: str, until: str, end: str, before: Period) -> Period:
    """The period of the fields. A day that was there before stays when its month was not changed.

    Raises ValueError when the end lies before the beginning.
    """
    first = _precise(start, before.start)
    last = _precise(end, before.to) if until == "to" else None
    return Period.model_validate({"from": first, "to": last, "ongoing": until == "ongoing"})


def until_of(given: Period) -> str:
    """Which of UNTIL a period is."""
    return "ongoing" if given.ongoing else "to" if given.to else ""


def _precise(month: str, before: str | None) -> str | None:
    return before if before and month and before[: len(month)] == month and len(before) > 7 else month or None


def care_choices(prefix: str, keys: Iterable[str]) -> tuple[tuple[str, Words, str], ...]:
    """The words to choose from. Fixed ones: there is no room for a name."""
    return (("", "write.choose", ""), *((key, f"{prefix}.{key}", "") for key in keys))


def care_key(prefix: str, keys: Iterable[str], value: str | None) -> str:
    """The key of a stored word in whatever language it was stored, else the word itself."""
    told = {tell(f"{prefix}.{key}", language): key for key in keys for language in ("nl", "en")}
    return told.get(value or "", value or "")


def care_word(prefix: str, keys: Iterable[str], key: str, language: str) -> str:
    """What is stored for a key: a word that can be read anywhere."""
    return tell(f"{prefix}.{key}", language) if key in tuple(keys) else key


def card_of(experience: Experience) -> Card:
    """The card beside the question for a passphrase."""
    row = ItemRow(
        id=experience.id,
        kind=ItemKind.EXPERIENCE,
        sort=experience.kind.value,
        title=experience.title,
        by=experience.organisation,
        date=experience.period.start or "",
        until=experience.period.to or "",
        verdict=None,
        standing=SELF_DESCRIBED,
        draft=experience.draft,
    )
    return items.card(row)


def tile_of(evidence: Evidence) -> Tile:
    """A file that is kept with the experience."""
    return _tile(evidence.id, evidence.kind, evidence.title or evidence.name, size(evidence.size))


def waiting_tile(name: str, kind: EvidenceKind) -> Tile:
    """A file that is kept as soon as the experience is."""
    return _tile("", kind, name, "write.evidence_waits")


def _tile(key: str, kind: EvidenceKind, name: str, second: Words) -> Tile:
    noun = heard(f"bewijs_soort.{kind.value}", "noun.evidence")
    return Tile(key, EVIDENCE_ICONS.get(kind.value, "paperclip"), Plain(name), joined(noun, second))
