"""The name of the program with its mark: two sheets, the front one written on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import look, sized, spaced
from ui.voice import Plain
from ui.widgets.base import row
from ui.widgets.text import Text

NAME = "Studieregister"


def draw_brand(painter: QPainter, box: QRectF, ink: QColor, paper: QColor) -> None:
    """The mark in a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 24, box.height() / 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(2, 0.5, 19, 21.5), 4, 4)
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 2))
    painter.drawRoundedRect(QRectF(7.5, 6.5, 14.5, 16.5), 3, 3)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for left, right, top in ((11, 18, 11.5), (11, 18, 15), (11, 15.5, 18.5)):
        painter.drawLine(QPointF(left, top), QPointF(right, top))
    painter.restore()


def window_icon() -> QIcon:
    """The mark for the window's frame and the task bar."""
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_brand(painter, QRectF(2, 2, 60, 60), QColor("#35469A"), QColor("#FFFDF9"))
    painter.end()
    return QIcon(picture)


class BrandMark(QWidget):
    """The mark alone."""

    def __init__(self, size: int = 26) -> None:
        super().__init__()
        sized(self, width=size, height=size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        draw_brand(QPainter(self), QRectF(self.rect()), look.colour("accent"), look.colour("surface"))


class Brand(QWidget):
    """The mark with the name beside it, or alone in the rail."""

    def __init__(self, left: int = 0) -> None:
        super().__init__()
        box = row(self, (left, 6, 0, 6), gap=10)
        self._mark = BrandMark(26)
        box.addWidget(self._mark)
        self._word = Text(Plain(NAME), "brand", wrap=False)
        box.addWidget(self._word, 1)
        self._box, self._left = box, left

    def show_word(self, shown: bool) -> None:
        """With or without the name."""
        self._word.setVisible(shown)
        spaced(self._box, (self._left if shown else 0, 6, 0, 6), 10)
