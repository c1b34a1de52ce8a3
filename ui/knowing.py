""" "Deze uitgever ken ik": from an item to the person's own address book of issuers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.jobs import Jobs
from ui.voice import Plain, Words, words
from ui.widgets.dialogs import ask

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes
    from wallet.model.trust import TrustEntry


class Surroundings(Protocol):
    """What it needs of the window."""

    jobs: Jobs

    @property
    def wallet(self) -> Wallet | None:
        """The open register, or None."""
        ...

    def announce(self, changes: Changes) -> None:
        """Something was written."""
        ...

    def toast(self, said: Words) -> None:
        """A short word."""
        ...


class Knowing(QObject):
    """Asks whether the person knows who holds this key, and remembers a yes."""

    def __init__(self, page: QWidget, host: Surroundings) -> None:
        super().__init__(page)
        self._page, self._host = page, host

    def begin(self, item_id: str) -> None:
        """Of this item. An issuer whose key is not confirmed cannot be known by it."""
        wallet = self._host.wallet
        if wallet is not None:
            work = partial(_trust, "can_know", item_id, wallet)
            self._host.jobs.run(self, work, self._ask, self._host.toast)

    def _ask(self, entry: TrustEntry | None) -> None:
        wallet = self._host.wallet
        if entry is None or wallet is None:
            self._host.toast("issuers.cannot")
            return
        said = words("issuers.know_text", name=Plain(entry.name or entry.issuer), issuer=Plain(entry.issuer))
        if ask(self._page, "issuers.know_title", said, "issuers.know_do"):
            work = partial(_trust, "know_issuer", entry.issuer, entry.name, wallet)
            self._host.jobs.run(self, work, self._known, self._host.toast)

    def _known(self, changes: Changes) -> None:
        self._host.toast("issuers.known")
        self._host.announce(changes)


# Its imports (store, sandbox) take a while: they are done in the lane, not in the window's thread.
def _trust(name: str, *given: Any) -> Any:
    from wallet.journeys import trust

    return getattr(trust, name)(*given)
