"""`studieregister recheck`: check what is kept again as of now, online where the person says so."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, moment, plain, worst
from wallet.cli.helping import option
from wallet.cli.online import Online, add_online, online_of
from wallet.cli.unlocking import unlocked
from wallet.errors import InputError, Problem, RefusedError
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.inspection import Inspection
from wallet.model.report import Verdict
from wallet.sandbox import SandboxError
from wallet.words import say

if TYPE_CHECKING:
    from wallet.journeys.look_up import Asked
    from wallet.journeys.wallet import Wallet

_CHECKED = (ItemKind.CREDENTIAL, ItemKind.ENDORSEMENT)


@dataclass(frozen=True, slots=True)
class _Done:
    """One item, before and after."""

    row: ItemRow
    inspection: Inspection | None
    asked: tuple[Asked, ...] = ()
    problem: Problem | None = None


class Recheck:
    """Checks kept credentials again; each answer is added to the history of its item."""

    name = "recheck"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which items; without any, all of them."""
        parser.add_argument("ids", metavar="ID", nargs="*", help=option(parser, "recheck_ids"))
        parser.add_argument("--at", type=moment, metavar="MOMENT", help=option(parser, "at"))
        add_online(parser)
        parser.epilog = (
            "studieregister recheck\n"
            "studieregister recheck --online --ask 01a205b3-d000-7278-9d26-cbdc522fd2af"
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """The exit code is that of the verdicts, as for ``verify``."""
        online = online_of(arguments, console)
        codes = []
        bug: SandboxError | None = None
        with unlocked(console, clock_of(arguments)) as wallet:
            for row in _rows(tuple(arguments.ids), wallet):
                try:
                    done = _check(row, wallet, online)
                except SandboxError as error:
                    bug = bug or error
                    continue
                if online is not None:
                    online.tell(done.asked)
                _print(done, console)
                codes.append(_exit(done))
        if bug is not None:
            raise bug
        return worst(codes)


def _rows(ids: tuple[str, ...], wallet: Wallet) -> tuple[ItemRow, ...]:
    """The items named, or all that can be checked. Raises RefusedError(NOT_FOUND) before any is begun."""
    if not ids:
        return tuple(row for row in wallet.register.rows() if row.kind in _CHECKED)
    rows = []
    for given in ids:
        row = wallet.register.row(given)
        if row is None or row.kind not in _CHECKED:
            raise RefusedError(Problem.NOT_FOUND)
        rows.append(row)
    return tuple(rows)


def _check(row: ItemRow, wallet: Wallet, online: Online | None) -> _Done:
    from wallet.journeys import import_credential, look_up

    try:
        if online is None:
            inspection, _ = import_credential.check_again(row.id, wallet)
            return _Done(row, inspection)
        looked, _ = look_up.check_online(row.id, wallet, online.allow, reach=online.reach)
        return _Done(row, looked.inspection, looked.asked)
    except InputError as error:
        return _Done(row, None, problem=error.problem)


def _exit(done: _Done) -> Exit:
    from wallet.cli.verify import exit_of

    return exit_of(done.inspection) if done.inspection is not None else Exit.UNREADABLE


def _print(done: _Done, console: Console) -> None:
    if console.as_json:
        console.emit(_as_json(done, console.language))
        return
    console.line(f"{plain(done.row.title)}  {done.row.id}")
    if done.inspection is None:
        console.say(f"problem.{done.problem}")
    else:
        console.line(f"  {_word(done.inspection.report.verdict, console)}")
        if done.row.verdict not in (None, done.inspection.report.verdict):
            console.line("  " + say("online.cli.before", console.language, verdict=_before(done, console)))
        for address in done.inspection.report.needs:
            console.line("  " + say("online.cli.needs", console.language, address=plain(address)))
    console.line()


def _as_json(done: _Done, language: str) -> dict[str, Any]:
    from wallet.cli.verify import to_json

    checked = to_json("", done.inspection, language) if done.inspection is not None else {}
    return {
        "id": done.row.id,
        "title": done.row.title,
        "verdict": checked.get("verdict"),
        "before": done.row.verdict.value if done.row.verdict else None,
        "problem": done.problem.value if done.problem else None,
        "checks": checked.get("checks", []),
        "needs": checked.get("needs", []),
        "asked": [
            {
                "address": one.address,
                "outcome": one.outcome,
                "problem": one.problem.value if one.problem else None,
            }
            for one in done.asked
        ],
    }


def _word(verdict: Verdict, console: Console) -> str:
    return say(f"register.verdict.{verdict}", console.language)


def _before(done: _Done, console: Console) -> str:
    return _word(done.row.verdict, console) if done.row.verdict else ""
