"""Is it valid now, by its own dates?"""

from __future__ import annotations

from wallet.model.credential import Credential
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import Answer, Context

QUESTION = Question.CURRENT


def check(credential: Credential, context: Context) -> Answer:
    """Compare its dates with the moment of the policy. A date that cannot be read is not a good one."""
    now = context.policy.now
    if credential.valid_until is not None and credential.valid_until < now:
        return Answer(Outcome.FAILED, Reason.EXPIRED)
    if credential.valid_from is not None and credential.valid_from > now:
        return Answer(Outcome.FAILED, Reason.NOT_YET_VALID)
    if credential.dates_unreadable:
        return Answer(Outcome.INDETERMINATE, Reason.DATE_UNREADABLE)
    if credential.valid_until is None:
        return Answer(Outcome.PASSED, Reason.NOT_SHOWN if context.shown_in_part else Reason.NO_END_DATE)
    return Answer(Outcome.PASSED, Reason.WITHIN_DATES)
