"""From somebody's opened portfolio to what its reader sees: head, list, items, checks. Pure.

Nothing of the learner's own is ever green here: an own key proves that nothing changed, not who it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ui.present.details import size
from ui.present.inspections import answers, check_view
from ui.present.items import card, value_of, verdict_chip
from ui.present.leaving import grouped
from ui.present.pieces import Answer, Card, CheckGroup, CheckRow, CheckView, Chip, Tile, Value
from ui.present.told import Told, divided, file_icon
from ui.voice import Dated, Plain, Words, joined, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.inspection import Inspection
from wallet.model.marks import Mark, Shape, mark_of, shape_of
from wallet.model.reception import FileState, OpenedBundle, ReceivedFile, ReceivedItem
from wallet.model.report import Outcome, Question, Reason

WHOLE = "whole"
_KINDS = {
    "experience": ItemKind.EXPERIENCE,
    "credential": ItemKind.CREDENTIAL,
    "evidence": ItemKind.EVIDENCE,
}
_STATES = {
    FileState.MATCHES: "received.file.matches",
    FileState.DIFFERS: "received.file.differs",
    FileState.MISSING: "received.file.missing",
    FileState.BESIDE: "received.file.beside",
    FileState.WITHHELD: "received.file.withheld",
}
_EXPIRED = (Mark.EXPIRED,)


@dataclass(frozen=True, slots=True)
class ReceivedDetail:
    """All that is shown of one item."""

    card: Card
    answers: tuple[Answer, ...]
    told: Told
    tiles: tuple[Tile, ...]
    check: CheckView | None


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is shown of the portfolio itself."""

    letter: Words | None
    facts: tuple[tuple[Words, Words], ...]
    originals: tuple[Tile, ...]
    check: CheckView


def altered(bundle: OpenedBundle) -> bool:
    """Whether it was changed after signing, so that nothing in it can be relied on.

    A badge inside that does not hold by itself says nothing about the rest.
    """
    if not bundle.seal_holds or not bundle.presentation_holds:
        return True
    intact = bundle.inspection.report.finding(Question.INTACT)
    return (
        intact is not None and intact.outcome is Outcome.FAILED and intact.reason is not Reason.MEMBER_FAILED
    )


def head(bundle: OpenedBundle) -> tuple[Words, Words]:
    """Who calls themselves what, for whom, what for, of when, and until when to keep it."""
    title = words("received.of", name=Plain(bundle.learner)) if bundle.learner else words("received.untitled")
    day = Dated(bundle.made.astimezone().date().isoformat())
    parts: list[Words] = []
    if bundle.audience:
        parts.append(words("received.for", audience=Plain(bundle.audience)))
    if bundle.purpose:
        parts.append(Plain(bundle.purpose))
    parts.append(words("received.snapshot", date=day))
    if bundle.retention:
        parts.append(words("received.keep_until", until=Plain(bundle.retention)))
    return title, joined(*parts)


def chip(bundle: OpenedBundle) -> Chip:
    """The mark of the file as a whole."""
    return verdict_chip(Mark.ALTERED if altered(bundle) else _own(mark_of(bundle.inspection)))


def cards(bundle: OpenedBundle, *, contents: bool) -> tuple[Card, ...]:
    """The portfolio itself, and its items where their contents may be shown."""
    whole = Card(
        WHOLE,
        "mail",
        "sky",
        "noun.portfolio",
        "received.whole",
        words("received.items", n=len(bundle.items)),
        (chip(bundle),),
    )
    return (whole, *(_card(item, bundle) for item in bundle.items)) if contents else (whole,)


def mark(item: ReceivedItem, files: Mapping[str, ReceivedFile]) -> Mark:
    """The second chip of an item in a portfolio that was not changed."""
    if item.inspection is not None:
        found = mark_of(item.inspection)
        return _own(found) if item.kind == "experience" else found
    if item.kind != "evidence":
        return Mark.NOT_SURE
    states = {files[one].state for one in item.files if one in files}
    if FileState.DIFFERS in states:
        return Mark.ALTERED
    return Mark.UNCHANGED if states == {FileState.MATCHES} else Mark.NOT_LOOKED


