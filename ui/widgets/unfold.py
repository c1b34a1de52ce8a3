"""A button that unfolds something in place. What is inside is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.voice import Words, tell
from ui.widgets.base import Living, column
from ui.widgets.buttons import Button, Kind


class Unfold(Living, QWidget):
    """A word with a chevron (none before a link), and what unfolds under it.

    ``name``: a fuller word for the screen reader, where the same word stands on many of them.
    """

    unfolded = Signal(bool)

    def __init__(
        self,
        words: Words,
        make: Callable[[], QWidget],
        *,
        kind: Kind = "plain",
        name: Words | None = None,
    ) -> None:
        super().__init__()
        self._make = make
        self._inside: QWidget | None = None
        self._box = column(self, gap=4)
        self._chevron = kind != "link"
        self.button = Button(
            words, kind, "chevron-right" if self._chevron else "", flush=self._chevron, act=self.toggle
        )
        if name is not None:
            self.button.name_as(name)
        self._box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retell()

    @property
    def opened(self) -> bool:
        """Whether it is unfolded."""
        return self._inside is not None and not self._inside.isHidden()

    def toggle(self) -> None:
        """Open or close it; the focus stays on the button."""
        opening = not self.opened
        if self._inside is None:
            self._inside = self._make()
            self._box.addWidget(self._inside)
        self._inside.setVisible(opening)
        if self._chevron:
            self.button.set_icon("chevron-down" if opening else "chevron-right")
        self.retell()
        self.unfolded.emit(opening)

    def retell(self) -> None:
        """Whether it is open is read aloud too."""
        self.button.setAccessibleDescription(tell("why.open" if self.opened else "why.closed"))
