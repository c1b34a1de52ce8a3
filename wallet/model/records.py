"""What the store keeps of a credential, and what a file turned out to be before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from wallet.errors import Problem
from wallet.model.changes import Changes, ItemRow
from wallet.model.credential import Incoming
from wallet.model.endorsed import ItemNames
from wallet.model.europass import EuropassFacts
from wallet.model.inspection import CapsuleDocument, Inspection


@dataclass(frozen=True, slots=True)
class CredentialRecord:
    """A credential as it is stored: the original file, what a list shows, and its last report.

    The reading itself is not stored; it is made again from the original bytes.
    """

    row: ItemRow
    original: Incoming = field(repr=False)
    media_type: str
    digest: str
    """Digest of the credential's own bytes: the same badge in another container has the same one."""
    same_as: str
    """Issuer id and credential id, normalised (OB 3.0, "same credential"); "" when it has no id."""
    report: str = field(repr=False)
    """The verification report as JSON, appended to the history of reports."""
    documents: tuple[CapsuleDocument, ...] = field(default=(), repr=False)
    text: str = field(default="", repr=False)
    """All text that a search should find."""
    source_label: str = field(default="", repr=False)
    names: ItemNames = field(default=ItemNames(), repr=False)
    """By what endorsements find it. Not read back with the record: ask for it."""


@dataclass(slots=True)
class Draft:
    """One experience while it is being written. The first time it is kept it gets its id, and keeps it."""

    id: str = ""
    waiting: list[Any] = field(default_factory=list, repr=False)
    """Files (``collect_evidence.EvidenceArrival``) that are kept as soon as the experience is."""


ArrivalResult = Literal["kept", "twin", "evidence", "refused"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file turned out to be. Nothing is stored yet.

    ``result`` is what :func:`keep` would do: keep it as a credential, recognise it as already present
    (``twins`` has the ids), keep it as evidence, or refuse it (``problem`` says why).
    """

    incoming: Incoming
    result: ArrivalResult
    inspections: tuple[Inspection, ...] = ()
    twins: tuple[str, ...] = ()
    problem: Problem | None = None
    """Why it could not be read as a credential; also set for a file that becomes evidence."""
    documents: tuple[CapsuleDocument, ...] = field(default=(), repr=False)
    """The capsule: what the check used, kept with the credential."""
    path: Path | None = field(default=None, repr=False)
    """A file too large to hold in memory: read from here when it is kept; ``incoming`` has no bytes."""
    notes: tuple[str, ...] = ()
    """What a person should know of the file that it came in (``note.<code>``)."""
    links: tuple[str, ...] = field(default=(), repr=False)
    """Addresses in it that stand for a credential, or for an offer of one. Nothing was looked up."""
    facts: EuropassFacts | None = None
    """What a Europass document tells."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an arrival."""

    result: ArrivalResult
    ids: tuple[str, ...]
    changes: Changes
    problem: Problem | None = None
