"""Is it unchanged since it was signed?"""

from __future__ import annotations

from wallet.model.credential import Credential
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.carried import HOLDER_SUITE
from wallet.verification.context import Answer, Context, members

QUESTION = Question.INTACT


def check(credential: Credential, context: Context) -> Answer:
    """What the deciding proof says; for a collection, every member must be intact and authentic, too."""
    deciding = context.deciding
    own = Answer(Outcome.NOT_APPLICABLE, Reason.NO_SIGNATURE) if deciding is None else deciding.integrity
    if own.outcome is Outcome.FAILED:
        return own
    for result in context.proofs:
        # What the holder signed is what is shown: where that does not hold, something was exchanged.
        if result.proof.suite == HOLDER_SUITE and result.verdict.outcome is not Outcome.PASSED:
            return result.verdict
    for member in members(credential, context.contains):
        for question in (Question.INTACT, Question.AUTHENTIC):
            finding = member.report.finding(question)
            if finding is not None and finding.outcome is Outcome.FAILED:
                return Answer(Outcome.FAILED, Reason.MEMBER_FAILED)
    return own
