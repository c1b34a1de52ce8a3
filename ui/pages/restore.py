"""Bring a register here from a backup: "Ik heb al een register" on a computer that has none yet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages import Host
from ui.theme import sized
from ui.voice import Plain, Say, words
from ui.widgets.base import centred, column, row
from ui.widgets.buttons import Button
from ui.widgets.drop import DropZone
from ui.widgets.fields import Field, Secret
from ui.widgets.notices import Banner
from ui.widgets.page import PageFrame
from ui.widgets.text import Text


class RestorePage(PageFrame):
    """Nothing is written before the whole backup was read and found whole."""

    def __init__(self, host: Host) -> None:
        super().__init__(margins=(24, 24, 24, 24))
        self._host = host
        self._file: Path | None = None
        self.body.addStretch(1)
        inside = QWidget()
        sized(inside, most_width=560)
        box = column(inside, gap=16)
        box.addWidget(Text("restore.title", "title"))
        box.addWidget(Text("restore.lead", "lead"))
        zone = DropZone("restore.file", None, "hard-drive", "sand", several=False)
        zone.dropped.connect(self._chose)
        box.addWidget(zone)
        self._secret = Secret(visible=False)
        self._secret.entered.connect(self._restore)
        self._field = Field("restore.unlock", self._secret)
        box.addWidget(self._field)
        self._banner = Banner("plain", Plain(""), "info")
        self._banner.hide()
        box.addWidget(self._banner)
        acts = row(gap=12)
        self._button = Button("restore.do", "filled", "undo-2", big=True, act=self._restore)
        acts.addWidget(self._button)
        acts.addWidget(Button("window.cancel", "plain", act=host.home))
        acts.addStretch(1)
        box.addLayout(acts)
        self.body.addLayout(centred(inside))
        self.body.addStretch(2)

    def arrive(self, **facts: Any) -> None:
        """Start again."""
        self._file = None
        self._secret.set_text("")
        self._banner.hide()
        self._button.allow(False, "restore.lead")

    def leave(self) -> None:
        """Forget what was typed."""
        self._secret.set_text("")

    def drop(self, files: tuple[Path, ...]) -> bool:
        """A backup dropped anywhere on the page."""
        self._chose(files)
        return True

    def _chose(self, files: tuple[Path, ...]) -> None:
        self._file = files[0]
        self._say("plain", words("restore.chosen", name=Plain(self._file.name)))
        self._button.allow(True)
        self._secret.line.setFocus()

    def _restore(self) -> None:
        if self._file is None or not self._secret.text().strip() or not self._button.isEnabled():
            return
        self._button.allow(False, "restore.busy")
        self._say("plain", "restore.busy")
        work = partial(_bring, self._file, self._secret.text(), self._host.folder, self._host.clock)
        self._host.jobs.run(self, work, self._host.opened, self._sorry)

    def _sorry(self, said: Say) -> None:
        self._button.allow(True)
        self._say("caution", said)

    def _say(self, tone: Any, said: Any) -> None:
        self._banner.set_words(tone, said, "hard-drive" if tone == "plain" else "info")
        self._banner.show()


def _bring(file: Path, unlock_text: str, folder: Path, clock: Any) -> Any:
    from wallet.journeys.back_up import restore
    from wallet.journeys.open_register import unlock

    restore(file, unlock_text, folder)
    return unlock(folder, unlock_text, clock)
