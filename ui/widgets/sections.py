"""A short list of the parts of one page, beside what is shown of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import sized
from ui.voice import Words, tell
from ui.widgets.base import Living, column
from ui.widgets.sidebar import NavEntry, Place
from ui.widgets.text import Text


class Sections(Living, QWidget):
    """``chosen`` brings the key of the part."""

    chosen = Signal(str)

    def __init__(self, name: Words, title: Words, parts: tuple[tuple[str, str, Words], ...]) -> None:
        super().__init__()
        self._name = name
        box = column(self, (12, 16, 12, 16), gap=0)
        self._heading = Text(title, "listtitle")
        self._heading.setMargin(8)
        box.addWidget(self._heading)
        self._entries: dict[str, NavEntry] = {}
        for key, icon, words in parts:
            entry = NavEntry(Place(key, icon, words, "top"), 0)
            entry.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._entries[key] = entry
            box.addWidget(entry)
        box.addStretch(1)
        sized(self, least_width=236)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._name))

    def fold(self, narrow: bool) -> None:
        """Icons alone where there is little width."""
        self._heading.setVisible(not narrow)
        sized(self, least_width=74 if narrow else 236)
        for entry in self._entries.values():
            entry.narrow = narrow
            entry.retell()
            entry.updateGeometry()

    def show_here(self, key: str) -> None:
        """This part is shown."""
        for name, entry in self._entries.items():
            entry.here = name == key
            entry.update()
