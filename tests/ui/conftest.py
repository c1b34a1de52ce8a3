"""A window in a small world: its own folder, a clock that stands still, no preferences from outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ui import voice
from ui.preferences import WindowPreferences
from ui.theme import look
from ui.window import Window
from wallet.clock import FixedClock
from wallet.journeys.wallet import Wallet

MakeWindow = Callable[..., Window]


@pytest.fixture(autouse=True)
def plain_look(qapp: object) -> Iterator[None]:
    """Dutch, light, 100 %, Fusion, whatever another test did."""
    qapp.setStyle("Fusion")
    voice.speak("nl")
    look.choice, look.scale, look.calm = "light", 100, False
    look.apply(qapp)
    yield
    voice.speak("nl")


@pytest.fixture
def make_window(qtbot: QtBot, folder: Path, clock: FixedClock, tmp_path: Path) -> Iterator[MakeWindow]:
    """Makes a window that is shown and, at the end, closed."""
    made: list[Window] = []

    def make(language: str = "nl", theme: str = "light", scale: int = 100) -> Window:
        preferences = WindowPreferences(tmp_path / "preferences", language, theme, scale)
        window = Window(folder, clock, preferences)
        made.append(window)
        qtbot.addWidget(window)
        window.restyle()
        window.home()
        window.show()
        return window

    yield make
    for window in made:
        window.close()


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until all work has come home and its answers have asked for no more."""
    qtbot.waitUntil(window.jobs.idle, timeout=20_000)
    qtbot.wait(5)
    qtbot.waitUntil(window.jobs.idle, timeout=20_000)


def open_register(qtbot: QtBot, window: Window, fill: Callable[[Wallet], object] | None = None) -> None:
    """Make a register in the register's own lane, fill it there, and open it in the window."""
    from tests import world

    def make() -> Wallet:
        wallet, code = world.new_wallet(window.folder, window.clock)
        wallet.register.confirm_recovery(code)
        if fill is not None:
            fill(wallet)
        return wallet

    wrong: list[object] = []
    window.jobs.crashed.connect(wrong.append)
    window.jobs.run(window, make, window.opened, wrong.append)
    qtbot.waitUntil(lambda: window.wallet is not None or bool(wrong), timeout=20_000)
    assert wrong == []
    settle(qtbot, window)
