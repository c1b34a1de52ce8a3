"""How long the window's thread is away from its event loop, and what it does meanwhile.

A timer beats every few milliseconds. Between two beats the thread was busy for as much processor time as its
own clock says; the wall clock says what a person waits, on a machine that others use too.
"""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

ROOT = Path(__file__).resolve().parents[2]
BEAT = 5  # milliseconds
_LOOK = 0.003  # seconds between two looks at what the thread does
_DEEP = 3  # our own lines shown of a stack
_OURS = re.compile(rf'File "{re.escape(str(ROOT))}/((?:ui|wallet)/[^"]+)", line (\d+) in (\S+)')


@dataclass
class Longest:
    """The longest block so far."""

    cpu: float = 0.0
    """Seconds of processor time of the window's thread."""
    wall: float = 0.0
    """Seconds on the wall clock, of the longest by that measure; not always the same block."""
    beats: int = 0
    stack: str = ""
    """Where most of the block by processor time was spent, innermost first."""


class Heart(QObject):
    """Beats in the main thread. ``watch()`` also looks at what that thread does in a long block."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = Longest()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._seen = _Seen()
        self._cpu, self._wall = time.thread_time(), time.perf_counter()
        self._timer.start()

    def fresh(self) -> None:
        """Forget what was; from here on is measured."""
        self.longest = Longest()
        self._seen.take()
        self._cpu, self._wall = time.thread_time(), time.perf_counter()

    def watch(self) -> None:
        """Begin to look at the stack, from a thread beside."""
        self._seen.start()

    def stop(self) -> None:
        """No more beats and no more looks."""
        self._timer.stop()
        self._seen.over.set()

    def _beat(self) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        here, used, waited = self.longest, cpu - self._cpu, wall - self._wall
        stacks = self._seen.take()
        here.beats += 1
        here.wall = max(here.wall, waited)
        if used > here.cpu:
            here.cpu = used
            here.stack = stacks.most_common(1)[0][0] if stacks else ""
        self._cpu, self._wall = cpu, wall


class _Seen:
    """Stacks of the main thread, as a thread beside it saw them since the last beat.

    By ``faulthandler``, which only reads: frames made into objects from another thread end the program
    (CPython 3.11 below PySide6).
    """

    def __init__(self) -> None:
        self.over = threading.Event()
        self._stacks: Counter[str] = Counter()
        self._file = tempfile.TemporaryFile("w+")  # noqa: SIM115  # lives as long as the thread

    def start(self) -> None:
        """Look every few milliseconds, until it is over."""
        threading.Thread(target=self._look, daemon=True, name="heartbeat").start()

    def take(self) -> Counter[str]:
        """What was seen, once."""
        seen, self._stacks = self._stacks, Counter()
        return seen

    def _look(self) -> None:
        while not self.over.wait(_LOOK):
            self._file.seek(0)
            self._file.truncate()
            faulthandler.dump_traceback(self._file, all_threads=True)
            self._file.seek(0)
            main = self._file.read().rpartition("\nThread ")[2]
            if said := " < ".join(
                [f"{file}:{line} {name}" for file, line, name in _OURS.findall(main)][:_DEEP]
            ):
                self._stacks[said] += 1
        self._file.close()
