"""Readings of what others issued. The original bytes are the credential; a reading may be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a file turned out to hold (CLI contract, verify)."""

    OPEN_BADGE_3 = "open-badge-3"
    OPEN_BADGE_2 = "open-badge-2"
    OPEN_BADGE_1 = "open-badge-1"
    CLR_2 = "clr-2"
    ENDORSEMENT = "endorsement"
    CREDENTIAL = "credential"
    SD_JWT_VC = "sd-jwt-vc"
    ELM_3 = "elm-3"
    STATUS_LIST = "status-list"
    PRESENTATION = "presentation"
    PORTFOLIO = "portfolio"
    ANSWER = "answer"
    REQUEST = "request"
    UNKNOWN = "unknown"


class Container(StrEnum):
    """The wrapping that the credential came in."""

    JSON = "json"
    JWT = "jwt"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    ZIP = "zip"
    HTML = "html"
    EML = "eml"
    SD_JWT = "sd-jwt"


def digest_of(content: bytes) -> str:
    """``sha256:<hex>`` of these bytes, the way a digest is written everywhere in the product."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as they came in. Never re-serialised."""

    original: bytes = field(repr=False)
    media_type: str

    @property
    def digest(self) -> str:
        """``sha256:<hex>`` of the original bytes."""
        return digest_of(self.original)


@dataclass(frozen=True, slots=True)
class LangText:
    """A text in one or more languages: pairs of (BCP 47 tag or "", text)."""

    values: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def best(self, language: str) -> str:
        """The text in this language, else English, else without a tag, else the first; "" when empty."""
        spoken = {tag.split("-")[0].lower(): text for tag, text in reversed(self.values)}
        for tag in (language, "", "en"):
            if tag in spoken:
                return spoken[tag]
        return self.values[0][1] if self.values else ""

    def __bool__(self) -> bool:
        return any(text for _, text in self.values)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued it, as the credential itself says."""

    id: str = ""
    name: LangText = LangText()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A link from an achievement to an element of a framework (Open Badges 3.0, Alignment)."""

    target_name: str = field(repr=False)
    target_url: str
    framework: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class EducationFacts:
    """What Dutch education says of an achievement besides (educredentials, edubadges); None or "": not said.

    Words of a list (assessment type, participation) are as they were written; the screen tells them.
    """

    ects: float | None = None
    """European study points."""
    study_load: float | None = None
    """Hours of study of a vocational education (SBU)."""
    time_investment: float | None = None
    """Hours that it took, where no programme counts them."""
    participation: str = ""
    assessment_type: str = ""
    supervision: str = ""
    identity_checked: bool | None = None
    eqf: str = ""
    nlqf: str = ""
    language: str = ""
    """BCP 47 tag of the language of the teaching."""
    quality_assurance: str = ""
    """Who looked after the quality, as named."""
    programme: str = ""
    """Number of the programme in the national register."""
    outcome: str = field(default="", repr=False)
    """What the learner can do afterwards."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was achieved (Open Badges 3.0, Achievement; 2.0, BadgeClass)."""

    id: str = ""
    name: LangText = LangText()
    description: LangText = LangText()
    criteria: LangText = LangText()
    achievement_type: str = ""
    image: str = field(default="", repr=False)
    """A data: URI or an address; an address is never fetched by itself."""
    alignments: tuple[Alignment, ...] = ()
    tags: tuple[str, ...] = ()
    education: EducationFacts | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """Evidence that the issuer names inside the credential."""

    id: str = ""
    name: str = field(default="", repr=False)
    narrative: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class IdentityObject:
    """A recipient's identifier, hashed or plain (Open Badges 3.0, IdentityObject; 2.0, IdentityObject)."""

    identity: str = field(repr=False)
    hashed: bool
    identity_type: str = ""
    salt: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where the issuer would tell that it was revoked or suspended."""

    type: str
    id: str = ""
    list_url: str = ""
    index: int | None = None
    purpose: str = "revocation"


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof as it came: a Data Integrity object, or a compact JWS.

    ``suite`` is the name of a proof suite (CLI contract), or the type as written when we know no such suite.
    """

    suite: str
    verification_method: str | None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)
    compact: str = field(default="", repr=False)
    purpose: str = ""
    created: datetime | None = None
    expires: datetime | None = None
    covers: str = field(default="", repr=False)
    """What a compact signature is about that does not stand in it, as written."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A reading of one credential, presentation or status list. Rebuilt at will from ``source``."""

    kind: Kind
    container: Container
    source: Source
    """The whole file for the outermost credential; for an embedded one, its own bytes as they were found."""
    document: Mapping[str, Any] = field(repr=False)
    """The claims as parsed. What is shown is rendered from this very object, the one that was verified."""
    id: str = ""
    types: tuple[str, ...] = ()
    name: LangText = LangText()
    description: LangText = LangText()
    issuer: Issuer = Issuer()
    subject_id: str = field(default="", repr=False)
    endorsed_digests: tuple[str, ...] = ()
    """Of an endorsement: ``sha256:<hex>`` and the like of what it is about; "" for an unreadable one."""
    recipients: tuple[IdentityObject, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    dates_unreadable: bool = False
    achievement: Achievement | None = None
    statuses: tuple[StatusEntry, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    proofs: tuple[Proof, ...] = ()
    contains: tuple[Credential, ...] = ()
    """Embedded credentials, endorsements, presentation members, other badges baked into the same image."""
    carried: bytes = field(default=b"", repr=False)
    """Its own bytes inside a container (PNG chunk, PDF attachment); empty: the source itself."""
    remarks: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Members that no field above shows: (where it stands, plain text)."""

    @property
    def digest(self) -> str:
        """Digest of the credential's own bytes (inside the container if there is one)."""
        return digest_of(self.carried or self.source.original)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it comes in: its bytes and the name it had (a hint for people, never trusted)."""

    original: bytes = field(repr=False)
    name: str = field(repr=False)
