"""What all our widgets share: other words in another language, other looks in another theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look, sized, spaced

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


_LANGUAGE, _STYLE = QEvent.Type.LanguageChange, QEvent.Type.StyleChange


class Living(_Widget):
    """Mixed in before a Qt widget: calls ``retell`` for another language, ``restyle`` for another theme."""

    def retell(self) -> None:
        """Say all words again, in the language of now."""

    def restyle(self) -> None:
        """Make icons and the like again, in the palette and size of now."""

    def changeEvent(self, event: QEvent) -> None:
        """Qt's own hook for changes of language and style."""
        kind = event.type()  # asked once: thousands of these come when a page is built
        if kind is _LANGUAGE:
            self.retell()
        elif kind is _STYLE:
            self.restyle()
        super().changeEvent(event)


class Pressed(_Widget):
    """Mixed in before a button: Enter presses it too, not only Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt gives Enter to a dialog's default button only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self, QAbstractButton):
            self.click()
        else:
            super().keyPressEvent(event)


def column(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8
) -> QVBoxLayout:
    """A column whose margins and gap grow with the text."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    spaced(made, margins, gap)
    return made


def row(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8
) -> QHBoxLayout:
    """A row whose margins and gap grow with the text."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    spaced(made, margins, gap)
    return made


def line(direction: str = "h") -> QFrame:
    """A one-pixel divider, ``h`` or ``v``."""
    made = QFrame()
    made.setProperty("line", direction)
    return made


def card(kind: str = "true") -> QFrame:
    """A frame with the card's ground and edge: ``true``, ``accent``, or a tone (ok, fault, unk, na)."""
    made = QFrame()
    made.setProperty("card", kind)
    return made


def centred(widget: QWidget) -> QHBoxLayout:
    """A widget with a greatest width in the middle; it still gets the height that its width needs."""
    made = row()
    made.addStretch(1)
    made.addWidget(widget, 1000)
    made.addStretch(1)
    return made


def dress(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            empty(inner)


class Fold(QWidget):
    """Columns that become rows when there are fewer than ``units`` body text sizes of width."""

    def __init__(self, units: float, gap: int = 16) -> None:
        super().__init__()
        self._units = units
        self.box = row(self, gap=gap)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a column."""
        self.box.addWidget(widget, stretch, Qt.AlignmentFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold by the width there is."""
        narrow = look.units(self.width()) < self._units
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.box.direction() is not wanted:
            self.box.setDirection(wanted)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        hint = super().minimumSizeHint()
        hint.setWidth(0)  # else the columns themselves would keep it from folding
        return hint


__all__ = ["Fold", "Living", "card", "column", "dress", "empty", "line", "row", "sized", "spaced"]
