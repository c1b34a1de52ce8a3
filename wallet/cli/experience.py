"""`studieregister experience add`: experiences from a JSON file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wallet.cli.console import Console, Exit, clock_of
from wallet.cli.helping import option
from wallet.cli.unlocking import unlocked
from wallet.errors import InputError, Problem, RefusedError
from wallet.words import knows, say

if TYPE_CHECKING:
    from wallet.journeys.experience_file import WrongBox

STDIN = "-"


class ExperienceAdd:
    """Adds one experience, or a list; all of them or none."""

    name = "experience add"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file; its boxes stand in schemas/studieregister/experience.json."""
        parser.add_argument(
            "--from", dest="source", required=True, metavar="FILE.json", help=option(parser, "from")
        )
        parser.epilog = (
            "studieregister experience add --from taalmaatje.json\n\n"
            'taalmaatje.json: {"kind": "vrijwilligerswerk", "title": "Taalmaatje in het buurthuis",\n'
            '                  "period": {"from": "2024-02", "ongoing": true}}'
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Read the file first: a box that is wrong is named, and the register is not opened."""
        from wallet.journeys import record_experience

        try:
            experiences = record_experience.read_file(_content(arguments.source, console))
        except record_experience.WrongBox as error:
            _explain(error, console)
            return Exit.UNREADABLE
        with unlocked(console, clock_of(arguments)) as wallet:
            ids = record_experience.keep_all(experiences, wallet).ids
        if console.as_json:
            for item_id, experience in zip(ids, experiences, strict=True):
                console.emit({"id": item_id, "kind": "experience", "title": experience.title})
            return Exit.DONE
        console.say("experience.kept", n=len(ids))
        for item_id in ids:
            console.line(item_id)
        return Exit.DONE


def _content(source: str, console: Console) -> bytes:
    from wallet.journeys.check_file import incoming_of
    from wallet.reading.limits import FILE_BYTES

    if source != STDIN:
        return incoming_of(Path(source)).original
    if console.passphrase_file == STDIN:
        raise RefusedError(Problem.WRONG_USAGE)
    content = sys.stdin.buffer.read(FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    return content


def _explain(error: WrongBox, console: Console) -> None:
    """Name the box as the window names it, and as it is written in the file."""
    name = f"box.{error.box}"
    known = knows(name, console.language)
    box = f"{say(name, console.language)} ({error.box})" if known else error.box
    console.warn("experience.number", number=error.number)
    console.warn(f"experience.box.{error.wrong}", box=box)
    console.warn("experience.nothing_kept")
