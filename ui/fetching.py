"""The internet, for the import page: a pasted link, or a file at hand whose check needs more."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs, Lane
from ui.looking_up import LookingUp
from ui.widgets.notices import ProgressRow

if TYPE_CHECKING:
    from ui.voice import Words
    from wallet.clock import Clock
    from wallet.journeys.ask_online import AskedOnline, OnlineQuestion
    from wallet.journeys.import_batch import Looked
    from wallet.journeys.wallet import Wallet
    from wallet.model.credential import Incoming
    from wallet.sandbox import Sandbox


class Surroundings(Protocol):
    """What it needs of the window."""

    jobs: Jobs
    clock: Clock

    @property
    def wallet(self) -> Wallet | None:
        """The open register, or None."""
        ...

    @property
    def sandbox(self) -> Sandbox:
        """For foreign bytes."""
        ...

    def toast(self, said: Words) -> None:
        """A short word."""
        ...


class Fetching(QObject):
    """``came`` brings the file as it is known now, and the one that it takes the place of (or None)."""

    came = Signal(object, object)
    failed = Signal(object)

    def __init__(self, page: QWidget, host: Surroundings, row: ProgressRow) -> None:
        super().__init__(page)
        self._host = host
        self._before: Looked | None = None
        self._asking = LookingUp(page, host.jobs, row)
        self._asking.came.connect(self._came)
        self._asking.failed.connect(self.failed)
        self._asking.said.connect(host.toast)

    def link(self, text: str) -> None:
        """Fetch what a pasted link stands for."""
        self._begin(text, (), None)

    def file(self, looked: Looked) -> None:
        """Ask what the check of this file still needs."""
        needs = tuple(dict.fromkeys(need for one in looked.arrival.inspections for need in one.report.needs))
        self._begin(looked.arrival.incoming, needs, looked)

    def _begin(self, what: Incoming | str, needs: tuple[str, ...], before: Looked | None) -> None:
        self._before = before
        host = self._host
        work = partial(_question, what, needs, host.wallet, host.clock, host.sandbox)
        host.jobs.run(self, work, self._ask, self.failed.emit, lane=self._lane)

    @property
    def _lane(self) -> Lane:
        return "other" if self._host.wallet is None else "register"

    def _ask(self, begun: tuple[OnlineQuestion, tuple[str, ...]]) -> None:
        question, addresses = begun
        work = partial(_look, question, self._host.wallet)
        self._asking.begin(addresses, work, lambda answer: answer[1], self._lane)

    def _came(self, answer: tuple[Looked, AskedOnline]) -> None:
        before, self._before = self._before, answer[0]
        self.came.emit(answer[0], before)


# Imports of store, sandbox and network take a while: they are done in the lanes.
def _question(
    what: Incoming | str, needs: tuple[str, ...], wallet: Wallet | None, clock: Any, sandbox: Any
) -> Any:
    from wallet.journeys import import_credential
    from wallet.journeys.ask_online import OnlineQuestion
    from wallet.reach import HttpsReach

    policy = import_credential.policy_for(wallet, clock)
    reach = wallet.reach if wallet is not None else HttpsReach(clock)
    register = wallet.register if wallet is not None else None
    question = OnlineQuestion(what, policy, sandbox, reach, register)
    return question, question.addresses(needs)


def _look(question: OnlineQuestion, wallet: Wallet | None, **asking: Any) -> Any:
    from wallet.journeys import import_batch

    answer = question.look(**asking)
    register = wallet.register if wallet is not None else None
    return import_batch.as_looked(Path(answer.arrival.incoming.name), answer.arrival, register), answer
