"""What a reader is told of an item: (code of the label, text), the same before sharing and after receiving.

Read from the very claims that are signed, never from the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from wallet.model.credential import Credential
from wallet.words import knows, say

Fields = tuple[tuple[str, str], ...]

_STARR = ("situation", "task", "action", "result", "reflection", "transfer")


def own(credential: Mapping[str, Any], language: str) -> Fields:
    """The fields of a self-declared experience."""
    subject = credential.get("credentialSubject")
    here = _Texts(subject if isinstance(subject, Mapping) else {})
    kind = here.text("experienceKind")
    found = [
        ("box.kind", _vocabulary("ervaring_soort", kind, language)),
        ("box.kind_other", here.text("experienceKindOther")),
        ("box.organisation", here.text("organisation")),
        ("box.role", here.text("role")),
        ("box.period", _period(here, language)),
        ("box.hours", _hours(here, language)),
        ("box.summary", here.text("summary")),
        ("box.tasks", "\n".join(here.texts("tasksDone"))),
        ("box.cared_for.relation", here.text("careRelation")),
        ("box.cared_for.age_band", here.text("careAgeBand")),
        *((f"box.starr.{box}", here.text(f"starr{box.capitalize()}")) for box in _STARR),
        ("box.skills", "\n".join(_skills(here, language))),
    ]
    return tuple((label, text) for label, text in found if text)


def foreign(credential: Credential, language: str) -> Fields:
    """What a reader sees first of somebody else's credential."""
    achievement = credential.achievement
    found = [
        ("portfolio.field.issuer", credential.issuer.name.best(language) or credential.issuer.id),
        ("portfolio.field.recipient", credential.subject_id),
        ("portfolio.field.valid_from", _day(credential.valid_from)),
        ("portfolio.field.valid_until", _day(credential.valid_until)),
        ("portfolio.field.description", credential.description.best(language)),
    ]
    if achievement is not None:
        found += [
            ("portfolio.field.achievement", achievement.description.best(language)),
            ("portfolio.field.criteria", achievement.criteria.best(language)),
        ]
    return tuple((label, text) for label, text in found if text)


# Members that say nothing about the learner: how it was signed, who issued it, pictures, vocabularies, dates.
_SIGNING = {"@context", "type", "@type", "proof", "issuer", "image", "credentialSchema", "credentialStatus"}
_DATES = {"validFrom", "validUntil", "issuanceDate", "expirationDate", "issuedOn", "expires", "awardedDate"}
_NOT_ABOUT_PEOPLE = _SIGNING | _DATES


def texts_of(document: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """(dotted place, text) of every text that a credential says about its subject."""
    if isinstance(document, str):
        if not document.startswith("data:"):
            yield where, document
    elif isinstance(document, Mapping):
        for name, value in document.items():
            if name not in _NOT_ABOUT_PEOPLE:
                yield from texts_of(value, f"{where}.{name}" if where else str(name))
    elif isinstance(document, list | tuple):
        for number, value in enumerate(document):
            yield from texts_of(value, f"{where}.{number}")


class _Texts:
    """Reads texts and nothing else: what came in may hold anything."""

    def __init__(self, members: Mapping[str, Any]) -> None:
        self._members = members

    def text(self, name: str) -> str:
        value = self._members.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        value = self._members.get(name)
        values = value if isinstance(value, list) else [value]
        return [one for one in values if isinstance(one, str)]

    def objects(self, name: str) -> list[_Texts]:
        value = self._members.get(name)
        values = value if isinstance(value, list) else [value]
        return [_Texts(one) for one in values if isinstance(one, Mapping)]

    def yes(self, name: str) -> bool:
        return self._members.get(name) is True


def _vocabulary(name: str, value: str, language: str) -> str:
    code = f"{name}.{value}"
    return say(code, language) if knows(code, language) else value


def _period(here: _Texts, language: str) -> str:
    start, end = here.text("periodFrom"), here.text("periodTo")
    if here.yes("periodOngoing") and start:
        return say("portfolio.since", language, start=start)
    if start and end:
        return say("portfolio.from_to", language, start=start, end=end)
    return start or end


def _hours(here: _Texts, language: str) -> str:
    weekly, total = here.text("hoursPerWeek"), here.text("hoursTotal")
    parts = [say("portfolio.hours_a_week", language, hours=weekly)] if weekly else []
    parts += [say("portfolio.hours_in_all", language, hours=total)] if total else []
    return ", ".join(parts)


def _skills(here: _Texts, language: str) -> Iterator[str]:
    for skill in here.objects("skillClaim"):
        label, level = skill.text("skillLabel"), skill.text("skillLevel")
        yield f"{label}: {_vocabulary('niveau', level, language)}" if level else label


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
