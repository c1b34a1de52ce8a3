"""What a full check of a register found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wallet.errors import Problem


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """Numbers and codes; ``quarantined`` leftovers of an interrupted act are a note, not damage."""

    state: Literal["whole", "damaged"]
    records: int
    evidence: int
    quarantined: int
    problems: tuple[Problem, ...] = ()
