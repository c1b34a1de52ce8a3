"""What must hold for every input, and what a signed file may show after it was changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from tests.world import MOMENT
from wallet.errors import WalletError
from wallet.model.credential import Credential, Incoming
from wallet.model.inspection import Inspection, Policy
from wallet.model.report import Verdict
from wallet.verification.examine import examine

POLICY = Policy(now=MOMENT, allow_test_keys=True)
_NOT_SHOWN = frozenset({"source", "document", "proofs", "carried", "remarks", "container", "contains"})


class Forged(AssertionError):
    """A changed file was called verified and shows something that nobody signed."""


def refused(function: Callable[[], object]) -> bool:
    """Whether it raised one of our own errors. Every other exception is a crash and goes up."""
    try:
        function()
    except WalletError:
        return True
    return False


class Shown:
    """What the good files show. A changed file that is called verified may show a part of one."""

    def __init__(self) -> None:
        self._known: list[Counter[str]] = []

    def learn(self, inspection: Inspection) -> None:
        """Remember what a file shows that is known to be good; it need not be verified."""
        if inspection.report.verdict is Verdict.VERIFIED:
            self._known.append(leaves(inspection.credential))
        for inner in inspection.contains:
            self.learn(inner)

    @property
    def count(self) -> int:
        """How many verified credentials are known."""
        return len(self._known)

    def check(self, inspection: Inspection) -> None:
        """Raises Forged for a verified credential that says more than one of the known ones."""
        if inspection.report.verdict is Verdict.VERIFIED:
            said = leaves(inspection.credential)
            if not any(said.keys() <= known.keys() for known in self._known):
                nearest = min(
                    self._known, key=lambda known: len(said.keys() - known.keys()), default=Counter()
                )
                raise Forged(f"{len(said.keys() - nearest.keys())} new of {len(said)}")
        for inner in inspection.contains:
            self.check(inner)


class Examining:
    """Reads and checks a file as the program does, and compares what is verified with the good files."""

    def __init__(self) -> None:
        self._shown = Shown()

    @property
    def known(self) -> int:
        """How many verified credentials there are among the good files."""
        return self._shown.count

    def learn(self, content: bytes) -> None:
        """A good file."""
        refused(lambda: self._shown.learn(examine(Incoming(content, ""), POLICY)))

    def check(self, content: bytes) -> None:
        """A changed file."""
        refused(lambda: self._shown.check(examine(Incoming(content, ""), POLICY)))


def leaves(credential: Credential) -> Counter[str]:
    """Every value that a credential shows, with the names above it; order and repetition say nothing."""
    shown = {
        one.name: getattr(credential, one.name) for one in fields(credential) if one.name not in _NOT_SHOWN
    }
    # Claims without a place of their own stand one on a line.
    return Counter(
        json.dumps([*path, line]) for path, value in _walk(shown, ()) for line in str(value).split("\n")
    )


def _walk(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if is_dataclass(value):
        for one in fields(value):
            yield from _walk(getattr(value, one.name), (*path, one.name))
    elif isinstance(value, Mapping):
        for name, member in value.items():
            yield from _walk(member, (*path, str(name)))
    elif isinstance(value, tuple | list):
        for member in value:
            yield from _walk(member, path)
    elif value not in (None, "", False):
        yield path, value.value if isinstance(value, Enum) else value
