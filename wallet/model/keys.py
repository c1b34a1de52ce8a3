"""A public key, whatever it was written as."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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
