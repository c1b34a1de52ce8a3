"""Cards: the three questions of a detail, the result card of a file, and facts in two columns."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.present.pieces import Answer, Card
from ui.theme import look, sized, spaced
from ui.voice import Words
from ui.widgets.base import column, dress, line, row
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipRow
from ui.widgets.marks import Mark, Picture, Tinted
from ui.widgets.text import Prose, Text

_FOLD = 31  # body text sizes: below it the three questions stand under each other


class ThreeQuestions(QFrame):
    """Who recognises it, does the file hold, who assessed it: three answers side by side, never one light."""

    followed = Signal(int)
    """The link under an answer was pressed: its place, 0 to 2."""

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._box = row(self, (1, 1, 1, 1), gap=0)
        if answers:
            self.show_answers(answers)

    def show_answers(self, answers: tuple[Answer, ...]) -> None:
        """Show these three instead."""
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rules: list[QFrame] = []
        for place, answer in enumerate(answers):
            if place:
                self._rules.append(line("v"))
                self._box.addWidget(self._rules[-1])
            self._box.addWidget(self._cell(place, answer), 1)
        self._fold()

    def _cell(self, place: int, answer: Answer) -> QWidget:
        cell = QWidget()
        box = column(cell, (14, 16, 14, 14), gap=4)
        box.addWidget(Text(answer.question, "meta"))
        head = row(gap=8)
        picture: QWidget = (
            Mark(answer.value, 20) if answer.value is not None else Picture(answer.icon, 20, "ink")
        )
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Text(answer.answer, "strong"), 1)
        box.addLayout(head)
        box.addWidget(Text(answer.source, "meta"))
        if answer.link is not None:
            link = Button(answer.link, "link", act=lambda: self.followed.emit(place))
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return cell

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = look.units(self.width()) < _FOLD
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)
        for rule in getattr(self, "_rules", ()):
            dress(rule, "line", "h" if narrow else "v")


class ItemHead(QWidget):
    """The head of a detail or a result: tinted square, title, second line."""

    def __init__(self, card: Card, size: int = 64, role: str = "title") -> None:
        super().__init__()
        box = row(self, gap=16)
        box.addWidget(Tinted(card.icon, card.tint, size), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=2)
        words.addStretch(1)
        words.addWidget(Text(card.title, role))
        words.addWidget(Text(card.second, "hint"))
        words.addStretch(1)
        box.addLayout(words, 1)


class ResultCard(QFrame):
    """What a file turned out to be: head, three chips in long words, a few lines of text."""

    def __init__(self, card: Card, text: Words | None = None) -> None:
        super().__init__()
        self.setProperty("card", "true")
        box = column(self, (24, 22, 24, 22), gap=16)
        box.addWidget(ItemHead(card, role="heading"))
        if card.chips:
            box.addWidget(ChipRow(card.chips))
        if text is not None:
            box.addWidget(Prose(text))


class Facts(QWidget):
    """Label and value in two columns with a line between the rows."""

    def __init__(self, facts: tuple[tuple[Words, Words], ...] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        spaced(self._grid, gap=0)
        self._grid.setColumnStretch(1, 1)
        self.show_facts(facts)

    def show_facts(self, facts: tuple[tuple[Words, Words], ...]) -> None:
        """Show these instead."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (label, value) in enumerate(facts):
            self._grid.addWidget(line(), place * 2, 0, 1, 2)
            name = Text(label, "hint")
            sized(name, width=152)
            answer = Text(value)
            for text in (name, answer):
                text.setContentsMargins(0, look.px(8), look.px(8), look.px(8))
            self._grid.addWidget(name, place * 2 + 1, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(answer, place * 2 + 1, 1)


class SettingRow(QWidget):
    """A row of a card: icon, words, second line, and a control at the end."""

    def __init__(self, icon: str, words: Words, second: Words, control: QWidget) -> None:
        super().__init__()
        box = row(self, (20, 14, 20, 14), gap=16)
        box.addWidget(Picture(icon, 22))
        texts = column(gap=2)
        texts.addWidget(Text(words, "strong"))
        self.second = Text(second, "meta")
        texts.addWidget(self.second)
        box.addLayout(texts, 1)
        box.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


def card_of(*rows: QWidget) -> QFrame:
    """Rows in one card, with lines between them."""
    frame = QFrame()
    frame.setProperty("card", "true")
    box: QVBoxLayout = column(frame, (1, 1, 1, 1), gap=0)
    for place, part in enumerate(rows):
        if place:
            box.addWidget(line())
        box.addWidget(part)
    return frame
