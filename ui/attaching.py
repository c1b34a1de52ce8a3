"""Files that are attached to an item from its detail: one job each, one progress row, one Stop."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Job, Jobs
from ui.voice import Say
from ui.widgets.notices import ProgressRow
from wallet.journeys import collect_evidence

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes


class Attaching(QObject):
    """``kept`` brings what changed for each file, ``failed`` the words why one could not be kept."""

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, page: QWidget, jobs: Jobs, row: ProgressRow) -> None:
        super().__init__(page)
        self._jobs, self._row = jobs, row
        self._under_way: list[Job] = []
        row.stopped.connect(self.stop)

    def begin(self, files: tuple[Path, ...], item_id: str, wallet: Wallet) -> None:
        """Attach each of these."""
        for file in files:
            work = partial(_attach, file, item_id, wallet)
            self._under_way.append(self._jobs.run(self, work, self._kept, self._sorry, self._told))

    def stop(self) -> None:
        """A change of mind; what is kept already stays."""
        for job in self._under_way:
            job.stop()
        self._under_way.clear()
        self._row.hide()

    def _told(self, done: int, total: int) -> None:
        self._row.tell(done // 1000, max(total // 1000, 1))

    def _kept(self, changes: Changes) -> None:
        self._row.hide()
        self.kept.emit(changes)

    def _sorry(self, said: Say) -> None:
        self._row.hide()
        self.failed.emit(said)


def _attach(file: Path, item_id: str, wallet: Wallet, progress: Any, stop: Any) -> Changes:
    return collect_evidence.attach(collect_evidence.look_at(file), item_id, wallet, progress, stop).changes
