"""What a reader is told of an item, divided as it is shown: short facts, longer texts, skills. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ui.voice import Dated, Plain, Words, heard, joined, tell

_LONG = (
    "box.summary",
    "box.tasks",
    "box.starr.",
    "portfolio.field.description",
    "portfolio.field.achievement",
    "portfolio.field.criteria",
)
_SKILLS = "box.skills"
_SECOND = ("box.kind", "box.period", "box.hours")
"""These stand in the second line of an own experience."""
_ISSUED = ("portfolio.field.issuer", "portfolio.field.valid_from")

_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)

FILE_ICONS = (
    ("image/", "image"),
    ("video/", "file-video"),
    ("audio/", "file-audio"),
    ("text/", "file-text"),
    ("application/pdf", "file-text"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """The fields of one item."""

    second: Words
    facts: tuple[tuple[Words, Words], ...]
    """(label, value)"""
    texts: tuple[tuple[Words, Words], ...]
    """(heading, text)"""
    skills: tuple[Words, ...]


def divided(fields: tuple[tuple[str, str], ...], *, own: bool, spoken: str | None = None) -> Told:
    """(code of the label, text) of :mod:`wallet.bundle.told`. ``spoken``: labels in this language only."""
    told = dict(fields)
    used = _SECOND if own else _ISSUED
    second = joined(*(_value(told[label]) for label in used if label in told))
    rest = [(label, text) for label, text in fields if label not in used]

    def label_of(code: str) -> Words:
        label = heard(code, "noun.evidence")
        return Plain(tell(label, spoken)) if spoken else label

    return Told(
        second=Plain(tell(second, spoken)) if spoken else second,
        facts=tuple(
            (label_of(label), Plain(text))
            for label, text in rest
            if not label.startswith(_LONG) and label != _SKILLS
        ),
        texts=tuple((label_of(label), Plain(text)) for label, text in rest if label.startswith(_LONG)),
        skills=tuple(Plain(line) for line in told.get(_SKILLS, "").splitlines() if line),
    )


def _value(text: str) -> Words:
    return Dated(text) if _DATE.fullmatch(text) else Plain(text)


def file_icon(media_type: str) -> str:
    """The icon of a file by what it holds."""
    return next((icon for start, icon in FILE_ICONS if media_type.startswith(start)), "paperclip")
