"""What files with files in them have in common: parts in order, measured before they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wallet.errors import Problem
from wallet.model.credential import Container

PARTS = 2_000
"""Parts of one file, all levels together; the same as files in a ZIP."""
BATCH_BYTES = 16_000_000
"""Parts that are handed over at once: far below what a child process may hold."""
NAME_LENGTH = 200
"""Characters of a part's name that are kept; file systems take 255 bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, and how to get its bytes. ``read`` raises InputError."""

    name: str = field(repr=False)
    read: Callable[[], bytes] = field(repr=False)
    size: int = 0
    """Bytes, as far as they are known before they are read."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in one file."""

    container: Container
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = field(default=(), repr=False)
    link_problem: Problem | None = None
    worth_keeping: bool = False
    secret: bool = False


def given(content: bytes) -> Callable[[], bytes]:
    """How to get bytes that are here already."""
    return lambda: content


def plain_name(name: str, otherwise: str) -> str:
    """The last step of a name of a stranger's, on one line and of a sane length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()[:NAME_LENGTH]
    return shown if shown.strip(".") else otherwise


def numbered(names: Iterator[str]) -> Iterator[str]:
    """The same names, each once: the second of a name gets a number before its ending."""
    seen: set[str] = set()
    for name in names:
        stem, dot, ending = name.rpartition(".")
        made, number = name, 1
        while made.casefold() in seen:
            number += 1
            made = f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
        seen.add(made.casefold())
        yield made
