"""A field whose text is watched: it says when something in it may say too much, and mends it on request."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.voice import Words, words
from ui.widgets.base import row
from ui.widgets.buttons import Button
from ui.widgets.fields import Area, Field, Line


class WatchedField(Field):
    """A field with two answers under its sentence: hide it, or leave it."""

    cover = Signal()
    leave = Signal()

    def __init__(
        self,
        label: Words,
        editor: Line | Area,
        *,
        aside: Words | None = None,
        soft_limit: int = 0,
    ) -> None:
        super().__init__(label, editor, aside=aside)
        self._soft_limit = soft_limit
        self._warned = self._told = False
        self._answers = QWidget()
        box = row(self._answers, gap=8)
        hide = Button("write.cover", act=self.cover.emit)
        keep = Button("write.leave", "plain", act=self.leave.emit)
        for button in (hide, keep):
            box.addWidget(button)
        box.addStretch(1)
        self._answers.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._answers)
        self._editor = editor
        editor.textChanged.connect(self._typed)

    def text(self) -> str:
        """What was typed."""
        return self._editor.toPlainText() if isinstance(self._editor, Area) else self._editor.text()

    def set_text(self, text: str) -> None:
        """Put text in it, and the cursor at its end."""
        if isinstance(self._editor, Area):
            self._editor.setPlainText(text)
        else:
            self._editor.setText(text)
        self._typed()

    def warn(self, said: Words | None) -> None:
        """Ask about a place in the text; None: nothing (any more)."""
        self._warned = said is not None
        self._answers.setVisible(said is not None)
        if said is not None:
            self.note(said)
        else:
            self._measure()

    def ask(self, said: Words) -> None:
        """Say what is still needed here, until something is typed."""
        self.note(said)
        self._told = True

    def _typed(self) -> None:
        self._told = False
        if not self._warned:
            self._measure()

    def _measure(self) -> None:
        if self._told:
            return
        length = len(self.text())
        long = self._soft_limit and length > self._soft_limit
        self.note(words("write.long", n=length) if long else None, "hint")
