"""Print the skills passport: the portfolio's pages on paper, with the signed portfolio attached."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from wallet.bundle.running import Progress
from wallet.errors import Problem, RefusedError
from wallet.journeys import leaving, share_portfolio
from wallet.journeys.wallet import Wallet
from wallet.model.portfolio import BundleReceipt, Portfolio


def preview(portfolio: Portfolio, wallet: Wallet, ppi: int = 96) -> tuple[bytes, ...]:
    """The pages as PNG pictures, before anything is signed: no fingerprint, "not signed"."""
    from wallet.exporters import skills_passport_pdf

    seen = leaving.covered(portfolio)
    return skills_passport_pdf.preview(seen, portfolio.language, wallet.clock.now(), None, ppi)


def write(
    portfolio: Portfolio,
    out: Path,
    wallet: Wallet,
    *,
    passed: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    stop: Event | None = None,
) -> BundleReceipt:
    """Sign the portfolio and write the passport; it is a portfolio file too, and noted as one.

    Raises RefusedError: WRONG_USAGE for another suffix than ``.pdf``, PRIVACY_NOT_SETTLED while the privacy
    check holds it.
    """
    if out.suffix.lower() != ".pdf":
        raise RefusedError(Problem.WRONG_USAGE)
    presentation = share_portfolio.seal(portfolio, wallet, passed=passed, progress=progress, stop=stop)
    receipt = share_portfolio.write(presentation, portfolio, out, wallet, progress, stop)
    share_portfolio.noted(receipt, wallet)
    return receipt
