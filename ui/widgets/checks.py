"""The check panel: the worst value in a tinted card, one sentence, one act; then always all rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.present.pieces import TONE, CheckGroup, CheckRow, CheckView
from ui.voice import Plain, Say, Words, joined
from ui.widgets.base import column, empty, line, row
from ui.widgets.buttons import Button
from ui.widgets.marks import Mark
from ui.widgets.text import Prose, Text


class CheckPanel(QWidget):
    """How it was looked at. ``acted`` is the one act under the headline, where there is one."""

    acted = Signal()

    def __init__(self, view: CheckView | None = None, act: Words | None = None) -> None:
        super().__init__()
        self._box = column(self, gap=16)
        if view is not None:
            self.show_view(view, act)

    def show_view(self, view: CheckView, act: Words | None = None) -> None:
        """Show this report instead."""
        empty(self._box)
        self._box.addWidget(self._headline(view, act))
        for group in view.groups:
            self._box.addWidget(self._group(group))
        self._box.addStretch(1)

    def add_under_headline(self, widget: QWidget) -> None:
        """What can be done about it, before the rows."""
        self._box.insertWidget(1, widget)

    def _headline(self, view: CheckView, act: Words | None) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", TONE[view.value])
        box = row(frame, (20, 18, 20, 16), gap=16)
        box.addWidget(Mark(view.value, 36), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=8)
        words.addWidget(Text(view.headline, "heading"))
        words.addWidget(Prose(view.sentence))
        for address in view.asks:
            words.addWidget(Text(Say("check.needs", {"address": Plain(address)}), "meta"))
        if act is not None:
            words.addWidget(
                Button(act, "filled", "refresh-cw", act=self.acted.emit), 0, Qt.AlignmentFlag.AlignLeft
            )
        box.addLayout(words, 1)
        return frame

    def _group(self, group: CheckGroup) -> QWidget:
        part = QWidget()
        box: QVBoxLayout = column(part, gap=0)
        heading = group.heading if group.aside is None else joined(group.heading, group.aside)
        box.addWidget(Text(heading, "metastrong"))
        for place, check in enumerate(group.rows):
            if place:
                box.addWidget(line())
            box.addWidget(self._row(check))
        return part

    @staticmethod
    def _row(check: CheckRow) -> QWidget:
        part = QWidget()
        box = row(part, (0, 10, 0, 9), gap=14)
        box.addWidget(Mark(check.value, 22), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addWidget(Text(check.sentence, "strong"))
        words.addWidget(Text(check.source, "meta"))
        box.addLayout(words, 1)
        return part
