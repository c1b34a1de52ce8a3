"""Is it really from the one who is named as its issuer?"""

from __future__ import annotations

from wallet.model.credential import Credential
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import Answer, Context

QUESTION = Question.AUTHENTIC


def check(credential: Credential, context: Context) -> Answer:
    """Whose key the deciding proof was made with."""
    deciding = context.deciding
    if deciding is None:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_SIGNATURE)
    return deciding.binding
