"""Small readings that every shape needs: lists, texts, moments. None raises about a stranger's value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from wallet.model.credential import LangText

# The calendar forms of ISO 8601 that credentials use; Python itself would also read week dates.
_MOMENT = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|z|[+-]\d{2}:?\d{2})?)?"
)
_IN_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
"""As nearly all are written."""
_DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LATEST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z, the last moment that can be written


def listed(value: Any) -> list[Any]:
    """JSON-LD writes one thing as itself and several as a list: always the list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """The value when it is a text, else the empty text."""
    return value if isinstance(value, str) else ""


def texts(values: Any) -> tuple[str, ...]:
    """All texts of one value or a list."""
    if isinstance(values, str):
        return (values,)
    return tuple(one for one in listed(values) if isinstance(one, str))


def mapping(value: Any) -> Mapping[str, Any]:
    """The value when it is an object, the first object of a list, else an empty one."""
    if isinstance(value, dict):
        return value
    return next((one for one in listed(value) if isinstance(one, dict)), {})


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """All objects of one value or a list."""
    return [one for one in listed(value) if isinstance(one, dict)]


def id_of(value: Any) -> str:
    """The id of a thing that is written as its address or as an object with an id."""
    if isinstance(value, str):
        return value
    here = mapping(value)
    return text(here.get("id")) or text(here.get("@id"))


def types_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The types as written, without their order's meaning."""
    return texts(document.get("type", document.get("@type")))


def lang_text(value: Any) -> LangText:
    """A text, a language-tagged value, a list of them, or a map from language to text."""
    if isinstance(value, str):
        return LangText((("", value),))
    return LangText(tuple(_tagged(value)))


def _tagged(value: Any) -> Iterable[tuple[str, str]]:
    for one in listed(value):
        if isinstance(one, str):
            yield ("", one)
        elif isinstance(one, dict) and isinstance(one.get("@value"), str):
            yield (text(one.get("@language")), one["@value"])
        elif isinstance(one, dict):
            for tag, words in one.items():
                yield from ((tag, word) for word in texts(words) if not tag.startswith("@"))


def moment(value: Any, *, end: bool = False) -> datetime | None:
    """A date or moment in UTC; None when it cannot be read. A day is its start, with ``end`` its last second.

    A moment without a zone is taken as UTC, as JSON-LD processors do.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _from_epoch(value)
    if not isinstance(value, str):
        return None
    if _IN_UTC.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass  # midnight written as 24:00, or no moment at all
    matched = _MOMENT.fullmatch(value.strip())
    if not matched:
        return _from_epoch(int(value)) if value.isascii() and value.isdigit() and len(value) <= 12 else None
    year, month, day, hour, minute, second, fraction, zone = matched.groups()
    try:
        read = datetime(int(year), int(month), int(day), tzinfo=UTC)
        if _DATE_ONLY.fullmatch(value.strip()):
            return read + timedelta(days=1, seconds=-1) if end else read
        clock = timedelta(hours=int(hour), minutes=int(minute), seconds=int(second or 0))
        if clock > timedelta(days=1) or int(minute) > 59 or int(second or 0) > 59:
            return None
        micro = timedelta(microseconds=int((fraction or "0")[:6].ljust(6, "0")))
        return read + clock + micro - _offset(zone)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in "Zz":
        return timedelta()
    sign = -1 if zone[0] == "-" else 1
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 23 or minutes > 59:
        raise ValueError("no such zone")
    return sign * timedelta(hours=hours, minutes=minutes)


def _from_epoch(seconds: float) -> datetime | None:
    if not 0 <= seconds <= _LATEST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


class Dates:
    """Reads dates and remembers whether one of them could not be read."""

    def __init__(self) -> None:
        self.unreadable = False

    def read(self, value: Any, *, end: bool = False) -> datetime | None:
        """The moment, or None; an absent date is not an unreadable one."""
        if value is None:
            return None
        found = moment(value, end=end)
        self.unreadable = self.unreadable or found is None
        return found
