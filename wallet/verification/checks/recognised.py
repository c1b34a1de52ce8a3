"""Is the issuer in a list that the person trusts?"""

from __future__ import annotations

from wallet.model.credential import Credential
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import Answer, Context

QUESTION = Question.RECOGNISED


def check(credential: Credential, context: Context) -> Answer:
    """Only an issuer whose key was seen to be its own can be recognised; a name alone is not looked up."""
    if not context.policy.trusted:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_TRUST_LIST)
    deciding = context.deciding
    if deciding is None or deciding.verdict.outcome is not Outcome.PASSED:
        return Answer(Outcome.INDETERMINATE, Reason.NOT_CHECKED)
    if any(issuer == context.issuer.id for issuer, _, _ in context.policy.trusted):
        return Answer(Outcome.PASSED, Reason.IN_TRUST_LIST)
    return Answer(Outcome.INDETERMINATE, Reason.NOT_IN_TRUST_LIST)
