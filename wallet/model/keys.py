"""A public key, whatever it was written as."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wallet.model.certificate import Certificate
from wallet.model.report import FindingSource


class KeyKind(StrEnum):
    """The kinds of keys that credentials are signed with."""

    ED25519 = "Ed25519"
    P256 = "P-256"
    P384 = "P-384"
    RSA = "RSA"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that passed the gate of :mod:`wallet.keys`.

    ``content``: Ed25519 32 raw bytes; P-256 and P-384 the compressed point; RSA the DER of its
    SubjectPublicKeyInfo.
    """

    kind: KeyKind
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ResolvedKey:
    """A key with whose it is, who says so, and since when."""

    key: PublicKey
    controller: str
    """Whose key it is by the document that lists it, or by its own address."""
    source: FindingSource = FindingSource.OFFLINE
    as_of: datetime | None = None
    listed: bool = True
    """False: the controller's document is at hand and does not name this key for making statements."""
    confirmed: bool = True
    """False: taken from the address or header itself; the controller's own document was not at hand."""
    origin: str = "own"
    """Where that document came from: ``own``, ``given``, ``from_sender``."""
    of_document: bool = False
    """Whether a document of the controller was consulted, and not the identifier alone."""
    name: str = field(default="", repr=False)
    """What that document calls its controller."""
    address: str = ""
    """Where the document stands, for a key that does not say whose it is."""
    needs: tuple[str, ...] = ()
    """What would confirm it."""
    certificate: Certificate | None = None
    """The certificate that the signature carries, where the key is taken from one."""
