"""Keeping what was looked at, for the import page: one job, a progress row with Stop, and the way back."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.voice import Say
from ui.widgets.notices import ProgressRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wallet.journeys.import_batch import Batch
    from wallet.journeys.wallet import Wallet
    from wallet.model.records import Arrival


class Keeping(QObject):
    """``kept`` brings the batch, ``undone`` what changed back, ``failed`` the words why nothing was kept."""

    kept = Signal(object)
    undone = Signal(object)
    failed = Signal(object)

    def __init__(self, page: QWidget, jobs: Jobs, row: ProgressRow) -> None:
        super().__init__(page)
        self._jobs, self._row = jobs, row
        self._halt = Event()
        self.busy = False
        row.stopped.connect(self._halt.set)

    @property
    def halted(self) -> bool:
        """Whether the person stopped it."""
        return self._halt.is_set()

    def begin(self, wanted: Sequence[tuple[Path, Arrival]], wallet: Wallet) -> None:
        """Keep these, each whole or not at all."""
        self.busy = True
        self._halt.clear()
        self._row.tell(0, len(wanted))
        work = partial(_keep, wanted, wallet, self._halt)
        self._jobs.run(self, work, self._done, self._sorry, self._row.tell)

    def undo(self, batch: Batch, wallet: Wallet) -> None:
        """Take out again what it added."""
        self._jobs.run(self, partial(_take_back, batch, wallet), self.undone.emit, self.failed.emit)

    def forget(self) -> None:
        """Whatever comes home now is of before."""
        self.busy = False
        self._row.hide()

    def _done(self, batch: Batch) -> None:
        self.forget()
        self.kept.emit(batch)

    def _sorry(self, said: Say) -> None:
        self.forget()
        self.failed.emit(said)


# Its imports (store, sandbox) take a while: they are done in the lane, not in the window's thread.
def _keep(*given: Any, **stoppable: Any) -> Any:
    from wallet.journeys import import_batch

    return import_batch.keep(*given, **stoppable)


def _take_back(*given: Any) -> Any:
    from wallet.journeys import import_batch

    return import_batch.take_back(*given)
