"""The lines of "Dit vonden we": a box to tick, what the file is, what was found in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.present.arrivals import ArrivalLine, spoken
from ui.theme import sized
from ui.voice import words
from ui.widgets.base import Fold, Living, column, row
from ui.widgets.buttons import Button
from ui.widgets.fields import Tick
from ui.widgets.marks import Mark, Tinted
from ui.widgets.text import Text

_FOLD = 34  # body text sizes: below it the answer stands under the name


class ArrivalView(Living, QWidget):
    """One line. It keeps nothing itself; it only says whether it is ticked."""

    ticked = Signal()
    followed = Signal()
    """The link under the answer was pressed."""

    def __init__(self, line: ArrivalLine) -> None:
        super().__init__()
        self.line = line
        box = row(self, (20, 14, 20, 14), gap=16)
        self.tick = Tick(words("found.tick", file=spoken(line)), ticked=line.wanted, bare=True)
        self.tick.setVisible(line.can_keep)
        self.tick.toggled.connect(self.ticked)
        place = QWidget()
        sized(place, width=26)
        inside = row(place)
        inside.addWidget(self.tick)
        box.addWidget(place)
        box.addWidget(Tinted(line.card.icon, line.card.tint, 44))
        fold = Fold(_FOLD, gap=12)
        fold.add(self._name(), 11)
        fold.add(self._answer(), 8)
        box.addWidget(fold, 1)

    @property
    def wanted(self) -> bool:
        """Whether this file is to be kept."""
        return self.line.can_keep and self.tick.isChecked()

    def _name(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=2)
        box.addStretch(1)
        box.addWidget(Text(self.line.card.title, "strong"))
        box.addWidget(Text(self.line.card.second, "meta"))
        box.addStretch(1)
        return part

    def _answer(self) -> QWidget:
        part = QWidget()
        box = row(part, gap=12)
        box.addWidget(Mark(self.line.value, 22), 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=2)
        texts.addWidget(Text(self.line.answer, "strong"))
        texts.addWidget(Text(self.line.sentence, "meta"))
        if self.line.link:
            link = Button(self.line.link_words, "link", act=self.followed.emit)
            link.name_as(words("found.link", act=self.line.link_words, file=self.line.card.title))
            texts.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addStretch(1)
        box.addLayout(texts, 1)
        return part
