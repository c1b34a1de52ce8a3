"""What came in with somebody's portfolio, as its reader sees it. Readings only; nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from wallet.model.inspection import Inspection
from wallet.model.standing import Standing


class FileState(StrEnum):
    """What became of a file that the manifest names."""

    MATCHES = "matches"
    DIFFERS = "differs"
    MISSING = "missing"
    """It should be inside and is not."""
    BESIDE = "beside"
    """It travels in a file of its own, next to this one; nothing was checked."""
    WITHHELD = "withheld"
    """The learner kept it: only its salted digest is here."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """An original or an evidence file."""

    id: str
    role: str
    """``original`` or ``evidence``."""
    name: str = field(repr=False)
    """For people."""
    file_name: str = field(repr=False)
    media_type: str
    size: int
    state: FileState
    digest: str
    """As the manifest has it."""
    salt: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ReceivedItem:
    """One item, in the learner's order."""

    number: int
    id: str
    kind: str
    """``experience``, ``credential`` or ``evidence``."""
    sort: str
    title: str = field(repr=False)
    standing: Standing
    """For others' credentials found by this check, else as the learner says it."""
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    """(code of the label, text), as :class:`wallet.model.portfolio.LeavingItem` has them."""
    inspection: Inspection | None = None
    """None for evidence by itself, and for a credential that could not be read."""
    files: tuple[str, ...] = ()
    """Ids of its evidence."""
    sender_verdict: str = ""
    """What the learner's program found; the sender's word."""
    sender_checked: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A portfolio file that was opened and checked. Its verdict is that of ``inspection``."""

    inspection: Inspection
    wrapping: str
    """``html``, ``zip`` or ``pdf``."""
    digest: str
    """The portfolio's: over the presentation."""
    file_digest: str
    file_size: int
    made: datetime
    holder: str
    seal_holds: bool
    presentation_holds: bool
    language: str
    learner: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    retention: str = field(default="", repr=False)
    letter: str = field(default="", repr=False)
    items: tuple[ReceivedItem, ...] = ()
    files: tuple[ReceivedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Reception:
    """A school's desk: the opened portfolio and the file that it came in."""

    bundle: OpenedBundle
    path: Path = field(repr=False)
