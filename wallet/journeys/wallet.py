"""What every journey of a learner is given: open register, clock, sandbox, and the way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wallet.clock import Clock
from wallet.reach import Reach
from wallet.store.register import StudyRegister

if TYPE_CHECKING:
    from wallet.sandbox import Sandbox


@dataclass
class Wallet:
    """An open register with what works on it. Closing it locks the register."""

    register: StudyRegister
    clock: Clock
    sandbox: Sandbox = field(repr=False)
    reach: Reach = field(repr=False)
    """Asks the internet, and only when a person said yes to the address."""

    def close(self) -> None:
        """Lock the register and end the sandbox. Twice is fine."""
        try:
            self.sandbox.close()
        finally:
            self.register.close()
