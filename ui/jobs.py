"""The only place where threads meet Qt.

Two workers: one for the register, so that writes never race and its connection stays in one thread, and
one for everything else. Work is a plain function without Qt; its answer comes home in the main thread, and
only while its owner is still there to receive it.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.voice import Say
from wallet.errors import Cancelled, WalletError

Answer = TypeVar("Answer")
Lane = Literal["register", "other"]


class Job:
    """One piece of work under way. ``stop()`` asks it to end; nothing of it comes home any more."""

    def __init__(self, owner: QObject, *, stoppable: bool) -> None:
        self.stopped = Event()
        self.stoppable = stoppable
        self._owner = weakref.ref(owner)

    def stop(self) -> None:
        """A change of mind: silent."""
        self.stopped.set()

    def wanted(self) -> bool:
        """Whether there is still somebody who waits for the answer."""
        owner = self._owner()
        return not self.stopped.is_set() and owner is not None and isValid(owner)


class Jobs(QObject):
    """Runs work beside the window and brings the answers home."""

    crashed = Signal(object)
    """An error that is our bug: the exception."""
    busy = Signal(bool)
    _home = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lanes = {
            name: ThreadPoolExecutor(max_workers=1, thread_name_prefix=name) for name in ("register", "other")
        }
        self._under_way: set[Job] = set()
        self._closed = False
        self._home.connect(self._came)
        self._waiting: deque[Callable[[], None]] = deque()

    def run(
        self,
        owner: QObject,
        work: Callable[..., Answer],
        done: Callable[[Answer], None] | None = None,
        failed: Callable[[Say], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        *,
        lane: Lane = "register",
    ) -> Job:
        """Run ``work()`` in a lane; call ``done(answer)``, or ``failed(sentence)`` for a WalletError.

        With ``progress``, the work is called as ``work(progress=…, stop=…)`` (threading.Event) and
        ``progress(number, total)`` is called in the main thread. Any other error is our bug.
        """
        job = Job(owner, stoppable=progress is not None)
        if self._closed:
            job.stop()
            return job
        self._under_way.add(job)
        if len(self._under_way) == 1:
            self.busy.emit(True)

        def report(number: int, total: int) -> None:
            if progress is not None:
                self._home.emit(lambda: progress(number, total) if job.wanted() else None)

        def carried_out() -> Answer:
            if job.stopped.is_set():
                raise Cancelled
            return work(progress=report, stop=job.stopped) if progress is not None else work()

        def finished(future: Future[Answer]) -> None:
            if not self._closed:
                self._home.emit(lambda: self._finish(job, future, done, failed))

        self._lanes[lane].submit(carried_out).add_done_callback(finished)
        return job

    def _finish(
        self,
        job: Job,
        future: Future[Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Say], None] | None,
    ) -> None:
        self._under_way.discard(job)
        if not self._under_way:
            self.busy.emit(False)
        error = future.exception()
        if error is not None and not isinstance(error, WalletError | Cancelled):
            self.crashed.emit(error)
        elif not job.wanted() or isinstance(error, Cancelled):
            return
        elif isinstance(error, WalletError):
            if failed is not None:
                failed(Say(f"problem.{error.problem.value}", error.numbers))
        elif done is not None:
            done(future.result())

    def _came(self, call: Callable[[], None]) -> None:
        # In a later turn of the event loop: keys and drawing get theirs, however fast the answers come. A
        # timer for each, because the answer may open a dialog, which has a loop of its own.
        self._waiting.append(call)
        QTimer.singleShot(0, self, self._deliver)

    def _deliver(self) -> None:
        self._waiting.popleft()()

    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def close(self, last: Callable[[], None] | None = None) -> None:
        """Stop what can be stopped, finish the rest, do ``last`` in the register's lane, and wait for all."""
        self._closed = True
        for job in self._under_way:
            if job.stoppable:
                job.stop()
        if last is not None:
            self._lanes["register"].submit(last)
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._under_way.clear()
