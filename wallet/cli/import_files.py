"""`studieregister import`: look at files and folders, and keep what they hold."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, moment, plain, readable, worst
from wallet.cli.helping import option, told
from wallet.cli.progress import Progress
from wallet.cli.unlocking import unlocked
from wallet.errors import InputError, Problem, SurroundingsError
from wallet.model.credential import Incoming
from wallet.model.records import Arrival, Kept
from wallet.model.report import Verdict
from wallet.sandbox import SandboxError
from wallet.words import say

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.inspection import Policy


class Import:
    """Keeps credentials as they came; anything else becomes evidence. One result for each file."""

    name = "import"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Files, and what the check is told beforehand."""
        several: dict[str, Any] = {"action": "append", "default": [], "type": Path}
        capsule, trust = told(parser, "verify.help.capsule"), told(parser, "verify.help.trust")
        test_keys = told(parser, "verify.help.test_keys")
        parser.add_argument(
            "files", metavar="FILE", nargs="+", type=Path, help=option(parser, "import_files")
        )
        parser.add_argument(
            "--source", type=readable, default="", metavar="LABEL", help=option(parser, "source")
        )
        parser.add_argument("--capsule", metavar="FILE_OR_DIR", help=capsule, **several)
        parser.add_argument("--trust", metavar="FILE", help=trust, **several)
        parser.add_argument("--at", type=moment, metavar="MOMENT", help=option(parser, "at"))
        parser.add_argument("--allow-test-keys", action="store_true", help=test_keys)
        parser.epilog = (
            "studieregister import badge.png diploma.json\n"
            "studieregister import --source School --capsule issuer.json badges/"
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Done is done, whatever a badge is worth: only a file that was not kept changes the exit code."""
        from wallet.journeys import import_credential
        from wallet.journeys.capsule_files import load_capsules, load_trust_lists

        clock = clock_of(arguments)
        codes = []
        bug: SandboxError | None = None
        with unlocked(console, clock) as wallet:
            capsules, lists = tuple(arguments.capsule), tuple(arguments.trust)
            policy = import_credential.policy_for(
                wallet,
                clock,
                wallet.sandbox.run(load_capsules, capsules) if capsules else (),
                trusted=wallet.sandbox.run(load_trust_lists, lists) if lists else (),
                allow_test_keys=arguments.allow_test_keys,
            )
            files = tuple(import_credential.files_in(arguments.files))
            progress = Progress(console.err)
            for number, path in enumerate(files):
                progress(number, len(files))
                arrival, failure = _look_at(path, policy, wallet)
                bug = bug or failure
                kept = _keep(arrival, wallet, arguments.source)
                progress.end()
                _print(path, arrival, kept, console)
                codes.append(_exit(kept))
        if bug is not None:
            raise bug
        return worst(codes)


def _look_at(path: Path, policy: Policy, wallet: Wallet) -> tuple[Arrival, SandboxError | None]:
    """What the file is. A bug of ours is told at the end; until then the file is kept as evidence."""
    from wallet.journeys import check_file, import_credential

    try:
        return import_credential.look_at_file(path, policy, wallet.sandbox, wallet.register), None
    except SandboxError as error:
        incoming: Incoming = check_file.incoming_of(path)
        return Arrival(incoming, "evidence", problem=Problem.NOT_RECOGNISED), error


def _keep(arrival: Arrival, wallet: Wallet, source_label: str) -> Kept:
    from wallet.journeys import import_credential
    from wallet.model.changes import Changes

    try:
        return import_credential.keep(arrival, wallet, source_label)
    except (InputError, SurroundingsError) as error:
        return Kept("refused", (), Changes(), error.problem)


def _exit(kept: Kept) -> Exit:
    if kept.result != "refused":
        return Exit.DONE
    return Exit.SURROUNDINGS if kept.problem in _SURROUNDINGS else Exit.UNREADABLE


_SURROUNDINGS = frozenset(
    {
        Problem.FILE_MISSING,
        Problem.FILE_UNREADABLE,
        Problem.NO_PERMISSION,
        Problem.DISK_FULL,
        Problem.DISK_ERROR,
        Problem.READ_ONLY,
    }
)


def _print(path: Path, arrival: Arrival, kept: Kept, console: Console) -> None:
    verdict: Verdict | None = arrival.inspections[0].report.verdict if arrival.inspections else None
    if console.as_json:
        console.emit(
            {
                "file": str(path),
                "result": kept.result,
                "ids": list(kept.ids),
                "verdict": verdict.value if verdict else None,
                "problem": kept.problem.value if kept.problem else None,
            }
        )
        return
    console.line(plain(str(path)))
    console.say(f"import.{kept.result}")
    if verdict is not None:
        console.line(say("import.verdict", console.language, verdict=_verdict(verdict, console)))
    if kept.problem is not None and kept.problem is not Problem.NOT_RECOGNISED:
        console.say(f"problem.{kept.problem}")
    for item_id in kept.ids:
        console.line(item_id)
    console.line()


def _verdict(verdict: Verdict, console: Console) -> str:
    return say(f"register.verdict.{verdict}", console.language)
