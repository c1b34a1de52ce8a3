"""`studieregister init`: a new register and its recovery code."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress
from pathlib import Path

from wallet.cli.console import Console, Exit, clock_of, readable
from wallet.cli.helping import option
from wallet.errors import Problem, RefusedError, SurroundingsError


class Init:
    """Makes a register; prints the recovery code once, or writes it to a file of the person's choice."""

    name = "init"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """``--name`` and ``--recovery-file``."""
        parser.add_argument("--name", type=readable, default="", metavar="TEXT", help=option(parser, "name"))
        parser.add_argument(
            "--recovery-file", metavar="FILE", type=Path, help=option(parser, "recovery_file")
        )
        parser.epilog = "studieregister init --passphrase-file passphrase.txt --recovery-file code.txt"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Make it. The file for the code is made first: a code that cannot be written would be lost."""
        from wallet.journeys import open_register
        from wallet.store import atomic
        from wallet.store.doors import door

        folder: Path = console.folder()
        if open_register.exists(folder):
            raise SurroundingsError(Problem.ALREADY_EXISTS)
        passphrase = _new_passphrase(console)
        out: Path | None = arguments.recovery_file
        descriptor: int | None = None
        if out is not None:
            with door(out.parent):
                descriptor = atomic.create(out)
        try:
            wallet, code = open_register.create(folder, passphrase, clock_of(arguments), arguments.name)
        except BaseException:
            if out is not None and descriptor is not None:
                os.close(descriptor)
                out.unlink(missing_ok=True)
            raise
        wallet.close()
        outcome = Exit.DONE
        if out is not None and descriptor is not None:
            try:
                with door(out.parent):
                    _write(descriptor, code)
            except SurroundingsError as error:
                # The register is there, and this code opens it: it is shown after all.
                console.warn(f"problem.{error.problem}", **error.numbers)
                with suppress(OSError):
                    out.unlink()
                out, outcome = None, Exit.SURROUNDINGS
        if console.as_json:
            console.emit({"register": str(folder), "recovery_code": None if out else code})
            return outcome
        console.say("register.made", folder=folder)
        if out is not None:
            console.say("register.code_written", file=out)
        else:
            console.say("register.code_shown")
            console.line()
            console.line(code)
            console.line()
        console.say("register.code_test")
        return outcome


def _write(descriptor: int, code: str) -> None:
    from wallet.store import atomic

    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(code + "\n")
        file.flush()
        atomic.sync(file.fileno())


def _new_passphrase(console: Console) -> str:
    """Asked twice on a terminal, with five words to take over if the person likes."""
    from wallet.journeys.open_register import MIN_CHARACTERS, suggest_passphrase, too_short

    asked = console.passphrase_file is None
    if asked:
        console.warn("register.suggestion", words=suggest_passphrase(console.language))
    passphrase = console.passphrase("register.new_passphrase")
    if too_short(passphrase):
        raise RefusedError(Problem.PASSPHRASE_TOO_SHORT, least=MIN_CHARACTERS)
    if asked and console.passphrase("register.again") != passphrase:
        raise RefusedError(Problem.WRONG_PASSPHRASE)
    return passphrase
