"""`studieregister import`: look at files and folders, and keep what they hold."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, moment, plain, readable, worst
from wallet.cli.europass_text import lines_of
from wallet.cli.helping import option, told
from wallet.cli.online import Online, add_online, online_of
from wallet.cli.progress import Progress
from wallet.cli.trust import trusted_by
from wallet.cli.unlocking import unlocked
from wallet.errors import InputError, Problem, RefusedError, SurroundingsError, WalletError
from wallet.model.credential import Incoming
from wallet.model.package import Part
from wallet.model.records import Arrival, Kept
from wallet.model.report import Verdict
from wallet.paths import readable_name
from wallet.sandbox import SandboxError
from wallet.words import say

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.inspection import Policy


_LONGEST_LINK = 500


class Import:
    """Keeps credentials as they came; anything else becomes evidence. One result for each thing."""

    name = "import"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Files, and what the check is told beforehand."""
        several: dict[str, Any] = {"action": "append", "default": [], "type": Path}
        capsule, trust = told(parser, "verify.help.capsule"), told(parser, "verify.help.trust")
        test_keys = told(parser, "verify.help.test_keys")
        parser.add_argument("files", metavar="FILE", nargs="+", help=option(parser, "import_files"))
        parser.add_argument(
            "--source", type=readable, default="", metavar="LABEL", help=option(parser, "source")
        )
        parser.add_argument("--capsule", metavar="FILE_OR_DIR", help=capsule, **several)
        parser.add_argument("--trust", metavar="FILE", help=trust, **several)
        parser.add_argument("--at", type=moment, metavar="MOMENT", help=option(parser, "at"))
        parser.add_argument("--allow-test-keys", action="store_true", help=test_keys)
        add_online(parser)
        parser.epilog = (
            "studieregister import badge.png diploma.json\n"
            "studieregister import --source School --capsule issuer.json badges/"
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Done is done, whatever a badge is worth: only a file that was not kept changes the exit code."""
        from wallet.journeys import import_credential
        from wallet.journeys.capsule_files import load_capsules

        clock = clock_of(arguments)
        online = online_of(arguments, console)
        codes = []
        bug: SandboxError | None = None
        with unlocked(console, clock) as wallet:
            capsules = tuple(arguments.capsule)
            policy = import_credential.policy_for(
                wallet,
                clock,
                wallet.sandbox.run(load_capsules, capsules) if capsules else (),
                trusted=trusted_by(arguments.trust, wallet.sandbox, clock.now().date(), console),
                allow_test_keys=arguments.allow_test_keys,
            )
            files = _files(tuple(arguments.files))
            progress = Progress(console.err)
            for number, path in enumerate(files):
                if online is None:  # else the bar would stand between the addresses
                    progress(number, len(files))
                arrivals, failure = _look_at(path, policy, wallet, online)
                bug = bug or failure
                progress.end()
                for arrival in arrivals:
                    kept = _keep(arrival, wallet, arguments.source)
                    _print(_name(path, arrival), arrival, kept, console)
                    codes.append(_exit(kept))
        if bug is not None:
            raise bug
        return worst(codes)


def _files(names: tuple[str, ...]) -> tuple[Path | str, ...]:
    """The files, folders walked, and the links as they were given, in this order."""
    from wallet.journeys.import_credential import files_in
    from wallet.journeys.links import is_link

    found: list[Path | str] = []
    for links, group in groupby(names, is_link):
        together = tuple(group)
        found += together if links else files_in(map(Path, together))
    return tuple(found)


def _look_at(
    path: Path | str, policy: Policy, wallet: Wallet, online: Online | None
) -> tuple[tuple[Arrival, ...], SandboxError | None]:
    """What the file is, or each thing in it. A bug of ours is told at the end; the file is kept till then."""
    from wallet.journeys import check_file, import_credential

    if isinstance(path, str):
        return _behind_link(path, policy, wallet, online)
    try:
        found = import_credential.look_at_file(path, policy, wallet.sandbox, wallet.register)
        if online is None:
            return found, None
        return tuple(_asked(one, policy, wallet, online) for one in found), None
    except SandboxError as error:
        incoming: Incoming = check_file.incoming_of(path)
        return (Arrival(incoming, "evidence", problem=Problem.NOT_RECOGNISED),), error


def _behind_link(
    link: str, policy: Policy, wallet: Wallet, online: Online | None
) -> tuple[tuple[Arrival, ...], SandboxError | None]:
    from wallet.journeys import import_credential, look_up

    incoming = Incoming(b"", link)
    try:
        if online is None:
            raise RefusedError(Problem.OFFLINE)
        incoming, known = look_up.fetch_link(link, policy, online.reach, online.allow)
        arrival = import_credential.look_at(incoming, known, wallet.sandbox, wallet.register)
        return (_asked(arrival, known, wallet, online),), None
    except WalletError as error:
        return (Arrival(incoming, "refused", problem=error.problem),), None
    except SandboxError as error:
        return (Arrival(incoming, "evidence", problem=Problem.NOT_RECOGNISED),), error


def _asked(arrival: Arrival, policy: Policy, wallet: Wallet, online: Online) -> Arrival:
    """The same, with what the addresses say that its check needs."""
    from wallet.journeys import look_up

    if not arrival.inspections:
        return arrival
    found, looked = look_up.look_at_online(
        arrival.incoming, policy, wallet.sandbox, online.reach, wallet.register, online.allow
    )
    if looked is None:
        return arrival
    online.tell(looked.asked)
    return replace(
        arrival,
        result=found.result,
        inspections=found.inspections,
        twins=found.twins,
        documents=found.documents,
    )


def _name(path: Path | str, arrival: Arrival) -> str:
    """The file or link as it was given, and below it what was in it."""
    if isinstance(path, str) or not isinstance(arrival.incoming, Part):
        return str(path)
    return f"{path}{arrival.incoming.name.removeprefix(readable_name(path))}"


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
        Problem.NO_NETWORK,
        Problem.NOT_SECURE,
        Problem.TOO_SLOW,
        Problem.ADDRESS_GONE,
        Problem.ADDRESS_ERROR,
    }
)


def _print(name: str, arrival: Arrival, kept: Kept, console: Console) -> None:
    verdict: Verdict | None = arrival.inspections[0].report.verdict if arrival.inspections else None
    if console.as_json:
        console.emit(
            {
                "file": name,
                "result": kept.result,
                "ids": list(kept.ids),
                "verdict": verdict.value if verdict else None,
                "problem": kept.problem.value if kept.problem else None,
                **_more(arrival),
            }
        )
        return
    console.line(plain(name))
    console.say(f"import.{kept.result}")
    if verdict is not None:
        console.line(say("import.verdict", console.language, verdict=_verdict(verdict, console)))
    if kept.problem is not None and kept.problem is not Problem.NOT_RECOGNISED:
        console.say(f"problem.{kept.problem}")
    for note in arrival.notes:
        console.say(f"note.{note}")
    for link in arrival.links:
        console.line(plain(link)[:_LONGEST_LINK])
    for line in lines_of(arrival.facts, console.language) if arrival.facts else ():
        console.line(line)
    for item_id in kept.ids:
        console.line(item_id)
    console.line()


def _more(arrival: Arrival) -> dict[str, Any]:
    """What only some files have."""
    found = {"notes": list(arrival.notes), "links": list(arrival.links)}
    facts = {"facts": asdict(arrival.facts)} if arrival.facts else {}
    return {**{name: value for name, value in found.items() if value}, **facts}


def _verdict(verdict: Verdict, console: Console) -> str:
    return say(f"register.verdict.{verdict}", console.language)