def _own(found: Mark) -> Mark:
    return Mark.UNCHANGED if found is Mark.HOLDS else found


def _row(item: ReceivedItem) -> ItemRow:
    loose = item.kind == "evidence"
    return ItemRow(
        id=item.id,
        kind=_KINDS.get(item.kind, ItemKind.CREDENTIAL),
        sort=item.sort,
        title=item.title,
        by="",
        date="",
        until="",
        verdict=None,
        standing=None if loose else item.standing,
    )


def _card(item: ReceivedItem, bundle: OpenedBundle) -> Card:
    found = mark(item, {one.id: one for one in bundle.files})
    made = card(_row(item), found)
    second = _told(item).second
    chips = made.chips or (verdict_chip(found),)
    if altered(bundle):
        said = "received.unreliable"
        unreliable = Chip("B", said, said, value=Value.FAILED)
        chips = tuple(unreliable if one.axis == "B" else one for one in chips)
    return replace(made, second=joined(made.kind, second), chips=chips)


def _told(item: ReceivedItem) -> Told:
    return divided(item.fields, own=item.kind == "experience")


def detail(item: ReceivedItem, bundle: OpenedBundle) -> ReceivedDetail:
    """An item with its texts, its files and how it was looked at."""
    files = {one.id: one for one in bundle.files}
    found, broken = mark(item, files), altered(bundle)
    asked: tuple[Answer, ...] = ()
    if item.kind != "evidence":
        checked = bundle.inspection.report.checked_at
        asked = answers(item.standing, found, checked)
        if item.inspection is None or broken:
            asked = tuple(replace(one, link=None) for one in asked)
        if broken:
            second = replace(asked[1], answer="received.unreliable", value=Value.FAILED)
            asked = (asked[0], second, asked[2])
    check = _at_a_desk(item.inspection) if item.inspection is not None and not broken else None
    if check is not None and item.kind == "experience":
        check = replace(
            check,
            value=value_of(found),
            headline=f"mark.{found.value}",
            groups=_learners(check.groups, "received.group.item"),
        )
        if found is Mark.UNCHANGED:
            check = replace(check, sentence="received.signed_by_learner")
    return ReceivedDetail(
        _card(item, bundle),
        asked,
        _told(item),
        tuple(tile(files[one]) for one in item.files if one in files),
        check,
    )


def tile(file: ReceivedFile) -> Tile:
    """A file of the portfolio. Only one that matches what was signed can be opened."""
    there = file.state in (FileState.MATCHES, FileState.DIFFERS)
    return Tile(
        file.id,
        file_icon(file.media_type),
        Plain(file.name),
        joined(size(file.size), _STATES[file.state]) if there else _STATES[file.state],
        "normal" if file.state is FileState.MATCHES else "missing",
    )


def whole(bundle: OpenedBundle, file_name: str) -> Whole:
    """The portfolio itself."""
    facts: list[tuple[Words, Words]] = [
        (label, Plain(text))
        for label, text in (
            ("received.fact.calls", bundle.learner),
            ("received.fact.audience", bundle.audience),
            ("received.fact.purpose", bundle.purpose),
        )
        if text
    ]
    facts.append(("received.fact.made", words("received.moment", moment=bundle.made)))
    if bundle.retention:
        facts.append(("received.fact.retention", Plain(bundle.retention)))
    facts += [
        ("received.fact.file", joined(Plain(file_name), size(bundle.file_size))),
        ("received.fact.digest", Plain(grouped(bundle.digest))),
        ("received.fact.key", Plain(_short(bundle.holder))),
    ]
    broken = altered(bundle)
    return Whole(
        letter=Plain(bundle.letter) if bundle.letter else None,
        facts=tuple(facts),
        originals=() if broken else tuple(tile(one) for one in bundle.files if one.role == "original"),
        check=_check(bundle, broken),
    )


def _short(key: str) -> str:
    return key if len(key) < 40 else f"{key[:20]}…{key[-10:]}"


