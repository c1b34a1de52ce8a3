"""From model to what is shown: the same row gives the same card, and every code has its words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from ui import voice
from ui.present import details, items
from ui.present.pieces import TONE, Tint, Value
from ui.theme import TOKENS
from ui.voice import Dated, Plain, joined, tell, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.experience import Experience, ExperienceKind, Hours, Period, SkillClaim, Starr
from wallet.model.marks import Mark
from wallet.model.portfolio import BundleReceipt
from wallet.model.report import Verdict
from wallet.model.standing import (
    SELF_DESCRIBED,
    AssessmentRigour,
    Recognition,
    RecognitionLevel,
    RecognitionSource,
    Standing,
)
from wallet.words import LANGUAGES


def row(**changes: object) -> ItemRow:
    given = {
        "id": "1",
        "kind": ItemKind.EXPERIENCE,
        "sort": "mantelzorg",
        "title": "Zorgen voor een familielid",
        "by": "",
        "date": "2021-03",
        "until": "",
        "verdict": None,
        "standing": SELF_DESCRIBED,
    }
    return ItemRow(**{**given, **changes})


def test_an_experience_as_a_card() -> None:
    card = items.card(row())
    assert (card.icon, card.tint) == ("heart-pulse", "clay")
    assert tell(card.second) == "Mantelzorg · sinds maart 2021"
    assert [tell(chip.short) for chip in card.chips] == ["Zelf", "Niet ondertekend", "Zelf"]


def test_one_sentence_for_the_screen_reader() -> None:
    said = items.sentence(items.card(row()))
    assert said == (
        "Ervaring. Zorgen voor een familielid. Mantelzorg · sinds maart 2021. Zelf beschreven. "
        "Niet ondertekend. Zelf beoordeeld."
    )


def test_a_finished_period() -> None:
    assert tell(items.when(row(date="2019", until="2024"))) == "2019 – 2024"


def test_a_draft_says_so_and_a_missing_title_too() -> None:
    card = items.card(row(title=" ", draft=True))
    assert tell(card.title) == "Nog zonder titel"
    assert tell(card.second).endswith("nog niet af")


def test_a_verified_row_without_its_report_is_not_green() -> None:
    badge = row(kind=ItemKind.CREDENTIAL, sort="open-badge-3", verdict=Verdict.VERIFIED)
    assert items.card(badge).chips[1].value is Value.UNCHANGED
    assert items.card(badge, Mark.HOLDS).chips[1].value is Value.PASSED


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_and_standing_has_words(language: str) -> None:
    voice.speak(language)
    for mark in Mark:
        chip = items.verdict_chip(mark)
        assert tell(chip.short)
        assert chip.value is not None
        assert tell(f"check.headline.{mark.value}")
    for level in RecognitionLevel:
        for source in RecognitionSource:
            for rigour in AssessmentRigour:
                standing = Standing(Recognition(level, source), rigour)
                assert all(tell(chip.long) and tell(chip.short) for chip in items.standing_chips(standing))
                assert tell(items.source_of(standing))
                assert tell(f"answer.c.{rigour.value}")


def test_every_kind_has_its_face() -> None:
    assert set(items.EXPERIENCE_ICONS) == {kind.value for kind in ExperienceKind}
    for kind in ItemKind:
        icon, tint, noun = items.face(row(kind=kind, sort=""))
        assert tint in get_args(Tint)
        assert tell(noun)
        assert icon


def test_tones_are_tokens() -> None:
    assert all(tone in TOKENS and f"{tone}bg" in TOKENS for tone in TONE.values())


def test_an_experience_in_detail() -> None:
    experience = Experience(
        id="1",
        kind=ExperienceKind.CAREGIVING,
        title="Zorgen",
        period=Period(start="2021-03", ongoing=True),
        hours=Hours(per_week=14),
        summary="Ik plan de week.",
        starr=Starr(action="Ik maakte een schema."),
        skills=(SkillClaim(label="Plannen", level=4), SkillClaim(label="Koken")),
        organisation="Thuis",
        private_notes="geheim",
    )
    shown = details.of_experience(row(), experience, ())
    assert tell(shown.card.second).endswith("ongeveer 14 uur per week")
    assert [tell(heading) for heading, _ in shown.texts] == ["Wat ik deed", "Wat deed je?"]
    assert [tell(skill) for skill in shown.skills] == ["Plannen · goed", "Koken"]
    assert tell(shown.answers[1].source) == "Dat doe je bij het delen"
    assert "geheim" not in repr(shown)
    assert "geheim" not in "".join(tell(text) for _, text in shown.texts)


def test_what_left_in_detail() -> None:
    moment = datetime(2026, 5, 2, tzinfo=UTC)
    receipt = BundleReceipt(
        "sha256:ab", "sha256:cd", 2_500_000, "html", moment, ("1", "2"), "Intake", "School"
    )
    shown = details.of_portfolio(row(kind=ItemKind.PORTFOLIO, standing=None), receipt)
    told = {tell(label): tell(value) for label, value in shown.facts}
    assert told["Voor wie"] == "School"
    assert told["Wat ging mee"] == "2 onderdelen"
    assert told["Grootte"] == "2,5 MB"
    assert shown.answers == ()


def test_words_in_both_languages() -> None:
    said = joined(words("row.since", start=Dated("2021-03")), Plain(""), Plain("{niet} <b>vet</b>"))
    assert tell(said, "nl") == "sinds maart 2021 · {niet} <b>vet</b>"
    assert tell(said, "en") == "since March 2021 · {niet} <b>vet</b>"


@pytest.mark.parametrize(
    ("partial", "said"),
    [("2021", "2021"), ("2021-03", "maart 2021"), ("2026-04-12", "12 april 2026"), ("vroeger", "vroeger")],
)
def test_partial_dates(partial: str, said: str) -> None:
    assert voice.tell_date(partial, "nl") == said
