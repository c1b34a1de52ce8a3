"""A month to choose: people remember "since March 2021", not a day. The year alone will do too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import sized
from ui.voice import Plain, Words, words
from ui.widgets.base import row
from ui.widgets.fields import Choice


class MonthField(QWidget):
    """Month and year side by side; both may stay open, a month needs its year."""

    changed = Signal()

    def __init__(self, name: Words, first: int, last: int) -> None:
        super().__init__()
        box = row(self, gap=6)
        months: list[tuple[str, Words, str]] = [("", "write.month", "")]
        months += [(f"{n:02d}", f"month.{n}", "") for n in range(1, 13)]
        years: list[tuple[str, Words, str]] = [("", "write.year", "")]
        years += [(str(n), Plain(str(n)), "") for n in range(last, first - 1, -1)]
        self.month = Choice(tuple(months), name=words("write.month_of", field=name))
        self.year = Choice(tuple(years), name=words("write.year_of", field=name))
        for choice in (self.month, self.year):
            choice.picked.connect(lambda _: self.changed.emit())
        sized(self.month, least_width=84)
        sized(self.year, least_width=96)
        box.addWidget(self.month, 1)
        box.addWidget(self.year)
        self.setFocusProxy(self.month)

    def value(self) -> str:
        """A partial ISO date, or "" while the year is open."""
        year = self.year.value()
        return "-".join(filter(None, (year, self.month.value()))) if year else ""

    @property
    def half(self) -> bool:
        """A month without a year says nothing."""
        return bool(self.month.value()) and not self.year.value()

    def set_value(self, partial: str) -> None:
        """Show this date. A year outside the list is added to it."""
        year, month = partial[:4], partial[5:7]
        if year and self.year.findData(year) < 0:
            self.year.add_choice((year, Plain(year), ""))
        self.year.set_value(year)
        self.month.set_value(month)