def _learners(groups: tuple[CheckGroup, ...], own: Words) -> tuple[CheckGroup, ...]:
    """The groups of something that the learner signed: no green, and no issuer."""
    headings = (own, "received.group.learner")
    return tuple(
        replace(group, heading=headings[place], rows=tuple(map(_not_green, group.rows)))
        if place < len(headings)
        else group
        for place, group in enumerate(groups)
    )


def _at_a_desk(inspection: Inspection) -> CheckView:
    """Without the question whether it is the reader's own."""
    return check_view(inspection, own=False)


def _not_green(row: CheckRow) -> CheckRow:
    return replace(row, value=Value.UNCHANGED) if row.value is Value.PASSED else row


def _check(bundle: OpenedBundle, broken: bool) -> CheckView:
    files = {one.id: one for one in bundle.files}
    base = _at_a_desk(bundle.inspection)
    marks = [mark(item, files) for item in bundle.items]
    day = Dated(bundle.inspection.report.checked_at.astimezone().date().isoformat())
    by_us = words("check.looked", date=day, source="received.with_program")
    own, learner, *rest = _learners(base.groups, "received.group.file")
    if bundle.seal_holds:
        seal = CheckRow(Value.UNCHANGED, "received.seal_holds", by_us)
        own = replace(own, rows=(seal, *own.rows))
    groups = [own, learner]
    if not broken:
        groups.append(CheckGroup("received.group.items", _items(bundle, marks, by_us)))
        if bundle.files:
            groups.append(CheckGroup("received.group.files", _files(bundle, by_us)))
    return CheckView(*_headline(bundle, marks, broken), (*groups, *rest), base.asks)


def _headline(bundle: OpenedBundle, marks: list[Mark], broken: bool) -> tuple[Value, Words, Words]:
    """The worst of the file and its items, and one sentence."""
    since = words("received.unchanged", moment=bundle.made)
    total = len(marks)
    failed = sum(shape_of(one) is Shape.FAILED and one not in _EXPIRED for one in marks)
    expired = sum(one in _EXPIRED for one in marks)
    unsure = marks.count(Mark.NOT_SURE)
    own = _own(mark_of(bundle.inspection))
    if broken:
        return Value.FAILED, "received.altered", "received.altered_more"
    if failed:
        said = words("received.some_failed", n=failed, total=total)
        return Value.FAILED, said, joined(since, "received.look_there", between=" ")
    if expired:
        said = words("received.some_expired", n=expired, total=total)
        return Value.FAILED, said, joined(since, "received.still_done", between=" ")
    if own not in (Mark.UNCHANGED, Mark.NOT_SURE):
        return value_of(own), f"mark.{own.value}", f"check.headline.{own.value}"
    if own is Mark.NOT_SURE:
        return Value.UNKNOWN, f"mark.{own.value}", f"check.headline.{own.value}"
    if unsure:
        said = words("received.some_unknown", n=unsure, total=total)
        return Value.UNKNOWN, said, joined(since, "received.says_nothing", between=" ")
    return Value.UNCHANGED, since, "received.signed_by_learner"


def _items(bundle: OpenedBundle, marks: list[Mark], by_us: Words) -> tuple[CheckRow, ...]:
    return tuple(
        CheckRow(value_of(found), joined(Plain(item.title), f"mark.{found.value}", between=": "), by_us)
        for item, found in zip(bundle.items, marks, strict=True)
    )


def _files(bundle: OpenedBundle, by_us: Words) -> tuple[CheckRow, ...]:
    values = {
        FileState.MATCHES: Value.UNCHANGED,
        FileState.DIFFERS: Value.FAILED,
        FileState.MISSING: Value.FAILED,
        FileState.BESIDE: Value.NOT_APPLICABLE,
        FileState.WITHHELD: Value.NOT_APPLICABLE,
    }
    rows = []
    for state, value in values.items():
        count = sum(one.state is state for one in bundle.files)
        if count:
            rows.append(CheckRow(value, words(f"received.files.{state.value}", n=count), by_us))
    return tuple(rows)
