"""The first page: write an experience, drop a file, or come with a register or a portfolio."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.pages import Host
from ui.theme import look, sized, spaced
from ui.voice import Words
from ui.widgets.base import Fold, Living, column, dress, row
from ui.widgets.brand import Brand
from ui.widgets.buttons import Button
from ui.widgets.drawer import Drawer
from ui.widgets.drop import DropZone, choose_files
from ui.widgets.fields import Choice
from ui.widgets.flow import Flow
from ui.widgets.marks import Picture
from ui.widgets.page import PageFrame
from ui.widgets.text import Text
from ui.widgets.tiles import WayIn
from wallet.words import LANGUAGES

_SMALLER, _BARE = 60, 44  # body text sizes of width
_ROOMY, _TIGHT = (32, 0, 32, 0), (4, 0, 4, 0)


class WelcomePage(Living, PageFrame):
    """Nothing is asked and nothing is stored before there is something to keep."""

    def __init__(self, host: Host) -> None:
        super().__init__(margins=(24, 10, 24, 16))
        self._host = host
        head = row(gap=12)
        head.addWidget(Brand())
        head.addStretch(1)
        spoken = tuple((key, f"language.{key}", "globe") for key in LANGUAGES)
        self._language = Choice(spoken, host.preferences.language, name="welcome.language")
        self._language.picked.connect(self._speak)
        sized(self._language, least_width=168)
        head.addWidget(self._language)
        self.body.addLayout(head)
        self.body.addStretch(1)
        fold = Fold(40, gap=40)
        fold.add(self._picture(), 2)
        fold.add(self._ways(), 3)
        self._wide = row(margins=_ROOMY)
        self._wide.addWidget(fold)
        self.body.addLayout(self._wide)
        self.body.addStretch(1)
        self.outer.addWidget(self._foot())
        self.retell()

    def _picture(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=8)
        box.addStretch(1)
        self._drawer = Drawer()
        box.addWidget(self._drawer)
        box.addSpacing(24)
        self._title = Text("welcome.title", "welcome")
        box.addWidget(self._title)
        box.addWidget(Text("welcome.lead", "lead"))
        box.addStretch(1)
        return part

    def _ways(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=12)
        box.addStretch(1)
        self._write = WayIn("welcome.write", "welcome.write_more", "hand-heart", "clay")
        self._write.clicked.connect(partial(self._host.go, "experience"))
        box.addWidget(self._write)
        drop = DropZone("welcome.drop", "welcome.drop_more", "award", "sky", folders=True, big=True)
        drop.dropped.connect(self._dropped)
        box.addWidget(drop)
        others = Flow(gap=12)
        others.add(
            Button("welcome.have_register", "plain", "lock-open", act=partial(self._host.go, "restore"))
        )
        others.add(Button("welcome.got_portfolio", "plain", "mail", act=self._portfolio))
        box.addWidget(others)
        box.addStretch(1)
        sized(part, most_width=520)
        return part

    def arrive(self, **facts: Any) -> None:
        """The first way in is at hand."""
        self._write.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less room: smaller, then without the picture and with one promise."""
        super().resizeEvent(event)
        units = look.units(self.width())
        spaced(self._wide, _ROOMY if units >= _SMALLER else _TIGHT)
        dress(self._title, "role", "welcome" if units >= _SMALLER else "title")
        self._drawer.setVisible(units >= _BARE)
        for promise in self._promises[1:]:
            promise.setVisible(units >= _BARE)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("bottombar")
        box: QHBoxLayout = row(foot, (24, 16, 24, 16), gap=40)
        promises: tuple[tuple[str, Words], ...] = (
            ("monitor", "welcome.stays"),
            ("user-x", "welcome.no_account"),
            ("wifi-off", "welcome.no_internet"),
        )
        flow = Flow(gap=32)
        self._promises: list[QWidget] = []
        for icon, words in promises:
            one = QWidget()
            pair = row(one, gap=8)
            pair.addWidget(Picture(icon, 20))
            pair.addWidget(Text(words, "hint", wrap=False))
            flow.add(one)
            self._promises.append(one)
        box.addStretch(1)
        box.addWidget(flow, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addStretch(1)
        return foot

    def retell(self) -> None:
        """Another page may have chosen another language."""
        self._language.set_value(self._host.preferences.language)

    def _speak(self, language: str) -> None:
        self._host.preferences.language = language
        self._host.preferences.save()
        self._host.restyle()

    def _dropped(self, files: tuple[Path, ...]) -> None:
        self._host.go("import", files=files)

    def _portfolio(self) -> None:
        files = choose_files(self, "welcome.got_portfolio", several=False)
        if files:
            self._host.go("open_portfolio", file=files[0])
