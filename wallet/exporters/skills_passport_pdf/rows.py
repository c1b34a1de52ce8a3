"""The rows of the passport's tables: what each item says about skills, dates, and the three questions."""

from __future__ import annotations

import re
from typing import Any

from wallet.model.experience import Experience, SkillClaim
from wallet.model.inspection import Inspection
from wallet.model.marks import Mark, mark_of, shape_of
from wallet.model.portfolio import Portfolio, PortfolioItem, Presence
from wallet.model.standing import SELF_DESCRIBED, RecognitionSource, Standing
from wallet.words import say

Row = dict[str, Any]

LEVEL = re.compile(r"\b(EQF|NLQF)\b")
"""An alignment with a qualification level is no skill."""


def skill_rows(portfolio: Portfolio, language: str, *, signed: bool) -> list[Row]:
    """One row per skill: first the own skills by level, then what credentials show."""
    own: list[tuple[int, Row]] = []
    shown: list[Row] = []
    for item in portfolio.items:
        if item.experience is not None:
            for skill in item.experience.skills:
                own.append((-(skill.level or 0), _own_skill(skill, item.experience, language, signed=signed)))
        elif item.inspection is not None:
            shown += _credential_skills(item, item.inspection, language)
    return [row for _, row in sorted(own, key=lambda pair: pair[0])] + shown


def item_rows(portfolio: Portfolio, language: str, *, signed: bool) -> list[Row]:
    """One row per chosen item, numbered in the order of the portfolio."""
    rows = []
    for number, item in enumerate(portfolio.items, start=1):
        row: Row = {"number": str(number), "title": item.title}
        if item.experience is not None:
            experience = item.experience
            row["kind"] = kind_words(experience, language)
            row["by"] = experience.organisation
            row["when"] = [period_words(experience, language), hours_words(experience, language)]
            row["chips"] = _own_chips(language, signed=signed)
        elif item.inspection is not None:
            credential = item.inspection.credential
            row["kind"] = say(f"print.kind.{credential.kind}", language)
            row["by"] = credential.issuer.name.best(language) or credential.issuer.id
            row["when"] = [_day(credential.valid_from)]
            row["chips"] = _chips(item.inspection.standing, mark_of(item.inspection), language)
        else:
            kinds = [part.evidence.kind for part in item.evidence]
            row["kind"] = say(f"bewijs_soort.{kinds[0]}", language) if kinds else ""
            row["by"], row["when"] = "", []
            row["chips"] = _own_chips(language, signed=signed)
        rows.append(row)
    return rows


def evidence_rows(portfolio: Portfolio) -> list[Row]:
    """The evidence that travels with the portfolio file; withheld titles never stand on paper."""
    rows = []
    for number, item in enumerate(portfolio.items, start=1):
        included = [part.evidence for part in item.evidence if part.presence is Presence.INCLUDED]
        for place, evidence in enumerate(included, start=1):
            digest = evidence.digest.removeprefix("sha256:")
            rows.append(
                {
                    "number": f"{number}.{place}",
                    "name": evidence.title or evidence.name,
                    "item": item.title,
                    "print": f"{digest[:4]} {digest[4:8]}",
                }
            )
    return rows


def kind_words(experience: Experience, language: str) -> str:
    """The kind of an experience in words, or the learner's own word for it."""
    return experience.kind_other or say(f"print.experience.{experience.kind}", language)


def period_words(experience: Experience, language: str) -> str:
    """ "since 2021", "2019 to 2024", "until 2020" or nothing."""
    start, end = (_partial(text) for text in (experience.period.start, experience.period.to))
    if start and (experience.period.ongoing or not end):
        return say("print.since" if experience.period.ongoing else "print.from", language, start=start)
    if start and end:
        return say("print.period", language, start=start, end=end) if start != end else start
    return say("print.until", language, end=end) if end else ""


def hours_words(experience: Experience, language: str) -> str:
    """The estimate of hours, or nothing."""
    hours = experience.hours.estimate()
    if hours is not None:
        return say("print.hours", language, n=round(hours))
    per_week = experience.hours.per_week
    return say("print.hours_a_week", language, n=round(per_week)) if per_week else ""


def _own_skill(skill: SkillClaim, experience: Experience, language: str, *, signed: bool) -> Row:
    return {
        "name": skill.label,
        "place": kind_words(experience, language),
        "when": period_words(experience, language),
        "level": say(f"print.skill_level.{skill.level}", language) if skill.level else "",
        "chips": _own_chips(language, signed=signed),
    }


def _credential_skills(item: PortfolioItem, inspection: Inspection, language: str) -> list[Row]:
    credential = inspection.credential
    achievement = credential.achievement
    alignments = achievement.alignments if achievement else ()
    named = [alignment.target_name for alignment in alignments if not LEVEL.search(alignment.target_name)]
    return [
        {
            "name": name,
            "place": item.title if named else say(f"print.kind.{credential.kind}", language),
            "when": _day(credential.valid_from),
            "level": "",
            "chips": _chips(inspection.standing, mark_of(inspection), language),
        }
        for name in (named or [item.title])
        if name
    ]


def _own_chips(language: str, *, signed: bool) -> Row:
    return _chips(SELF_DESCRIBED, Mark.UNCHANGED if signed else Mark.NOT_SIGNED, language)


def _chips(standing: Standing, mark: Mark, language: str) -> Row:
    level, source = standing.recognition.level, standing.recognition.source
    # "Described by myself" already says who says so.
    told = source is not RecognitionSource.LEARNER or level.value != "W0"
    return {
        "level": level.value,
        "recognition": say(f"print.recognition.{level}", language),
        "source": say(f"print.source.{source}", language) if told else "",
        "shape": shape_of(mark).value,
        "mark": say(f"mark.{mark}", language),
        "assessment": say(f"print.assessment.{standing.assessment}", language),
    }


def _partial(text: str | None) -> str:
    """A partial date the Dutch way round: 2021, 03-2021, 12-03-2021."""
    return "-".join(reversed(text.split("-"))) if text else ""


def _day(moment: Any) -> str:
    return f"{moment:%d-%m-%Y}" if moment else ""
