"""The window's thread is never away for long: opening pages, and while foreign files are looked at."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.hostile.test_too_much_work import clique, poisoned
from tests.journeys.badges import badge, key
from tests.tools.heartbeat import Heart
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.unit.store import things
from ui.models.cards import CardModel, Cards
from ui.present.items import card
from ui.theme import look
from ui.widgets.cardlist import CardList
from wallet.model.changes import ItemRow

DEAREST = 12.0
"""Times a plain form in our style sheet; measured 0.5 to 4.5."""
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


def test_the_window_beats_while_a_poisoned_graph_is_looked_at(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "badges"
    folder.mkdir()
    for number in range(4):
        content = badge(key(), id=f"urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b{number:02}")
        (folder / f"badge-{number}.json").write_bytes(content)
    (folder / "badge-poison.json").write_text(json.dumps(poisoned(40, clique)), "utf-8")
    window = make_window()
    open_register(qtbot, window)
    window.go("import")
    settle(qtbot, window)
    heart = Heart()
    window.go("import", files=(folder,))
    page = window.current()
    qtbot.waitUntil(lambda: len(page._found) == 5 and window.jobs.idle(), timeout=60_000)
    heart.stop()
    # At least one beat for each file: the loop came round between all of them.
    assert heart.longest.beats >= 5


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
