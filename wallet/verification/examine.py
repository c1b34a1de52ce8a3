"""Read a file and answer every question about it: what runs in the sandbox."""

from __future__ import annotations

from wallet import importers
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection, Policy
from wallet.verification import verifier


def examine(incoming: Incoming, policy: Policy) -> Inspection:
    """The reading with its report. Raises InputError when there is no credential that can be read."""
    return verifier.inspect(importers.read(incoming), policy)
