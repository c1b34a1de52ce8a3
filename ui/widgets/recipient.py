"""What the receiver will see, always as light as paper: the preview beside the choices of a share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.present.leaving import Seen, SeenPortfolio
from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import Living, column, empty, line, row
from ui.widgets.chips import ChipLabel, plain_chip
from ui.widgets.flow import Flow
from ui.widgets.marks import Picture, Tinted
from ui.widgets.page import Scroll
from ui.widgets.text import Prose, Text


class _Chip(ChipLabel):
    def paintEvent(self, event: QPaintEvent) -> None:
        with look.paper():
            super().paintEvent(event)


class _Tinted(Tinted):
    def paintEvent(self, event: QPaintEvent) -> None:
        with look.paper():
            super().paintEvent(event)


class _Prose(Prose):
    def paintEvent(self, event: QPaintEvent) -> None:
        with look.paper():
            super().paintEvent(event)


class _Picture(Picture):
    def paintEvent(self, event: QPaintEvent) -> None:
        with look.paper():
            super().paintEvent(event)


class _Letter(QFrame):
    """The learner's question, on a ground of its own."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        box = column(self, (14, 12, 14, 12))
        box.addWidget(_Prose(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with look.paper():
            painter.setBrush(look.colour("paper"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()), look.px(10), look.px(10))


class _Sheet(Living, QFrame):
    """The page itself: light in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self.box = column(self, (28, 24, 28, 24), gap=14)
        self._dressed = ""
        self.restyle()

    def restyle(self) -> None:
        # Setting a style sheet is itself a change of style: only another sheet is set.
        sheet = look.paper_sheet()
        if sheet != self._dressed:
            self._dressed = sheet
            self.setStyleSheet(sheet)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with look.paper():
            painter.setPen(QPen(look.colour("line"), 1))
            painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))


class RecipientView(Living, QFrame):
    """ "Zo ziet de school het": the sheet on sunk ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        box = column(self, gap=0)
        self._head = row(margins=(28, 16, 28, 8), gap=10)
        self._head.addWidget(Picture("eye", 18))
        self._head.addWidget(Text("share.seen", "strong"), 1)
        box.addLayout(self._head)
        self._scroll = Scroll((28, 4, 28, 24))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet = _Sheet()
        self._scroll.body.addWidget(self._sheet)
        self._scroll.body.addStretch(1)
        box.addWidget(self._scroll, 1)
        self._shown: SeenPortfolio | None = None
        self.retell()

    def add_act(self, act: QWidget) -> None:
        """A button at the end of the head."""
        self._head.addWidget(act)

    def retell(self) -> None:  # noqa: D102
        self._scroll.setAccessibleName(tell("share.seen"))

    def show_portfolio(self, seen: SeenPortfolio) -> None:
        """Show this one, at the place where the last one was read."""
        if seen == self._shown:
            return
        self._shown = seen
        box = self._sheet.box
        empty(box)
        head = column(gap=2)
        head.addWidget(Text(seen.title, "title"))
        head.addWidget(Text(seen.second, "hint"))
        box.addLayout(head)
        if seen.letter is not None:
            box.addWidget(_Letter(seen.letter))
        for item in seen.items:
            box.addWidget(line())
            box.addWidget(_item(item))


def _item(item: Seen) -> QWidget:
    part = QWidget()
    outer = row(part, gap=12)
    outer.addWidget(_Tinted(item.icon, item.tint, 44), 0, Qt.AlignmentFlag.AlignTop)
    box = column(gap=8)
    head = column(gap=1)
    head.addWidget(Text(item.title, "strong"))
    if tell(item.second):
        head.addWidget(Text(item.second, "meta"))
    box.addLayout(head)
    if item.chips:
        chips = Flow(gap=6)
        for chip in item.chips:
            chips.add(_Chip(chip))
        box.addWidget(chips)
    for label, value in (*item.facts, *item.texts):
        box.addWidget(_pair(label, _Prose(value)))
    if item.skills:
        skills = Flow(gap=6)
        for skill in item.skills:
            skills.add(_Chip(plain_chip(skill)))
        box.addWidget(skills)
    if item.files:
        files = Flow(gap=14)
        for icon, name in item.files:
            files.add(_file(icon, name))
        box.addWidget(files)
    outer.addLayout(box, 1)
    return part


def _pair(label: Words, value: QWidget) -> QWidget:
    part = QWidget()
    box = column(part, gap=0)
    box.addWidget(Text(label, "meta"))
    box.addWidget(value)
    return part


def _file(icon: str, name: Words) -> QWidget:
    part = QWidget()
    box = row(part, gap=6)
    box.addWidget(_Picture(icon, 16))
    box.addWidget(Text(name, "meta", wrap=False))
    return part
