"""Before anything is asked on the internet: every address, each with a box, and what it will see."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import sized
from ui.voice import Plain, Words, words
from ui.widgets.base import card, column
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import Field, Line, Tick
from ui.widgets.page import Scroll
from ui.widgets.text import Prose, Text

_LONGEST = 2_000
"""Characters of a link, as far as it may be asked."""
LEAST = 190
"""Height of what scrolls, in pixels at 100 %: two addresses are in view."""


class AddressesDialog(Dialog):
    """``agreed`` are the ticked addresses once it is accepted; nothing is asked by the dialog itself.

    ``shown`` spells each address out, host in plain letters.
    """

    def __init__(
        self, parent: QWidget | None, heading: Words, addresses: tuple[str, ...], shown: Callable[[str], str]
    ) -> None:
        super().__init__(parent, heading)
        self.body.addWidget(Prose("online.lead"))
        self._ticks: list[tuple[str, Tick]] = []
        listed = card()
        box = column(listed, (16, 12, 16, 12), gap=12)
        for address in addresses:
            part = column(gap=0)
            written = shown(address)
            tick = Tick(Plain(urlsplit(written).netloc or written), ticked=True)
            tick.toggled.connect(self._count)
            self._ticks.append((address, tick))
            part.addWidget(tick)
            part.addWidget(Text(Plain(written), "meta"))
            box.addLayout(part)
        # A list of its own that scrolls: with large text or many addresses it is higher than a screen.
        around = Scroll((0, 0, 8, 0), gap=12)
        around.body.addWidget(listed)
        around.body.addWidget(Text("online.sees", "hint"))
        around.body.addStretch(1)
        sized(around, least_height=LEAST)
        self.body.addWidget(around, 1)
        self._yes: Button = self.add_act(words("online.do", n=len(addresses)), "filled", yes=True)
        stay = self.add_act("window.cancel", "plain")
        self.acts.addStretch(1)
        stay.setFocus()

    @property
    def agreed(self) -> tuple[str, ...]:
        """The addresses that may be asked."""
        return tuple(address for address, tick in self._ticks if tick.isChecked())

    def _count(self) -> None:
        number = len(self.agreed)
        self._yes.set_words(words("online.do", n=number) if number else "online.do_none")
        self._yes.allow(number > 0, "online.choose_first")


def ask_addresses(
    parent: QWidget, heading: Words, addresses: tuple[str, ...], shown: Callable[[str], str] = str
) -> tuple[str, ...]:
    """Which of these may be asked. Closing the dialog is none."""
    dialog = AddressesDialog(parent, heading, addresses, shown)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    agreed = dialog.agreed if accepted else ()
    dialog.deleteLater()
    return agreed


def ask_link(parent: QWidget) -> str:
    """A link that the person pastes; "" when there is none. Nothing is fetched by it."""
    dialog = Dialog(parent, "online.link")
    link = Line(limit=_LONGEST)
    dialog.body.addWidget(Field("online.link_field", link, hint="online.link_hint"))
    yes = dialog.add_act("online.link_do", "filled", yes=True)
    yes.setDefault(True)
    dialog.add_act("window.cancel", "plain")
    dialog.acts.addStretch(1)
    link.setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    text = link.text().strip() if accepted else ""
    dialog.deleteLater()
    return text
