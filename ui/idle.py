"""Notices that nobody is there any more, from the input that the window's native surface gets."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

MINUTES = 5
_CHECK = 5_000  # milliseconds
_SLEPT = 60
"""Seconds between two checks: so long only when the computer was asleep."""
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Idle(QObject):
    """``away`` comes when there was no input for so many ``minutes`` (0: never), and after a sleep."""

    away = Signal()
    keys = Signal(bool)
    """A key was pressed (True) or the mouse (False)."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.minutes = MINUTES
        self._last = time.monotonic()
        self._checked = time.time()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(_CHECK)

    def watch(self, surface: QWindow | None) -> None:
        """Sit on this surface: it sees input and little else, so Python is asked seldom."""
        if surface is not None:
            surface.removeEventFilter(self)
            surface.installEventFilter(self)

    def here(self) -> None:
        """Somebody is there."""
        self._last = time.monotonic()

    def look(self) -> None:
        """Is somebody still there? A computer that slept may have changed hands."""
        slept = time.time() - self._checked > _SLEPT
        self._checked = time.time()
        if slept or (self.minutes and time.monotonic() - self._last > self.minutes * 60):
            self.away.emit()

    def stop(self) -> None:
        """The window closes."""
        self._clock.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's own hook."""
        if event.type() in _INPUT:
            self._last = time.monotonic()
            if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
                self.keys.emit(event.type() is QEvent.Type.KeyPress)
        return False
