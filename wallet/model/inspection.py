"""A credential together with what was found out about it: what a list row, a page or the CLI shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wallet.model.credential import Credential
from wallet.model.report import FindingSource, VerificationReport
from wallet.model.standing import Standing


@dataclass(frozen=True, slots=True)
class CapsuleDocument:
    """A document that was needed for a check, kept as bytes: DID document, issuer profile, status list."""

    url: str
    content: bytes = field(repr=False)
    """Empty: the address answered that what stood there is gone for good, as for a badge taken back."""
    as_of: datetime
    origin: str = "given"
    """``own`` (fetched by this register), ``given`` (by the user of the command line), ``from_sender``."""
    fetched: bool = False
    """Whether it was asked for in this very check."""

    @property
    def source(self) -> FindingSource:
        """What a finding says that this document settles."""
        return FindingSource.ONLINE if self.fetched else FindingSource.CAPSULE

    @property
    def needs(self) -> tuple[str, ...]:
        """Where to ask for what came along with a file, before it settles anything."""
        return (self.url,) if self.origin == "from_sender" else ()

    @property
    def gone(self) -> bool:
        """Whether it only says that nothing stands there any more."""
        return not self.content


# How far a document may settle a question, by where it came from.
_TRUST = {"own": 2, "given": 1, "from_sender": 0}


@dataclass(frozen=True, slots=True)
class Policy:
    """What a check is told beforehand. Everything it needs stands here, so it can run in another process."""

    now: datetime
    documents: tuple[CapsuleDocument, ...] = ()
    identities: tuple[str, ...] = field(default=(), repr=False)
    own_keys: tuple[str, ...] = field(default=(), repr=False)
    """DIDs of the keys that this person's register signs with."""
    trusted: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    """(issuer id, name, W-level) from trust lists that the person installed."""
    allow_test_keys: bool = False
    audience: str | None = field(default=None, repr=False)
    challenge: str | None = field(default=None, repr=False)

    def document(self, url: str) -> CapsuleDocument | None:
        """The document of this address: a fetched one before a given one before the sender's; the newest."""
        found = [document for document in self.documents if document.url == url]
        return max(found, key=lambda one: (_TRUST.get(one.origin, 0), one.as_of), default=None)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One credential, its report and its standing; embedded ones each with their own."""

    credential: Credential
    report: VerificationReport
    standing: Standing
    issuer_name_source: str = "self"
    """``self`` (only the signer says so), ``issuer_document``, ``trust_list``."""
    contains: tuple[Inspection, ...] = ()
