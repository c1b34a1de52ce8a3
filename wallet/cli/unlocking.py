"""Opens the register for a command: asks the passphrase or takes it from where the person said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wallet.cli.console import Console
from wallet.clock import Clock
from wallet.errors import Problem, RefusedError

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet


@contextmanager
def unlocked(console: Console, clock: Clock) -> Iterator[Wallet]:
    """The person's wallet, open inside the block. Raises NO_REGISTER before asking for anything."""
    from wallet.journeys import open_register

    folder = console.folder()
    if not open_register.exists(folder):
        raise RefusedError(Problem.NO_REGISTER)
    wallet = open_register.unlock(folder, console.passphrase(), clock)
    try:
        if wallet.register.blocked is not None:
            console.warn(f"problem.{wallet.register.blocked}")
        yield wallet
    finally:
        wallet.close()
