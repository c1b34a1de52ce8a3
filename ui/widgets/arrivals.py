"""The lines of "Dit vonden we": a box to tick, what the file is, what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.present.arrivals import ArrivalLine, spoken
from ui.present.details import Detail
from ui.present.pieces import Card, CheckView
from ui.theme import sized
from ui.voice import tell, words
from ui.widgets.base import Fold, Living, column, empty, row
from ui.widgets.buttons import Button
from ui.widgets.cards import ItemHead, ThreeQuestions
from ui.widgets.checks import CheckPanel
from ui.widgets.drop import DropZone, choose_folder
from ui.widgets.fields import Tick
from ui.widgets.flow import Flow
from ui.widgets.marks import Mark, Tinted
from ui.widgets.page import Scroll
from ui.widgets.text import Prose, Text

if TYPE_CHECKING:
    from wallet.journeys.import_batch import Looked

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


@dataclass(slots=True, eq=False)
class Found:
    """A file that was looked at, and its line when it is shown."""

    looked: Looked
    line: ArrivalLine
    view: ArrivalView | None = None

    @property
    def wanted(self) -> bool:
        """Whether it is to be kept."""
        return self.view.wanted if self.view is not None else self.line.can_keep and self.line.wanted


class Invitation(QWidget):
    """Nothing was brought yet: a place to put files down, and a button for a folder."""

    dropped = Signal(object)
    link_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column(self, gap=12)
        zone = DropZone("found.drop", "found.drop_more", "award", "sky", folders=True, big=True)
        zone.dropped.connect(self.dropped)
        box.addWidget(zone)
        others = Flow(gap=8)
        others.add(Button("found.folder", icon="folder-open", act=self._choose))
        others.add(Button("online.link", icon="globe", act=self.link_wanted.emit))
        box.addWidget(others)

    def _choose(self) -> None:
        folder = choose_folder(self, "found.folder")
        if folder:
            self.dropped.emit(folder)


class SingleResult(QFrame):
    """One credential by itself: its head, the three answers, what it is for."""

    followed = Signal()

    def __init__(self, line: ArrivalLine, detail: Detail) -> None:
        super().__init__()
        self.setProperty("card", "true")
        box = column(self, (24, 22, 24, 22), gap=16)
        box.addWidget(ItemHead(line.card, role="heading"))
        questions = ThreeQuestions(detail.answers)
        questions.followed.connect(lambda _: self.followed.emit())
        box.addWidget(questions)
        for heading, text in detail.texts:
            part = column(gap=4)
            part.addWidget(Text(heading, "strong"))
            part.addWidget(Prose(text))
            box.addLayout(part)


class HowLooked(Scroll):
    """How one of the files was looked at, before anything is kept."""

    back = Signal()
    online_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(gap=18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read with the arrow keys

    def show_check(self, card: Card, view: CheckView) -> None:
        """Show this file."""
        self.forget()
        self.setAccessibleName(tell(card.title))
        link = Button("found.back", "plain", "chevron-left", flush=True, act=self.back.emit)
        self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(ItemHead(card))
        if view.asks:
            online = Button("online.act", icon="globe", act=self.online_wanted.emit)
            self.body.addWidget(online, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(CheckPanel(view))
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Nothing of it stays in view."""
        empty(self.body)
