"""Endorsements and the items that they are about: how they find each other in a register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wallet.model.changes import ItemKind, ItemRow
from wallet.model.credential import Credential, Kind
from wallet.model.endorsed import ItemNames, KnownItem, Tie, called, digests_of, tie
from wallet.model.inspection import Inspection
from wallet.model.report import Finding, Outcome, Question

if TYPE_CHECKING:
    from wallet.store.register import StudyRegister

_COLLECTIONS = (Kind.PRESENTATION, Kind.CLR_2, Kind.UNKNOWN)
"""Kinds in which endorsements lie beside what they are about; a mere wrapping is unknown."""


def names_of(credential: Credential) -> ItemNames:
    """What the register remembers of it. Its own bytes and the file around them both count as the item."""
    achievement = credential.achievement
    item = KnownItem(
        id=called(credential.id),
        achievement=called(achievement.id) if achievement else "",
        issuer=called(credential.issuer.id),
        digests=digests_of(credential.carried or credential.source.original, credential.source.original),
    )
    if credential.kind is not Kind.ENDORSEMENT:
        return ItemNames(item)
    return ItemNames(item, called(credential.subject_id), credential.endorsed_digests)


def settled(inspection: Inspection, register: StudyRegister) -> Inspection:
    """The inspection, with what its endorsements are about where the register has the answer.

    Of an endorsement by itself, or beside others in a collection; one inside a badge is about that badge.
    Nothing that decides a verdict changes.
    """
    credential = inspection.credential
    if credential.kind is Kind.ENDORSEMENT:
        return _settled(inspection, register)
    if credential.kind not in _COLLECTIONS or not inspection.contains:
        return inspection
    return replace(inspection, contains=tuple(settled(inner, register) for inner in inspection.contains))


def _settled(inspection: Inspection, register: StudyRegister) -> Inspection:
    from wallet.verification.checks import about

    credential, report = inspection.credential, inspection.report
    finding = report.finding(Question.ABOUT)
    if finding is None or finding.outcome is not Outcome.INDETERMINATE:
        return inspection
    named = register.credentials.named(called(credential.subject_id))
    answer = about.answer(credential, [names.item for _, names in named])
    found = Finding(Question.ABOUT, answer.outcome, answer.reason)
    findings = tuple(found if one is finding else one for one in report)
    return replace(inspection, report=replace(report, findings=findings))


def endorsements_of(row: ItemRow, register: StudyRegister) -> tuple[ItemRow, ...]:
    """Kept endorsements of this credential, its achievement or its issuer; not of an altered copy of it."""
    if row.kind is not ItemKind.CREDENTIAL:
        return ()
    item = register.credentials.names(row.id).item
    return _rows(
        (
            found
            for found, names in register.credentials.endorsing(item)
            if tie(names.endorses, names.stated, item) is Tie.SAME
        ),
        register,
    )


def endorsed_by(row: ItemRow, register: StudyRegister) -> tuple[ItemRow, ...]:
    """Kept credentials that this endorsement is about: by their own id before those of an issuer."""
    if row.kind is not ItemKind.ENDORSEMENT:
        return ()
    own = register.credentials.names(row.id)
    return _rows(
        (
            found
            for found, names in register.credentials.named(own.endorses)
            if tie(own.endorses, own.stated, names.item) is Tie.SAME
        ),
        register,
    )


def _rows(ids: Iterator[str], register: StudyRegister) -> tuple[ItemRow, ...]:
    return tuple(row for row in map(register.row, ids) if row is not None)
