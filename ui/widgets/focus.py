"""The focus ring: 2 pixels of accent, 2 pixels away, on everything that can be reached."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from ui.theme import look

_AWAY = 4


class _RoomyStyle(QProxyStyle):
    """Gives the frame its distance. Only the ring uses it, so Qt asks Python for nothing else."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _AWAY
        return super().pixelMetric(metric, option, widget)


class FocusRing(QFocusFrame):
    """Follows the focus. Lists draw their own ring round a row; a click with the mouse needs none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = _RoomyStyle("Fusion")
        self.setStyle(self._style)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        typed = isinstance(new, QLineEdit | QPlainTextEdit)
        wanted = new is not None and not isinstance(new, QAbstractItemView)
        if wanted and not typed and QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            wanted = isinstance(new, QComboBox)
        self.setWidget(new if wanted else None)  # type: ignore[arg-type]  # None lets go, as Qt documents

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(10), look.px(10))
