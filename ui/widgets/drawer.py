"""The picture of the first page: a drawer with cards in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.present.pieces import Tint
from ui.theme import look
from ui.widgets.marks import draw_tile

_WIDTH, _HEIGHT = 424, 260
# left, top, turn, icon, tint
_CARDS: tuple[tuple[float, float, float, str, Tint], ...] = (
    (22, 38, -6, "mic", "sand"),
    (114, 4, -2, "hand-heart", "clay"),
    (208, 10, 4, "award", "sky"),
    (300, 32, 9, "message-circle", "teal"),
)


class Drawer(QWidget):
    """Only a picture: it says nothing that is not beside it in words."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.setMinimumSize(120, 80)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(_WIDTH), look.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / _WIDTH, self.height() / _HEIGHT)
        painter.translate(0, self.height() - _HEIGHT * scale)
        painter.scale(scale, scale)
        for left, top, turn, icon, tint in _CARDS:
            painter.save()
            painter.translate(left, top)
            painter.rotate(turn)
            painter.setPen(QPen(look.colour("line"), 1.5))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(QRectF(0, 0, 118, 190), 12, 12)
            draw_tile(painter, QRectF(16, 16, 46, 46), icon, tint)
            painter.setPen(QPen(look.colour("line"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            for line, length in enumerate((76, 58, 70)):
                painter.drawLine(QPointF(20, 80 + line * 16), QPointF(20 + length, 80 + line * 16))
            painter.restore()
        painter.setPen(
            QPen(
                look.colour("accent"),
                18,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.setBrush(look.colour("accent"))
        corners = ((10, 155), (414, 155), (408, 250), (17, 250))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(150, 177, 124, 46), 8, 8)
        for colour, top, length in (("accent", 194, 84), ("edge", 207, 50)):
            painter.setPen(QPen(look.colour(colour), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(170, top), QPointF(170 + length, top))
