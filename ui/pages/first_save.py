"""The first save: what would be kept on one side, choosing a passphrase on the other."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ui import voice
from ui.pages import Host
from ui.present.pieces import Card
from ui.theme import sized
from ui.voice import Say
from ui.widgets.base import Fold, column, empty, row
from ui.widgets.brand import Brand
from ui.widgets.buttons import Button
from ui.widgets.cards import ResultCard
from ui.widgets.fields import Field, Secret
from ui.widgets.notices import Banner
from ui.widgets.page import PageFrame
from ui.widgets.text import Text

_SHOWN = 3  # cards beside the question; more would push it away


class FirstSavePage(PageFrame):
    """Words are offered and visible; only length counts."""

    def __init__(self, host: Host) -> None:
        super().__init__(margins=(24, 8, 24, 24))
        self._host = host
        self.body.addWidget(Brand())
        self.body.addStretch(1)
        fold = Fold(52, gap=56)
        fold.add(self._found(), 1)
        fold.add(self._question(), 1)
        wide = row(margins=(32, 0, 32, 0))
        wide.addWidget(fold)
        self.body.addLayout(wide)
        self.body.addStretch(3)

    def _found(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=12)
        box.addWidget(Text("first_save.found", "title"))
        box.addWidget(Text("first_save.not_kept", "lead"))
        self._cards = column(gap=12)
        box.addLayout(self._cards)
        box.addStretch(1)
        self._left = part
        return part

    def _question(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=12)
        box.addWidget(Text("first_save.title", "title"))
        box.addWidget(Text("first_save.lead", "lead"))
        self._secret = Secret(visible=True)
        self._secret.changed.connect(self._typed)
        self._secret.entered.connect(self._keep)
        other = Button("first_save.other_words", "plain", "refresh-cw", act=self._offer)
        self._field = Field("first_save.field", self._secret, beside=other)
        box.addWidget(self._field)
        box.addWidget(Banner("plain", "first_save.note", "key-round"))
        acts = row(gap=12)
        self._button = Button("first_save.keep", "filled", "lock", big=True, act=self._keep)
        acts.addWidget(self._button)
        acts.addWidget(Button("first_save.not", "plain", act=self._host.back))
        acts.addStretch(1)
        box.addLayout(acts)
        box.addStretch(1)
        sized(part, least_width=280)
        return part

    def arrive(self, **facts: Any) -> None:
        """``cards``: what would be kept."""
        empty(self._cards)
        cards: tuple[Card, ...] = facts.get("cards", ())
        for card in cards[:_SHOWN]:
            self._cards.addWidget(ResultCard(card))
        self._left.setVisible(bool(cards))
        self._offer()
        self._secret.line.setFocus()

    def leave(self) -> None:
        """Forget what was typed."""
        self._secret.set_text("")

    def _offer(self) -> None:
        from wallet.journeys.open_register import suggest_passphrase

        self._secret.set_text(suggest_passphrase(voice.language()))

    def _typed(self, text: str) -> None:
        from wallet.journeys.open_register import too_short

        short = too_short(text)
        self._field.note(
            "first_save.too_short" if short else "first_save.long_enough", "hint" if short else "ok"
        )
        self._button.allow(not short, "first_save.too_short")

    def _keep(self) -> None:
        if not self._button.isEnabled():
            return
        self._button.allow(False, "first_save.busy")
        self._field.note("first_save.busy", "hint")
        work = partial(_create, self._host.folder, self._secret.text(), self._host.clock)
        self._host.jobs.run(self, work, self._made, self._sorry)

    def _made(self, made: tuple[Any, str]) -> None:
        wallet, code = made
        self._secret.set_text("")
        self._button.allow(True)
        self._host.opened(wallet, code)

    def _sorry(self, said: Say) -> None:
        self._button.allow(True)
        self._field.note(said)


def _create(folder: Any, passphrase: str, clock: Any) -> Any:
    from wallet.journeys.open_register import create

    return create(folder, passphrase, clock)
