"""The marks of the answers: a shape for each value, so that they differ in greyscale too. And tiles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.present.pieces import TONE, Tint, Value
from ui.theme import look, sized
from ui.voice import tell
from ui.widgets.base import Living

_OCTAGON = tuple(
    (x, y)
    for x, y in (
        (0.30, 0.0),
        (0.70, 0.0),
        (1.0, 0.30),
        (1.0, 0.70),
        (0.70, 1.0),
        (0.30, 1.0),
        (0.0, 0.70),
        (0.0, 0.30),
    )
)


def mark_colour(value: Value) -> QColor:
    """The colour of a value's word beside its mark."""
    return look.colour("ink" if value is Value.UNCHANGED else TONE[value])


def draw_mark(painter: QPainter, box: QRectF, value: Value, *, ground: str = "surface") -> None:
    """Draw the shape of a value: filled where it is known, hollow where it is not."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = box.width()
    wide = max(1.2, size / 10)
    box = box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
    colour = mark_colour(value)
    pen = QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if value in (Value.PASSED, Value.FAILED):
        painter.setPen(pen)
        painter.setBrush(colour)
        if value is Value.PASSED:
            painter.drawEllipse(box)
        else:
            painter.drawPolygon(QPolygonF([_at(box, x, y) for x, y in _OCTAGON]))
        pen.setColor(look.colour(ground))
    elif value is Value.UNKNOWN:
        dashed = QPen(pen)
        dashed.setDashPattern([1.6, 1.7])
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(dashed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    else:
        thin = QPen(
            look.colour("ink" if value is Value.UNCHANGED else "edge"),
            wide if value is Value.UNCHANGED else wide * 0.75,
        )
        painter.setPen(thin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    pen.setWidthF(wide)
    painter.setPen(pen)
    if value in (Value.PASSED, Value.UNCHANGED):
        painter.drawPolyline(QPolygonF([_at(box, 0.28, 0.52), _at(box, 0.44, 0.68), _at(box, 0.72, 0.36)]))
    elif value is Value.FAILED:
        painter.drawLine(_at(box, 0.33, 0.33), _at(box, 0.67, 0.67))
        painter.drawLine(_at(box, 0.67, 0.33), _at(box, 0.33, 0.67))
    elif value is Value.NOT_APPLICABLE:
        painter.drawLine(_at(box, 0.30, 0.5), _at(box, 0.70, 0.5))
    else:
        font = QFont(look.font(weight=700))
        font.setPixelSize(max(6, round(size * 0.62)))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?" if value is Value.UNKNOWN else "i")
    painter.restore()


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + box.width() * x, box.top() + box.height() * y)


def draw_tile(painter: QPainter, box: QRectF, icon: str, tint: Tint, *, on_soft: bool = False) -> None:
    """Draw the tinted square of a kind with its icon; on a selected row the square is surface."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("surface" if on_soft else f"{tint}bg"))
    radius = box.width() * 10 / 44
    painter.drawRoundedRect(box, min(radius, look.px(12)), min(radius, look.px(12)))
    inset = box.width() * 0.24
    icons.draw(painter, icon, box.adjusted(inset, inset, -inset, -inset), look.colour(tint))
    painter.restore()


class Mark(Living, QWidget):
    """A mark by itself, always beside its word."""

    def __init__(self, value: Value, size: int = 20) -> None:
        super().__init__()
        self.value = value
        sized(self, width=size, height=size)
        self.retell()

    def set_value(self, value: Value) -> None:
        """Another value."""
        self.value = value
        self.retell()
        self.update()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(f"value.{self.value.value}"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        draw_mark(QPainter(self), QRectF(self.rect()), self.value)


class Picture(Living, QWidget):
    """An icon by itself in a colour of the theme, always beside its word."""

    def __init__(self, icon: str, size: int = 20, colour: str = "ink2") -> None:
        super().__init__()
        self._icon, self._colour = icon, colour
        sized(self, width=size, height=size)

    def set_icon(self, icon: str, colour: str | None = None) -> None:
        """Another icon."""
        self._icon = icon
        self._colour = colour or self._colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        icons.draw(QPainter(self), self._icon, QRectF(self.rect()), look.colour(self._colour))


class Tinted(Living, QWidget):
    """The tinted square of a kind: 36 in tiles, 44 in lists, 64 on details."""

    def __init__(self, icon: str, tint: Tint, size: int = 44) -> None:
        super().__init__()
        self._icon, self._tint = icon, tint
        sized(self, width=size, height=size)

    def set_face(self, icon: str, tint: Tint) -> None:
        """Another kind."""
        self._icon, self._tint = icon, tint
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        draw_tile(QPainter(self), QRectF(self.rect()), self._icon, self._tint)
