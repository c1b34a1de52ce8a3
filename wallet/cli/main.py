"""Reads the words of the command line, hands over to one command, and turns errors into sentences."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from wallet.cli import (
    bake,
    evidence,
    experience,
    import_files,
    init,
    items,
    passport,
    portfolio,
    recheck,
    safekeeping,
    trust,
    unbake,
    verify,
    version,
)
from wallet.cli.console import Console, Exit
from wallet.cli.helping import Parser, language_of, option
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError, WalletError
from wallet.sandbox import SandboxError
from wallet.words import LANGUAGES, say


class Command(Protocol):
    """One file in ``wallet/cli``: a name, its arguments, and what it does."""

    name: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments; ``parser.description`` and ``epilog`` (an example) too."""
        ...

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Do it. Raises WalletError for what went wrong as a whole."""
        ...


COMMANDS: tuple[Command, ...] = (
    init.Init(),
    items.List(),
    items.Show(),
    items.Search(),
    items.Original(),
    safekeeping.Backup(),
    safekeeping.Restore(),
    safekeeping.Check(),
    safekeeping.RecoveryTest(),
    verify.Verify(),
    import_files.Import(),
    recheck.Recheck(),
    experience.ExperienceAdd(),
    evidence.EvidenceAdd(),
    trust.TrustAdd(),
    trust.TrustList(),
    trust.TrustRemove(),
    trust.TrustKnow(),
    trust.TrustForget(),
    portfolio.PortfolioExport(),
    passport.Passport(),
    bake.Bake(),
    unbake.Unbake(),
    version.Version(),
)

_BY_PROBLEM = {
    Problem.WRONG_PASSPHRASE: Exit.NO_REGISTER,
    Problem.PASSPHRASE_NEEDED: Exit.NO_REGISTER,
    Problem.WRONG_RECOVERY_CODE: Exit.NO_REGISTER,
    Problem.NO_REGISTER: Exit.NO_REGISTER,
    Problem.REGISTER_IN_USE: Exit.IN_USE,
    Problem.REGISTER_DAMAGED: Exit.FAILED,
    Problem.REGISTER_OLDER: Exit.FAILED,
    Problem.WRONG_USAGE: Exit.USAGE,
}


def exit_for(error: WalletError) -> Exit:
    """The exit code of an error that ended the whole command."""
    if error.problem in _BY_PROBLEM:
        return _BY_PROBLEM[error.problem]
    if isinstance(error, SurroundingsError):
        return Exit.SURROUNDINGS
    if isinstance(error, InputError | RefusedError):
        return Exit.UNREADABLE
    return Exit.OUR_BUG


def _common(language: str) -> Parser:
    """Options that may stand before or after the command. SUPPRESS lets both places speak."""
    common = Parser(language=language, own_help=False, argument_default=argparse.SUPPRESS)

    common.add_argument("--register", metavar="DIR", type=Path, help=option(common, "register"))
    common.add_argument("--passphrase-file", metavar="FILE", help=option(common, "passphrase_file"))
    common.add_argument("--json", action="store_true", help=option(common, "json"))
    common.add_argument("--language", choices=LANGUAGES, help=option(common, "language"))
    return common


def parser(language: str) -> Parser:
    """The whole command line, with its help in this language."""
    common = _common(language)
    top = Parser(
        prog="studieregister",
        language=language,
        parents=[common],
        description=say("cli.about", language),
        epilog="studieregister verify badge.png\nstudieregister init --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.set_example()
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    groups: dict[str, argparse._SubParsersAction[Parser]] = {}
    for command in COMMANDS:
        group, _, verb = command.name.partition(" ")
        help_text = say(f"cli.help.{command.name.replace(' ', '_')}", language)
        if verb and group not in groups:
            holder = commands.add_parser(group, help=say(f"cli.help.{group}", language), language=language)
            groups[group] = holder.add_subparsers(dest="verb", metavar="VERB", required=True)
        place = groups[group] if verb else commands
        made = place.add_parser(
            verb or group,
            help=help_text,
            description=f"{help_text[:1].upper()}{help_text[1:]}.",
            parents=[common],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            language=language,
        )
        command.add_arguments(made)
        made.set_example()
        made.set_defaults(run=command.run)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code. No traceback reaches a person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if words is None else words)
    language = language_of(given)
    try:
        arguments = parser(language).parse_args(given or ["--help"])
        language = getattr(arguments, "language", language)
        console = Console(
            language=language,
            as_json=getattr(arguments, "json", False),
            out=sys.stdout,
            err=sys.stderr,
            passphrase_file=getattr(arguments, "passphrase_file", None),
            register=getattr(arguments, "register", None),
        )
        code = int(arguments.run(arguments, console))
        sys.stdout.flush()
        return code
    except WalletError as error:
        print(say(f"problem.{error.problem}", language, **error.numbers), file=sys.stderr)
        return int(exit_for(error))
    except (Cancelled, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        _close_output()  # the reader went away (`| head`)
        return int(Exit.DONE)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            # Files stand behind doors of their own: what is full is where standard output goes.
            _close_output()
            print(say(f"problem.{Problem.DISK_FULL}", language), file=sys.stderr)
            return int(Exit.SURROUNDINGS)
        print(say("cli.our_bug", language, file=_report(error)), file=sys.stderr)
        return int(Exit.OUR_BUG)


def _close_output() -> None:
    """Python would complain once more while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: Exception) -> str:
    """Write a report that names no person and no content: only kinds of errors and lines of our code."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{type(error).__name__}"]
    lines += [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    if isinstance(error, SandboxError):
        lines.append(str(error))  # the same, from the child: kinds and lines only
    try:
        handle, name = tempfile.mkstemp(prefix="studieregister-report-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:  # nowhere to write: the same lines, for whoever is looking
        return "\n" + "\n".join(lines)
    return name
