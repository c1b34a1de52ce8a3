"""A small world for tests: a moment, a person, a register that opens fast. Nothing outside tmp_path."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wallet.clock import FixedClock
from wallet.journeys import open_register
from wallet.journeys.wallet import Wallet
from wallet.store.register import StudyRegister
from wallet.store.slots import Cost

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
NO_CORPORA = "corpora are not here"

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
"""A passphrase that costs nothing to guess, for registers that live as long as a test."""
PASSPHRASE = "appel fiets lamp water boom"
NAME = "Sam Voorbeeld"


def clock() -> FixedClock:
    """Stands at the moment of all tests; set ``moment`` to move it."""
    return FixedClock(MOMENT)


def new_register(folder: Path, at: FixedClock | None = None) -> tuple[StudyRegister, str]:
    """A new, open register and its recovery code."""
    return StudyRegister.create(folder, PASSPHRASE, at or clock(), name=NAME, cost=CHEAP)


def new_wallet(folder: Path, at: FixedClock | None = None) -> tuple[Wallet, str]:
    """A new, open wallet and its recovery code."""
    return open_register.create(folder, PASSPHRASE, at or clock(), NAME, cost=CHEAP)
