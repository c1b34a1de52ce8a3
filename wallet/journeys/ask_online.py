"""Questions before anything is kept: a pasted link, or a file at hand whose check needs the internet.

Each :meth:`OnlineQuestion.look` is one round: it asks what is allowed by then, and what earlier rounds
brought is not asked again. Nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event

from wallet.journeys import look_up
from wallet.journeys.check_file import Runner
from wallet.journeys.look_up import Allow, Asked, LookedUp, Progress
from wallet.model.credential import Incoming
from wallet.model.inspection import Policy
from wallet.model.package import Part
from wallet.model.records import Arrival
from wallet.reach import Reach
from wallet.store.register import StudyRegister


@dataclass(frozen=True, slots=True)
class AskedOnline:
    """What the file is as far as is known now, and what became of the questions of this round."""

    arrival: Arrival
    looked: LookedUp | None
    """None: what came is no credential."""
    link: Asked | None = None
    """The pasted link itself, in the round that fetched it."""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every address that was asked in this round."""
        others = self.looked.asked if self.looked is not None else ()
        return (self.link, *others) if self.link is not None else others

    @property
    def open(self) -> tuple[str, ...]:
        """Addresses that would still be needed."""
        return self.looked.open if self.looked is not None else ()


class OnlineQuestion:
    """One link or one file, through as many rounds as it takes."""

    def __init__(
        self,
        what: Incoming | str,
        policy: Policy,
        sandbox: Runner,
        reach: Reach,
        register: StudyRegister | None,
    ) -> None:
        self._what, self._policy = what, policy
        self._sandbox, self._reach, self._register = sandbox, reach, register

    def addresses(self, needs: tuple[str, ...] = ()) -> tuple[str, ...]:
        """What the first round would ask: the link's own address, or what the check said it needs.

        Raises InputError(NOT_A_LINK).
        """
        return (look_up.link_address(self._what),) if isinstance(self._what, str) else needs

    def look(self, allow: Allow, progress: Progress | None = None, stop: Event | None = None) -> AskedOnline:
        """One round. Raises as :func:`wallet.journeys.look_up.look_at_link` does, and Cancelled."""
        link: Asked | None = None
        if isinstance(self._what, str):
            address = look_up.link_address(self._what)
            self._what, self._policy = look_up.fetch_link(self._what, self._policy, self._reach, allow, stop)
            # There is no file on this computer to read it from again.
            self._what = Part(self._what.original, self._what.name)
            link = Asked(address, "fetched")
        arrival, looked = look_up.look_at_online(
            self._what, self._policy, self._sandbox, self._reach, self._register, allow, stop, progress
        )
        if looked is not None:
            known = (*looked.documents, *self._policy.documents)
            self._policy = replace(self._policy, documents=known)
        return AskedOnline(arrival, looked, link)
