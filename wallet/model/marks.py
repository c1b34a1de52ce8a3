"""The second chip, "does the file hold?": one code for a whole report, the same on screen, page and paper.

Codes are those of the vocabulary *verificatie*, with ``ongewijzigd`` for a file that holds while its key does
not say whose it is: a filled green mark there would read as approval.
"""

from __future__ import annotations

from enum import StrEnum

from wallet.model.inspection import Inspection
from wallet.model.report import Outcome, Question, Reason, Verdict, VerificationReport


class Mark(StrEnum):
    """What the second chip says."""

    HOLDS = "geldig"
    UNCHANGED = "ongewijzigd"
    ALTERED = "gewijzigd"
    REVOKED = "ingetrokken"
    SUSPENDED = "opgeschort"
    EXPIRED = "verlopen"
    NOT_YET = "nog_niet_geldig"
    NOT_SURE = "niet_te_controleren"
    NOT_SIGNED = "niet_ondertekend"
    NOT_LOOKED = "niet_gecontroleerd"


class Shape(StrEnum):
    """The drawn mark that belongs to it; told apart without colour too."""

    PASSED = "passed"
    RING = "ring"
    FAILED = "failed"
    UNKNOWN = "unknown"
    UNSIGNED = "unsigned"


_SHAPES = {
    Mark.HOLDS: Shape.PASSED,
    Mark.UNCHANGED: Shape.RING,
    Mark.ALTERED: Shape.FAILED,
    Mark.REVOKED: Shape.FAILED,
    Mark.SUSPENDED: Shape.FAILED,
    Mark.EXPIRED: Shape.FAILED,
    Mark.NOT_YET: Shape.FAILED,
    Mark.NOT_SURE: Shape.UNKNOWN,
    Mark.NOT_SIGNED: Shape.UNSIGNED,
    Mark.NOT_LOOKED: Shape.UNKNOWN,
}

_KEY_OF_ORGANISATION = (Reason.KEY_OF_ISSUER, Reason.HOSTED_AT_ISSUER)
"""The issuer's own site says so, even where it does not say the issuer's name."""
_FAILED = {
    Reason.REVOKED: Mark.REVOKED,
    Reason.SUSPENDED: Mark.SUSPENDED,
    Reason.EXPIRED: Mark.EXPIRED,
    Reason.NOT_YET_VALID: Mark.NOT_YET,
}


def shape_of(mark: Mark) -> Shape:
    """The shape to draw for a mark."""
    return _SHAPES[mark]


def mark_of_report(report: VerificationReport, *, key_known: bool) -> Mark:
    """The mark for a report. ``key_known``: the issuer's own document or a trust list says whose it is."""
    if report.verdict is Verdict.VERIFIED:
        return Mark.HOLDS if key_known else Mark.UNCHANGED
    if report.verdict is Verdict.UNSIGNED:
        return Mark.NOT_SIGNED
    if report.verdict is not Verdict.FAILED:
        return Mark.NOT_SURE
    failed = [finding for finding in report.findings if finding.outcome is Outcome.FAILED]
    # A changed file outranks its dates: they may have been changed too.
    if any(finding.question in (Question.INTACT, Question.AUTHENTIC) for finding in failed):
        return Mark.ALTERED
    return next((_FAILED[finding.reason] for finding in failed if finding.reason in _FAILED), Mark.ALTERED)


def mark_of(inspection: Inspection) -> Mark:
    """The mark for an inspected credential."""
    return mark_then(inspection.report, inspection.issuer_name_source)


def mark_then(report: VerificationReport, issuer_name_source: str) -> Mark:
    """The same for a report that was kept, with who else used the issuer's name then."""
    authentic = report.finding(Question.AUTHENTIC)
    by_issuer = authentic is not None and authentic.reason in _KEY_OF_ORGANISATION
    return mark_of_report(report, key_known=by_issuer or issuer_name_source != "self")
