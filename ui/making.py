"""What the pages that make a file ask of the journeys. Runs in the register's lane; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ui.present.sharing import Draft, offered, passed_keys
from wallet.errors import Cancelled, WalletError

if TYPE_CHECKING:
    from collections.abc import Callable

    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes, ItemRow
    from wallet.model.experience import Evidence
    from wallet.model.portfolio import BundleReceipt, Disclosure


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and whether the register could remember it."""

    receipt: BundleReceipt
    out: Path
    files: int
    control: tuple[str, ...]
    changes: Changes | None


class Change(Event):
    """The person's Stop. Unlike a job's own, the answer still comes home: was it made or not?"""

    def __init__(self) -> None:
        super().__init__()
        self.closing: Event | None = None

    def is_set(self) -> bool:
        """Also when the window is closing."""
        return super().is_set() or (self.closing is not None and self.closing.is_set())


def offer(wallet: Wallet) -> tuple[ItemRow, ...]:
    """What can be shared."""
    return offered(wallet.register.rows("all"))


def files_of(item_ids: tuple[str, ...], wallet: Wallet) -> dict[str, tuple[Evidence, ...]]:
    """The files that belong to these items."""
    return {item_id: wallet.register.evidence.about(item_id) for item_id in item_ids}


def look(draft: Draft, wallet: Wallet) -> Disclosure:
    """What would leave now. Nothing happens."""
    from wallet.journeys import share_portfolio

    portfolio = share_portfolio.compose(
        draft.item_ids,
        wallet,
        purpose=draft.purpose,
        audience=draft.audience,
        letter=draft.letter,
        retention=draft.retention,
        withhold=draft.withhold,
        language=draft.language,
    )
    covered = tuple(dict.fromkeys((*portfolio.shield, *draft.shield)))
    return share_portfolio.disclose(replace(portfolio, shield=covered), wallet)


def make(
    draft: Draft,
    out: Path,
    wallet: Wallet,
    change: Change,
    label: str = "",
    *,
    progress: Callable[[int, int], None],
    stop: Event,
) -> Made | None:
    """Sign, write and remember. None: it was stopped, and there is no file.

    ``label``: what the register calls it when the learner gave no purpose.
    """
    from wallet.journeys import share_portfolio
    from wallet.journeys.share_portfolio import control_words

    change.closing = stop
    disclosure = look(draft, wallet)
    portfolio = disclosure.portfolio
    try:
        presentation = share_portfolio.seal(
            portfolio,
            wallet,
            passed=passed_keys(disclosure, draft),
            progress=lambda number, total: progress(number, 2 * total),
            stop=change,
        )
        receipt = share_portfolio.write(
            presentation,
            portfolio,
            out,
            wallet,
            progress=lambda number, total: progress(total + number, 2 * total),
            stop=change,
        )
    except Cancelled:
        return None
    try:
        changes = share_portfolio.noted(replace(receipt, purpose=receipt.purpose or label), wallet)
    except WalletError:
        # The file is there; saying that nothing was made would not be true.
        changes = None
    return Made(receipt, out, len(presentation.evidence), control_words(receipt.digest), changes)
