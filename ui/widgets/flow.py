"""A layout that sets its widgets in lines, as words in a paragraph: chips, acts, tiles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme import look


class FlowLayout(QLayout):
    """Left to right (or right to left), to the next line where needed. ``gap`` grows with the text."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: D102
        gap = look.px(self._gap)
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not hints:
            return QSize(0, 0)
        return QSize(sum(hint.width() + gap for hint in hints) - gap, max(hint.height() for hint in hints))

    def minimumSize(self) -> QSize:  # noqa: D102
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def clear(self) -> None:
        """Take everything out and let it go."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = look.px(self._gap)
        left, top, tall = rect.x(), rect.y(), 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), max(rect.width(), 1))
            if left > rect.x() and left + width > rect.x() + rect.width():
                left, top, tall = rect.x(), top + tall + gap, 0
            if move:
                place = rect.right() + 1 - (left - rect.x()) - width if mirrored else left
                item.setGeometry(QRect(QPoint(place, top), QSize(width, hint.height())))
            left += width + gap
            tall = max(tall, hint.height())
        return top + tall - rect.y()


class Flow(QWidget):
    """A widget with a flow layout: ``flow.add(widget)``."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add one at the end."""
        self._flow.addWidget(widget)

    def clear(self) -> None:
        """Take everything out."""
        self._flow.clear()
