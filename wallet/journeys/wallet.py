"""What every journey of a learner is given: open register, clock, and the sandbox for foreign bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wallet.clock import Clock
from wallet.store.register import StudyRegister

if TYPE_CHECKING:
    from wallet.sandbox import Sandbox


@dataclass
class Wallet:
    """An open register with what works on it. Closing it locks the register."""

    register: StudyRegister
    clock: Clock
    sandbox: Sandbox = field(repr=False)

    def close(self) -> None:
        """Lock the register and end the sandbox. Twice is fine."""
        try:
            self.sandbox.close()
        finally:
            self.register.close()
