"""From an item of the register to its detail: head, answers, texts, skills, facts, evidence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.present import credentials
from ui.present.explanations import day
from ui.present.inspections import answers, answers_of, check_view, other_of
from ui.present.items import EVIDENCE_ICONS, card
from ui.present.pieces import Answer, Card, CheckView, Tile
from ui.voice import Dated, Plain, Words, heard, joined, words
from wallet.model.changes import ItemRow
from wallet.model.inspection import Inspection
from wallet.model.marks import Mark, mark_of
from wallet.model.portfolio import BundleReceipt
from wallet.model.standing import SELF_DESCRIBED

if TYPE_CHECKING:
    from wallet.journeys.report_history import Looked
    from wallet.journeys.show_item import ShownItem
    from wallet.model.experience import Evidence, Experience, Hours

_STARR = ("situation", "task", "action", "result", "reflection", "transfer")
_TOLD = 10
"""Earlier checks, and items that belong with it, that are told one by one."""


@dataclass(frozen=True, slots=True)
class History:
    """Earlier checks, the newest first."""

    heading: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """All that a detail shows. Empty parts are left out of the page."""

    card: Card
    answers: tuple[Answer, ...] = ()
    texts: tuple[tuple[Words, Words], ...] = ()
    """(heading, text)"""
    skills: tuple[Words, ...] = ()
    facts: tuple[tuple[Words, Words], ...] = ()
    tiles: tuple[Tile, ...] | None = None
    """None: this kind has no evidence of its own."""
    ties: tuple[tuple[Words, tuple[Tile, ...]], ...] = ()
    """Other items of the register that belong with it, under what they are to it."""
    check: CheckView | None = None
    other: tuple[tuple[Words, Words], ...] = ()
    """Members of the file that have no place of their own."""
    history: History | None = None
    """What earlier checks said."""


def of(shown: ShownItem, language: str) -> Detail:
    """The detail of whatever it is."""
    if shown.inspection is not None:
        detail = of_credential(shown.row, shown.inspection, shown.evidence, language, shown.looked)
        return replace(detail, ties=tuple(_ties(shown)))
    if shown.experience is not None:
        return of_experience(shown.row, shown.experience, shown.evidence)
    if shown.file is not None:
        return of_evidence(shown.row, shown.file, shown.about)
    if shown.receipt is not None:
        return of_portfolio(shown.row, shown.receipt)
    return of_row(shown.row)


def of_row(row: ItemRow) -> Detail:
    """What can be shown before the item itself is read."""
    return Detail(card(row))


def of_credential(
    row: ItemRow,
    inspection: Inspection,
    evidence: tuple[Evidence, ...],
    language: str,
    looked: tuple[Looked, ...] = (),
) -> Detail:
    """A badge, certificate or endorsement, as its original file says it now."""
    credential = inspection.credential
    mark = mark_of(inspection)
    head = card(row, mark)
    return Detail(
        head,
        answers_of(inspection),
        texts=credentials.texts(credential, language),
        facts=credentials.facts(row, inspection),
        tiles=tiles(evidence),
        check=check_view(inspection),
        other=other_of(credential),
        history=history(looked),
    )


def _ties(shown: ShownItem) -> Iterator[tuple[Words, tuple[Tile, ...]]]:
    """What an endorsement is about, and the endorsements of a badge."""
    for heading, rows in (
        ("register.tie.about", shown.about),
        ("register.tie.endorsements", shown.endorsements),
    ):
        if rows:
            yield heading, tuple(_face(row) for row in rows[:_TOLD])


def _face(row: ItemRow) -> Tile:
    """Whether it holds comes first: a forged statement is not just a statement."""
    face = card(row)
    second = joined(f"mark.{row.mark}", face.second) if row.mark else face.second
    return Tile(face.id, face.icon, face.title, second, tint=face.tint)


def history(looked: tuple[Looked, ...]) -> History | None:
    """Lines for the newest of them, and how many there were before."""
    if not looked:
        return None
    lines: list[Words] = [
        words("history.line", date=day(one.at), mark=f"mark.{one.mark.value}") for one in looked[:_TOLD]
    ]
    if len(looked) > _TOLD:
        lines.append(words("history.more", n=len(looked) - _TOLD))
    return History(words("history.heading", n=len(looked)), tuple(lines))


def of_experience(row: ItemRow, experience: Experience, evidence: tuple[Evidence, ...]) -> Detail:
    """An own experience: the same card and the same three questions."""
    said = ((f"starr_vraag.{box}", getattr(experience.starr, box)) for box in _STARR)
    texts: list[tuple[Words, Words]] = []
    if experience.summary.strip():
        texts.append(("register.did", Plain(experience.summary)))
    if experience.tasks:
        texts.append(("register.tasks", Plain("\n".join(f"– {task}" for task in experience.tasks))))
    texts += [(heading, Plain(text)) for heading, text in said if text.strip()]
    head = card(row)
    if experience.period.start and not experience.period.ongoing and not experience.period.to:
        kind = heard(f"ervaring_soort.{experience.kind.value}", "noun.experience")
        head = replace(head, second=joined(kind, Dated(experience.period.start)))
    hours = _hours(experience.hours)
    if hours is not None:
        head = replace(head, second=joined(head.second, hours))
    facts: list[tuple[Words, Words]] = [
        (label, Plain(text))
        for label, text in (
            ("register.fact.organisation", experience.organisation),
            ("register.fact.role", experience.role),
        )
        if text.strip()
    ]
    return Detail(
        head,
        answers(row.standing or SELF_DESCRIBED, Mark.NOT_SIGNED, None),
        texts=tuple(texts),
        skills=tuple(
            Plain(claim.label)
            if claim.level is None
            else words("register.skill_level", skill=Plain(claim.label), level=f"niveau.{claim.level}")
            for claim in experience.skills
        ),
        facts=tuple(facts),
        tiles=tiles(evidence),
    )


def of_evidence(row: ItemRow, evidence: Evidence, about: tuple[ItemRow, ...]) -> Detail:
    """A file by itself, or with the items it belongs to."""
    facts: list[tuple[Words, Words]] = [
        ("register.fact.format", Plain(evidence.name)),
        ("register.fact.kind", heard(f"bewijs_soort.{evidence.kind.value}", "noun.evidence")),
        ("register.fact.size", size(evidence.size)),
        ("register.fact.added", Dated(evidence.added.date().isoformat())),
    ]
    facts += [("register.fact.about", Plain(item.title)) for item in about]
    return Detail(
        card(row), texts=(("register.evidence", "register.evidence_stays"),), facts=tuple(facts), tiles=None
    )


def of_portfolio(row: ItemRow, receipt: BundleReceipt) -> Detail:
    """What left, when, for whom."""
    facts: list[tuple[Words, Words]] = [
        ("register.fact.left", Dated(receipt.created.date().isoformat())),
        ("register.fact.items", words("register.fact.items_n", n=len(receipt.item_ids))),
    ]
    facts += [
        (label, Plain(text))
        for label, text in (
            ("register.fact.audience", receipt.audience),
            ("register.fact.purpose", receipt.purpose),
            ("register.fact.retention", receipt.retention),
        )
        if text
    ]
    facts += [
        ("register.fact.size", size(receipt.size)),
        ("register.fact.digest", Plain(receipt.digest.removeprefix("sha256:")[:16])),
    ]
    return Detail(card(row), facts=tuple(facts))


def tiles(evidence: tuple[Evidence, ...]) -> tuple[Tile, ...]:
    """The files of an item."""
    return tuple(
        Tile(
            one.id,
            EVIDENCE_ICONS.get(one.kind.value, "paperclip"),
            Plain(one.title or one.name),
            joined(heard(f"bewijs_soort.{one.kind.value}", "noun.evidence"), size(one.size)),
        )
        for one in evidence
    )


def size(number: int) -> Words:
    """Bytes as people read them."""
    if number >= 1_000_000:
        return words("size.mb", n=round(number / 1_000_000, 1 if number < 10_000_000 else None))
    if number >= 1_000:
        return words("size.kb", n=round(number / 1_000))
    return words("size.bytes", n=number)


def _hours(hours: Hours) -> Words | None:
    if hours.per_week is not None:
        return words("row.hours_week", n=_plain(hours.per_week))
    total = hours.estimate()
    return words("row.hours", n=_plain(total)) if total is not None else None


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
