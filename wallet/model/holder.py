"""The learner: name, identifiers (never shared unless ticked), and the public half of the signing keys."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HolderKey:
    """The public half of a signing key: its did:key and when it was made."""

    did: str
    public: bytes
    """32 bytes, Ed25519."""
    created: str

    @property
    def verification_method(self) -> str:
        """The did:key URL that a proof names."""
        return f"{self.did}#{self.did.removeprefix('did:key:')}"


@dataclass(frozen=True, slots=True)
class Holder:
    """The person whose register this is."""

    name: str = field(default="", repr=False)
    identifiers: tuple[str, ...] = field(default=(), repr=False)
