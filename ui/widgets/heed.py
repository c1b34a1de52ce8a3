"""What the list says above itself: that the register is blocked, has no recovery code yet, or reminders."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.voice import words
from ui.widgets.base import column
from ui.widgets.notices import Banner


class Heed(QWidget):
    """One banner at most, the worst first. ``go_on``: with an older register; ``recover``: try the code."""

    go_on = Signal()
    recover = Signal()
    remind = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column(self, (0, 0, 0, 0), 0)
        self._older = Banner(
            "caution",
            "problem.register_older",
            "info",
            (("register.go_on", "outlined", self.go_on.emit),),
            stacked=True,
        )
        self._damaged = Banner("caution", "problem.register_damaged", "info", stacked=True)
        self._recovery = Banner(
            "caution",
            "register.recovery",
            "key-round",
            (("register.recovery_do", "outlined", self.recover.emit),),
            stacked=True,
        )
        self._reminders = Banner(
            "plain",
            words("reminders.heed", n=1),
            "bell",
            (("reminders.look", "plain", self.remind.emit),),
        )
        for banner in (self._older, self._damaged, self._recovery, self._reminders):
            box.addWidget(banner)
        self._number = 0
        self.show_state(None, recoverable=True)

    def show_state(self, problem: str | None, *, recoverable: bool) -> None:
        """``problem``: why the register is blocked. ``recoverable``: the recovery code was tried once."""
        self._older.setVisible(problem == "register_older")
        self._damaged.setVisible(problem == "register_damaged")
        self._recovery.setVisible(problem is None and not recoverable)
        self._quiet = problem is None and recoverable
        self.show_reminders(self._number)

    def show_reminders(self, number: int) -> None:
        """How much there is to have a look at; said when there is nothing worse to say."""
        self._number = number
        self._reminders.set_words("plain", words("reminders.heed", n=number), "bell")
        self._reminders.setVisible(self._quiet and number > 0)
        self.setVisible(not self._quiet or number > 0)
