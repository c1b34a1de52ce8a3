"""What a first use meets: the order of the keys, waits that are told, what is in view, what is counted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests import world
from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.ui.test_experience_page import begin
from tests.ui.test_import_page import GOOD
from tests.ui.test_window import page
from ui.present.told import divided
from ui.voice import tell
from ui.widgets.dialogs import CrashDialog
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.page import Scroll


def keys(start: QWidget, steps: int) -> list[str]:
    """Accessible names in the order of Tab."""
    found: list[str] = []
    widget = start
    for _ in range(steps):
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.accessibleName():
            found.append(widget.accessibleName())
    return found


def test_tab_goes_through_a_list_of_lines_where_it_stands(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    begin(window)
    settle(qtbot, window)
    skills = page(window)._desk.fields._skills
    skills.rows[0].line.setText("Plannen")
    skills.add.click()
    settle(qtbot, window)
    order = keys(page(window)._desk, 500)
    wanted = [
        "Waar gebruik je het nog?",
        "Vaardigheid 1",
        "Hoe goed: vaardigheid 1",
        "Haal vaardigheid 1 weg",
        "Vaardigheid 2",
        "Hoe goed: vaardigheid 2",
        "Haal vaardigheid 2 weg",
        "Nog een vaardigheid",
        "In het kort",
    ]
    assert [one for one in order if one in wanted] == wanted


def test_an_empty_passphrase_is_asked_for(make_window: MakeWindow, qtbot: QtBot, folder: Path) -> None:
    world.new_register(folder)[0].close()
    window = make_window()
    page(window)._open()
    assert "Typ eerst je wachtzin." in walk.texts(page(window))


def test_enter_during_the_pause_is_answered(make_window: MakeWindow, qtbot: QtBot, folder: Path) -> None:
    world.new_register(folder)[0].close()
    window = make_window()
    unlock = page(window)
    for _ in range(3):
        unlock._secret.set_text("nog eens mis")
        unlock._open()
        settle(qtbot, window)
    unlock._secret.set_text(world.PASSPHRASE)
    unlock._open()
    assert "weer proberen" in unlock._field._text.text()
    qtbot.waitUntil(unlock._button.isEnabled, timeout=8_000)
    assert "weer proberen" not in unlock._field._text.text()


def test_one_bug_is_told_once(make_window: MakeWindow) -> None:
    window = make_window()
    for _ in range(3):
        window.crashed(ValueError())
    dialogs = window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    dialogs[0].close()


def test_what_begins_or_stops_below_comes_into_view(qtbot: QtBot) -> None:
    scroll = Scroll()
    qtbot.addWidget(scroll)
    tall = QWidget()
    tall.setFixedHeight(2_000)
    scroll.body.addWidget(tall)
    banner, progress = Banner("caution", "window.stop"), ProgressRow("share.busy")
    banner.hide()
    scroll.body.addWidget(progress)
    scroll.body.addWidget(banner)
    scroll.resize(400, 300)
    scroll.show()
    for begin_it in (lambda: progress.tell(0, 1), banner.show):
        scroll.verticalScrollBar().setValue(0)
        begin_it()
        qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() > 1_500, timeout=2_000)


def test_a_date_in_what_leaves_is_told_as_people_write_it() -> None:
    fields = (("portfolio.field.issuer", "Voorbeeldschool"), ("portfolio.field.valid_from", "2026-01-15"))
    assert tell(divided(fields, own=False, spoken="nl").second) == "Voorbeeldschool · 15 januari 2026"
    assert tell(divided(fields, own=False, spoken="en").second) == "Voorbeeldschool · 15 January 2026"
    assert tell(divided(fields, own=False).second) == "Voorbeeldschool · 15 januari 2026"


def test_twins_among_the_kept_are_counted(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("een.json", "twee.json"):
        (tmp_path / name).write_bytes(GOOD)
    window = make_window()
    open_register(qtbot, window)
    window.go("import", files=(tmp_path / "een.json", tmp_path / "twee.json"))
    settle(qtbot, window)
    page(window)._keep_chosen()
    settle(qtbot, window)
    assert "1 bestand bewaard. 1 was er al." in window._toast._text.text()


def test_the_file_dialog_of_qt_has_no_word_of_another_language(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    for language, words in (
        ("nl", ("&Zoek in:", "Soort &bestand:")),
        ("en", ("&Look in:", "Files of &type:")),
    ):
        window.preferences.language = language
        window.restyle()
        dialog = QFileDialog(window)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        labels = [label.text() for label in dialog.findChildren(QLabel)]
        assert set(words) <= set(labels)
        assert "" not in [button.text() for button in dialog.findChildren(QPushButton)]
        dialog.deleteLater()
