"""Why a finding is as it is: what was looked at, with what, when, and what would settle it. Pure."""

from __future__ import annotations

from datetime import datetime

from ui.voice import Dated, Plain, Words, joined, words
from wallet.model.report import Finding, FindingSource, Outcome, Question, Reason, VerificationReport

Why = tuple[tuple[Words, Words], ...]

_SETTLES = {
    "fresh": (
        Reason.SIGNATURE_MISMATCH,
        Reason.CLAIMS_DIFFER,
        Reason.WRAPPER_CHANGED,
        Reason.MEMBER_MISSING,
        Reason.MEMBER_DIFFERS,
        Reason.EVIDENCE_DIFFERS,
        Reason.HOSTED_DIFFERS,
        Reason.EXPIRED,
    ),
    "issuer": (
        Reason.NO_SIGNATURE,
        Reason.TERM_UNDEFINED,
        Reason.CONTEXT_UNSAFE,
        Reason.CONTEXT_INVALID,
        Reason.NUMBER_AMBIGUOUS,
        Reason.PROOF_MALFORMED,
        Reason.WRONG_PURPOSE,
        Reason.PROOF_EXPIRED,
        Reason.ALGORITHM_REFUSED,
        Reason.KEY_REFUSED,
        Reason.TOO_MUCH_WORK,
        Reason.ISSUER_KEY_MISMATCH,
        Reason.KEY_NOT_LISTED,
        Reason.PUBLISHED_TEST_KEY,
        Reason.CERTIFICATE_EXPIRED,
        Reason.HOSTED_ELSEWHERE,
        Reason.DATE_UNREADABLE,
        Reason.REVOKED,
        Reason.SUSPENDED,
        Reason.STATUS_LIST_BROKEN,
        Reason.FORM_DIFFERS,
        Reason.NOT_MINE,
        Reason.NO_RECIPIENT,
        Reason.KEY_MISSING,
    ),
    "online": (
        Reason.HOSTED_ONLY,
        Reason.KEY_UNREACHABLE,
        Reason.ISSUER_NOT_CONFIRMED,
        Reason.ACCORDING_TO_SENDER,
        Reason.HOSTED_UNREACHABLE,
        Reason.STATUS_UNREACHABLE,
        Reason.STATUS_LIST_EXPIRED,
        Reason.STATUS_LIST_UNCONFIRMED,
    ),
    "holder": (
        Reason.HOLDER_FORM,
        Reason.OTHER_AUDIENCE,
        Reason.OTHER_CHALLENGE,
        Reason.DISCLOSURE_DIFFERS,
        Reason.KEY_BINDING_MISSING,
        Reason.NOT_SHOWN,
    ),
    "newer": (
        Reason.CONTEXT_UNKNOWN,
        Reason.UNKNOWN_SUITE,
        Reason.STATUS_TYPE_UNKNOWN,
        Reason.NO_SCHEMA,
    ),
    "wait": (Reason.NOT_YET_VALID, Reason.PROOF_FROM_FUTURE),
    "identifiers": (Reason.NO_IDENTIFIERS,),
    "lists": (Reason.NO_TRUST_LIST, Reason.NOT_IN_TRUST_LIST),
    "part": (Reason.MEMBER_FAILED,),
}
"""What would settle a question that was not answered with yes. A reason that is not here: nothing."""
_ABSENT = (
    Reason.KEY_UNREACHABLE,
    Reason.KEY_MISSING,
    Reason.HOSTED_ONLY,
    Reason.HOSTED_UNREACHABLE,
    Reason.STATUS_UNREACHABLE,
    Reason.CONTEXT_UNKNOWN,
    Reason.NO_IDENTIFIERS,
    Reason.NO_TRUST_LIST,
    Reason.NOT_CHECKED,
)
"""What the question would have been answered with was not there."""
_HELPED = (Reason.NO_IDENTIFIERS, Reason.NO_TRUST_LIST, Reason.NO_SIGNATURE, Reason.HOSTED_ONLY)
"""Nothing was there to look at, and somebody can do something about that."""
_WITHOUT_FILE = (Question.MINE, Question.RECOGNISED, Question.WELL_FORMED)
"""Answered with something of ours or of the learner's, so never "from the file itself"."""


def why(finding: Finding, report: VerificationReport) -> Why:
    """The explanation of one finding, as (label, text)."""
    return (
        ("why.label.what", f"why.what.{finding.question.value}"),
        ("why.label.saw", f"why.{finding.reason.value}"),
        ("why.label.with", _with(finding)),
        ("why.label.when", words("why.looked_on", date=day(report.checked_at))),
        ("why.label.settle", settles(finding, report.needs)),
    )


def settles(finding: Finding, needs: tuple[str, ...]) -> Words:
    """What would settle it: an address, an act of somebody, or nothing any more."""
    nothing_there = finding.outcome is Outcome.NOT_APPLICABLE and finding.reason not in _HELPED
    if finding.outcome is Outcome.PASSED or nothing_there:
        return "settle.none"
    kind = next((kind for kind, reasons in _SETTLES.items() if finding.reason in reasons), "nothing")
    if kind == "online" and needs:
        return joined("settle.addresses", *map(Plain, needs), between="\n")
    return f"settle.{kind}"


def absent(finding: Finding) -> bool:
    """Whether what it would have been looked at with was not there."""
    return finding.as_of is None and finding.reason in _ABSENT and finding.outcome is not Outcome.PASSED


def _with(finding: Finding) -> Words:
    if absent(finding):
        return "why.with.missing"
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return "why.with.nothing"
    thing = f"why.with.{finding.question.value}"
    if finding.as_of is not None:
        online = finding.source is FindingSource.ONLINE
        source = words(f"why.source.{'online' if online else 'kept'}", date=day(finding.as_of))
        return joined(thing, source, between=", ")
    return thing if finding.question in _WITHOUT_FILE else joined(thing, "why.source.file", between=", ")


def day(moment: datetime) -> Dated:
    """The date of a moment, where this computer is."""
    return Dated(moment.astimezone().date().isoformat())
