"""Watches how much memory the children of this process hold at most. Linux tells; elsewhere nobody does."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

TOLD = sys.platform == "linux"
"""Whether the system tells it."""
_EVERY = 0.005
_KILOBYTES = 1024


class Watch:
    """While it is open: the highest resident memory of any child. Looks every few milliseconds.

    The system itself remembers the highest (``VmHWM``), so that only what a child that is killed took in its
    very last milliseconds can be missed.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        self.processor = 0.0
        """Seconds of this process and of those of its children that have ended."""
        self.wall = 0.0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._began, self._before = time.monotonic(), _worked()
        self._looking.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._looking.join()
        self.wall, self.processor = time.monotonic() - self._began, _worked() - self._before

    def _look(self) -> None:
        while TOLD and not self._over.wait(_EVERY):
            self.megabytes = max([self.megabytes, *map(peak, _children())])


def peak(process: int) -> float:
    """The most megabytes of memory that this process has held; 0 when it is gone, or not yet a program."""
    try:
        # Between its birth and its own program a child has the memory of its parent, and its words.
        if _words(process) == _words(os.getpid()):
            return 0.0
        lines = Path(f"/proc/{process}/status").read_text("utf-8", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0) / _KILOBYTES


def _children() -> list[int]:
    found = set()
    for one in Path("/proc/self/task").glob("*/children"):  # of each thread those that it has started
        try:
            found.update(map(int, one.read_text("ascii").split()))
        except OSError:
            continue
    return sorted(found)


def _words(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def _worked() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
