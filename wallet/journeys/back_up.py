"""A second copy of everything, getting it back, and looking whether the register is whole."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from wallet.clock import Clock, SystemClock
from wallet.journeys.wallet import Wallet
from wallet.model.integrity import IntegrityReport
from wallet.store import backups
from wallet.store.slots import unlock_of
from wallet.store.stream import Progress


def back_up(
    wallet: Wallet, out: Path, progress: Progress | None = None, stop: Event | None = None
) -> IntegrityReport:
    """Write the whole register to one encrypted file, which opens with the same passphrase or code.

    The file appears only after it was read back in full; the report says what is in it.
    """
    return backups.write(wallet.register, out, progress, stop)


def restore(file: Path, unlock_text: str, to: Path, clock: Clock | None = None) -> IntegrityReport:
    """Make a register in a new folder from such a file. Raises WalletError; nothing is written over."""
    return backups.restore(file, unlock_of(unlock_text), to, clock or SystemClock())


def check(wallet: Wallet) -> IntegrityReport:
    """Look through everything once: database, references, evidence files."""
    return wallet.register.integrity()
