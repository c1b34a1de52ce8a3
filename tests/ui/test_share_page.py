"""Share and open, as a learner and a school do: a number is covered, and the file holds at the desk."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.world import demo
from ui.pages import print_passport, review_portfolio, share_portfolio
from ui.present import sharing
from ui.theme import look
from ui.voice import tell
from ui.widgets.page import PageFrame
from ui.widgets.text import Prose
from ui.window import Window
from wallet.journeys import collect_evidence, import_credential, record_experience
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.experience import Experience, Period
from wallet.store import atomic

BSN, PHONE = "111222333", "06 12345678"
TITLES = ("Zorgen voor een familielid", "Penningmeester speeltuin", "Zelf leren naaien")
Answer = Callable[[str], None]


def filled(folder: Path) -> Callable[[Wallet], tuple[str, ...]]:
    """Two experiences and one that stays; a BSN in a text, a text file and a picture as evidence."""

    def fill(wallet: Wallet) -> tuple[str, ...]:
        kinds = ("mantelzorg", "bestuur", "zelfstudie")
        summaries = (f"Ik plan de week. Mijn nummer is {BSN}.", "Ik hield de boeken bij.", "Ik naai.")
        ids = [
            record_experience.keep(
                Experience(kind=kind, title=title, summary=summary, period=Period(start="2021")), wallet
            ).ids[0]
            for kind, title, summary in zip(kinds, TITLES, summaries, strict=True)
        ]
        text = folder / "weekschema.txt"
        text.write_text("maandag: boodschappen\n", "utf-8")
        picture = QImage(8, 6, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.blue)
        picture.save(str(folder / "foto.png"))
        for name in ("weekschema.txt", "foto.png"):
            collect_evidence.attach(collect_evidence.look_at(folder / name), ids[0], wallet)
        return tuple(ids)

    return fill


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> Window:
    made = make_window()
    open_register(qtbot, made, filled(tmp_path))
    return made


def page(window: Window) -> Any:
    shown = window.centralWidget().findChildren(PageFrame)
    return next(one for one in shown if one.isVisible())


def answers(monkeypatch: pytest.MonkeyPatch, out: Path | None) -> None:
    """The file dialog gives this."""
    for module in (share_portfolio, print_passport, review_portfolio):
        monkeypatch.setattr(module, "choose_target", lambda *_: out)


def press(qtbot: QtBot, root: QWidget, said: str) -> None:
    found = [
        one
        for one in root.findChildren(QPushButton)
        if one.isVisible() and one.text().replace("&&", "&") == tell(said)
    ]
    assert found, said
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def to_look(window: Window, qtbot: QtBot) -> Any:
    """Share the first two, told for whom, up to the third step."""
    window.go("register", view="experiences")
    settle(qtbot, window)
    ids = tuple(card.id for card in page(window)._model.cards() if card.title.text in TITLES[:2])
    window.go("share", item_ids=ids)
    settle(qtbot, window)
    share = page(window)
    press(qtbot, share, "share.next")
    share._told.audience.setText("Regiocollege De Waard")
    share._told.letter.setPlainText("Wat kan ik overslaan?")
    press(qtbot, share, "share.next")
    settle(qtbot, window)
    return share


def made(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, out: Path) -> Any:
    """The file is made in this place."""
    share = to_look(window, qtbot)
    press(qtbot, share, "share.cover")
    settle(qtbot, window)
    press(qtbot, share, "share.next")
    settle(qtbot, window)
    answers(monkeypatch, out)
    share._make_it.wrapping.set_value(out.suffix[1:])
    press(qtbot, share, "share.make")
    settle(qtbot, window)
    return share


# -- sharing


def test_a_number_holds_the_share_until_it_is_covered(window: Window, qtbot: QtBot) -> None:
    share = to_look(window, qtbot)
    assert not share._next.isEnabled()
    assert BSN in shown(share._preview)
    press(qtbot, share, "share.cover")
    settle(qtbot, window)
    assert share._next.isEnabled()
    assert BSN not in shown(share._preview)
    press(qtbot, share, "share.uncover")
    settle(qtbot, window)
    assert not share._next.isEnabled()
    press(qtbot, share, "share.leave")
    assert share._next.isEnabled()
    press(qtbot, share, "share.ask_again")
    assert not share._next.isEnabled()


def shown(root: QWidget) -> str:
    return "\n".join(walk.texts(root))


def test_after_a_choice_the_keyboard_goes_on(window: Window, qtbot: QtBot) -> None:
    share = to_look(window, qtbot)
    window.activateWindow()
    button = next(one for one in share.findChildren(QPushButton) if one.text() == tell("share.leave"))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert QApplication.focusWidget().text() == tell("share.ask_again")


def test_shared_then_opened_at_a_desk(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "portfolio.html"
    share = made(window, qtbot, monkeypatch, out)
    assert BSN.encode() not in out.read_bytes()
    said = shown(share._gone)
    for words in ("share.made", "share.take_back", "share.control"):
        assert tell(words) in said
    assert "Regiocollege De Waard" in said
    press(qtbot, share, "share.done")
    settle(qtbot, window)
    assert len(page(window)._model.cards()) == 1
    window.lock()
    settle(qtbot, window)
    window.go("open_portfolio", file=out)
    settle(qtbot, window)
    desk = page(window)
    titles = [tell(card.title) for card in desk._model.cards()]
    assert titles == [tell("received.whole"), TITLES[1], TITLES[0]]
    assert all(tell(chip.long) != tell("mark.geldig") for card in desk._model.cards() for chip in card.chips)
    assert tell("received.signed_by_learner") in shown(desk)
    assert "Wat kan ik overslaan?" in [one.text() for one in desk.findChildren(Prose)]


def test_evidence_at_the_desk_is_looked_into_and_saved(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "portfolio.zip"
    made(window, qtbot, monkeypatch, out)
    window.go("open_portfolio", file=out)
    settle(qtbot, window)
    desk = page(window)
    care = next(card.id for card in desk._model.cards() if tell(card.title) == TITLES[0])
    desk._open(care)
    files = {one.media_type: one for one in desk._reception.bundle.files}
    for media_type, kind in (("text/plain", QPlainTextEdit), ("image/png", QWidget)):
        desk._open_file(files[media_type].id)
        settle(qtbot, window)
        dialog = QApplication.activeModalWidget()
        assert dialog.findChildren(kind)
        assert walk.nameless(dialog) == []
        dialog.close()
    saved = tmp_path / "kopie.txt"
    answers(monkeypatch, saved)
    desk._save(files["text/plain"])
    settle(qtbot, window)
    assert saved.read_text("utf-8") == "maandag: boodschappen\n"


def test_one_changed_character_and_the_contents_are_not_shown(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "portfolio.html"
    made(window, qtbot, monkeypatch, out)
    content = out.read_bytes()
    changed = tmp_path / "veranderd.html"
    at = content.index(b"Regiocollege De Waard")
    changed.write_bytes(content[:at] + b"S" + content[at + 1 :])
    window.go("open_portfolio", file=changed)
    settle(qtbot, window)
    desk = page(window)
    assert [tell(card.title) for card in desk._model.cards()] == [tell("received.whole")]
    assert tell("received.altered") in shown(desk)
    press(qtbot, desk, "received.copy_message")
    assert QApplication.clipboard().text() == tell("received.message")
    press(qtbot, desk, "received.show_anyway")
    cards = desk._model.cards()
    assert len(cards) == 3
    assert all("received.unreliable" in {chip.long for chip in card.chips} for card in cards[1:])
    desk._open(cards[1].id)
    qtbot.wait(5)
    assert tell("received.item_unreliable") in shown(desk)


@pytest.mark.parametrize("content", [b"", b"geen portfolio", b"<!doctype html><p>iets anders</p>"])
def test_what_is_no_portfolio_is_said(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    window = make_window()
    file = tmp_path / "iets.html"
    file.write_bytes(content)
    window.go("open_portfolio", file=file)
    settle(qtbot, window)
    desk = page(window)
    assert desk._banner.isVisible()
    assert desk._reception is None
    assert window.wallet is None


def test_a_folder_that_is_only_for_reading_loses_nothing(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "dicht"
    closed.mkdir()
    create = atomic.create

    def refusing(path: Path) -> int:
        if path.parent == closed:
            raise OSError(errno.EROFS, "only for reading")
        return create(path)

    # Played, because nothing is closed to an administrator.
    monkeypatch.setattr(atomic, "create", refusing)
    share = made(window, qtbot, monkeypatch, closed / "portfolio.html")
    assert tell("problem.read_only") in shown(share._make_it)
    assert not list(closed.iterdir())
    assert share._next.isEnabled()
    assert share._draft.audience == "Regiocollege De Waard"


def test_stopping_makes_nothing(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from ui.making import Change

    class Impatient(Change):
        def __init__(self) -> None:
            super().__init__()
            self.set()

    monkeypatch.setattr(share_portfolio.making, "Change", Impatient)
    share = made(window, qtbot, monkeypatch, tmp_path / "portfolio.html")
    assert tell("share.stopped") in shown(share._make_it)
    assert not (tmp_path / "portfolio.html").exists()
    assert share._next.isEnabled()


def test_the_preview_is_light_in_the_dark(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(theme="dark")
    open_register(qtbot, window, filled(tmp_path))
    share = to_look(window, qtbot)
    sheet = share._preview._sheet
    picture = sheet.grab().toImage()
    with look.paper():
        assert picture.pixelColor(picture.width() // 2, 6) == look.colour("surface")
    assert look.dark


def test_leaving_evidence_behind(window: Window, qtbot: QtBot) -> None:
    share = to_look(window, qtbot)
    files = share._files
    care = next(item for item, found in files.items() if found)
    share._asked.turn([one.id for one in files[care]], False)
    settle(qtbot, window)
    named = {one.presence.value for item in share._disclosure.portfolio.items for one in item.evidence}
    assert named == {"withheld"}
    share._asked.turn([files[care][0].id], True)
    settle(qtbot, window)
    going = sharing.chosen(share._draft, share._rows, files)
    assert [file.goes for item in going for file in item.files] == [True, False]


def test_a_badge_that_does_not_hold_can_be_left_out(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    kept: list[str] = []

    def fill(wallet: Wallet) -> None:
        ids = filled(tmp_path)(wallet)
        name, content = next(one for one in demo.files() if one[0] == "certificaat.json")
        known = (demo.website(demo.college()),)
        policy = import_credential.policy_for(wallet, wallet.clock, known)
        came = import_credential.look_at(Incoming(content, name), policy, wallet.sandbox, wallet.register)
        kept.extend((ids[1], *import_credential.keep(came, wallet).ids))

    open_register(qtbot, window, fill)
    window.go("share", item_ids=tuple(kept))
    settle(qtbot, window)
    share = page(window)
    share._go(share_portfolio.LOOK)
    settle(qtbot, window)
    assert tell("portfolio.failing") in shown(share)
    press(qtbot, share, "share.take_out")
    settle(qtbot, window)
    assert share._draft.item_ids == (kept[0],)
    assert tell("portfolio.failing") not in shown(share)
    assert share._next.isEnabled()


def test_coming_back_goes_on(window: Window, qtbot: QtBot) -> None:
    share = to_look(window, qtbot)
    window.go("settings")
    window.back()
    settle(qtbot, window)
    assert page(window) is share
    assert share._step == share_portfolio.LOOK
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert share._step == share_portfolio.TELL
    assert share._told.audience.text() == "Regiocollege De Waard"


def test_a_search_keeps_what_was_ticked(window: Window, qtbot: QtBot) -> None:
    window.go("share", item_ids=())
    settle(qtbot, window)
    share = page(window)
    assert not share._next.isEnabled()
    ids = {row.title: row.id for row in share._rows.values()}
    share._picker.list.select(ids[TITLES[0]])
    qtbot.keyClick(share._picker.list, Qt.Key.Key_Space)
    share._picker._search.setText("naaien")
    qtbot.keyClick(share._picker.list, Qt.Key.Key_Space)
    share._picker._search.setText("")
    assert set(share._draft.item_ids) == {ids[TITLES[0]], ids[TITLES[2]]}
    settle(qtbot, window)
    assert share._next.isEnabled()


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("scale", [100, 200])
def test_every_step_has_names_and_fits(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, step: int, scale: int
) -> None:
    window = make_window(language="en", scale=scale)
    open_register(qtbot, window, filled(tmp_path))
    share = to_look(window, qtbot)
    share._go(step)
    settle(qtbot, window)
    window.resize(1180, 760)
    qtbot.wait(10)
    assert (walk.nameless(window), walk.unreachable(window), walk.rich(window)) == ([], [], [])
    assert window.width() <= 1180


# -- the passport


def test_the_passport_is_seen_and_saved(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.go("passport", item_ids=())
    settle(qtbot, window)
    passport = page(window)
    assert not passport._save.isEnabled()
    passport._picker.list.setFocus()
    ids = tuple(row.id for row in passport._rows.values() if row.title in TITLES[:2])
    passport._picker.choose(ids)
    passport._picked()
    qtbot.waitUntil(lambda: passport._current, timeout=20_000)
    settle(qtbot, window)
    assert len(passport._sheets._sheets) in (1, 2)
    width = passport._sheets._sheets[0].width()
    press_icon(qtbot, passport, "passport.larger")
    assert passport._sheets._sheets[0].width() > width
    assert not passport._save.isEnabled()
    press(qtbot, passport, "share.cover")
    qtbot.waitUntil(passport._save.isEnabled, timeout=20_000)
    settle(qtbot, window)
    opened: list[object] = []
    monkeypatch.setattr(print_passport.QDesktopServices, "openUrl", opened.append)
    out = tmp_path / "paspoort.pdf"
    answers(monkeypatch, out)
    press(qtbot, passport, "passport.save")
    settle(qtbot, window)
    assert out.read_bytes().startswith(b"%PDF")
    assert not opened
    assert tell("share.made") in shown(passport._gone)
    press(qtbot, passport, "share.another")
    press(qtbot, passport, "passport.print")
    settle(qtbot, window)
    assert len(opened) == 1
    window.go("open_portfolio", file=out)
    settle(qtbot, window)
    assert tell("received.signed_by_learner") in shown(page(window))


def press_icon(qtbot: QtBot, root: QWidget, said: str) -> None:
    button = next(one for one in root.findChildren(QPushButton) if one.accessibleName() == tell(said))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
