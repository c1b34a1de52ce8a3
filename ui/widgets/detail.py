"""The detail of an item: head, three questions, acts, texts, skills, facts, evidence; or its check panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.present.details import Detail
from ui.present.pieces import Tile
from ui.theme import spaced
from ui.voice import Words, tell
from ui.widgets.base import column, empty, row
from ui.widgets.buttons import Button, Kind, MoreButton
from ui.widgets.cards import Facts, ItemHead, ThreeQuestions
from ui.widgets.checks import CheckPanel
from ui.widgets.chips import ChipRow, plain_chip
from ui.widgets.flow import Flow
from ui.widgets.found import earlier, other_members
from ui.widgets.page import Scroll
from ui.widgets.text import Prose, Text
from ui.widgets.tiles import EvidenceTile

_TWO_TILES = 34  # body text sizes: below it the tiles stand under each other


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with the item. Kind "" puts it in the ⋯ menu."""

    words: Words
    icon: str
    do: Callable[[], object]
    kind: Kind | None = "outlined"


class DetailView(Scroll):
    """Shows one :class:`Detail`."""

    back = Signal()
    """The link at the top of a narrow window, or of the check panel."""
    tile_opened = Signal(str)
    evidence_wanted = Signal()
    check_wanted = Signal()
    online_wanted = Signal()
    """Check it once more, and ask others for what is missing."""

    def __init__(self) -> None:
        super().__init__((28, 24, 20, 24), gap=18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # long texts are read with the arrow keys
        self._detail: Detail | None = None
        self._acts: tuple[Act, ...] = ()
        self._back: Words | None = None
        self._checking = False

    def show_detail(self, detail: Detail, acts: tuple[Act, ...] = (), back: Words | None = None) -> None:
        """Show this item; ``back`` is where the link at the top leads, in a narrow window."""
        same = self._detail is not None and self._detail.card.id == detail.card.id
        self._detail, self._acts, self._back = detail, acts, back
        self._checking = self._checking and same and detail.check is not None
        self._fill()
        if not same:
            self.verticalScrollBar().setValue(0)

    def _name(self, words: Words) -> None:
        self.setAccessibleName(tell(words))

    def show_nothing(self, words: Words) -> None:
        """No item is chosen."""
        self._detail, self._checking = None, False
        self._name(words)
        empty(self.body)
        text = Text(words, "hint")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(text, 1)

    def show_check(self, shown: bool) -> None:
        """The check panel instead of the item, or back."""
        self._checking = shown and self._detail is not None and self._detail.check is not None
        self._fill()
        self.verticalScrollBar().setValue(0)

    @property
    def checking(self) -> bool:
        """Whether the check panel is shown."""
        return self._checking

    def _fill(self) -> None:
        detail = self._detail
        if detail is None:
            return
        empty(self.body)
        self._name(detail.card.title)
        if self._checking and detail.check is not None:
            self.body.addWidget(self._link(detail.card.title), 0, Qt.AlignmentFlag.AlignLeft)
            panel = CheckPanel(detail.check, act="register.look_again", online="online.act")
            panel.acted.connect(self.check_wanted)
            panel.online_wanted.connect(self.online_wanted)
            self.body.addWidget(panel)
            if detail.history is not None:
                self.body.addWidget(earlier(detail.history))
            self.body.addStretch(1)
            return
        if self._back is not None:
            self.body.addWidget(self._link(self._back), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(ItemHead(detail.card))
        if detail.answers:
            questions = ThreeQuestions(detail.answers)
            questions.followed.connect(lambda _: self.show_check(True))
            self.body.addWidget(questions)
        if self._acts:
            self.body.addWidget(self._buttons())
        for heading, text in detail.texts:
            self.body.addWidget(self._text(heading, text))
        if detail.skills:
            self.body.addWidget(self._skills(detail.skills))
        if detail.facts:
            self.body.addWidget(Facts(detail.facts))
        for heading, tiles in detail.ties:
            part = QWidget()
            box = column(part, gap=8)
            box.addWidget(Text(heading, "strong"))
            box.addLayout(self._tiles(tiles))
            self.body.addWidget(part)
        if detail.other:
            self.body.addWidget(other_members(detail.other))
        if detail.tiles is not None:
            self.body.addWidget(self._evidence(detail))
        self.body.addStretch(1)

    def _link(self, words: Words) -> Button:
        return Button(words, "plain", "chevron-left", flush=True, act=self.back.emit)

    def _buttons(self) -> QWidget:
        part = QWidget()
        box = row(part, gap=8)
        flow = Flow(gap=8)
        for act in self._acts:
            if act.kind is not None:
                flow.add(Button(act.words, act.kind, act.icon, act=act.do))
        box.addWidget(flow, 1)
        more = tuple((act.words, act.icon, act.do) for act in self._acts if act.kind is None)
        if more:
            box.addWidget(MoreButton(lambda: more), 0, Qt.AlignmentFlag.AlignTop)
        return part

    @staticmethod
    def _text(heading: Words, text: Words) -> QWidget:
        part = QWidget()
        box = column(part, gap=4)
        box.addWidget(Text(heading, "strong"))
        box.addWidget(Prose(text))
        return part

    @staticmethod
    def _skills(skills: tuple[Words, ...]) -> QWidget:
        part = QWidget()
        box = column(part, gap=8)
        box.addWidget(Text("register.learned", "strong"))
        box.addWidget(ChipRow(plain_chip(skill) for skill in skills))
        return part

    def _evidence(self, detail: Detail) -> QWidget:
        part = QWidget()
        box = column(part, gap=8)
        head = row(gap=8)
        head.addWidget(Text("register.evidence", "strong"), 1)
        head.addWidget(Button("register.evidence_add", "plain", "plus", act=self.evidence_wanted.emit))
        box.addLayout(head)
        if not detail.tiles:
            box.addWidget(Text("register.evidence_none", "hint"))
        box.addLayout(self._tiles(detail.tiles or ()))
        return part

    def _tiles(self, tiles: tuple[Tile, ...]) -> QGridLayout:
        grid = QGridLayout()
        spaced(grid, gap=10)
        for number, tile in enumerate(tiles):
            made = EvidenceTile(tile)
            made.clicked.connect(lambda _=False, item=tile.id: self.tile_opened.emit(item))
            grid.addWidget(made, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid
