"""A list of short lines that grows: tasks, skills with a level, names."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import sized
from ui.voice import Words, tell, words
from ui.widgets.base import Living, column, row
from ui.widgets.buttons import Button, IconButton
from ui.widgets.fields import Choice, Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, and where it came from."""

    text: str
    level: str = ""
    origin: object = None


class LineList(QWidget):
    """Lines with a remove button each, and a button for another one. Enter makes another one too.

    ``code`` names the words: ``<code>`` for a line with its number ``n``, then ``_example``, ``_add``,
    ``_remove`` and ``_level``.
    """

    changed = Signal()

    def __init__(self, code: str, levels: tuple[tuple[str, Words, str], ...] = ()) -> None:
        super().__init__()
        self._code, self._levels = code, levels
        outer = column(self, gap=8)
        self._box = column(gap=8)
        outer.addLayout(self._box)
        self.add = Button(f"{code}_add", "plain", "plus", flush=True, act=self._another)
        outer.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: list[LineRow] = []
        self.set_entries(())

    def entries(self) -> tuple[Entry, ...]:
        """The lines that hold something."""
        found = (one.entry() for one in self.rows)
        return tuple(entry for entry in found if entry.text)

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show these, and one empty line when there are none."""
        for one in tuple(self.rows):
            self._drop(one)
        for entry in entries or (Entry(""),):
            self._append(entry)

    def _append(self, entry: Entry) -> LineRow:
        made = LineRow(self._code, len(self.rows) + 1, entry, self._levels)
        made.changed.connect(self.changed)
        made.line.returnPressed.connect(self._another)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._box.addWidget(made)
        # Qt puts what is made later at the end of the whole page.
        before = _focused_before(self.add)
        for one in (made.line, made.level, made.remove, self.add):
            if one is not None:
                QWidget.setTabOrder(before, one)
                before = one
        return made

    def _another(self) -> None:
        last = self.rows[-1] if self.rows else None
        (
            last if last is not None and not last.line.text().strip() else self._append(Entry(""))
        ).line.setFocus()

    def _remove(self, one: LineRow) -> None:
        place = self.rows.index(one)
        self._drop(one)
        if not self.rows:
            self._append(Entry(""))
        for number, left in enumerate(self.rows, start=1):
            left.set_number(number)
        self.rows[min(place, len(self.rows) - 1)].line.setFocus()
        self.changed.emit()

    def _drop(self, one: LineRow) -> None:
        self.rows.remove(one)
        self._box.removeWidget(one)
        one.hide()
        one.deleteLater()


class LineRow(Living, QWidget):
    """One line of the list."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, code: str, number: int, entry: Entry, levels: tuple[tuple[str, Words, str], ...]
    ) -> None:
        super().__init__()
        self._code, self._number, self._origin = code, number, entry.origin
        self._first = entry
        box = row(self, gap=8)
        self.line = Line(f"{code}_example")
        self.line.setText(entry.text)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        sized(self.line, least_width=120)
        box.addWidget(self.line, 3)
        self.level: Choice | None = None
        if levels:
            self.level = Choice(levels, entry.level)
            self.level.picked.connect(lambda _: self.changed.emit())
            sized(self.level, least_width=96)
            box.addWidget(self.level, 2)
        self.remove = IconButton("x", words(f"{code}_remove", n=number), flat=True, act=self.removed.emit)
        box.addWidget(self.remove)
        self.retell()

    def entry(self) -> Entry:
        """What it holds now."""
        return Entry(
            self.line.text().strip(), self.level.value() if self.level is not None else "", self._origin
        )

    def set_number(self, number: int) -> None:
        """It moved up."""
        self._number = number
        self.remove.set_face("x", words(f"{self._code}_remove", n=number))
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.line.setAccessibleName(tell(words(self._code, n=self._number)))
        if self.level is not None:
            self.level.setAccessibleName(tell(words(f"{self._code}_level", n=self._number)))


def _focused_before(widget: QWidget) -> QWidget:
    """What Tab comes to before this; itself where there is nothing else yet."""
    found = widget.previousInFocusChain()
    while found not in (None, widget) and found.focusPolicy() is Qt.FocusPolicy.NoFocus:
        found = found.previousInFocusChain()
    return found or widget
