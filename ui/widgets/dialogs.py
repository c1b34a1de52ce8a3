"""Small dialogs: a question with two answers, and what is said when the program itself is at fault."""

from __future__ import annotations

import traceback
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.theme import look, sized
from ui.voice import Words, tell
from ui.widgets.base import column, row
from ui.widgets.buttons import Button, Kind
from ui.widgets.focus import FocusRing
from ui.widgets.text import Prose, Text


class Dialog(QDialog):
    """A heading, content in ``self.body``, buttons in ``self.acts``. Esc closes it and changes nothing."""

    def __init__(self, parent: QWidget | None, heading: Words) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(tell(heading))
        outer = column(self, (28, 24, 28, 20), gap=16)
        outer.addWidget(Text(heading, "heading"))
        self.body = column(gap=12)
        outer.addLayout(self.body)
        outer.addSpacing(4)
        self.acts = row(gap=12)
        outer.addLayout(self.acts)
        sized(self, least_width=480)
        self._ring = FocusRing(self)
        self._ring.keys = True
        look.dress(self)

    def add_act(self, words: Words, kind: Kind = "outlined", *, yes: bool = False) -> Button:
        """A button that ends the dialog with yes or no."""
        button = Button(words, kind, act=self.accept if yes else self.reject)
        self.acts.addWidget(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Qt opens a dialog no higher than two thirds of the screen; large text may need more."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            least = layout.totalMinimumHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), least))


def ask(
    parent: QWidget,
    heading: Words,
    text: Words,
    yes: Words,
    no: Words = "window.cancel",
    *,
    erase: bool = False,
) -> bool:
    """Ask before something that cannot be taken back. Closing the dialog is no."""
    dialog = Dialog(parent, heading)
    dialog.body.addWidget(Prose(text))
    dialog.add_act(yes, "danger" if erase else "filled", yes=True)
    stay = dialog.add_act(no, "plain")
    dialog.acts.addStretch(1)
    stay.setFocus()
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def report_of(error: BaseException) -> str:
    """Kinds of errors and lines of our code: no name, no content of a person."""
    lines = []
    here: BaseException | None = error
    while here is not None:
        lines.append(type(here).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(here.__traceback__)
        ]
        here = here.__cause__ or here.__context__
    return "\n".join(lines)


class CrashDialog(Dialog):
    """The program is at fault: says so, and shows the report before anybody else could see it."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(parent, "window.crash")
        self.body.addWidget(Prose("window.crash_text"))
        report = QPlainTextEdit(report_of(error))
        report.setReadOnly(True)
        report.setAccessibleName(tell("window.crash_report"))
        report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.body.addWidget(report)
        self.add_act("window.close", "filled", yes=True)
        self.acts.addStretch(1)
