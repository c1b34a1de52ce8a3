"""What an endorsement is about, and by what a credential can be named in one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote

STRONGEST = ("sha512", "sha384", "sha256")
"""Hashes that an endorsement may state (W3C, VC Data Model 2.0 §5.3, Integrity of Related Resources)."""


class Tie(StrEnum):
    """How an endorsement and an item belong together."""

    SAME = "same"
    OTHER = "other"
    """It names this item, and states the digest of other bytes."""
    OPEN = "open"
    """It names this item, and states a digest that cannot be compared with anything here."""
    NONE = "none"
    """It does not name this item."""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A credential that may be endorsed. Names as :func:`called` writes them; "" where it has none."""

    id: str = ""
    achievement: str = ""
    issuer: str = ""
    holder: str = field(default="", repr=False)
    """Only of the credential around an endorsement."""
    digests: str = ""
    """``sha256:<hex> sha384:<hex> …`` of its bytes, and of the file that it came in."""


@dataclass(frozen=True, slots=True)
class ItemNames:
    """What the register remembers of a credential so that endorsements and items find each other."""

    item: KnownItem = KnownItem()
    endorses: str = ""
    """For an endorsement: what it is about; else ""."""
    stated: tuple[str, ...] = ()
    """For an endorsement: digests of what it is about, see :attr:`Credential.endorsed_digests`."""


def called(name: str) -> str:
    """A name as names are compared: percent-unescaped and trimmed."""
    return unquote(name).strip()


def digests_of(*contents: bytes) -> str:
    """Every digest of these bytes that an endorsement may state."""
    found = (f"{name}:{hashlib.new(name, one).hexdigest()}" for one in contents for name in STRONGEST)
    return " ".join(dict.fromkeys(found))


def tie(endorsed: str, stated: tuple[str, ...], item: KnownItem) -> Tie:
    """Whether what is endorsed is this item. Of several digests the strongest counts."""
    name = called(endorsed)
    if not name or name not in (item.id, item.achievement, item.issuer, item.holder):
        return Tie.NONE
    if not stated:
        return Tie.SAME
    known = item.digests.split()
    for algorithm in STRONGEST:
        here = [one for one in stated if one.startswith(f"{algorithm}:")]
        if here and any(one.startswith(f"{algorithm}:") for one in known):
            if any(one in known for one in here):
                return Tie.SAME
            # Of the achievement or the issuer by itself we have no bytes that could differ.
            return Tie.OTHER if name == item.id else Tie.OPEN
    return Tie.OPEN


def strongest_tie(endorsed: str, stated: tuple[str, ...], items: Iterable[KnownItem]) -> Tie:
    """The same for several items: one that is it beats one that may be it, beats one that is another."""
    found = {tie(endorsed, stated, one) for one in items}
    return next((one for one in (Tie.SAME, Tie.OPEN, Tie.OTHER) if one in found), Tie.NONE)
