"""From an inspected credential to what its detail tells: texts, facts, education, other members. Pure."""

from __future__ import annotations

from dataclasses import fields

from ui.voice import Dated, Plain, Words, heard, isolated, words
from wallet.model.changes import ItemRow
from wallet.model.credential import Achievement, Credential, EducationFacts
from wallet.model.inspection import Inspection

_POINTS = ("ects",)
_HOURS = ("study_load", "time_investment")
_LISTED = ("participation", "assessment_type", "supervision")
"""Words of a list that the standard gives."""


def texts(credential: Credential, spoken: str) -> tuple[tuple[Words, Words], ...]:
    """What it shows and what for, as (heading, text)."""
    achievement = credential.achievement
    shows = credential.description or (achievement.description if achievement else None)
    found: list[tuple[Words, Words]] = []
    if shows:
        found.append(("register.shows", Plain(shows.best(spoken))))
    if achievement and achievement.criteria:
        found.append(("register.fact.criteria", Plain(achievement.criteria.best(spoken))))
    return tuple(found)


def facts(row: ItemRow, inspection: Inspection) -> tuple[tuple[Words, Words], ...]:
    """Who, from when until when, the education, what it fits, as (label, value)."""
    told: list[tuple[Words, Words]] = []
    name: Words = Plain(row.by)
    if row.by and inspection.issuer_name_source == "self":
        name = words("register.fact.calls_itself", name=isolated(row.by))
    if row.by:
        told.append(("register.fact.issuer", name))
    if row.date:
        told.append(("register.fact.received", Dated(row.date)))
    told.append(("register.fact.until", Dated(row.until) if row.until else "register.fact.no_end"))
    achievement = inspection.credential.achievement
    if achievement is not None:
        told += education(achievement.education) if achievement.education is not None else ()
        told += _aligned(achievement)
    return tuple(told)


def education(said: EducationFacts) -> tuple[tuple[Words, Words], ...]:
    """Every fact of Dutch education that was said, with its label."""
    found: list[tuple[Words, Words]] = []
    for one in fields(said):
        value = getattr(said, one.name)
        if value is not None and value != "":
            found.append((f"education.{one.name}", _value(one.name, value)))
    return tuple(found)


def _value(name: str, value: object) -> Words:
    if isinstance(value, bool):
        return "education.yes" if value else "education.no"
    if isinstance(value, int | float):
        number = int(value) if value == int(value) else value
        if name in _POINTS:
            return words("education.points", n=number)
        return words("education.hours", n=number) if name in _HOURS else Plain(str(number))
    text = str(value)
    if name in _LISTED:
        code = "education.word." + "_".join(text.lower().split())
        return code if heard(code, "") else isolated(text)
    if name == "language":
        code = "education.language." + text.split("-")[0].lower()
        return code if heard(code, "") else isolated(text)
    return isolated(text)


def _aligned(achievement: Achievement) -> list[tuple[Words, Words]]:
    return [
        (
            "register.fact.aligned",
            isolated(" · ".join(filter(None, (link.target_name, link.framework, link.code)))),
        )
        for link in achievement.alignments
    ]
