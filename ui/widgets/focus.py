"""The focus ring: 2 pixels of accent, 2 pixels away, on everything that can be reached."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.theme import look

_AWAY = 4  # 2 of distance, 2 of line
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QWidget):
    """Lies over the window and follows the focus. Lists draw their own ring round a row.

    Fields always have it. Anything else has it while the keyboard is used (``keys`` is kept by the window).
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.keys = False
        self._watched: list[QWidget] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            watched.removeEventFilter(self)
        self._watched = []
        parent = self.parentWidget()
        if (
            new is None
            or parent is None
            or isinstance(new, QAbstractItemView)
            or not parent.isAncestorOf(new)
        ):
            self.hide()
            return
        if not isinstance(new, QLineEdit | QPlainTextEdit) and not self.keys:
            self.hide()
            return
        widget: QWidget | None = new
        while widget is not None and widget is not parent:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sits on the focused widget and what it lies in, to move along."""
        if event.type() in _MOVES:
            self._place()
        return False

    def use_keys(self, used: bool) -> None:
        """The last input was a key, or the mouse."""
        if used != self.keys:
            self.keys = used
            self._follow(None, QApplication.focusWidget())

    def _place(self) -> None:
        parent = self.parentWidget()
        if not self._watched or parent is None or not self._watched[0].isVisible():
            self.hide()
            return
        focus = self._watched[0]
        box = QRect(focus.mapTo(parent, QPoint(0, 0)), focus.size()).adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY)
        for widget in self._watched:
            if isinstance(widget.parentWidget(), QAbstractScrollArea):
                seen = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
                box = box.intersected(seen.adjusted(-_AWAY, -_AWAY, _AWAY, _AWAY))
        self.setGeometry(box)
        self.setVisible(not box.isEmpty())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(10), look.px(10))
