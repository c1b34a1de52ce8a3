"""What a certificate says of the one that it was given to. Whether it may be trusted, no certificate says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who has it, who gave it, and from when until when."""

    holder: str = field(repr=False)
    given_by: str = field(repr=False)
    valid_from: datetime
    valid_until: datetime
