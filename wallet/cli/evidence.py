"""`studieregister evidence add`: files that show what an item says."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.cli.console import Console, Exit, clock_of, plain, readable, worst
from wallet.cli.helping import option
from wallet.cli.progress import Progress
from wallet.cli.unlocking import unlocked
from wallet.errors import InputError, Problem, RefusedError, SurroundingsError
from wallet.model.records import Kept

if TYPE_CHECKING:
    from wallet.journeys.collect_evidence import EvidenceArrival
    from wallet.journeys.wallet import Wallet


class EvidenceAdd:
    """Attaches files to an item. The original is kept encrypted; the file itself is not touched."""

    name = "evidence add"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The item and the files."""
        parser.add_argument("item", metavar="ITEM_ID", help=option(parser, "item"))
        parser.add_argument(
            "files", metavar="FILE", nargs="+", type=Path, help=option(parser, "evidence_files")
        )
        parser.add_argument(
            "--source", type=readable, default="", metavar="LABEL", help=option(parser, "source")
        )
        parser.epilog = (
            "studieregister evidence add 01a205b3-d000-7278-9d26-cbdc522fd2af foto.jpg verklaring.pdf"
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """One result for each file; a file that cannot be read does not stop the others."""
        codes = []
        with unlocked(console, clock_of(arguments)) as wallet:
            if wallet.register.row(arguments.item) is None:
                raise RefusedError(Problem.NOT_FOUND)
            for path in arguments.files:
                try:
                    arrival, kept = _attach(path, arguments, wallet, console)
                except (InputError, SurroundingsError) as error:
                    _print_problem(path, error, console)
                    codes.append(Exit.UNREADABLE if isinstance(error, InputError) else Exit.SURROUNDINGS)
                else:
                    _print(path, arrival, kept, console)
                    codes.append(Exit.DONE)
        return worst(codes)


def _attach(
    path: Path, arguments: argparse.Namespace, wallet: Wallet, console: Console
) -> tuple[EvidenceArrival, Kept]:
    from wallet.journeys import collect_evidence

    arrival = collect_evidence.look_at(path)
    progress = Progress(console.err)
    try:
        kept = collect_evidence.attach(
            arrival, arguments.item, wallet, progress, source_label=arguments.source
        )
    finally:
        progress.end()
    return arrival, kept


def _print(path: Path, arrival: EvidenceArrival, kept: Kept, console: Console) -> None:
    if console.as_json:
        console.emit(
            {
                "file": str(path),
                "result": kept.result,
                "ids": list(kept.ids),
                "kind": arrival.kind.value,
                "media_type": arrival.media_type,
                "size": arrival.size,
                "hidden_data_stays": arrival.hidden,
                "problem": None,
            }
        )
    else:
        console.line(plain(str(path)))
        console.say(f"import.{kept.result}")
    if arrival.hidden:
        console.warn("evidence.hidden")
    if not console.as_json:
        for item_id in kept.ids:
            console.line(item_id)


def _print_problem(path: Path, error: InputError | SurroundingsError, console: Console) -> None:
    if console.as_json:
        console.emit({"file": str(path), "result": "refused", "ids": [], "problem": error.problem.value})
    else:
        console.line(plain(str(path)))
        console.say(f"problem.{error.problem}", **error.numbers)
