"""What every command of the command line is given: streams, language, the register, the clock."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, TextIO

from wallet.clock import Clock, FixedClock, SystemClock
from wallet.errors import Problem, RefusedError, SurroundingsError
from wallet.paths import register_folder
from wallet.words import say


class Exit(IntEnum):
    """Exit codes of the CLI contract; the first that applies in the order of :func:`worst`."""

    DONE = 0
    FAILED = 1
    INDETERMINATE = 2
    UNREADABLE = 3
    NO_REGISTER = 4
    SURROUNDINGS = 5
    IN_USE = 6
    USAGE = 64
    OUR_BUG = 70


ORDER = (
    Exit.OUR_BUG,
    Exit.USAGE,
    Exit.NO_REGISTER,
    Exit.IN_USE,
    Exit.SURROUNDINGS,
    Exit.FAILED,
    Exit.UNREADABLE,
    Exit.INDETERMINATE,
    Exit.DONE,
)


def worst(codes: list[Exit]) -> Exit:
    """The first code that applies, in the contract's order."""
    return next((code for code in ORDER if code in codes), Exit.DONE)


@dataclass(frozen=True)
class Console:
    """Handed to each command. Nothing else writes to the streams."""

    language: str
    as_json: bool
    out: TextIO
    err: TextIO
    passphrase_file: str | None = None
    register: Path | None = None

    def emit(self, value: Mapping[str, Any]) -> None:
        """One JSON object on one line of standard output."""
        print(json.dumps(value, ensure_ascii=False, default=str), file=self.out)

    def line(self, text: str = "") -> None:
        """One line for people on standard output."""
        print(text, file=self.out)

    def say(self, code: str, **numbers: object) -> None:
        """The sentence for a code, on standard output."""
        self.line(say(code, self.language, **numbers))

    def warn(self, code: str, **numbers: object) -> None:
        """The sentence for a code, on standard error."""
        print(say(code, self.language, **numbers), file=self.err)

    def folder(self) -> Path:
        """The register's folder: ``--register``, the environment, or the platform's data folder."""
        return self.register or register_folder()

    def passphrase(self, question: str = "cli.passphrase") -> str:
        """From ``--passphrase-file`` (``-`` = standard input), else asked on the terminal without echo."""
        if self.passphrase_file == "-":  # noqa: S105  (a name for standard input)
            try:
                return sys.stdin.readline().rstrip("\r\n")
            except UnicodeDecodeError:
                raise SurroundingsError(Problem.FILE_UNREADABLE) from None
        if self.passphrase_file:
            try:
                return Path(self.passphrase_file).read_text("utf-8").rstrip("\r\n")
            except FileNotFoundError:
                raise SurroundingsError(Problem.FILE_MISSING) from None
            except (OSError, UnicodeDecodeError):
                raise SurroundingsError(Problem.FILE_UNREADABLE) from None
        if not sys.stdin.isatty():
            raise RefusedError(Problem.PASSPHRASE_NEEDED)
        try:
            return getpass.getpass(say(question, self.language) + " ")
        except EOFError:
            raise RefusedError(Problem.PASSPHRASE_NEEDED) from None


def clock_of(arguments: argparse.Namespace) -> Clock:
    """The clock that ``--at`` asks for, else the computer's."""
    moment = getattr(arguments, "at", None)
    return FixedClock(moment) if moment else SystemClock()


def plain(text: str) -> str:
    """Text on one line, without characters that steer a terminal or turn text around."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def readable(given: str) -> str:
    """Read an argument that is kept or shown as text. Raises ValueError, which argparse reports."""
    given.encode("utf-8")  # bytes of the terminal that are no UTF-8 stand in it as halves of characters
    return given


def moment(text: str) -> datetime:
    """Read ``--at``: an ISO 8601 moment with a zone. Raises ValueError, which argparse reports."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a zone is needed")
    try:
        return read.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside the calendar") from None
