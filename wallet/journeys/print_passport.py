"""The skills passport before it is made. Making it is sharing a portfolio as a PDF (share_portfolio)."""

from __future__ import annotations

from wallet.journeys import leaving
from wallet.journeys.wallet import Wallet
from wallet.model.portfolio import Portfolio


def preview(portfolio: Portfolio, wallet: Wallet, ppi: int = 96) -> tuple[bytes, ...]:
    """The pages as PNG pictures, names covered as in the file; unsigned yet, and it says so."""
    from wallet.exporters import skills_passport_pdf

    seen = leaving.covered(portfolio)
    return skills_passport_pdf.preview(seen, portfolio.language, wallet.clock.now(), None, ppi)
