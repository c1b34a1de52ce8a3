"""Files that came in one file: what was found in it, part by part. Nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from wallet.errors import Problem
from wallet.model.credential import Container, Incoming

INSIDE = " › "
"""Stands between the name of a file and the name of what was in it."""


@dataclass(frozen=True, slots=True)
class Part(Incoming):
    """One thing out of a file; its name begins with that of the file it was in."""

    number: int = 0
    """Which one of the file it is: the same file has the same numbers every time."""
    problem: Problem | None = None
    """Why there are no bytes: too large, damaged."""

    @property
    def own_name(self) -> str:
        """Its name without that of the file it was in."""
        return self.name.rpartition(INSIDE)[2]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was taken apart, or the next piece of it."""

    container: Container
    parts: tuple[Part, ...]
    more: int | None = None
    """The number of the part that comes next; None: this was all."""
    notes: tuple[str, ...] = ()
    """What a person should know of it (``note.<code>``): keys that were left out."""
    links: tuple[str, ...] = field(default=(), repr=False)
    """Addresses that stand in it in place of a credential. Nothing was looked up."""
    link_problem: Problem | None = None
    """What kind of addresses they are."""
    worth_keeping: bool = False
    """A page or picture that people look at, and not only a wrapping: kept beside what was in it."""
    secret: bool = False
    """Private keys stand in it: the file as a whole is not kept, whatever else is in it."""
