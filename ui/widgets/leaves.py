"""What goes and what stays, side by side before a file is made; and what left, after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.present.leaving import Line
from ui.present.pieces import Tint
from ui.voice import Plain, Words
from ui.widgets.base import Fold, column, empty, row
from ui.widgets.buttons import Button
from ui.widgets.cards import Facts
from ui.widgets.flow import Flow
from ui.widgets.marks import Picture, Tinted
from ui.widgets.notices import Banner
from ui.widgets.text import Text


class GoesAndStays(QWidget):
    """ "Dit gaat mee. Dit blijft op deze computer." Two cards, or one under the other."""

    def __init__(self) -> None:
        super().__init__()
        box = column(self)
        self._fold = Fold(44, gap=24)
        box.addWidget(self._fold)
        self._goes, self._goes_box = _card("accent")
        self._stays, self._stays_box = _card("sunk")
        self._fold.add(self._goes, 1)
        self._fold.add(self._stays, 1)

    def show_lines(self, to: Words, size: Words, goes: tuple[Line, ...], stays: tuple[Line, ...]) -> None:
        """Show these."""
        _fill(self._goes_box, "send", "sky", to, size, goes)
        _fill(self._stays_box, "monitor", "sand", "share.stays_here", "share.stays_more", stays)


def _card(kind: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("card", kind)
    return frame, column(frame, (22, 20, 22, 20), gap=14)


def _fill(
    box: QVBoxLayout, icon: str, tint: Tint, title: Words, second: Words, lines: tuple[Line, ...]
) -> None:
    empty(box)
    head = row(gap=12)
    head.addWidget(Tinted(icon, tint, 44), 0, Qt.AlignmentFlag.AlignTop)
    texts = column(gap=1)
    texts.addWidget(Text(title, "heading"))
    texts.addWidget(Text(second, "meta"))
    head.addLayout(texts, 1)
    box.addLayout(head)
    for line in lines:
        part = row(gap=12)
        part.addWidget(Picture(line.icon, 20), 0, Qt.AlignmentFlag.AlignTop)
        told = column(gap=1)
        told.addWidget(Text(line.said))
        if line.more is not None:
            told.addWidget(Text(line.more, "meta"))
        part.addLayout(told, 1)
        box.addLayout(part)
    box.addStretch(1)


class LeftView(QWidget):
    """ "Wat ging weg": what was made, for whom, how it can be recognised, and that nothing was sent."""

    done = Signal()
    another = Signal()

    def __init__(
        self, open_words: Words = "share.open_file", opens: Callable[[Path], object] | None = None
    ) -> None:
        super().__init__()
        self._box = column(self, gap=18)
        self._open_words = open_words
        self._opens = opens or _open
        self._out = Path()

    def show_left(
        self, facts: tuple[tuple[Words, Words], ...], control: tuple[str, ...], out: Path, *, noted: bool
    ) -> None:
        """Show what was made."""
        self._out = out
        empty(self._box)
        self._box.addWidget(Text("share.left", "title"))
        if noted:
            self._box.addWidget(Banner("ok", "share.made", "circle-check"))
        else:
            self._box.addWidget(Banner("caution", "share.not_noted", "info"))
        self._box.addWidget(Facts(facts))
        words = column(gap=2)
        words.addWidget(Text("share.control", "strong"))
        words.addWidget(Text(Plain(" · ".join(control))))
        words.addWidget(Text("share.control_more", "meta"))
        self._box.addLayout(words)
        note = row(gap=8)
        note.addWidget(Picture("info", 18))
        note.addWidget(Text("share.take_back", "meta"), 1)
        self._box.addLayout(note)
        acts = Flow(gap=12)
        acts.add(Button("share.done", "filled", big=True, act=self.done.emit))
        acts.add(Button(self._open_words, "outlined", big=True, act=lambda: self._opens(self._out)))
        acts.add(Button("share.another", "plain", big=True, act=self.another.emit))
        self._box.addWidget(acts)
        self._box.addStretch(1)


def _open(out: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))
