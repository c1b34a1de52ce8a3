"""What a learner puts together for one conversation, and what is known after it left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO

from wallet.model.credential import Incoming
from wallet.model.experience import Evidence, Experience
from wallet.model.inspection import Inspection


class Presence(StrEnum):
    """How an evidence file takes part."""

    INCLUDED = "included"
    WITHHELD = "withheld"
    """Only its salted digest: the learner can show it in the conversation."""


@dataclass(frozen=True, slots=True)
class PortfolioEvidence:
    """An evidence file as chosen for this portfolio."""

    evidence: Evidence
    presence: Presence = Presence.INCLUDED


@dataclass(frozen=True, slots=True)
class PortfolioItem:
    """One chosen item: an own experience, or a credential with its inspection; exactly one of the two."""

    id: str
    title: str = field(repr=False)
    experience: Experience | None = None
    inspection: Inspection | None = None
    evidence: tuple[PortfolioEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The selection with its purpose; nothing is signed or written yet."""

    items: tuple[PortfolioItem, ...]
    learner: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    letter: str = field(default="", repr=False)
    """The question or story in the learner's words."""
    retention: str = field(default="", repr=False)
    """Until when the receiver is asked to keep it; free text or a date. A request."""
    language: str = "nl"
    shield: tuple[str, ...] = field(default=(), repr=False)
    """Names to be replaced in everything that leaves; never leaves itself."""


class Sensitive(StrEnum):
    """What the privacy check looks for."""

    BSN = "bsn"
    IBAN = "iban"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    SHIELDED_NAME = "shielded_name"
    HIDDEN_PLACE = "hidden_place"
    """A file that cannot be freed of its hidden data (GPS, author) by us."""


@dataclass(frozen=True, slots=True)
class PrivacyHit:
    """A piece of text that would leave and may say too much."""

    kind: Sensitive
    item_id: str
    where: str
    """Which box, as a dotted name (``starr.action``, ``letter``), or the evidence id."""
    found: str = field(repr=False)
    start: int = 0
    end: int = 0

    @property
    def key(self) -> str:
        """Names this very hit, so that "leave it" can be remembered for it and for nothing else."""
        return f"{self.item_id}/{self.where}/{self.kind}/{self.start}"


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """What of one item leaves, as the receiver will read it: label codes and texts."""

    item_id: str
    title: str = field(repr=False)
    fields: tuple[tuple[str, str], ...] = field(repr=False)
    """(code of the label, text) in the order of the page."""
    files: tuple[tuple[str, int, Presence], ...] = field(repr=False)
    """(name as it leaves, bytes, presence)."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Exactly what would leave, and what the privacy check found in it. Nothing has happened yet."""

    portfolio: Portfolio
    leaving: tuple[LeavingItem, ...]
    hits: tuple[PrivacyHit, ...]
    staying: tuple[str, ...] = field(repr=False)
    """Titles of what was not chosen or is withheld: it stays on this computer."""
    texts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(name, text as it leaves) of ``learner``, ``purpose``, ``audience``, ``retention`` and ``letter``."""
    failing: tuple[str, ...] = ()
    """Ids of others' credentials that do not hold: with one of them, the whole file fails for its reader."""

    def open_hits(self, passed: frozenset[str]) -> tuple[PrivacyHit, ...]:
        """The hits that were not knowingly passed; while there are any, the share is held."""
        return tuple(hit for hit in self.hits if hit.key not in passed)


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """An evidence file as it will stand in the portfolio file, without hidden data; opened when written.

    The bytes stay where they are until then, so that large evidence costs no memory.
    """

    id: str
    name: str = field(repr=False)
    """For people."""
    media_type: str
    size: int
    open: Callable[[], BinaryIO] = field(repr=False)
    file_name: str = field(default="", repr=False)
    """Its name in every wrapping: plain characters only."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """A signed presentation with the files that travel along, ready for any of the three wrappings."""

    document: dict[str, Any] = field(repr=False)
    """The Verifiable Presentation 2.0 with its proofs."""
    digest: str
    """``sha256:<hex>`` over the RFC 8785 form with proofs: the portfolio's digest."""
    created: datetime
    originals: tuple[Incoming, ...] = field(default=(), repr=False)
    """Foreign credentials as their original bytes, under the names they have in every wrapping."""
    evidence: tuple[EvidencePart, ...] = field(default=(), repr=False)
    salts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(evidence id, salt in base64url) for the included files only."""
    withheld: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The same for withheld files: stays with the learner, to show later that a file is the one meant."""


@dataclass(frozen=True, slots=True)
class BundleReceipt:
    """What left: noted in the register after the file was written."""

    digest: str
    file_digest: str
    size: int
    wrapping: str
    """``html``, ``zip`` or ``pdf``."""
    created: datetime
    item_ids: tuple[str, ...]
    purpose: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    retention: str = field(default="", repr=False)
    withheld: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """(evidence id, salt) of the files that were only named: never in the file itself."""
