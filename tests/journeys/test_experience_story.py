"""A learner writes an experience down, half first, whole later; what stays private stays in the register."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from wallet.clock import FixedClock
from wallet.errors import Problem, RefusedError
from wallet.journeys import collect_evidence, record_experience
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind
from wallet.model.experience import Experience, ExperienceKind, Period, Starr
from wallet.model.standing import SELF_DESCRIBED


def test_a_draft_is_saved_half_finished_and_opens_again_as_it_was(wallet: Wallet) -> None:
    draft = record_experience.start(ExperienceKind.CAREGIVING, "nl")
    assert draft.draft
    assert draft.cared_for is not None
    assert wallet.register.rows() == (), "starting stores nothing"

    half = draft.model_copy(update={"starr": Starr(situation="Mijn vader werd ziek.")})
    changes = record_experience.keep(half, wallet)

    (item,) = changes.ids
    assert changes.kinds == {ItemKind.EXPERIENCE}
    again = record_experience.get(item, wallet)
    assert again.starr == half.starr
    assert again.id == item
    (row,) = wallet.register.rows("experiences")
    assert row.draft
    assert (row.verdict, row.standing) == (None, SELF_DESCRIBED)


def test_a_changed_experience_keeps_its_earlier_words(wallet: Wallet, clock: FixedClock) -> None:
    first = Experience(kind=ExperienceKind.HOBBY, title="Naaien", period=Period(start="2022", ongoing=True))
    (item,) = record_experience.keep(first, wallet).ids
    made = record_experience.get(item, wallet)
    clock.moment += timedelta(days=3)

    changed = made.model_copy(update={"title": "Zelf leren naaien", "draft": False})
    assert record_experience.keep(changed, wallet).ids == (item,)

    now = record_experience.get(item, wallet)
    assert now.title == "Zelf leren naaien"
    assert made.created is not None
    assert (now.created, now.modified) == (made.created, made.created + timedelta(days=3))
    assert [old.title for old in wallet.register.experiences.history(item)] == ["Naaien"]
    assert len(wallet.register.rows()) == 1


@pytest.mark.parametrize("kind", ExperienceKind)
def test_every_kind_can_be_written_down_and_found_by_its_name_in_both_languages(
    wallet: Wallet, kind: ExperienceKind
) -> None:
    experience = record_experience.start(kind, "nl").model_copy(update={"title": "Iets gedaan"})
    (item,) = record_experience.keep(experience, wallet).ids
    row = wallet.register.row(item)
    assert row is not None
    assert row.sort == kind.value


def test_it_is_found_by_dutch_and_english_words_and_by_private_notes(wallet: Wallet) -> None:
    experience = Experience(
        kind=ExperienceKind.VOLUNTEERING,
        title="Taalmaatje",
        tasks=("huiswerk nakijken",),
        private_notes="kladblok",
    )
    record_experience.keep(experience, wallet)
    for word in ("taalmaatje", "vrijwilligerswerk", "volunteering", "nakijken", "kladblok"):
        assert len(wallet.register.search(word)) == 1, word


def test_an_experience_that_is_over_does_not_stand_under_expiring(wallet: Wallet) -> None:
    over = Experience(kind=ExperienceKind.WORK, title="Bakker", period=Period(start="2016", to="2017-06"))
    record_experience.keep(over, wallet)
    (row,) = wallet.register.rows()
    assert (row.date, row.until) == ("2016", "2017-06")
    assert wallet.register.rows("expiring") == ()


def test_several_are_kept_together_or_not_at_all(wallet: Wallet) -> None:
    good = Experience(kind=ExperienceKind.WORK, title="Bakker")
    with pytest.raises(RefusedError) as caught:
        record_experience.keep_all([good, good.model_copy(update={"title": " "})], wallet)
    assert caught.value.problem is Problem.NOT_AN_EXPERIENCE
    assert caught.value.numbers == {"number": 2}
    assert wallet.register.rows() == ()

    changes = record_experience.keep_all([good, good], wallet)
    assert len(set(changes.ids)) == 2


def test_removing_it_keeps_its_evidence(wallet: Wallet, tmp_path: Path) -> None:
    (item,) = record_experience.keep(Experience(kind=ExperienceKind.WORK, title="Bakker"), wallet).ids
    file = tmp_path / "brief.txt"
    file.write_text("Ik was er.")
    kept = collect_evidence.attach(collect_evidence.look_at(file), item, wallet)

    record_experience.remove(item, wallet)

    with pytest.raises(RefusedError):
        record_experience.get(item, wallet)
    (evidence,) = kept.ids
    assert wallet.register.evidence.get(evidence).about == ()


def test_nothing_personal_stands_in_a_repr() -> None:
    experience = Experience(kind=ExperienceKind.WORK, title="Canarisch", private_notes="Canarisch")
    assert "Canarisch" not in f"{experience!r} {experience} {record_experience.row_of(experience)!r}"
