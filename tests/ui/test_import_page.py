""" "Dit vonden we": five files, five outcomes; the first run; a folder; what goes wrong half-way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.badges import badge, baked, forged, key
from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.ui.test_window import name, page, titles
from tests.world import demo
from ui.window import Window
from wallet.errors import Problem, SurroundingsError
from wallet.journeys import import_credential
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming

GOOD = badge(key(2))
OTHER = "urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b12"


def bring(wallet: Wallet, content: bytes) -> None:
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(
        Incoming(content, "badge.json"), policy, wallet.sandbox, wallet.register
    )
    import_credential.keep(arrival, wallet)


def five(folder: Path) -> tuple[Path, ...]:
    """One that holds, one changed, one that is there already, one letter, one empty."""
    folder.mkdir()
    contents = {
        "nieuw.json": badge(key(3), id=OTHER),
        "veranderd.json": forged(
            GOOD, name="Iets anders", id="urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b13"
        ),
        "kopie.png": baked(GOOD),
        "brief.txt": b"Bedankt voor je hulp.",
        "leeg.json": b"",
    }
    for title, content in contents.items():
        (folder / title).write_bytes(content)
    return tuple(folder / title for title in contents)


def lines(window: Window) -> list[tuple[str, str, bool, bool]]:
    """File, answer, can be ticked, is ticked."""
    return [
        (one.looked.path.name, str(one.line.answer), one.line.can_keep, one.wanted)
        for one in page(window)._found
    ]


def shown(window: Window) -> str:
    return " | ".join(walk.texts(page(window)))


def test_five_files_five_outcomes_and_keeping(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    open_register(qtbot, window, lambda wallet: bring(wallet, GOOD))
    window.bring(five(tmp_path / "vijf"))
    settle(qtbot, window)
    assert name(window) == "ImportPage"
    assert lines(window) == [
        ("nieuw.json", "mark.ongewijzigd", True, True),
        ("veranderd.json", "mark.gewijzigd", True, False),
        ("kopie.png", "found.twin", False, False),
        ("brief.txt", "found.evidence", True, True),
        ("leeg.json", "found.refused", False, False),
    ]
    said = shown(window)
    assert "5 bestanden bekeken" in said
    assert "Er is nog niets bewaard. Kies wat je wilt houden." in said
    assert "Je bewaarde deze op 23 november 2026." in said
    assert "Dit bestand kennen we niet. Bewaar het als bewijs?" in said
    assert "Dit bestand is leeg." in said
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []
    assert page(window)._keep.text() == "Bewaar 2"

    # Not the letter: what is ticked is kept and nothing else.
    page(window)._found[3].view.tick.click()
    assert page(window)._keep.text() == "Bewaar 1"
    page(window)._keep.click()
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert len(titles(window)) == 2

    # And back again.
    window._toast._button.click()
    settle(qtbot, window)
    assert len(titles(window)) == 1


def test_first_run_from_a_badge_to_the_register(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    file = tmp_path / "badge.json"
    file.write_bytes(GOOD)
    window.bring((file,))
    settle(qtbot, window)
    said = shown(window)
    assert "Dit vonden we" in said
    assert {"Wie erkent het?", "Klopt het bestand?", "Wie beoordeelde het?"} <= walk.texts(page(window))
    assert not window.folder.exists()
    page(window)._keep.click()
    assert name(window) == "FirstSavePage"
    settle(qtbot, window)
    assert "Taalmaatje" in shown(window)
    page(window)._host.back()
    assert name(window) == "ImportPage"
    assert lines(window) == [("badge.json", "mark.ongewijzigd", True, True)]
    page(window)._keep.click()
    qtbot.keyClick(page(window)._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    assert name(window) == "RecoveryPage"
    page(window)._line.setText(page(window)._shown.text())
    qtbot.keyClick(page(window)._line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert titles(window) == ["Taalmaatje"]


def test_a_folder_is_walked_and_more_can_be_added(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    files = five(tmp_path / "map")
    window.go("import")
    assert "Wat wil je bewaren?" in shown(window)
    page(window).drop((tmp_path / "map",))
    settle(qtbot, window)
    assert sorted(one[0] for one in lines(window)) == sorted(file.name for file in files)
    more = tmp_path / "nog_een.txt"
    more.write_text("Nog een brief")
    window.bring((more,))
    settle(qtbot, window)
    assert len(lines(window)) == 6
    assert "6 bestanden bekeken" in shown(window)


def test_stopping_keeps_what_was_seen(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    for number in range(8):
        (tmp_path / f"brief{number}.txt").write_text("Brief")
    window.bring(tuple(sorted(tmp_path.glob("brief*.txt"))))
    found = page(window)._found
    qtbot.waitUntil(lambda: len(found) >= 2 or len(page(window)._found) >= 2, timeout=20_000)
    qtbot.mouseClick(page(window)._progress.stop, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    seen = len(page(window)._found)
    assert 2 <= seen < 8
    assert f"Gestopt. {seen} van 8 bestanden bekeken" in shown(window)
    assert page(window)._keep.isEnabled()


def test_a_full_disk_half_way_leaves_the_rest_to_try_again(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.bring(five(tmp_path / "vijf"))
    settle(qtbot, window)
    keep = import_credential.keep

    def full(arrival: Any, wallet: Wallet, source_label: str = "") -> Any:
        if arrival.incoming.name == "brief.txt":
            raise SurroundingsError(Problem.DISK_FULL)
        return keep(arrival, wallet, source_label)

    monkeypatch.setattr(import_credential, "keep", full)
    page(window)._keep.click()
    settle(qtbot, window)
    assert name(window) == "ImportPage"
    assert "De schijf is vol. Er is niets verloren." in shown(window)
    assert [one[0] for one in lines(window) if one[3]] == ["brief.txt"]
    monkeypatch.setattr(import_credential, "keep", keep)
    page(window)._keep.click()
    settle(qtbot, window)
    assert name(window) == "RegisterPage"


def test_a_file_that_is_gone_and_a_folder_with_nothing(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.go("import", files=(tmp_path / "weg.json",))
    settle(qtbot, window)
    assert lines(window) == [("weg.json", "found.refused", False, False)]
    assert "We kunnen dit bestand niet vinden." in shown(window)
    assert not page(window)._keep.isVisible()
    empty = tmp_path / "leeg"
    empty.mkdir()
    page(window)._keep_nothing()
    assert name(window) == "WelcomePage"
    window.go("import", files=(empty,))
    settle(qtbot, window)
    assert "In deze map zit geen bestand." in shown(window)


def test_how_it_was_looked_at_can_be_opened(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    window.bring(five(tmp_path / "vijf"))
    settle(qtbot, window)
    page(window)._found[1].view.followed.emit()
    assert "Na het uitgeven is iets veranderd. Vraag een nieuw bestand." in shown(window)
    window.step_back()
    assert page(window)._keep.isVisible()
    assert "5 bestanden bekeken" in shown(window)


def test_a_portfolio_is_opened_on_its_own_page(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    made: list[demo.Demo] = []
    open_register(qtbot, window, lambda wallet: made.append(demo.fill(wallet, tmp_path / "files")))
    window.bring((made[0].portfolio,))
    settle(qtbot, window)
    assert name(window) == "ReviewPage"
    window.back()
    settle(qtbot, window)
    assert name(window) == "ImportPage"
    assert [one.line.link for one in page(window)._found] == ["portfolio"]
    assert not page(window)._keep.isVisible()
