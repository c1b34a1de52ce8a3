"""Marked names are gone from everything of an experience that leaves."""

from __future__ import annotations

import json

from wallet.model.experience import CareContext, Experience, ExperienceKind, SkillClaim, Starr
from wallet.privacy.pseudonyms import shield, shielded

NAME = "Quirijn"


def test_a_name_becomes_a_neutral_word_in_the_language_of_the_text() -> None:
    assert shield("Ik hielp Quirijn en QUIRIJN's zus.", [NAME]) == "Ik hielp iemand en iemand's zus."
    assert shield("I helped Quirijn.", [NAME], "en") == "I helped someone."
    assert shield("Quirijnstraat", [NAME]) == "Quirijnstraat"
    assert shield("Bel 06 1234 5678.", ["06 1234 5678"]) == "Bel [afgeschermd]."
    assert shield("Mail ad@example.org", ["ad@example.org"], "en") == "Mail [hidden]"
    assert shield("Niets", []) == "Niets"


def test_a_longer_name_goes_before_a_shorter_one() -> None:
    assert shield("Quirijn de Boer", [NAME, "Quirijn de Boer"]) == "iemand"


def test_no_box_keeps_the_name_and_private_boxes_are_empty() -> None:
    everywhere = f"met {NAME} samen"
    experience = Experience(
        kind=ExperienceKind.CAREGIVING,
        kind_other=everywhere,
        title=everywhere,
        organisation=everywhere,
        role=everywhere,
        summary=everywhere,
        tasks=(everywhere,),
        starr=Starr(**dict.fromkeys(Starr.model_fields, everywhere)),
        skills=(SkillClaim(label=everywhere),),
        cared_for=CareContext(relation=everywhere, age_band=everywhere),
        shield=(NAME,),
        private_notes="geheim",
    )

    left = json.dumps(shielded(experience).model_dump(mode="json"))

    assert NAME not in left
    assert "geheim" not in left


def test_names_of_other_items_are_replaced_too() -> None:
    experience = Experience(kind=ExperienceKind.HOBBY, title="Schaken met Ada")
    assert shielded(experience, ["ada"]).title == "Schaken met iemand"
