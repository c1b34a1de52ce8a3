"""The window's thread is never away for long: opening pages, and while foreign files are looked at."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.hostile.test_too_much_work import crowd
from tests.journeys.badges import badge, key
from tests.tools.heartbeat import Heart
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.unit.store import things
from ui.models.cards import CardModel, Cards
from ui.pages.share_portfolio import TELL
from ui.present.items import card
from ui.theme import look
from ui.widgets.cardlist import CardList
from ui.widgets.kinds import KindTile
from ui.window import Window
from wallet.errors import Problem
from wallet.model.changes import ItemRow
from wallet.sandbox import SECONDS

DEAREST = 12.0
"""Times a plain form in our style sheet; measured 0.5 to 4.5."""
SLOWEST = 10
"""Beats a second, over the whole wait; measured 167 on 2 processors at a load of 15."""
PAGES = ("experience", "share", "passport", "settings", "import", "restore")


def plain_form() -> float:
    """Processor seconds of this thread for a hundred labels and buttons, dressed and drawn."""
    start = time.thread_time()
    form = QWidget()
    box = QVBoxLayout(form)
    for number in range(100):
        box.addWidget(QLabel(f"Regel {number}"))
        box.addWidget(QPushButton(f"Knop {number}"))
    look.dress(form)
    form.show()
    QApplication.processEvents()
    used = time.thread_time() - start
    form.close()
    return used


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_a_long_block(make_window: MakeWindow, qtbot: QtBot, name: str) -> None:
    window = make_window()
    open_register(qtbot, window)
    form = min(plain_form() for _ in range(3))
    heart = Heart()
    heart.fresh()
    window.go(name)
    settle(qtbot, window)
    heart.stop()
    assert heart.longest.cpu > 0
    assert heart.longest.cpu < DEAREST * form


def test_the_window_beats_while_a_poison_keeps_the_child_busy_to_its_limit(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "badges"
    folder.mkdir()
    for number in range(4):
        content = badge(key(), id=f"urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b{number:02}")
        (folder / f"badge-{number}.json").write_bytes(content)
    (folder / "badge-poison.json").write_bytes(crowd())
    window = make_window()
    open_register(qtbot, window)
    window.go("import")
    settle(qtbot, window)
    form = min(plain_form() for _ in range(3))
    heart = Heart()
    heart.fresh()
    start = time.monotonic()
    window.go("import", files=(folder,))
    page = window.current()
    qtbot.waitUntil(lambda: len(page._found) == 5 and window.jobs.idle(), timeout=60_000)
    waited = time.monotonic() - start
    heart.stop()
    problems = {found.looked.path.name: found.looked.arrival.problem for found in page._found}
    # The child was ended at its limit, which is processor time, so at least as long went by on the clock.
    assert problems["badge-poison.json"] is Problem.TOO_MUCH_WORK
    assert waited > SECONDS
    assert heart.longest.beats > waited * SLOWEST
    assert heart.longest.cpu < DEAREST * form


def test_a_long_list_makes_only_the_cards_that_are_seen(qtbot: QtBot) -> None:
    made: list[str] = []

    def make(row: ItemRow) -> object:
        made.append(row.id)
        return card(row)

    rows = [replace(things.row(), id=str(number)) for number in range(5000)]
    shown, model = CardList("nav.all"), CardModel()
    qtbot.addWidget(shown)
    shown.setModel(model)
    shown.resize(364, 600)
    shown.show()
    model.show_cards(Cards(rows, make))  # type: ignore[arg-type]
    assert shown.select("4321")
    QApplication.processEvents()
    assert shown.current() == "4321"
    assert 0 < len(set(made)) < 100


def type_ahead(window: Window, text: str) -> None:
    """Keys as the system hands them over: they wait in the queue while the thread is busy."""
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            typed = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.postEvent(window.windowHandle(), typed)


def test_what_is_typed_while_a_form_opens_stands_in_it(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    window.activateWindow()
    window.go("experience")
    tile = window.current()._kinds.findChildren(KindTile)[0]
    tile.setFocus()
    # Enter chooses the kind; the letters are typed before the form is there.
    type_ahead(window, "\nbuurthuis")
    fields = window.current()._fields
    qtbot.waitUntil(lambda: fields._title.text() == "buurthuis")


def test_what_is_typed_while_share_opens_stands_in_it(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, lambda wallet: things.experience(wallet.register, "Samen"))
    window.activateWindow()
    window.go("share")
    type_ahead(window, "samen")
    share = window.current()
    qtbot.waitUntil(lambda: share._picker._search.text() == "samen")
    share._go(TELL)
    type_ahead(window, "school")
    qtbot.waitUntil(lambda: share._told.audience.text() == "school")
