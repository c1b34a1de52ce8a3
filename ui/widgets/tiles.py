"""Tiles that can be pressed: an evidence file, and the big ways in on the first page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import icons
from ui.present.pieces import Tile, Tint
from ui.theme import look, sized
from ui.voice import Words, joined, tell
from ui.widgets.base import Living, Pressed
from ui.widgets.marks import draw_tile


class EvidenceTile(Pressed, Living, QAbstractButton):
    """An evidence file: icon, name, what kind and what was done; normal, shielded or missing (dashed)."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.tile = tile
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sized(self, height=60, least_width=180)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(joined(self.tile.name, self.tile.second, between=", ")))
        self.setToolTip(tell(self.tile.name))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(256), look.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        missing = self.tile.state == "missing"
        pen = QPen(look.colour("line"), 1, Qt.PenStyle.DashLine if missing else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("paper" if missing else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, look.px(10), look.px(10))
        square = QRectF(look.px(10), (self.height() - look.px(36)) / 2, look.px(36), look.px(36))
        if missing:
            painter.setPen(QPen(look.colour("edge"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square, look.px(8), look.px(8))
            inset = square.width() * 0.24
            icons.draw(painter, "file-x", square.adjusted(inset, inset, -inset, -inset), look.colour("ink2"))
        else:
            icon = "eye-off" if self.tile.state == "shielded" else self.tile.icon
            draw_tile(painter, square, icon, self.tile.tint)
        left = look.px(56)
        space = self.width() - left - look.px(10)
        middle = self.height() / 2
        for words, font, ink, top in (
            (self.tile.name, look.font(15, 600), "ink", middle - look.px(21)),
            (self.tile.second, look.font(14), "ink2", middle),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            shown = painter.fontMetrics().elidedText(tell(words), Qt.TextElideMode.ElideRight, space)
            painter.drawText(QRectF(left, top, space, look.px(21)), Qt.AlignmentFlag.AlignVCenter, shown)


class WayIn(Pressed, Living, QAbstractButton):
    """A big way in: tinted square, a heading, a second line, an arrow; the first one with an accent edge."""

    def __init__(self, words: Words, second: Words, icon: str, tint: Tint) -> None:
        super().__init__()
        self._words, self._second, self._icon, self._tint = words, second, icon, tint
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        sized(self, height=104, least_width=240)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._words))
        self.setAccessibleDescription(tell(self._second))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(506), look.px(104))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(12), look.px(12))
        size = look.px(64)
        square = QRectF(look.px(22), (self.height() - size) / 2, size, size)
        draw_tile(painter, square, self._icon, self._tint)
        left = square.right() + look.px(16)
        space = self.width() - left - look.px(52)
        middle = self.height() / 2
        for words, font, ink, top, high in (
            (self._words, look.font(20, 700), "ink", middle - look.px(27), look.px(28)),
            (self._second, look.font(16), "ink2", middle + look.px(1), look.px(22)),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            shown = painter.fontMetrics().elidedText(tell(words), Qt.TextElideMode.ElideRight, int(space))
            painter.drawText(QRectF(left, top, space, high), Qt.AlignmentFlag.AlignVCenter, shown)
        arrow = look.px(24)
        corner = QPointF(self.width() - look.px(22) - arrow, middle - arrow / 2)
        icons.draw(painter, "chevron-right", QRectF(corner.x(), corner.y(), arrow, arrow), look.colour("ink"))
