"""Puts the house together."""

from __future__ import annotations

from pathlib import Path

from wallet.clock import Clock
from wallet.journeys import open_register
from wallet.journeys.wallet import Wallet as Wallet
from wallet.store.header import Unlock


def open_wallet(folder: Path, unlock: Unlock, clock: Clock) -> Wallet:
    """Open a register with its passphrase or recovery code. Raises RefusedError."""
    return open_register.unlock(folder, unlock.text, clock)


def create_wallet(folder: Path, passphrase: str, clock: Clock, name: str = "") -> tuple[Wallet, str]:
    """Make a register; returns it open, with its recovery code."""
    return open_register.create(folder, passphrase, clock, name)
