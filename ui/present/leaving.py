"""What leaves with a portfolio and what stays: as the receiver sees it, as a list, and afterwards. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ui.present.details import size
from ui.present.items import card
from ui.present.pieces import Chip, Tint
from ui.present.sharing import Draft, passed_keys
from ui.present.told import divided, file_icon
from ui.voice import Dated, Plain, Words, joined, tell, words
from wallet.model.changes import ItemRow
from wallet.model.experience import EvidenceKind
from wallet.model.marks import Mark, mark_of
from wallet.model.portfolio import (
    BundleReceipt,
    Disclosure,
    LeavingItem,
    PortfolioItem,
    Presence,
    Sensitive,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as the receiver sees it, in the language of the file."""

    id: str
    icon: str
    tint: Tint
    title: Words
    second: Words
    chips: tuple[Chip, ...]
    facts: tuple[tuple[Words, Words], ...]
    texts: tuple[tuple[Words, Words], ...]
    skills: tuple[Words, ...]
    files: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class SeenPortfolio:
    """The whole as the receiver sees it."""

    title: Words
    second: Words
    letter: Words | None
    items: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of "Dit gaat mee" or "Dit blijft hier"."""

    icon: str
    said: Words
    more: Words | None = None


# -- what the receiver sees


def seen(disclosure: Disclosure, rows: Mapping[str, ItemRow], now: datetime) -> SeenPortfolio:
    """The preview, from the very fields that will be signed, in the language of the file."""
    portfolio = disclosure.portfolio
    spoken = portfolio.language
    items = {item.id: item for item in portfolio.items}
    title = (
        words("share.seen.of", name=Plain(portfolio.learner))
        if portfolio.learner
        else words("share.seen.untitled")
    )
    day = Dated(now.astimezone().date().isoformat())
    covered = dict.fromkeys(("audience", "purpose", "retention", "letter"), "") | dict(disclosure.texts)
    parts: tuple[Words, ...] = (
        words("share.seen.for", audience=Plain(covered["audience"])) if covered["audience"] else Plain(""),
        Plain(covered["purpose"]),
        day,
        words("share.seen.until", until=Plain(covered["retention"])) if covered["retention"] else Plain(""),
    )
    return SeenPortfolio(
        title=Plain(tell(title, spoken)),
        second=Plain(tell(joined(*parts), spoken)),
        letter=Plain(covered["letter"]) if covered["letter"] else None,
        items=tuple(_seen(one, items[one.item_id], rows, spoken) for one in disclosure.leaving),
    )


def _seen(leaves: LeavingItem, item: PortfolioItem, rows: Mapping[str, ItemRow], spoken: str) -> Seen:
    own = item.experience is not None
    mark = Mark.UNCHANGED if own else mark_of(item.inspection) if item.inspection is not None else None
    head = card(rows[item.id], mark)
    told = divided(leaves.fields, own=own, spoken=spoken)
    return Seen(
        id=item.id,
        icon=head.icon,
        tint=head.tint,
        title=Plain(leaves.title),
        second=told.second,
        chips=tuple(_spoken(chip, spoken) for chip in head.chips),
        facts=told.facts,
        texts=told.texts,
        skills=told.skills,
        files=tuple(
            (file_icon(chosen.evidence.media_type), Plain(_file(name, length, presence, spoken)))
            for (name, length, presence), chosen in zip(leaves.files, item.evidence, strict=True)
        ),
    )


def _spoken(chip: Chip, spoken: str) -> Chip:
    long = Plain(tell(chip.long, spoken))
    return Chip(chip.axis, long, long, chip.icon, chip.value)


def _file(name: str, length: int, presence: Presence, spoken: str) -> str:
    if presence is Presence.WITHHELD:
        return tell(joined(Plain(name), "share.seen.withheld"), spoken)
    return tell(joined(Plain(name), size(length)), spoken)


# -- what goes and what stays


def goes(disclosure: Disclosure, draft: Draft) -> tuple[Line, ...]:
    """What leaves, counted and named."""
    titles = {one.item_id: one.title for one in disclosure.leaving}
    items = disclosure.portfolio.items
    sorts = (
        ("experience", "hand-heart", [one for one in items if one.experience is not None]),
        ("badge", "award", [one for one in items if one.inspection is not None]),
        ("loose", "paperclip", [one for one in items if one.experience is None and one.inspection is None]),
    )
    lines = [
        Line(icon, words(f"share.goes.{sort}", n=len(found)), _titles(titles[one.id] for one in found))
        for sort, icon, found in sorts
        if found
    ]
    files = _files(disclosure, Presence.INCLUDED)
    if files:
        lines.append(Line("paperclip", words("share.goes.evidence", n=len(files)), _titles(files.values())))
    if disclosure.portfolio.learner:
        lines.append(Line("user", words("share.goes.name", name=Plain(disclosure.portfolio.learner))))
    if disclosure.portfolio.letter:
        lines.append(Line("messages-square", "share.goes.letter"))
    if draft.passed:
        knowingly = len(passed_keys(disclosure, draft))
        if knowingly:
            lines.append(Line("info", words("share.goes.passed", n=knowingly)))
    lines.append(Line("pen-line", "share.goes.signature", "share.goes.signature_more"))
    return tuple(lines)


def stays(disclosure: Disclosure, draft: Draft) -> tuple[Line, ...]:
    """What does not leave."""
    lines = []
    named_only = _files(disclosure, Presence.WITHHELD)
    others = len(disclosure.staying) - len(named_only)
    if others > 0:
        lines.append(Line("library", words("share.stays.others", n=others)))
    if named_only:
        lines.append(
            Line("paperclip", words("share.stays.named", n=len(named_only)), _titles(named_only.values()))
        )
    covered = len(disclosure.portfolio.shield)
    if covered:
        lines.append(Line("eye-off", words("share.stays.covered", n=covered), "share.stays.covered_more"))
    if any(
        one.evidence.kind is EvidenceKind.PHOTO and one.presence is Presence.INCLUDED
        for item in disclosure.portfolio.items
        for one in item.evidence
    ) and not any(hit.kind is Sensitive.HIDDEN_PLACE for hit in disclosure.hits):
        lines.append(Line("image", "share.stays.place", "share.stays.place_more"))
    if any(one.experience is not None and one.experience.private_notes for one in disclosure.portfolio.items):
        lines.append(Line("pen-line", "share.stays.notes"))
    if not draft.passed and not any(hit.kind is Sensitive.BSN for hit in disclosure.hits):
        lines.append(Line("shield", "share.stays.bsn", "share.stays.bsn_more"))
    return tuple(lines)


def length(disclosure: Disclosure) -> int:
    """Bytes of the evidence that leaves; the file around it adds a little."""
    return sum(
        count
        for one in disclosure.leaving
        for _, count, presence in one.files
        if presence is Presence.INCLUDED
    )


def _files(disclosure: Disclosure, presence: Presence) -> dict[str, str]:
    """Name by id, each file once."""
    return {
        chosen.evidence.id: name
        for item, leaves in zip(disclosure.portfolio.items, disclosure.leaving, strict=True)
        for chosen, (name, _, _) in zip(item.evidence, leaves.files, strict=True)
        if chosen.presence is presence
    }


def _titles(titles: Iterable[str]) -> Words:
    return Plain(" · ".join(titles))


# -- afterwards


def facts_of(receipt: BundleReceipt, out: Path, files: int) -> tuple[tuple[Words, Words], ...]:
    """What left, to be looked at once more."""
    facts: list[tuple[Words, Words]] = [
        ("share.fact.file", Plain(out.name)),
        ("share.fact.folder", Plain(str(out.parent))),
        ("share.fact.made", Dated(receipt.created.astimezone().date().isoformat())),
    ]
    facts += [
        (label, Plain(text))
        for label, text in (
            ("share.fact.audience", receipt.audience),
            ("share.fact.purpose", receipt.purpose),
            ("share.fact.retention", receipt.retention),
        )
        if text
    ]
    inside: list[Words] = [words("share.fact.items", n=len(receipt.item_ids))]
    inside.append(words("share.fact.files", n=files))
    if receipt.withheld:
        inside.append(words("share.fact.named", n=len(receipt.withheld)))
    facts += [
        ("share.fact.inside", joined(*inside)),
        ("share.fact.size", size(receipt.size)),
        ("share.fact.digest", Plain(grouped(receipt.digest))),
    ]
    return tuple(facts)


def grouped(digest: str) -> str:
    """A fingerprint in groups of four, to be compared by eye."""
    digits = digest.removeprefix("sha256:")
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
