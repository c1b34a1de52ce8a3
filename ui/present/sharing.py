"""What a learner chooses to share, and what the privacy check asks about it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ui.present.details import size
from ui.present.items import EVIDENCE_ICONS, face
from ui.present.pieces import Tint
from ui.voice import Plain, Words, heard, joined, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.experience import Evidence
from wallet.model.portfolio import Disclosure, PortfolioItem, Presence, PrivacyHit, Sensitive

Named = tuple[str, str, str, str, int]
"""A hit by what it is and not by its place, so that covering another one does not ask for it again."""

_HIT_ICONS = {
    Sensitive.PHONE: "phone",
    Sensitive.EMAIL: "mail",
    Sensitive.BIRTH_DATE: "calendar-clock",
    Sensitive.SHIELDED_NAME: "user-x",
    Sensitive.HIDDEN_PLACE: "image",
}
_CONTENT = "/content"
_ROW_ORDER = {ItemKind.EXPERIENCE: 0, ItemKind.CREDENTIAL: 1, ItemKind.ENDORSEMENT: 1, ItemKind.EVIDENCE: 2}


@dataclass(frozen=True, slots=True)
class Draft:
    """All choices of one portfolio. Kept by the page until the file is made; nothing of it is stored."""

    item_ids: tuple[str, ...] = ()
    withhold: frozenset[str] = frozenset()
    """Evidence that is only named."""
    audience: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    letter: str = field(default="", repr=False)
    retention: str = field(default="", repr=False)
    language: str = "nl"
    shield: tuple[str, ...] = field(default=(), repr=False)
    """Pieces of text that are covered in this portfolio only; the register stays as it is."""
    passed: frozenset[Named] = field(default=frozenset(), repr=False)
    """Hits that the learner knowingly leaves in."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A warning as it is shown, and what can be done about it."""

    named: Named
    item_id: str
    icon: str
    said: Words
    place: Words
    """What was found, and where."""
    found: str = field(repr=False)
    passed: bool
    can_cover: bool
    file: str
    """The evidence that can stay behind instead, or ""."""


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file of a chosen item. ``goes`` False: it is only named."""

    id: str
    icon: str
    name: Words
    second: Words
    goes: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen item with its files and what was found in it."""

    id: str
    icon: str
    tint: Tint
    title: Words
    files: tuple[ChosenFile, ...]
    hits: tuple[Hit, ...]
    ours: bool
    """The learner wrote it and can write it otherwise."""
    failing: bool = False
    """It does not hold, and takes the whole file along."""


def offered(rows: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    """What can be shared, own experiences first. A draft without a title is not ready for it."""
    ready = (row for row in rows if row.kind is not ItemKind.PORTFOLIO and row.title.strip())
    return tuple(sorted(ready, key=lambda row: _ROW_ORDER[row.kind]))


# -- warnings


def named(hits: Iterable[PrivacyHit]) -> tuple[Named, ...]:
    """Each hit by its kind, box and text, and the how-many-eth of those it is."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    found = []
    for hit in hits:
        what = (hit.item_id, hit.where, hit.kind.value, hit.found)
        found.append((*what, counted[what]))
        counted[what] += 1
    return tuple(found)


def passed_keys(disclosure: Disclosure, draft: Draft) -> frozenset[str]:
    """The keys of the hits that the learner leaves in, as the journey asks for them."""
    pairs = zip(disclosure.hits, named(disclosure.hits), strict=True)
    return frozenset(hit.key for hit, name in pairs if name in draft.passed)


def open_hits(disclosure: Disclosure, draft: Draft) -> int:
    """How many still hold the share."""
    return len(disclosure.open_hits(passed_keys(disclosure, draft)))


def hits(disclosure: Disclosure, draft: Draft) -> tuple[Hit, ...]:
    """The warnings in the order of the portfolio."""
    items = {item.id: item for item in disclosure.portfolio.items}
    return tuple(
        _hit(hit, name, items.get(hit.item_id), draft)
        for hit, name in zip(disclosure.hits, named(disclosure.hits), strict=True)
    )


def _hit(hit: PrivacyHit, name: Named, item: PortfolioItem | None, draft: Draft) -> Hit:
    files = {one.evidence.id: one for one in item.evidence} if item is not None else {}
    file = hit.where.removesuffix(_CONTENT)
    inside = hit.kind is Sensitive.HIDDEN_PLACE or hit.where.endswith(_CONTENT)
    return Hit(
        named=name,
        item_id=hit.item_id,
        icon=_HIT_ICONS.get(hit.kind, "info"),
        said=f"share.hit.{hit.kind.value}",
        place=joined(Plain(" ".join(hit.found.split())), _place(hit, item, inside)),
        found=hit.found,
        passed=name in draft.passed,
        can_cover=not inside and hit.found not in draft.shield and _is_ours(hit, item, file in files),
        file=file if inside and file in files and files[file].presence is Presence.INCLUDED else "",
    )


def _is_ours(hit: PrivacyHit, item: PortfolioItem | None, file_name: bool) -> bool:
    """Whether it stands in the learner's own words, which can be covered; others' were signed by them."""
    if item is None:
        return hit.where != "learner"
    return file_name or (item.inspection is None and hit.where not in ("skills.uri", "skills.scheme"))


def _place(hit: PrivacyHit, item: PortfolioItem | None, inside: bool) -> Words:
    if inside:
        return "share.in_file"
    code = f"portfolio.field.{hit.where}" if item is None else f"box.{hit.where}"
    return words("share.in_box", box=heard(code, "share.in_badge" if item is not None else "share.letter"))


# -- what was chosen


def chosen(
    draft: Draft,
    rows: Mapping[str, ItemRow],
    files: Mapping[str, tuple[Evidence, ...]],
    found: tuple[Hit, ...] = (),
    failing: tuple[str, ...] = (),
) -> tuple[Chosen, ...]:
    """The chosen items in the order of the portfolio."""
    made = (_chosen(rows[one], draft, files, found) for one in draft.item_ids if one in rows)
    return tuple(replace(one, failing=one.id in failing) for one in made)


def _chosen(
    row: ItemRow, draft: Draft, files: Mapping[str, tuple[Evidence, ...]], found: tuple[Hit, ...]
) -> Chosen:
    icon, tint, _ = face(row)
    return Chosen(
        id=row.id,
        icon=icon,
        tint=tint,
        title=Plain(row.title),
        files=tuple(
            ChosenFile(
                one.id,
                EVIDENCE_ICONS.get(one.kind.value, "paperclip"),
                Plain(one.title or one.name),
                joined(heard(f"bewijs_soort.{one.kind.value}", "noun.evidence"), size(one.size)),
                one.id not in draft.withhold,
            )
            for one in files.get(row.id, ())
        ),
        hits=tuple(hit for hit in found if hit.item_id == row.id),
        ours=row.kind is ItemKind.EXPERIENCE,
    )
