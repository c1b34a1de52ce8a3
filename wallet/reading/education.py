"""What Dutch education says of an achievement: educredentials (Open Badges 3.0) and edubadges (2.0)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from wallet.model.credential import EducationFacts
from wallet.reading.texts import lang_text, listed, mapping, mappings, text

_EQF = "ext:EQF"
_EDUBADGES = "https://api.edubadges.nl/"
_LEVEL = re.compile(r"[1-8]")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_MOST = 1_000_000


def of_achievement(achievement: Mapping[str, Any]) -> EducationFacts | None:
    """The facts of an achievement of Open Badges 3.0; None when it says none."""
    identity = achievement.get("identityChecked")
    return _said(
        EducationFacts(
            ects=_number(achievement.get("ECTS")),
            study_load=_number(achievement.get("SBU")),
            time_investment=_number(achievement.get("timeInvestment")),
            participation=text(achievement.get("participationType")),
            assessment_type=text(achievement.get("assessmentType")),
            supervision=text(achievement.get("supervisionType")),
            identity_checked=identity if isinstance(identity, bool) else None,
            eqf=_eqf(achievement),
            language=text(achievement.get("inLanguage")),
            programme=_code(achievement.get("educationProgramIdentifier")),
        )
    )


def of_badge_class(badge: Mapping[str, Any]) -> EducationFacts | None:
    """The facts in the extensions of a badge class of Open Badges 2.0; None when there are none."""

    def said(name: str) -> Any:
        extension = mapping(badge.get(f"extensions:{name}Extension"))
        # Other publishers use the same names, and count study load in minutes: the context tells whose it is.
        ours = text(extension.get("@context")).startswith(_EDUBADGES)
        return extension.get(name) if ours else None

    return _said(
        EducationFacts(
            ects=_number(said("ECTS")),
            study_load=_number(said("StudyLoad")),
            time_investment=_number(said("TimeInvestment")),
            eqf=_level(said("EQF")),
            language=text(said("Language")).replace("_", "-"),
            programme=_code(said("EducationProgramIdentifier")),
            outcome=lang_text(said("LearningOutcome")).best("nl"),
        )
    )


def _said(facts: EducationFacts) -> EducationFacts | None:
    return None if facts == EducationFacts() else facts


def _number(value: Any) -> float | None:
    """A count that is a number, or is written as one; anything else was not said."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Compared before it is converted: a number of a thousand digits does not fit.
    return float(value) if 0 <= value <= _MOST and math.isfinite(value) else None


def _code(value: Any) -> str:
    """A number of a programme, or several, as they were written."""
    found = [str(one) if type(one) is int and 0 <= one < 10**12 else text(one) for one in listed(value)]
    return ", ".join(one for one in found if one)


def _level(value: Any) -> str:
    written = str(value) if type(value) is int and 0 < value < 9 else text(value)
    found = _LEVEL.findall(written)
    return found[0] if len(found) == 1 else ""


def _eqf(achievement: Mapping[str, Any]) -> str:
    """The level of the alignment with the European framework; "" when it names none, or more than one."""
    levels = {
        _level(one.get("targetCode")) or _level(one.get("targetName"))
        for one in mappings(achievement.get("alignment"))
        if one.get("targetType") == _EQF
    }
    return levels.pop() if len(levels) == 1 else ""
