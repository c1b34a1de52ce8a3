"""Unlock: the passphrase or the recovery code, as often as one likes, with a growing pause in between."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.pages import Host
from ui.theme import sized
from ui.voice import Say, words
from ui.widgets.base import Living, centred, column, row
from ui.widgets.brand import BrandMark
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, Secret
from ui.widgets.page import PageFrame
from ui.widgets.text import Text

# Seconds of pause after the first, second, … wrong one. Only the window waits: guessing away from it is
# limited by the key derivation, and nothing is ever wiped.
PAUSES = (0, 0, 1, 2, 4, 8, 16, 30)


class UnlockPage(Living, PageFrame):
    """The first page of somebody who has a register."""

    def __init__(self, host: Host) -> None:
        super().__init__(margins=(24, 24, 24, 24))
        self._host = host
        self._wrong = self._left = 0
        self._by_code = self._asked = False
        self.body.addStretch(2)
        inside = QWidget()
        sized(inside, most_width=442)
        box = column(inside, gap=12)
        middle = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(BrandMark(52), 0, middle)
        for text in (Text("unlock.title", "title"), Text("unlock.lead", "hint")):
            text.setAlignment(middle)
            box.addWidget(text)
        box.addSpacing(12)
        self._secret = Secret(visible=False)
        self._secret.entered.connect(self._open)
        self._field = Field("unlock.passphrase", self._secret)
        box.addWidget(self._field)
        acts = row(gap=12)
        self._button = Button("unlock.open", "filled", "lock-open", big=True, act=self._open)
        acts.addWidget(self._button)
        self._other = Button("unlock.use_code", "plain", "key-round", big=False, act=self._turn)
        acts.addWidget(self._other)
        acts.addStretch(1)
        box.addLayout(acts)
        self.body.addLayout(centred(inside))
        self.body.addStretch(3)
        self._pause = QTimer(self)
        self._pause.setInterval(1000)
        self._pause.timeout.connect(self._count_down)

    def arrive(self, **facts: Any) -> None:
        """Empty, with the cursor in the field."""
        self._secret.set_text("")
        self._field.note(None)
        self._button.allow(not self._left)
        self._secret.line.setFocus()

    def leave(self) -> None:
        """Forget what was typed."""
        self._secret.set_text("")

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self._field.set_label("unlock.code" if self._by_code else "unlock.passphrase")
        self._other.set_words("unlock.use_passphrase" if self._by_code else "unlock.use_code")
        self._secret.line.setFocus()

    def _open(self) -> None:
        text = self._secret.text()
        if self._left:
            self._asked = True
            self._field.note(words("unlock.wait", n=self._left))
        elif not text.strip():
            self._field.note("unlock.code_first" if self._by_code else "unlock.passphrase_first")
        if self._left or not text.strip() or not self._button.isEnabled():
            return
        self._button.allow(False, "unlock.busy")
        self._field.note("unlock.busy", "hint")
        self._host.jobs.run(
            self, partial(_unlock, self._host.folder, text, self._host.clock), self._opened, self._sorry
        )

    def _opened(self, wallet: Any) -> None:
        self._wrong = 0
        self._secret.set_text("")
        self._button.allow(True)
        self._host.opened(wallet)

    def _sorry(self, said: Say) -> None:
        self._field.note(said)
        if said.code in ("problem.wrong_passphrase", "problem.wrong_recovery_code"):
            self._left = PAUSES[min(self._wrong, len(PAUSES) - 1)]
            self._wrong += 1
        self._button.allow(not self._left, words("unlock.wait", n=self._left))
        if self._left:
            self._pause.start()
        self._secret.line.setFocus()
        self._secret.line.selectAll()

    def _count_down(self) -> None:
        self._left -= 1
        self._button.allow(self._left <= 0, words("unlock.wait", n=max(self._left, 0)))
        if self._asked:
            self._field.note(words("unlock.wait", n=self._left) if self._left > 0 else None)
        if self._left <= 0:
            self._left, self._asked = 0, False
            self._pause.stop()


def _unlock(folder: Any, text: str, clock: Any) -> Any:
    from wallet.journeys.open_register import unlock

    return unlock(folder, text, clock)
