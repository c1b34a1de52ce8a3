"""`studieregister backup`, `restore`, `check`, `recovery test`: nothing gets lost."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.cli.console import Console, Exit, clock_of
from wallet.cli.helping import option
from wallet.cli.progress import Progress
from wallet.cli.unlocking import unlocked
from wallet.errors import Problem, RefusedError

if TYPE_CHECKING:
    from wallet.model.integrity import IntegrityReport


class Backup:
    """Writes the whole register to one encrypted file."""

    name = "backup"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """``--out``."""
        parser.add_argument("--out", required=True, metavar="FILE", type=Path, help=option(parser, "out"))
        parser.epilog = "studieregister backup --out /media/stick/register.backup"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """The file appears after it was read back; a damaged register is copied as far as it is there."""
        from wallet.journeys import back_up

        progress = Progress(console.err)
        with unlocked(console, clock_of(arguments)) as wallet:
            report = back_up.back_up(wallet, arguments.out, progress)
            progress.end()
        if not console.as_json:
            console.say("register.backup_written", file=arguments.out)
        return _tell(report, console)


class Restore:
    """Makes a register in a new folder from a backup."""

    name = "restore"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The backup and the folder."""
        parser.add_argument("file", metavar="FILE", type=Path, help=option(parser, "backup"))
        parser.add_argument("--to", required=True, metavar="DIR", type=Path, help=option(parser, "to"))
        parser.epilog = "studieregister restore /media/stick/register.backup --to ~/register"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Nothing is written over. It opens with the passphrase of the time of the backup."""
        from wallet.journeys import back_up

        report = back_up.restore(arguments.file, console.passphrase(), arguments.to, clock_of(arguments))
        if not console.as_json:
            console.say("register.restored", folder=arguments.to)
        return _tell(report, console)


class Check:
    """Reads everything once and says whether the register is whole."""

    name = "check"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """No arguments of its own."""
        parser.epilog = "studieregister check --json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Exit code 1 when it is damaged, also when it is too damaged to open."""
        from wallet.journeys import back_up
        from wallet.model.integrity import IntegrityReport

        try:
            with unlocked(console, clock_of(arguments)) as wallet:
                report = back_up.check(wallet)
        except RefusedError as error:
            if error.problem is not Problem.REGISTER_DAMAGED:
                raise
            report = IntegrityReport("damaged", 0, 0, 0, (error.problem,))
        return _tell(report, console)


class RecoveryTest:
    """Tries the recovery code once, so that the person knows it works."""

    name = "recovery test"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """No arguments of its own: the code comes from where a passphrase would."""
        parser.epilog = "studieregister recovery test --passphrase-file code.txt"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Open the register with the code alone."""
        from wallet.journeys import open_register

        folder = console.folder()
        if not open_register.exists(folder):
            raise RefusedError(Problem.NO_REGISTER)
        code = console.passphrase("register.code")
        try:
            wallet = open_register.unlock(folder, code, clock_of(arguments))
        except RefusedError as error:
            if error.problem is Problem.WRONG_PASSPHRASE:
                raise RefusedError(Problem.WRONG_RECOVERY_CODE) from None
            raise
        try:
            fits = open_register.confirm_recovery(wallet, code)
        finally:
            wallet.close()
        if not fits:  # the passphrase was typed in its place
            raise RefusedError(Problem.WRONG_RECOVERY_CODE)
        if console.as_json:
            console.emit({"recovery": "confirmed"})
        else:
            console.say("register.code_fits")
        return Exit.DONE


def _tell(report: IntegrityReport, console: Console) -> Exit:
    if console.as_json:
        console.emit(
            {
                "register": report.state,
                "records": report.records,
                "evidence": report.evidence,
                "quarantined": report.quarantined,
                "problems": [problem.value for problem in report.problems],
            }
        )
    else:
        console.say(f"register.state.{report.state}", records=report.records, evidence=report.evidence)
        if report.quarantined:
            console.say("register.quarantined", n=report.quarantined)
        for problem in report.problems:
            console.say(f"problem.{problem}")
    return Exit.DONE if report.state == "whole" else Exit.FAILED
