"""How far long work is, on a terminal only."""

from __future__ import annotations

import time
from typing import TextIO

_PATIENCE = 1.0
"""Seconds before anything is shown."""
_WIDTH = 30


class Progress:
    """Call it with (done, total); it draws a bar on a terminal once the work takes over a second."""

    def __init__(self, err: TextIO) -> None:
        self._err, self._terminal = err, err.isatty()
        self._started = self._drawn = time.monotonic()
        self._visible = False

    def __call__(self, done: int, total: int) -> None:
        """Draw how far it is, at most ten times a second."""
        now = time.monotonic()
        if not self._terminal or total <= 0 or now - self._started < _PATIENCE or now - self._drawn < 0.1:
            return
        filled = min(_WIDTH, _WIDTH * done // total)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        print(f"\r{bar} {min(100, 100 * done // total):3d} %", end="", file=self._err, flush=True)
        self._drawn, self._visible = now, True

    def end(self) -> None:
        """Take the bar away."""
        if self._visible:
            print("\r" + " " * (_WIDTH + 7) + "\r", end="", file=self._err, flush=True)
