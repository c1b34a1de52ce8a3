"""Om naar te kijken: what ends soon, ended lately, or was never settled. A list, nothing that insists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.pages import Host
from ui.voice import Dated, Plain, words
from ui.widgets.base import column, empty
from ui.widgets.buttons import Button
from ui.widgets.cards import SettingRow, card_of
from ui.widgets.notices import EmptyState
from ui.widgets.page import PageFrame
from ui.widgets.text import Text

if TYPE_CHECKING:
    from wallet.journeys.reminders import Reminder
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes

_ICONS = {
    "expires": "calendar-clock",
    "expired": "calendar-clock",
    "never_checked": "circle-question-mark",
    "check_old": "rotate-ccw",
}
_MOST = 100
"""Lines that are shown at once; what was dealt with makes room for the next."""


class RemindersPage(PageFrame):
    """Each line leads to its item, where it can be looked at again or online."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        back = Button("found.to_start", "plain", "chevron-left", flush=True, act=host.back)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Text("reminders.title", "title"))
        self.body.addWidget(Text("reminders.lead", "hint"))
        self._list = column(gap=0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def arrive(self, **facts: Any) -> None:
        """Read what there is to look at."""
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(_read, wallet), self._show)

    def changed(self, changes: Changes) -> None:
        """Something may have been dealt with. Out of view, ``arrive`` reads it."""
        if not self.isHidden():
            self.arrive()

    def place(self) -> str:
        """It belongs to the whole register."""
        return "all"

    def _show(self, found: tuple[Reminder, ...]) -> None:
        empty(self._list)
        if not found:
            self._list.addWidget(EmptyState("circle-check", "sand", "reminders.none"))
            return
        self._list.addWidget(card_of(*map(self._row, found[:_MOST])))

    def _row(self, reminder: Reminder) -> SettingRow:
        look = partial(self._host.go, "register", view="all", item=reminder.item_id)
        button = Button("reminders.look", act=look)
        button.name_as(words("reminders.look_at", title=Plain(reminder.title)))
        why = words(f"reminders.{reminder.why}", date=Dated(reminder.date))
        return SettingRow(_ICONS[reminder.why], Plain(reminder.title), why, button)


def _read(wallet: Wallet) -> Any:
    from wallet.journeys.reminders import reminders

    return reminders(wallet, wallet.clock.now().date())
