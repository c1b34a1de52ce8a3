"""From an inspected credential to what is shown of it: the three answers and the check panel. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from ui.present.explanations import absent, day, why
from ui.present.items import card, source_of, standing_chips, value_of
from ui.present.pieces import Answer, CheckGroup, CheckPart, CheckParts, CheckRow, CheckView, Value
from ui.present.proofs import proof_rows
from ui.voice import Plain, Words, heard, isolated, language, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.credential import Credential, Kind
from wallet.model.inspection import Inspection
from wallet.model.marks import Mark, mark_of
from wallet.model.report import Finding, FindingSource, Outcome, Question, Reason, VerificationReport
from wallet.model.standing import AssessmentRigour, RecognitionLevel, Standing

_VALUES = {
    Outcome.PASSED: Value.PASSED,
    Outcome.FAILED: Value.FAILED,
    Outcome.INDETERMINATE: Value.UNKNOWN,
    Outcome.NOT_APPLICABLE: Value.NOT_APPLICABLE,
}
_BADGE = (Question.INTACT, Question.STATUS, Question.CURRENT, Question.WELL_FORMED)
_ISSUER = (Question.AUTHENTIC,)
_GOOD_TO_KNOW = (Question.MINE, Question.RECOGNISED)
_NOTHING_THERE = (Reason.NO_END_DATE, Reason.NOT_SHOWN, Reason.NO_STATUS, Reason.NO_SCHEMA)
"""Nothing was there to check: green is only for what was checked."""
_HEADINGS = {Kind.ENDORSEMENT: "check.group.statement"}
_STANDARDS = {
    Kind.OPEN_BADGE_3: "Open Badges 3.0",
    Kind.OPEN_BADGE_2: "Open Badges 2.0",
    Kind.OPEN_BADGE_1: "Open Badges 1.1",
    Kind.CLR_2: "CLR 2.0",
    Kind.ENDORSEMENT: "Open Badges 3.0",
}


def answers_of(inspection: Inspection) -> tuple[Answer, Answer, Answer]:
    """The three questions of a credential, each with who says so."""
    mark = mark_of(inspection)
    return answers(inspection.standing, mark, inspection.report.checked_at)


def answers(standing: Standing, mark: Mark, checked_at: datetime | None) -> tuple[Answer, Answer, Answer]:
    """The same from its parts. ``checked_at`` None: nothing to check (an own experience)."""
    recognition, assessment = standing_chips(standing)
    own = standing.recognition.level is RecognitionLevel.W0 and checked_at is None
    third: Words = "answer.c." + standing.assessment.value
    if own and standing.assessment is AssessmentRigour.SELF:
        third = "question.self"
    return (
        Answer(
            "question.a",
            recognition.long,
            "question.self" if own else source_of(standing),
            icon=recognition.icon,
        ),
        Answer(
            "question.b",
            f"mark.{mark.value}",
            day(checked_at) if checked_at is not None else "question.when_shared",
            value=value_of(mark),
            link="question.how" if checked_at is not None else None,
        ),
        Answer("question.c", assessment.long, third, icon=assessment.icon),
    )


def check_view(inspection: Inspection, *, own: bool = True) -> CheckView:
    """The check panel of a credential: the worst first, then every row, also of what was not asked.

    ``own`` False: for somebody else's reader, without the question whether it is the reader's.
    """
    report, kind = inspection.report, inspection.credential.kind
    mark = mark_of(inspection)
    about = (Question.ABOUT,) if _asked(report, Question.ABOUT) else ()
    groups = (
        CheckGroup(_HEADINGS.get(kind, "check.group.badge"), _rows(report, (*_BADGE, *about), kind)),
        CheckGroup("check.group.issuer", (*_rows(report, _ISSUER, kind), *_seals(report))),
        CheckGroup(
            "check.group.good_to_know",
            (*_rows(report, _GOOD_TO_KNOW if own else _GOOD_TO_KNOW[1:], kind), *_notes(report)),
            aside="check.group.not_counted",
        ),
    )
    return CheckView(
        value_of(mark),
        f"mark.{mark.value}",
        f"check.headline.{mark.value}",
        groups,
        asks=tuple(dict.fromkeys(urlsplit(address).netloc or address for address in report.needs)),
        proofs=proof_rows(report),
        parts=tuple(_parts(inspection, own=own)),
    )


def other_of(credential: Credential) -> tuple[tuple[Words, Words], ...]:
    """What stands in the file and has no place of its own, as the plain text that it is."""
    return tuple((isolated(place), isolated(text)) for place, text in credential.other)


def _parts(inspection: Inspection, *, own: bool) -> Iterator[CheckParts]:
    """What is inside, each with its own answers: the items of a collection, then what others say of it."""
    endorsements: list[Inspection] = []
    members: list[Inspection] = []
    for inner in inspection.contains:
        (endorsements if inner.credential.kind is Kind.ENDORSEMENT else members).append(inner)
    if members:
        made = tuple(_part(one, own=own) for one in members)
        yield CheckParts(words("parts.members", n=len(made)), made)
    if endorsements:
        made = tuple(_part(one, own=own) for one in endorsements)
        yield CheckParts(words("parts.endorsements", n=len(made)), made, aside="parts.endorsements_aside")


def _part(inspection: Inspection, *, own: bool) -> CheckPart:
    credential, mark = inspection.credential, mark_of(inspection)
    endorsement = credential.kind is Kind.ENDORSEMENT
    achievement = credential.achievement
    name = credential.name or (achievement.name if achievement else credential.name)
    by = credential.issuer.name.best(language()) or credential.issuer.id
    row = ItemRow(
        id="",
        kind=ItemKind.ENDORSEMENT if endorsement else ItemKind.CREDENTIAL,
        sort=credential.kind.value,
        title=name.best(language()),
        by=by,
        date=credential.valid_from.date().isoformat() if credential.valid_from else "",
        until="",
        verdict=inspection.report.verdict,
        standing=inspection.standing,
    )
    face = card(row, mark)
    title = isolated(row.title) if row.title.strip() else face.kind
    view = replace(check_view(inspection, own=own), other=other_of(credential))
    if endorsement and mark is Mark.NOT_SIGNED:
        view = replace(view, sentence="parts.unsigned")
    return CheckPart(
        replace(face, title=title),
        words(
            "parts.name",
            title=title,
            by=isolated(by) if by.strip() else "parts.nobody",
            mark=f"mark.{mark.value}",
        ),
        isolated(credential.description.best(language())),
        answers_of(inspection),
        view,
    )


def _seals(report: VerificationReport) -> Iterator[CheckRow]:
    """Whose seal it is, by the certificate that came with it: said, and not confirmed."""
    for proof in report.proofs:
        seal = proof.certificate
        if seal is not None:
            sentence = words("check.seal", holder=isolated(seal.holder), given_by=isolated(seal.given_by))
            when = (
                words("check.sealed_on", date=day(proof.signed_at)) if proof.signed_at else "check.with.file"
            )
            yield CheckRow(Value.NOTE, sentence, when)


def _notes(report: VerificationReport) -> tuple[CheckRow, ...]:
    """What is worth a word and decides nothing, where there is a sentence for it."""
    told = (heard(f"note.{note}", "") for note in dict.fromkeys(report.notes))
    return tuple(CheckRow(Value.NOTE, code, "check.with.file") for code in told if code)


def _asked(report: VerificationReport, question: Question) -> bool:
    finding = report.finding(question)
    return finding is not None and finding.outcome is not Outcome.NOT_APPLICABLE


def _rows(report: VerificationReport, questions: tuple[Question, ...], kind: Kind) -> tuple[CheckRow, ...]:
    return tuple(_row(report, question, kind) for question in questions)


def _row(report: VerificationReport, question: Question, kind: Kind) -> CheckRow:
    finding = report.finding(question)
    if finding is None:
        return CheckRow(Value.NOT_APPLICABLE, "reason.not_checked", "check.not_applicable")
    value = _VALUES[finding.outcome]
    if finding.reason in _NOTHING_THERE and value is Value.PASSED:
        value = Value.NOT_APPLICABLE
    if finding.reason is Reason.OWN_KEY and value is Value.PASSED:
        value = Value.UNCHANGED
    if question in _GOOD_TO_KNOW and value is not Value.PASSED:
        value = Value.NOTE  # does not count, so it never looks like a verdict
    source: Words = "check.not_applicable"
    if value is not Value.NOT_APPLICABLE and finding.outcome is not Outcome.NOT_APPLICABLE:
        source = words("check.looked", date=day(report.checked_at), source=_with(finding, kind))
    sentence = words(f"reason.{finding.reason.value}", **dict(finding.numbers))
    return CheckRow(value, sentence, source, why(finding, report))


def _with(finding: Finding, kind: Kind) -> Words:
    """What it was looked at with: "met de sleutel, bewaard op 2 mei 2026"."""
    if finding.source is FindingSource.ONLINE and finding.as_of is not None:
        return words("check.with.online", date=day(finding.as_of))
    if finding.as_of is not None:
        return words("check.with.kept", date=day(finding.as_of))
    if absent(finding):
        return "check.with.missing"
    if finding.question is Question.WELL_FORMED and kind in _STANDARDS:
        return words("check.with.rules", standard=Plain(_STANDARDS[kind]))
    return {
        Question.INTACT: "check.with.intact",
        Question.AUTHENTIC: "check.with.authentic",
        Question.MINE: "check.with.mine",
        Question.RECOGNISED: "check.with.lists",
    }.get(finding.question, "check.with.file")
