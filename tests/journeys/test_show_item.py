"""One item with everything beside it: what the register's page shows, finds, saves and takes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import badges
from wallet.errors import Problem, RefusedError
from wallet.journeys import collect_evidence, import_credential, record_experience, show_item
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind
from wallet.model.credential import Incoming
from wallet.model.experience import Experience, ExperienceKind


@pytest.fixture
def experience(wallet: Wallet) -> str:
    kept = Experience(kind=ExperienceKind.CAREGIVING, title="Zorgen", summary="Ik plan de week.")
    return record_experience.keep(kept, wallet).ids[0]


@pytest.fixture
def badge(wallet: Wallet) -> str:
    arrival = import_credential.look_at(
        Incoming(badges.badge(), "badge.json"),
        import_credential.policy_for(wallet, wallet.clock),
        wallet.sandbox,
        wallet.register,
    )
    return import_credential.keep(arrival, wallet).ids[0]


@pytest.fixture
def file(wallet: Wallet, experience: str, tmp_path: Path) -> str:
    path = tmp_path / "weekschema.txt"
    path.write_text("maandag")
    return collect_evidence.attach(collect_evidence.look_at(path), experience, wallet).ids[0]


def test_an_experience_with_its_files(wallet: Wallet, experience: str, file: str) -> None:
    shown = show_item.read(experience, wallet)
    assert shown.experience is not None
    assert [one.id for one in shown.evidence] == [file]
    assert shown.inspection is None


def test_a_badge_is_looked_at_again(wallet: Wallet, badge: str) -> None:
    shown = show_item.read(badge, wallet)
    assert shown.inspection is not None
    assert shown.row.mark == "ongewijzigd"
    assert len(wallet.register.credentials.reports(badge)) == 1


def test_a_file_says_what_it_belongs_to(wallet: Wallet, experience: str, file: str) -> None:
    shown = show_item.read(file, wallet)
    assert shown.file is not None
    assert [row.id for row in shown.about] == [experience]


def test_what_is_not_there(wallet: Wallet, tmp_path: Path) -> None:
    for act in (
        lambda: show_item.read("nee", wallet),
        lambda: show_item.save_original("nee", tmp_path / "uit", wallet),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.problem is Problem.NOT_FOUND
    assert not (tmp_path / "uit").exists()


def test_originals_come_out_as_they_came_in(wallet: Wallet, badge: str, file: str, tmp_path: Path) -> None:
    show_item.save_original(badge, tmp_path / "badge.json", wallet)
    show_item.save_original(file, tmp_path / "weekschema", wallet)
    assert (tmp_path / "badge.json").read_bytes() == badges.badge()
    assert (tmp_path / "weekschema").read_text() == "maandag"


def test_a_search_stays_within_its_view(wallet: Wallet, experience: str, badge: str) -> None:
    assert [row.id for row in show_item.rows(wallet, "badges", "taal")] == [badge]
    assert show_item.rows(wallet, "experiences", "taal") == ()
    assert {row.id for row in show_item.rows(wallet, "all")} >= {experience, badge}


def test_taking_out_leaves_what_belongs_to_it(wallet: Wallet, experience: str, badge: str, file: str) -> None:
    for item in (experience, badge):
        row = wallet.register.row(item)
        assert row is not None
        show_item.remove(row, wallet)
    left = wallet.register.rows()
    assert [row.kind for row in left] == [ItemKind.EVIDENCE]
    show_item.remove(left[0], wallet)
    assert wallet.register.rows() == ()
