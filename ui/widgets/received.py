"""An item of somebody's portfolio, or the portfolio itself, as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.present.pieces import Tile
from ui.present.received import ReceivedDetail, Whole
from ui.theme import look, spaced
from ui.voice import Plain, Words, tell
from ui.widgets.base import column, empty, line
from ui.widgets.buttons import Button
from ui.widgets.cards import Facts, ItemHead, ThreeQuestions
from ui.widgets.checks import CheckPanel
from ui.widgets.chips import ChipRow, plain_chip
from ui.widgets.flow import Flow
from ui.widgets.notices import Banner
from ui.widgets.page import Scroll
from ui.widgets.text import Prose, Text
from ui.widgets.tiles import EvidenceTile

_TWO_TILES = 34  # body text sizes: below it the tiles stand under each other


class ReceivedView(Scroll):
    """What stands beside the list."""

    back = Signal()
    """The link at the top of a narrow window."""
    file_opened = Signal(str)
    contents_wanted = Signal()
    """Show what was changed nevertheless."""
    message_wanted = Signal()
    """A message to the learner, to be pasted in a mail."""

    def __init__(self) -> None:
        super().__init__((28, 20, 28, 24), gap=18)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_whole(self, shown: Whole, title: Words, *, hidden: bool, back: Words | None) -> None:
        """The portfolio: the worst first, the learner's question, what it is, every check."""
        self._start(title, back)
        panel = CheckPanel(shown.check)
        if hidden:
            panel.add_under_headline(self._altered())
        if shown.letter is not None and not hidden:
            self.body.addWidget(_letter(shown.letter))
        self.body.addWidget(panel)
        self.body.addWidget(Facts(shown.facts))
        self._control = Text(Plain(""))
        self._control_part = QWidget()
        box = column(self._control_part, gap=2)
        box.addWidget(Text("received.control", "strong"))
        box.addWidget(self._control)
        box.addWidget(Text("received.control_more", "meta"))
        self._control_part.hide()
        self.body.addWidget(self._control_part)
        if shown.originals:
            self._tiles("received.originals", shown.originals)
        self.body.addStretch(1)

    def show_control(self, control: tuple[str, ...]) -> None:
        """The control words of the whole that is shown."""
        self._control.set_words(Plain(" · ".join(control)))
        self._control_part.show()

    def show_item(self, shown: ReceivedDetail, *, unreliable: bool, back: Words | None) -> None:
        """An item: three questions, the learner's texts, the files, how it was looked at."""
        self._start(shown.card.title, back)
        if unreliable:
            self.body.addWidget(Banner("caution", "received.item_unreliable", "info"))
        self.body.addWidget(ItemHead(shown.card, 44, "heading"))
        panel: CheckPanel | None = None
        if shown.answers:
            questions = ThreeQuestions(shown.answers)
            questions.followed.connect(lambda _: self._follow_check(panel))
            self.body.addWidget(questions)
        elif shown.card.chips:
            self.body.addWidget(ChipRow(shown.card.chips))
        for heading, text in shown.told.texts:
            self.body.addWidget(line())
            self.body.addWidget(_text(heading, text))
        if shown.told.skills:
            self.body.addWidget(line())
            part = QWidget()
            box = column(part, gap=8)
            box.addWidget(Text("received.skills", "meta"))
            box.addWidget(ChipRow(plain_chip(skill) for skill in shown.told.skills))
            self.body.addWidget(part)
        if shown.told.facts:
            for label, value in shown.told.facts:
                self.body.addWidget(line())
                self.body.addWidget(_text(label, value))
        if shown.tiles:
            self._tiles("received.evidence", shown.tiles)
        if shown.check is not None:
            self.body.addWidget(line())
            self.body.addWidget(Text("received.check", "heading"))
            panel = CheckPanel(shown.check)
            self.body.addWidget(panel)
        self.body.addStretch(1)

    def _start(self, name: Words, back: Words | None) -> None:
        empty(self.body)
        self.setAccessibleName(tell(name))
        self.verticalScrollBar().setValue(0)
        if back is not None:
            link = Button(back, "plain", "chevron-left", flush=True, act=self.back.emit)
            self.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _altered(self) -> QWidget:
        acts = Flow(gap=8)
        acts.add(Button("received.copy_message", "filled", "copy", act=self.message_wanted.emit))
        acts.add(Button("received.show_anyway", "outlined", "eye", act=self.contents_wanted.emit))
        return acts

    def _follow_check(self, panel: CheckPanel | None) -> None:
        if panel is not None:
            self.verticalScrollBar().setValue(panel.y() - look.px(40))

    def _tiles(self, heading: Words, tiles: tuple[Tile, ...]) -> None:
        part = QWidget()
        box = column(part, gap=8)
        box.addWidget(Text(heading, "strong"))
        grid = QGridLayout()
        spaced(grid, gap=10)
        columns = 2 if look.units(self.width()) >= _TWO_TILES else 1
        for number, tile in enumerate(tiles):
            made = EvidenceTile(tile)
            if tile.state == "normal":
                made.clicked.connect(partial(_emit, self.file_opened.emit, tile.id))
            else:
                made.setEnabled(False)
            grid.addWidget(made, number // columns, number % columns)
        for place in range(columns):
            grid.setColumnStretch(place, 1)
        box.addLayout(grid)
        self.body.addWidget(part)


def _emit(emit: Callable[[str], object], file_id: str, _checked: bool = False) -> None:
    emit(file_id)


def _letter(words: Words) -> QFrame:
    frame = QFrame()
    frame.setProperty("banner", "plain")
    box = column(frame, (14, 12, 14, 12), gap=4)
    box.addWidget(Text("received.letter", "meta"))
    box.addWidget(Prose(words))
    return frame


def _text(heading: Words, text: Words) -> QWidget:
    part = QWidget()
    box = column(part, gap=2)
    box.addWidget(Text(heading, "meta"))
    box.addWidget(Prose(text))
    return part
