"""What is in the register, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wallet.cli.console import Console, plain
from wallet.model.changes import ItemKind, ItemRow
from wallet.words import knows, say

if TYPE_CHECKING:
    from wallet.journeys.show_item import ShownItem
    from wallet.model.experience import Evidence, Experience
    from wallet.model.portfolio import BundleReceipt


def line(row: ItemRow, language: str) -> str:
    """One item on one line."""
    # Not every credential is a badge: what it is called goes by its format.
    noun = f"print.kind.{row.sort}"
    if row.kind is not ItemKind.CREDENTIAL or not knows(noun, language):
        noun = f"register.kind.{row.kind}"
    parts = [say(noun, language), row.title, row.by, row.date]
    if row.verdict is not None:
        parts.append(say(f"register.verdict.{row.verdict}", language))
    if row.draft:
        parts.append(say("register.draft", language))
    return f"{row.id}  " + " · ".join(plain(part) for part in parts if part)


def tell(shown: ShownItem, console: Console) -> None:
    """One item with everything that is kept of it."""
    language = console.language
    console.line(line(shown.row, language))
    if shown.inspection is not None:
        from wallet.cli.verify_text import tell as tell_result

        tell_result(say("register.checked_now", language), shown.inspection, console)
    pairs: list[tuple[str, str]] = []
    if shown.experience is not None:
        pairs += _experience(shown.experience, language)
    if shown.file is not None:
        pairs += _file(shown.file)
    pairs += [("register.about", line(row, language)) for row in shown.about]
    pairs += [("register.endorsed_by", line(row, language)) for row in shown.endorsements]
    if shown.receipt is not None:
        pairs += _receipt(shown.receipt)
    pairs += [
        ("register.kind.evidence", f"{file.id}  {file.name} · {file.size} B") for file in shown.evidence
    ]
    for code, text in pairs:
        for number, part in enumerate(text.splitlines()):
            label = say(code, language) + ": " if number == 0 else "  "
            console.line("  " + label + plain(part))


def _experience(kept: Experience, language: str) -> Iterator[tuple[str, str]]:
    """The boxes that were filled in, with their labels."""
    period, hours = kept.period, kept.hours
    yield "box.kind", say(f"ervaring_soort.{kept.kind}", language)
    yield "box.kind_other", kept.kind_other
    yield "box.organisation", kept.organisation
    yield "box.role", kept.role
    yield "box.period.from", period.start or ""
    yield "box.period.to", period.to or ""
    if period.ongoing:
        yield "box.period.ongoing", say("register.yes", language)
    for box, amount in (("per_week", hours.per_week), ("weeks", hours.weeks), ("total", hours.estimate())):
        yield f"box.hours.{box}", f"{amount:g}" if amount is not None else ""
    yield "box.summary", kept.summary
    yield "box.tasks", "\n".join(kept.tasks)
    for box in type(kept.starr).model_fields:
        yield f"box.starr.{box}", getattr(kept.starr, box)
    yield "box.skills", "\n".join(skill.label for skill in kept.skills)
    if kept.cared_for is not None:
        yield "box.cared_for.relation", kept.cared_for.relation
        yield "box.cared_for.age_band", kept.cared_for.age_band or ""
    yield "box.shield", "\n".join(kept.shield)
    yield "box.private_notes", kept.private_notes


def _file(file: Evidence) -> Iterator[tuple[str, str]]:
    yield "register.file.name", file.name
    yield "register.file.type", file.media_type
    yield "register.file.size", f"{file.size} B"
    yield "register.file.digest", file.digest
    yield "register.file.source", file.source_label


def _receipt(receipt: BundleReceipt) -> Iterator[tuple[str, str]]:
    yield "portfolio.field.purpose", receipt.purpose
    yield "portfolio.field.audience", receipt.audience
    yield "portfolio.field.retention", receipt.retention
    yield "register.portfolio.made", receipt.created.isoformat()
    yield "register.portfolio.wrapping", f"{receipt.wrapping}, {receipt.size} B"
    yield "register.portfolio.digest", receipt.digest
    yield "register.portfolio.items", "\n".join(receipt.item_ids)
