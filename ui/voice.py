"""The window's voice: which language it speaks, and words that can be said again in another one.

No Qt. A view never holds a finished sentence: it holds :class:`Say` (a code of ``resources/locale`` with
what must be filled in) or :class:`Plain` (text of a person or of a file, shown exactly as it is), and asks
:func:`tell` when it paints. So a switch of language needs no page to be built again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from wallet.words import LANGUAGES, catalogue, knows, say, system_language

_spoken = [system_language()]


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of ours by its code. ``numbers`` may hold numbers, dates, texts, and other words."""

    code: str
    numbers: Mapping[str, object] = field(default_factory=dict, repr=False)

    def __hash__(self) -> int:
        return hash(self.code)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text of somebody else. Never read as markup, never translated."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Dated:
    """A partial ISO date, told as people of the language write it. ``short``: months in three letters."""

    partial: str
    short: bool = False


Words = Say | Plain | Dated | str
"""What every widget takes. A bare ``str`` is the code of a sentence, so a forgotten one is found at once."""


def words(code: str, **numbers: object) -> Say:
    """Shorthand: ``words("share.step", n=3)``."""
    return Say(code, numbers)


def isolated(text: str) -> Plain:
    """Text of a file inside a line of ours: it may run from right to left and turns nothing else round."""
    return Plain(f"\u2068{text}\u2069") if text else Plain("")


def joined(*parts: Words, between: str = " · ") -> Say:
    """Several words on one line with a dot between them, the empty ones left out when it is told."""
    return Say("", {"between": between, **{str(place): part for place, part in enumerate(parts)}})


def language() -> str:
    """The language that the window speaks now."""
    return _spoken[0]


def speak(chosen: str) -> bool:
    """Speak this language from now on; True when that is another one. An unknown one is Dutch."""
    before, _spoken[0] = _spoken[0], chosen if chosen in LANGUAGES else "nl"
    return _spoken[0] != before


def tell(what: Words, spoken: str | None = None) -> str:
    """The finished text. Raises KeyError for a code that has no sentence."""
    spoken = spoken or language()
    if isinstance(what, Plain):
        return what.text
    if isinstance(what, Dated):
        return tell_date(what.partial, spoken, short=what.short)
    if isinstance(what, str):
        return say(what, spoken)
    if not what.code:
        rest = dict(what.numbers)
        between = str(rest.pop("between"))
        told = (str(_value(part, spoken)) for part in rest.values())
        return between.join(text for text in told if text)
    return say(what.code, spoken, **{name: _value(value, spoken) for name, value in what.numbers.items()})


def heard(code: str, otherwise: str) -> str:
    """``code`` when there is a sentence for it, else ``otherwise``: for codes that grow elsewhere."""
    return code if knows(code, language()) else otherwise


def _value(value: object, spoken: str) -> object:
    if isinstance(value, Say | Plain | Dated):
        return tell(value, spoken)
    if isinstance(value, str) and value in catalogue(spoken):
        return say(value, spoken)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if spoken == "nl" else ".")
    if isinstance(value, datetime):
        return tell_moment(value, spoken)
    if isinstance(value, date):
        return tell_date(value.isoformat(), spoken)
    return value


def tell_date(partial: str, spoken: str | None = None, *, short: bool = False) -> str:
    """A partial ISO date as people write it: ``2021`` · ``maart 2021`` · ``12 april 2026``."""
    spoken = spoken or language()
    try:
        numbers = [int(part) for part in partial[:10].split("-")]
        if len(numbers) == 1:
            return str(numbers[0])
        name = say(f"month.{numbers[1]}", spoken)
        month = f"{name[:3] if short else name} {numbers[0]}"
    except (ValueError, IndexError, KeyError):
        return partial
    return month if len(numbers) == 2 else f"{numbers[2]} {month}"


def tell_moment(moment: datetime, spoken: str | None = None) -> str:
    """A moment as a date with the time of this computer's zone: ``14 nov 2026, 20:41``."""
    here = moment.astimezone()
    return f"{tell_date(here.date().isoformat(), spoken, short=True)}, {here:%H:%M}"
