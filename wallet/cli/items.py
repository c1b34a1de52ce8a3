"""`studieregister list`, `show`, `search`, `original`: what is in the register."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli import items_text
from wallet.cli.console import Console, Exit, clock_of, readable
from wallet.cli.helping import option
from wallet.cli.unlocking import unlocked
from wallet.errors import Problem, RefusedError, WalletError
from wallet.model.changes import ItemKind, ItemRow

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet


class List:
    """Prints every item, or those of one kind."""

    name = "list"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """``--kind``."""
        kinds = [kind.value for kind in ItemKind]
        parser.add_argument(
            "--kind", choices=kinds, metavar="KIND", help=option(parser, "kind", kinds=", ".join(kinds))
        )
        parser.epilog = "studieregister list --kind credential --json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Newest first."""
        with unlocked(console, clock_of(arguments)) as wallet:
            rows = wallet.register.rows()
        _print(console, (row for row in rows if arguments.kind in (None, row.kind.value)))
        return Exit.DONE


class Search:
    """Prints the items that have all of these words."""

    name = "search"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The words."""
        parser.add_argument("text", nargs="+", type=readable, metavar="TEXT", help=option(parser, "search"))
        parser.epilog = "studieregister search taal buurthuis"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """The best first."""
        with unlocked(console, clock_of(arguments)) as wallet:
            rows = wallet.register.search(" ".join(arguments.text))
        _print(console, rows)
        return Exit.DONE


class Show:
    """Prints everything that is kept of one item."""

    name = "show"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The item."""
        parser.add_argument("id", metavar="ID", help=option(parser, "id"))
        parser.epilog = "studieregister show 01a205b3-d000-7278-9d26-cbdc522fd2af --json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """One object, or the same in words. A credential is checked again as of now; nothing is stored."""
        from wallet.journeys import show_item

        with unlocked(console, clock_of(arguments)) as wallet:
            if console.as_json:
                row = wallet.register.row(arguments.id)
                if row is None:
                    raise RefusedError(Problem.NOT_FOUND)
                console.emit(as_json(row) | _details(row, wallet, console.language))
            else:
                items_text.tell(show_item.read(arguments.id, wallet), console)
        return Exit.DONE


class Original:
    """Writes the original bytes of a credential or an evidence file."""

    name = "original"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The item and the file to write."""
        parser.add_argument("id", metavar="ID", help=option(parser, "id"))
        parser.add_argument("--out", required=True, metavar="FILE", type=Path, help=option(parser, "out"))
        parser.epilog = "studieregister original 01a205b3-d000-7278-9d26-cbdc522fd2af --out badge.png"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Byte for byte as it came in. An own experience has no original."""
        from wallet.journeys import show_item

        with unlocked(console, clock_of(arguments)) as wallet:
            show_item.save_original(arguments.id, arguments.out, wallet)
        if console.as_json:
            console.emit({"id": arguments.id, "file": str(arguments.out)})
        else:
            console.say("register.original_written", file=arguments.out)
        return Exit.DONE


def as_json(row: ItemRow) -> dict[str, Any]:
    """A line of a list as the contract names its members."""
    standing = row.standing
    return {
        "id": row.id,
        "kind": row.kind.value,
        "sort": row.sort,
        "title": row.title,
        "from": row.by,
        "date": row.date or None,
        "until": row.until or None,
        "verdict": row.verdict.value if row.verdict else None,
        "recognition": {
            "level": standing.recognition.level.value,
            "source": standing.recognition.source.value,
        }
        if standing
        else None,
        "assessment": standing.assessment.value if standing else None,
        "draft": row.draft,
    }


def _details(row: ItemRow, wallet: Wallet, language: str) -> dict[str, Any]:
    register = wallet.register
    evidence = [kept.model_dump(mode="json") for kept in register.evidence.about(row.id)]
    match row.kind:
        case ItemKind.EXPERIENCE:
            experience = register.experiences.get(row.id)
            return {
                "experience": experience.model_dump(mode="json", by_alias=True),
                "versions": len(register.experiences.history(row.id)) + 1,
                "evidence": evidence,
            }
        case ItemKind.EVIDENCE:
            return {"file": register.evidence.get(row.id).model_dump(mode="json")}
        case ItemKind.PORTFOLIO:
            receipt = register.portfolios.get(row.id)
            return {
                "digest": receipt.digest,
                "file_digest": receipt.file_digest,
                "size": receipt.size,
                "wrapping": receipt.wrapping,
                "created": receipt.created.isoformat(),
                "items": list(receipt.item_ids),
                "purpose": receipt.purpose,
                "audience": receipt.audience,
                "retention": receipt.retention,
            }
        case _:
            from wallet.journeys import endorsements

            record = register.credentials.get(row.id)
            about = endorsements.endorsed_by(row, register)
            return {
                "inspection": _inspected(row.id, record.original.name, wallet, language),
                "file": record.original.name,
                "media_type": record.media_type,
                "size": len(record.original.original),
                "digest": record.digest,
                "source_label": record.source_label,
                "documents": [document.url for document in record.documents],
                "reports": [json.loads(report or "null") for report in register.credentials.reports(row.id)],
                "evidence": evidence,
                "endorsements": [one.id for one in endorsements.endorsements_of(row, register)],
                "about": about[0].id if about else None,
            }


def _inspected(item_id: str, file: str, wallet: Wallet, language: str) -> dict[str, Any]:
    """What a check of the kept original says now, as ``verify`` prints it. Nothing is stored."""
    from wallet.cli.verify import to_json
    from wallet.journeys.import_credential import inspect_again

    try:
        return to_json(file, inspect_again(item_id, wallet), language)
    except WalletError as error:
        return to_json(file, error, language)


def _print(console: Console, rows: Iterable[ItemRow]) -> None:
    for row in rows:
        if console.as_json:
            console.emit(as_json(row))
        else:
            console.line(items_text.line(row, console.language))
