"""The kinds of experience as big tiles: icon, word, an example."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.present.writing import KindChoice
from ui.theme import look, sized, spaced
from ui.voice import tell
from ui.widgets.base import Living, Pressed
from ui.widgets.marks import draw_tile

_COLUMN = 17  # body text sizes of width for one tile


class KindTile(Pressed, Living, QAbstractButton):
    """One kind."""

    def __init__(self, choice: KindChoice) -> None:
        super().__init__()
        self.choice = choice
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sized(self, height=92, least_width=200)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self.choice.words))
        self.setAccessibleDescription(tell(self.choice.example))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(260), look.px(92))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, look.px(12), look.px(12))
        size = look.px(44)
        draw_tile(
            painter, QRectF(look.px(16), (self.height() - size) / 2, size, size), self.choice.icon, "clay"
        )
        left = look.px(76)
        space = self.width() - left - look.px(12)
        painter.setFont(look.font(16, 600))
        painter.setPen(look.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        shown = painter.fontMetrics().elidedText(
            tell(self.choice.words), Qt.TextElideMode.ElideRight, int(space)
        )
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        under = QRectF(0, 0, space, look.px(42))
        high = QFontMetricsF(look.font(14)).boundingRect(under, flags, tell(self.choice.example)).height()
        top = (self.height() - look.px(26) - high) / 2
        painter.drawText(QRectF(left, top, space, look.px(24)), middle, shown)
        painter.setFont(look.font(14))
        painter.setPen(look.colour("ink2"))
        under.translate(left, top + look.px(26))
        painter.drawText(under, flags, tell(self.choice.example))


class KindGrid(QWidget):
    """All kinds, in as many columns as fit."""

    chosen = Signal(str)

    def __init__(self, choices: Iterable[KindChoice]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        spaced(self._grid, gap=12)
        self._columns = 0
        self.tiles = [KindTile(choice) for choice in choices]
        for tile in self.tiles:
            tile.clicked.connect(lambda _=False, key=tile.choice.kind.value: self.chosen.emit(key))
        self._place(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, more columns."""
        super().resizeEvent(event)
        self._place(max(1, int(look.units(self.width()) // _COLUMN)))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, super().minimumSizeHint().height())

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place // columns, place % columns)
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
