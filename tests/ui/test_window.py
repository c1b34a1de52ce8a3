"""The window as a whole: first run, unlocking, locking, keys, languages, names on everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests import world
from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from ui.pages import PAGES
from ui.widgets.page import PageFrame
from ui.window import Window
from wallet.journeys import record_experience
from wallet.journeys.wallet import Wallet
from wallet.model.experience import Experience, ExperienceKind, Period
from wallet.words import LANGUAGES, catalogue

TITLES = ("Zorgen voor een familielid", "Penningmeester speeltuin", "Zelf leren naaien")


def fill(wallet: Wallet) -> None:
    kinds = (ExperienceKind.CAREGIVING, ExperienceKind.BOARD, ExperienceKind.SELF_STUDY)
    for number, (kind, title) in enumerate(zip(kinds, TITLES, strict=True)):
        period = Period(start=f"20{20 + number}-03", ongoing=True)
        kept = Experience(kind=kind, title=title, period=period, summary="Ik plan de week.")
        record_experience.keep(kept, wallet)


def page(window: Window) -> PageFrame:
    shown = window.centralWidget().findChildren(PageFrame)
    return next(one for one in shown if one.isVisible())


def name(window: Window) -> str:
    return type(page(window)).__name__


def titles(window: Window) -> list[str]:
    return [card.title.text for card in page(window)._model.cards()]


# -- first run, unlocking, locking


def test_a_new_person_is_welcomed(make_window: MakeWindow) -> None:
    assert name(make_window()) == "WelcomePage"


def test_first_run_from_an_experience_to_the_register(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    kept: list[object] = []

    def keep(wallet: Wallet) -> None:
        experience = Experience(kind=ExperienceKind.CAREGIVING, title=TITLES[0])
        window.jobs.run(window, lambda: record_experience.keep(experience, wallet), after)

    def after(changes: object) -> None:
        kept.append(changes)
        window.announce(changes)
        window.go("register", item=changes.ids[0])

    window.with_register(keep)
    assert name(window) == "FirstSavePage"
    assert not window.folder.exists()
    first = page(window)
    assert len(first._secret.text().split()) == 5
    qtbot.keyClick(first._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(kept), timeout=20_000)
    settle(qtbot, window)
    # What was kept is safe; before the register is shown, so is the way back in.
    assert name(window) == "RecoveryPage"
    code = page(window)._shown.text()
    page(window)._line.setText("AAAAA")
    qtbot.keyClick(page(window)._line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert name(window) == "RecoveryPage"
    page(window)._line.setText(code.lower())
    qtbot.keyClick(page(window)._line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert titles(window) == [TITLES[0]]
    assert page(window)._heed.isHidden()


def test_not_keeping_makes_nothing(make_window: MakeWindow) -> None:
    window = make_window()
    window.with_register(lambda wallet: None)
    page(window)._host.back()
    assert name(window) == "WelcomePage"
    assert not window.folder.exists()


def test_a_short_passphrase_is_not_taken(make_window: MakeWindow) -> None:
    window = make_window()
    window.with_register(lambda wallet: None)
    page(window)._secret.set_text("kort")
    assert not page(window)._button.isEnabled()


def test_unlocking_with_a_wrong_and_a_right_passphrase(
    make_window: MakeWindow, qtbot: QtBot, folder: Path
) -> None:
    world.new_register(folder)[0].close()
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    window = make_window()
    assert name(window) == "UnlockPage"
    unlock = page(window)
    unlock._secret.set_text("fiets soep lantaren zondag maan")
    qtbot.keyClick(unlock._secret.line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "past niet" in " ".join(walk.texts(unlock))
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    unlock._secret.set_text(world.PASSPHRASE)
    qtbot.keyClick(unlock._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert unlock._secret.text() == ""


def test_after_the_third_wrong_one_there_is_a_pause(
    make_window: MakeWindow, qtbot: QtBot, folder: Path
) -> None:
    world.new_register(folder)[0].close()
    window = make_window()
    unlock = page(window)
    for _ in range(3):
        unlock._secret.set_text("nog eens mis")
        unlock._open()
        settle(qtbot, window)
    assert not unlock._button.isEnabled()
    qtbot.waitUntil(unlock._button.isEnabled, timeout=5_000)


def test_locking_forgets_the_pages(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    QApplication.sendPostedEvents(None, 52)  # the deferred deletes of the pages
    assert window.wallet is None
    assert name(window) == "UnlockPage"
    assert not window.sidebar.isVisible()
    assert not walk.texts(window) & set(TITLES)


def test_nobody_there_locks(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.idle(1)
    window._idle._last -= 61
    window._idle.look()
    assert window.wallet is None


def test_a_computer_that_slept_is_locked(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    window._idle.look()
    assert window.wallet is not None
    window._idle._checked -= 120
    window._idle.look()
    assert window.wallet is None


def test_closing_locks(make_window: MakeWindow, qtbot: QtBot, folder: Path) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.close()
    from wallet.journeys.open_register import unlock

    reopened = unlock(folder, world.PASSPHRASE, window.clock)
    assert len(reopened.register.rows()) == len(TITLES)
    reopened.close()


# -- the register


def test_list_search_and_detail(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    register = page(window)
    assert titles(window) == list(reversed(TITLES))
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert register._search.hasFocus()
    qtbot.keyClicks(register._search, "penning")
    qtbot.waitUntil(lambda: titles(window) == [TITLES[1]], timeout=5_000)
    settle(qtbot, window)
    assert TITLES[1] in walk.texts(register._detail)
    qtbot.keyClick(register._search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(window)) == 3, timeout=5_000)


def test_searching_stays_in_the_view(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.choose("badges")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page(window)._view == "badges"
    assert window.sidebar._entries["badges"].here


def test_removing_asks_first(make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    register = page(window)
    answers = [False, True]
    monkeypatch.setattr("ui.pages.register.ask", lambda *_, **__: answers.pop(0))
    register._remove()
    settle(qtbot, window)
    assert len(titles(window)) == 3
    register._remove()
    settle(qtbot, window)
    assert len(titles(window)) == 2


def test_evidence_is_kept_with_the_item(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    file = tmp_path / "weekschema.txt"
    file.write_text("maandag: boodschappen")
    register = page(window)
    register._attach((file,))
    settle(qtbot, window)
    qtbot.wait(200)
    settle(qtbot, window)
    assert any("weekschema.txt" in text for text in walk.texts(register._detail))


def test_settings_are_kept(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.go("settings", section="me")
    settle(qtbot, window)
    settings = page(window)
    assert settings._name.text() == world.NAME
    settings._identifiers.setPlainText("a@voorbeeld.example\n\n 06-voorbeeld ")
    settings._keep_holder()
    settings._set_idle("15")
    settle(qtbot, window)
    holder: list[object] = []
    window.jobs.run(window, window.wallet.register.holder, holder.append)
    settle(qtbot, window)
    assert holder[0].identifiers == ("a@voorbeeld.example", "06-voorbeeld")
    settings._prefer("theme", "dark")
    kept = json.loads((tmp_path / "preferences" / "window.json").read_text())
    assert kept == {"language": "nl", "theme": "dark", "scale": 100, "calm": False}


def test_the_code_does_not_stay_on_the_clipboard(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.go("recovery", code="ABCDE-FGH1J")
    QApplication.clipboard().setText("ABCDE-FGH1J")
    assert "ABCDE-FGH1J" in page(window)._shown.accessibleName()
    page(window)._finish()
    assert QApplication.clipboard().text() == ""


def test_trying_the_recovery_code_comes_back_to_settings(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.go("settings")
    window.go("recovery")
    assert page(window)._shown.isHidden()
    page(window)._finish()
    assert name(window) == "SettingsPage"


def test_a_backup_and_a_look_at_everything(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.go("settings")
    settings = page(window)
    out = tmp_path / "kopie.zip"
    monkeypatch.setattr(
        "ui.pages.settings.QFileDialog.getSaveFileName", staticmethod(lambda *_: (str(out), ""))
    )
    settings._back_up()
    settle(qtbot, window)
    assert out.stat().st_size > 0
    assert any("23 november 2026" in text for text in walk.texts(settings))
    settings._look_at_all()
    settle(qtbot, window)
    assert any("3 dingen" in text for text in walk.texts(settings))


# -- keys


@pytest.mark.parametrize(("number", "view"), [(1, "all"), (2, "experiences"), (3, "badges"), (6, "waiting")])
def test_numbers_choose_from_the_sidebar(
    make_window: MakeWindow, qtbot: QtBot, number: int, view: str
) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert page(window)._view == view
    assert window.sidebar._entries[view].here


def test_text_size_by_keys(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    control = Qt.KeyboardModifier.ControlModifier
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_Plus, control)
    assert window.preferences.scale == 200
    assert window.sidebar.width() == 144
    qtbot.keyClick(window, Qt.Key.Key_Minus, control)
    assert window.preferences.scale == 175
    qtbot.keyClick(window, Qt.Key.Key_0, control)
    assert window.preferences.scale == 100


def test_f6_goes_round(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.activateWindow()
    open_register(qtbot, window, fill)
    settle(qtbot, window)
    page(window)._cards.setFocus()
    places = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        detail, side = page(window)._detail, window.sidebar
        places.append(
            "detail" if detail.isAncestorOf(focus) else "side" if side.isAncestorOf(focus) else "list"
        )
    assert places == ["detail", "side", "list"]


def test_escape_goes_back(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.go("settings")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert name(window) == "RegisterPage"


def test_a_narrow_window_shows_list_or_detail(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.resize(820, 560)
    qtbot.waitUntil(lambda: window.width() == 820)
    register = page(window)
    assert register._cards.isVisible()
    assert not register._detail.isVisible()
    qtbot.keyClick(register._cards, Qt.Key.Key_Return)
    assert register._detail.isVisible()
    assert not register._cards.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert register._cards.isVisible()


# -- names, languages, markup


REACHED = [entry.name for entry in PAGES]


@pytest.mark.parametrize("shown", REACHED)
def test_everything_has_a_name_and_can_be_reached(make_window: MakeWindow, qtbot: QtBot, shown: str) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.go(shown)
    settle(qtbot, window)
    window.grab()  # paints everything once: a missing icon or token is found here
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []
    assert walk.rich(window) == []


@pytest.mark.parametrize("shown", REACHED)
def test_another_language_leaves_no_word_behind(make_window: MakeWindow, qtbot: QtBot, shown: str) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.go(shown)
    settle(qtbot, window)
    window.preferences.language = "en"
    window.restyle()
    settle(qtbot, window)
    dutch, english = (
        {
            sentence
            for sentence in catalogue(language).values()
            if isinstance(sentence, str) and "{" not in sentence
        }
        for language in LANGUAGES
    )
    assert walk.texts(window) & (dutch - english) == set()


@pytest.mark.parametrize("shown", REACHED)
def test_nothing_wider_than_the_window_at_200_percent(
    make_window: MakeWindow, qtbot: QtBot, shown: str
) -> None:
    window = make_window(scale=200)
    open_register(qtbot, window, fill)
    window.go(shown)
    settle(qtbot, window)
    window.resize(1180, 760)
    qtbot.wait(20)
    assert window.width() <= 1180
    assert window.height() <= 760


def test_a_bug_of_ours_is_told_without_content(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()

    def work() -> None:
        raise ValueError("Taalcoach in de wijk")

    window.jobs.run(window, work)
    settle(qtbot, window)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ValueError" in report
    assert "Taalcoach" not in report
    dialog.close()


def test_files_dropped_on_the_window_reach_the_page(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    window.go("restore")
    file = tmp_path / "kopie.zip"
    file.write_bytes(b"geen kopie")
    window.bring((file,))
    restore = page(window)
    assert restore._button.isEnabled()
    restore._secret.set_text("wat dan ook maar hier")
    restore._restore()
    settle(qtbot, window)
    assert window.wallet is None
    assert name(window) == "RestorePage"
    assert any("geen reservekopie" in text for text in walk.texts(restore))


def test_a_register_comes_back_from_its_backup(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    from wallet.journeys.back_up import back_up

    out = tmp_path / "kopie.zip"
    wallet, _ = world.new_wallet(tmp_path / "ander")
    fill(wallet)
    back_up(wallet, out)
    wallet.close()
    window = make_window()
    window.go("restore")
    window.bring((out,))
    page(window)._secret.set_text(world.PASSPHRASE)
    page(window)._restore()
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    assert len(titles(window)) == len(TITLES)


def test_enter_presses_what_has_the_focus(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    qtbot.keyClick(window.sidebar._entries["settings"], Qt.Key.Key_Return)
    assert name(window) == "SettingsPage"


@pytest.mark.parametrize("shown", REACHED)
def test_tab_comes_to_everything(make_window: MakeWindow, qtbot: QtBot, shown: str) -> None:
    window = make_window()
    open_register(qtbot, window, fill)
    window.go(shown)
    settle(qtbot, window)
    window.activateWindow()
    wanted = {control for control in walk.controls(window) if control.isEnabled()}
    for _ in range(3 * len(wanted) + 20):
        window.focusNextChild()
        wanted.discard(QApplication.focusWidget())
    assert [type(control).__name__ for control in wanted] == []


def test_by_keys_alone_from_locked_to_a_detail(make_window: MakeWindow, qtbot: QtBot, folder: Path) -> None:
    wallet, code = world.new_wallet(folder)
    wallet.register.confirm_recovery(code)
    fill(wallet)
    wallet.close()
    window = make_window()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClicks(QApplication.focusWidget(), world.PASSPHRASE)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.wait(200)
    settle(qtbot, window)
    assert TITLES[1] in walk.texts(page(window)._detail)
    assert "Bewerk" in walk.texts(page(window)._detail)
