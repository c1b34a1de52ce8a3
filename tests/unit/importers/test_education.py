"""Dutch facts of education, and what no field shows: read as written, bounded, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.model.credential import EducationFacts
from wallet.reading import badge2, claims, education
from wallet.reading.remaining import HIDDEN, LENGTH, LIMIT, remaining

ACHIEVEMENT: dict[str, Any] = {
    "type": ["Achievement", "EducredentialAchievement"],
    "name": "Knopen leggen",
    "ECTS": 3.5,
    "SBU": 120,
    "timeInvestment": "13",
    "participationType": "online",
    "assessmentType": "testing",
    "supervisionType": "supervised online",
    "identityChecked": False,
    "inLanguage": "nl-NL",
    "educationProgramIdentifier": [123456],
    "alignment": [{"targetType": "ext:EQF", "targetName": "EQF level 4", "targetCode": "4"}],
}


def _credential(achievement: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "@context": ["https://example.org/context"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": achievement},
        **more,
    }


def _extension(name: str, value: Any, host: str = "https://api.edubadges.nl") -> dict[str, Any]:
    context = f"{host}/static/extensions/{name}Extension/context.json"
    return {f"extensions:{name}Extension": {"@context": context, name: value}}


def test_each_fact_of_an_educredential_is_read_and_not_told_twice() -> None:
    found = claims.fields(_credential(ACHIEVEMENT), {})
    assert found["achievement"].education == EducationFacts(
        ects=3.5,
        study_load=120,
        time_investment=13,
        participation="online",
        assessment_type="testing",
        supervision="supervised online",
        identity_checked=False,
        eqf="4",
        language="nl-NL",
        programme="123456",
    )
    assert found["other"] == (("credentialSubject.achievement.alignment.targetType", "ext:EQF"),)


@pytest.mark.parametrize("value", [-1, True, "veel", 10**400, [3], {"value": 3}, None, float("inf")])
def test_a_count_that_is_none_was_not_said(value: Any) -> None:
    assert education.of_achievement({"ECTS": value}) is None


def test_two_levels_are_no_level() -> None:
    both = [{"targetType": "ext:EQF", "targetCode": code} for code in ("4", "5")]
    assert education.of_achievement({"alignment": both}) is None


def test_the_extensions_of_an_edubadge_are_read() -> None:
    badge = {
        "name": "Knopen",
        **_extension("StudyLoad", 240),
        **_extension("EQF", 3),
        **_extension("Language", "nl_NL"),
        **_extension("LearningOutcome", "Je kunt drie knopen leggen."),
    }
    found = badge2.fields({"type": "Assertion", "badge": badge})["achievement"].education
    assert found == EducationFacts(
        study_load=240, eqf="3", language="nl-NL", outcome="Je kunt drie knopen leggen."
    )


def test_a_study_load_of_another_publisher_is_not_taken_for_hours() -> None:
    assert education.of_badge_class(_extension("StudyLoad", 240, "https://badges.example.org")) is None


def test_other_members_are_told_and_private_ones_are_covered() -> None:
    document = _credential({"name": "x", "creditsAvailable": 3}, proof={"proofValue": "z"}, partner="Haven")
    document["credentialSubject"]["birthDate"] = "2001-02-03"
    assert remaining(document) == (
        ("credentialSubject.achievement.creditsAvailable", "3"),
        ("credentialSubject.birthDate", HIDDEN),
        ("partner", "Haven"),
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(
    st.dictionaries(st.text(), json_values),
    st.dictionaries(st.sampled_from(sorted(ACHIEVEMENT)), json_values),
)
def test_whatever_it_holds_it_is_bounded(more: dict[str, Any], achievement: dict[str, Any]) -> None:
    found = remaining(more)
    assert len(found) <= LIMIT
    assert all(len(place) <= LENGTH and 0 < len(text) <= LENGTH for place, text in found)
    education.of_achievement(achievement)


def test_very_many_very_long_and_very_deep() -> None:
    deep: dict[str, Any] = {}
    for _ in range(200):
        deep = {"in": deep, "text": "y"}
    found = remaining({**{f"m{n}": "x" * 9_000 for n in range(1_000)}, "deep": deep})
    assert len(found) == LIMIT
    assert {len(text) for _, text in found} == {LENGTH}
    assert 0 < len(remaining({"deep": deep})) < LIMIT
