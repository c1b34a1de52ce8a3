"""Icons: Lucide drawings from ``resources/icons``, coloured and drawn by QtSvg, kept per size and colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wallet.paths import resource


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    # QtSvg draws `currentColor` black, so the colour is written into the drawing first.
    text = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode("utf-8")))


@lru_cache(maxsize=512)
def _pixmap(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _drawing(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def pixmap(name: str, size: int, colour: QColor) -> QPixmap:
    """The drawing of this name, square, for the sharpest screen that is attached."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _pixmap(name, size, colour.name(), ratio)


def icon(name: str, size: int, colour: QColor, *, room: int = 0) -> QIcon:
    """The same as a QIcon, equally coloured in every state (Qt would grey it by itself).

    ``room`` empty pixels follow the drawing: between icon and word Qt leaves less than the design.
    """
    made = QIcon()
    picture = pixmap(name, size, colour)
    if room:
        wide = QPixmap(round((size + room) * picture.devicePixelRatio()), picture.height())
        wide.setDevicePixelRatio(picture.devicePixelRatio())
        wide.fill(Qt.GlobalColor.transparent)
        painter = QPainter(wide)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        picture = wide
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Active, QIcon.Mode.Selected):
        made.addPixmap(picture, mode)
    return made


def draw(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Draw it with a painter that is already at work (list rows, tiles)."""
    _drawing(name, colour.name()).render(painter, box)
