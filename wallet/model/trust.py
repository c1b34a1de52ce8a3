"""Issuers that the person trusts: lists made by others, and the person's own address book of issuers.

Neither ever changes a verdict. They settle one question, "recognised", and only for an issuer whose key was
seen to be its own (docs/spec/trust-list.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field

OWN_WORD = "W1"
"""The level of an entry of the address book: the person's own word, and no more than that."""


@dataclass(frozen=True, slots=True)
class TrustEntry:
    """One issuer that is known, how widely it is recognised, and who says so."""

    issuer: str
    """Its did, or its id on the web."""
    name: str = field(default="", repr=False)
    level: str = OWN_WORD
    """W0 to W5, as in :class:`wallet.model.standing.RecognitionLevel`."""
    source: str = field(default="", repr=False)
    """The name of the list; "" for the person's own address book."""


@dataclass(frozen=True, slots=True)
class TrustList:
    """A list of issuers that somebody made and the person chose to trust."""

    id: str
    """Its own id; for a file without one, the digest of its bytes."""
    name: str
    publisher: str = ""
    """Who made it, by its own word unless it is signed."""
    date: str = ""
    """ISO date on which it was made; "" when it does not say."""
    valid_until: str = ""
    """ISO date of the last day on which it counts; "" when it does not say."""
    entries: tuple[TrustEntry, ...] = field(default=(), repr=False)
    signed_by: str = ""
    """The did whose signature over the whole list holds; "" for a list without a signature."""

    def is_past(self, today: str) -> bool:
        """Whether its last day is before this ISO date: then it does not count any more."""
        return bool(self.valid_until) and self.valid_until < today
