"""Buttons. One filled button on a page; the rest outlined or plain; outlined red to erase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import Living, Pressed, dress, row

Kind = Literal["filled", "outlined", "plain", "danger", "link"]
_INK = {"filled": "onaccent", "outlined": "ink", "plain": "accentink", "danger": "fault", "link": "accentink"}


class Button(Pressed, Living, QPushButton):
    """A button with a word and, where the design has one, an icon before it."""

    def __init__(
        self,
        words: Words,
        kind: Kind = "outlined",
        icon: str = "",
        *,
        big: bool = False,
        flush: bool = False,
        act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._words, self._icon, self._kind = words, icon, kind
        self._why: Words | None = None
        self._name: Words | None = None
        self.setProperty("kind", kind)
        self.setProperty("big", big)
        self.setProperty("flush", flush)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if act is not None:
            self.clicked.connect(lambda: act())
        self.retell()
        self.restyle()

    def set_words(self, words: Words) -> None:
        """Another word on the button."""
        self._words = words
        self.retell()

    def name_as(self, words: Words) -> None:
        """A fuller name for the screen reader, where the same word stands on many buttons."""
        self._name = words
        self.retell()

    def set_icon(self, icon: str) -> None:
        """Another icon before the word."""
        self._icon = icon
        self.restyle()

    def set_kind(self, kind: Kind) -> None:
        """Another kind of button."""
        self._kind = kind
        dress(self, "kind", kind)
        self.restyle()

    def allow(self, allowed: bool, why_not: Words | None = None) -> None:
        """Enable it, or disable it with a tooltip that says why."""
        self._why = None if allowed else why_not
        self.setEnabled(allowed)
        self.retell()
        self.restyle()

    def retell(self) -> None:  # noqa: D102
        self.setText(tell(self._words).replace("&", "&&"))
        self.setAccessibleName(tell(self._name if self._name is not None else self._words))
        self.setToolTip(tell(self._why) if self._why is not None else "")

    def restyle(self) -> None:  # noqa: D102
        if self._icon:
            size, room = look.px(18), look.px(5)
            colour = look.colour(_INK[self._kind] if self.isEnabled() else "ink2")
            self.setIcon(icons.icon(self._icon, size, colour, room=room))
            self.setIconSize(QSize(size + room, size))


class IconButton(Pressed, Living, QPushButton):
    """A square button with an icon only: its word is the tooltip and the accessible name."""

    def __init__(
        self, icon: str, words: Words, *, flat: bool = False, act: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._icon, self._words = icon, words
        self.setProperty("square", True)
        self.setProperty("flat", flat)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if act is not None:
            self.clicked.connect(lambda: act())
        self.retell()
        self.restyle()

    def set_face(self, icon: str, words: Words) -> None:
        """Another icon with another word."""
        self._icon, self._words = icon, words
        self.retell()
        self.restyle()

    def retell(self) -> None:  # noqa: D102
        self.setToolTip(tell(self._words))
        self.setAccessibleName(tell(self._words))

    def restyle(self) -> None:  # noqa: D102
        size = look.px(20)
        self.setIcon(icons.icon(self._icon, size, look.colour("ink2")))
        self.setIconSize(QSize(size, size))


class MoreButton(IconButton):
    """The ⋯ button: further acts in a menu, each with a word."""

    def __init__(self, acts: Callable[[], tuple[tuple[Words, str, Callable[[], object]], ...]]) -> None:
        super().__init__("ellipsis", "window.more", act=self._open)
        self._acts = acts

    def _open(self) -> None:
        menu = QMenu(self)
        for words, icon, act in self._acts():
            entry = menu.addAction(icons.icon(icon, look.px(18), look.colour("ink2")), tell(words))
            entry.triggered.connect(lambda _=False, act=act: act())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class Segments(Living, QWidget):
    """A choice of two or three that is always in view: the chosen one on soft ground."""

    chosen = Signal(str)

    def __init__(self, name: Words, choices: tuple[tuple[str, Words], ...], value: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        # No QButtonGroup: it takes Tab away from all but the chosen button.
        self._buttons: list[_Segment] = []
        box = row(self, gap=0)
        last = len(choices) - 1
        for place, (key, words) in enumerate(choices):
            button = _Segment(name, words)
            button.setProperty("segment", "first" if place == 0 else "last" if place == last else "middle")
            button.setProperty("key", key)
            button.setChecked(key == value)
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            self._buttons.append(button)
            box.addWidget(button)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._name))

    def _choose(self, key: str) -> None:
        self.set_value(key)
        self.chosen.emit(key)

    def value(self) -> str:
        """The key of the chosen one."""
        chosen = (str(button.property("key")) for button in self._buttons if button.isChecked())
        return next(chosen, "")

    def set_value(self, key: str) -> None:
        """Choose without telling."""
        for button in self._buttons:
            button.setChecked(button.property("key") == key)


class _Segment(Pressed, Living, QPushButton):
    def __init__(self, name: Words, words: Words) -> None:
        super().__init__()
        self._name, self._words = name, words
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.retell()

    def sizeHint(self) -> QSize:
        """Room for the bolder face of the chosen one, so that nothing moves or is cut off."""
        wide = QFontMetrics(look.font(weight=600)).horizontalAdvance(tell(self._words))
        return QSize(wide + look.px(28), super().sizeHint().height())

    def retell(self) -> None:
        self.setText(tell(self._words).replace("&", "&&"))
        self.setAccessibleName(f"{tell(self._name)}: {tell(self._words)}")
