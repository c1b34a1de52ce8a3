"""From a looked-at file to its line on "Dit vonden we". Pure: the same arrival, the same line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from ui.present import details, items
from ui.present.pieces import Card, Value
from ui.voice import Dated, Plain, Words, heard, joined, words
from wallet.errors import Problem
from wallet.model.changes import ItemRow
from wallet.model.credential import Kind
from wallet.model.europass import EuropassFacts
from wallet.model.experience import EvidenceKind
from wallet.model.marks import Mark, mark_of
from wallet.model.package import Part
from wallet.model.records import Arrival

if TYPE_CHECKING:
    from wallet.journeys.import_batch import Batch, Looked

_NOT_A_BADGE = (
    Problem.NOT_RECOGNISED,
    Problem.NO_CREDENTIAL_INSIDE,
    Problem.NOT_JSON,
    Problem.NOT_UTF8,
    Problem.TOO_LARGE,
)
"""A photo, a letter, a film: nothing is the matter with it."""

Link = Literal["", "check", "portfolio", "online"]


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """One file: what it is, what was found, and what can be done with it."""

    card: Card
    value: Value
    answer: Words
    sentence: Words
    can_keep: bool
    """False: there is nothing to choose."""
    wanted: bool
    """Whether it is ticked to begin with. A changed file is not."""
    link: Link = ""
    """What the link under the answer opens."""
    link_words: Words = ""


def line_of(arrival: Arrival, row: ItemRow | None, kind: EvidenceKind, kept_on: date | None) -> ArrivalLine:
    """``row``: of the credential in it, or of the one that is there already. ``kind``: of a plain file."""
    name = Plain(arrival.incoming.name)
    if not arrival.inspections or row is None:
        return _plain_file(arrival, kind)
    mark = mark_of(arrival.inspections[0])
    face = items.card(row, mark)
    card = Card("", face.icon, face.tint, face.kind, face.title, joined(face.kind, name), face.chips)
    if arrival.inspections[0].credential.kind is Kind.PORTFOLIO:
        inside = isinstance(arrival.incoming, Part)  # to be opened it must be a file of its own
        card = Card("", "mail", "sky", "noun.portfolio", name, "noun.portfolio")
        return ArrivalLine(
            card,
            Value.NOTE,
            "found.portfolio",
            "found.portfolio_inside" if inside else "found.portfolio_more",
            can_keep=False,
            wanted=False,
            link="" if inside else "portfolio",
            link_words="" if inside else "found.open_portfolio",
        )
    if arrival.result == "twin":
        when = words("found.twin_on", date=Dated(kept_on.isoformat())) if kept_on else "found.twin_more"
        return ArrivalLine(card, Value.NOTE, "found.twin", when, can_keep=False, wanted=False)
    changed = mark is Mark.ALTERED
    return ArrivalLine(
        card,
        items.value_of(mark),
        f"mark.{mark.value}",
        _noted(_sentence(mark, row.by), arrival.notes),
        can_keep=True,
        wanted=not changed,
        link="check",
        link_words="found.what_now" if changed else "question.how",
    )


def _plain_file(arrival: Arrival, kind: EvidenceKind) -> ArrivalLine:
    name = Plain(arrival.incoming.name)
    icon = items.EVIDENCE_ICONS.get(kind.value, "paperclip")
    kind_word = heard(f"bewijs_soort.{kind.value}", "noun.evidence")
    if arrival.result == "refused":
        card = Card("", "file-x", "sand", "noun.evidence", name, "found.no_badge")
        why = f"problem.{(arrival.problem or Problem.FILE_UNREADABLE).value}"
        return ArrivalLine(card, Value.NOTE, "found.refused", why, can_keep=False, wanted=False)
    card = Card("", icon, "sand", "noun.evidence", name, joined(kind_word, "found.no_badge"))
    ordinary = arrival.problem is None or arrival.problem in _NOT_A_BADGE
    said: Words = "found.evidence_more" if ordinary else f"problem.{arrival.problem.value}"  # type: ignore[union-attr]
    if arrival.links:
        said = joined(said, Plain(arrival.links[0]), between=" ")
    if arrival.facts is not None:
        said = _europass(arrival.facts)
    plain = ArrivalLine(card, Value.NOT_APPLICABLE, "found.evidence", said, can_keep=True, wanted=True)
    if arrival.links and arrival.problem is Problem.LINK_NOT_LOOKED_UP:
        return replace(plain, link="online", link_words="online.link_do")
    return plain


def _europass(facts: EuropassFacts) -> Words:
    return words(
        "europass.counts",
        work=len(facts.work),
        voluntary=len(facts.voluntary),
        education=len(facts.education),
        languages=len(facts.languages),
    )


def _noted(sentence: Words, notes: tuple[str, ...]) -> Words:
    """With what a person should know of the file that it came in."""
    return joined(sentence, *(f"note.{note}" for note in notes), between=" ") if notes else sentence


def _sentence(mark: Mark, issuer: str) -> Words:
    if mark is Mark.HOLDS and issuer:
        return words("found.from", name=Plain(issuer))
    return f"found.say.{mark.value}"


def detail_of(looked: Looked, language: str) -> details.Detail | None:
    """Everything that is known of a credential before it is kept; None for a plain file."""
    if looked.row is None or not looked.arrival.inspections:
        return None
    detail = details.of_credential(looked.row, looked.arrival.inspections[0], (), language)
    notes: tuple[tuple[Words, Words], ...] = ()
    if looked.arrival.notes:
        said = joined(*(f"note.{note}" for note in looked.arrival.notes), between=" ")
        notes = (("found.file_around", said),)
    return replace(detail, texts=(*notes, *detail.texts), tiles=None)


def spoken(line: ArrivalLine) -> Words:
    """The whole line in one sentence, for the box to tick."""
    return joined(line.card.title, line.card.second, line.answer, between=". ")


def kept_words(batch: Batch) -> Words:
    """How many are new, and how many of the chosen ones were there already."""
    twins = sum(one.result == "twin" for _, one in batch.kept)
    kept = words("found.kept", n=len(batch.added))
    return joined(kept, words("found.kept_twins", n=twins), between=" ") if twins else kept
