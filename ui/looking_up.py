"""Asking on the internet, for the pages: show every address first, ask, and go on while more is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Job, Jobs, Lane
from ui.voice import Plain, Say, Words, words
from ui.widgets.asking import ask_addresses
from ui.widgets.notices import ProgressRow

if TYPE_CHECKING:
    from wallet.journeys.look_up import Asked

ROUNDS = 5
"""How often more may turn out to be needed: badge, issuer, list, key of the list."""


class Round(Protocol):
    """What came of one round."""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Each address, and what became of it."""
        ...

    @property
    def open(self) -> tuple[str, ...]:
        """Addresses that are still needed."""
        ...


Work = Callable[..., Any]
"""Called as ``work(allow=…, progress=…, stop=…)`` beside the window; ``allow(address)``: was it agreed?"""


class LookingUp(QObject):
    """One question at a time for a page. ``came`` brings what the work answered, each round."""

    came = Signal(object)
    failed = Signal(object)
    """Words: the work itself could not be done."""
    said = Signal(object)
    """Words: what became of the question, at the end."""

    def __init__(self, page: QWidget, jobs: Jobs, row: ProgressRow) -> None:
        super().__init__(page)
        self._page, self._jobs, self._row = page, jobs, row
        self._job: Job | None = None
        row.stopped.connect(self.stop)

    def stop(self) -> None:
        """A change of mind; what was answered before is there already."""
        if self._job is not None:
            self._job.stop()
        self._row.hide()

    def begin(
        self,
        addresses: tuple[str, ...],
        work: Work,
        found: Callable[[Any], Round],
        lane: Lane = "register",
    ) -> None:
        """Ask the person about these addresses, then do the work.

        ``found`` takes out of an answer what came of the round.
        """
        self._round("online.title", addresses, (), work, found, lane, 1)

    def _round(
        self,
        heading: Words,
        addresses: tuple[str, ...],
        before: tuple[str, ...],
        work: Work,
        found: Callable[[Any], Round],
        lane: Lane,
        number: int,
    ) -> None:
        agreed = ask_addresses(self._page, heading, addresses, _spelled_out) if addresses else ()
        if not agreed:
            if number == 1:
                self.said.emit("online.nothing" if addresses else "online.nothing_needed")
            return
        allowed = frozenset((*before, *agreed))
        offered = frozenset((*before, *addresses))

        def home(answer: Any) -> None:
            self._row.hide()
            self.came.emit(answer)
            looked = found(answer)
            more = tuple(one for one in looked.open if one not in offered)
            if more and number < ROUNDS:
                self._round("online.more", more, tuple(allowed), work, found, lane, number + 1)
            else:
                self.said.emit(told(looked.asked))

        self._row.tell(0, len(agreed))
        self._job = self._jobs.run(
            self, partial(work, allow=allowed.__contains__), home, self._sorry, self._row.tell, lane=lane
        )

    def _sorry(self, said: Say) -> None:
        self._row.hide()
        self.failed.emit(said)


def _spelled_out(address: str) -> str:
    from wallet.journeys.look_up import spelled_out

    return spelled_out(address)


def told(asked: tuple[Asked, ...]) -> Words:
    """What became of the questions, in one sentence; one that got no answer goes first."""
    for one in asked:
        if one.outcome == "failed" and one.problem is not None:
            host = Plain(urlsplit(one.address).netloc or one.address)
            return words("online.no_answer", address=host, why=f"problem.{one.problem.value}")
    return words("online.looked", n=sum(one.outcome == "fetched" for one in asked))
