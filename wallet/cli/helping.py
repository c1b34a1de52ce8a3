"""The parser of the command line, and the help that commands share, in the person's language."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, NoReturn

from wallet.cli.console import Exit
from wallet.words import LANGUAGES, say, system_language


class Parser(argparse.ArgumentParser):
    """Tells about wrong words in a sentence, with the exit code of the contract."""

    def __init__(self, *, language: str, own_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self.language = language
        self._positionals.title = say("cli.arguments", language)
        self._optionals.title = say("cli.options", language)
        if own_help:
            self.add_argument("-h", "--help", action="help", help=say("cli.option.help", language))

    def error(self, message: str) -> NoReturn:
        """Usage, what argparse found, and where to look."""
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        print(say("problem.wrong_usage", self.language), file=sys.stderr)
        raise SystemExit(Exit.USAGE)

    def set_example(self) -> None:
        """Put a heading above the command's own example."""
        lines = textwrap.indent(self.epilog or "", "  ")
        self.epilog = f"{say('cli.example', self.language)}\n{lines}"


def told(parser: argparse.ArgumentParser, code: str, **values: object) -> str:
    """The help sentence for a code, in the language of this parser."""
    return say(code, parser.language if isinstance(parser, Parser) else system_language(), **values)


def option(parser: argparse.ArgumentParser, name: str, **values: object) -> str:
    """The help sentence for an argument that several commands have."""
    return told(parser, f"cli.option.{name}", **values)


def language_of(words: Sequence[str]) -> str:
    """What ``--language`` says, before anything is parsed: help and errors are told in it too."""
    before_files = words[: words.index("--")] if "--" in words else words
    for word, following in zip(before_files, [*before_files[1:], ""], strict=True):
        name, _, value = word.partition("=")
        if name == "--language" and (value or following) in LANGUAGES:
            return value or following
    return system_language()
