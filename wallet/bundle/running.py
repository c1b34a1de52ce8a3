"""Long writing: tells how far it is, and stops when asked."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import BinaryIO

from wallet.errors import Cancelled

Progress = Callable[[int, int], None]


class Running:
    """Counts the bytes of evidence that went by, out of all of them."""

    def __init__(self, total: int = 0, progress: Progress | None = None, stop: Event | None = None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress
        self._stop = stop

    def step(self, count: int) -> None:
        """So many bytes more. Raises Cancelled when the person stopped it."""
        if self._stop is not None and self._stop.is_set():
            raise Cancelled
        self._done += count
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)

    def over(self, file: BinaryIO) -> Watched:
        """The same file, counted while it is read."""
        return Watched(file, self)


class Watched:
    """A file that is counted while it is read."""

    def __init__(self, file: BinaryIO, running: Running) -> None:
        self._file = file
        self._running = running

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._file.read(size)
        self._running.step(len(block))
        return block
