"""`--online` and `--ask`: each address is told before it is asked, and asked once in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from wallet.cli.console import Console, plain
from wallet.cli.helping import told
from wallet.clock import SystemClock
from wallet.errors import Problem, RefusedError, WalletError
from wallet.reach import Fetched, HttpsReach, Reach, target_of
from wallet.words import say

if TYPE_CHECKING:
    from wallet.journeys.look_up import Asked

_YES = ("j", "ja", "y", "yes")


class Online:
    """For a command that may ask: ``allow`` tells or asks the person, ``reach`` asks the address."""

    def __init__(self, console: Console, reach: Reach, *, ask: bool) -> None:
        self._console, self._ask = console, ask
        self._answers: dict[str, bool] = {}
        self.reach: Reach = _Once(reach)

    def allow(self, address: str) -> bool:
        """Tell the address on standard error; with ``--ask``, whether the person agrees to it."""
        if address not in self._answers:
            shown = plain(target_of(address).address)  # a host with other letters is spelled out
            if not self._ask:
                self._console.warn("online.cli.asking", address=shown)
            self._answers[address] = not self._ask or self._agreed(shown)
        return self._answers[address]

    def tell(self, asked: tuple[Asked, ...]) -> None:
        """Name the addresses that gave no answer, and why."""
        for one in asked:
            if one.outcome == "failed" and one.problem is not None:
                why = say(f"problem.{one.problem}", self._console.language)
                self._console.warn("online.cli.no_answer", address=plain(one.address), why=why)

    def _agreed(self, shown: str) -> bool:
        self._console.warn("online.cli.may_we", address=shown)
        try:
            return sys.stdin.readline().strip().casefold() in _YES
        except UnicodeDecodeError:
            return False


class _Once:
    """Remembers what an address answered, for as long as the command runs."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._known: dict[str, Fetched | WalletError] = {}

    def fetch(
        self, address: str, stop: Event | None = None, allow: Callable[[str], bool] | None = None
    ) -> Fetched:
        """See :class:`wallet.reach.Reach`."""
        if address not in self._known:
            try:
                self._known[address] = self._reach.fetch(address, stop, allow)
            except WalletError as error:
                self._known[address] = error
        known = self._known[address]
        if isinstance(known, WalletError):
            raise known
        return known


def add_online(parser: argparse.ArgumentParser) -> None:
    """The two options, for every command that may ask."""
    parser.add_argument("--online", action="store_true", help=told(parser, "online.cli.help_online"))
    parser.add_argument("--ask", action="store_true", help=told(parser, "online.cli.help_ask"))


def online_of(arguments: argparse.Namespace, console: Console) -> Online | None:
    """What the options ask for; None: nothing is asked of the internet.

    Raises RefusedError: WRONG_USAGE for ``--ask`` by itself, CANNOT_ASK where there is nobody to ask.
    """
    if not arguments.online:
        if arguments.ask:
            raise RefusedError(Problem.WRONG_USAGE)
        return None
    if arguments.ask and not sys.stdin.isatty():
        raise RefusedError(Problem.CANNOT_ASK)
    # What was asked today was asked today, also when --at makes the check another day's.
    return Online(console, HttpsReach(SystemClock()), ask=arguments.ask)
