"""Is an endorsement about the thing that it was found in?"""

from __future__ import annotations

from wallet.model.credential import Credential, Kind
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import Answer, Context

QUESTION = Question.ABOUT


def check(credential: Credential, context: Context) -> Answer:
    """The endorsed id must be that of the credential around it, its achievement, its issuer or its holder."""
    if credential.kind is not Kind.ENDORSEMENT:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NOT_ABOUT)
    parent = context.parent
    if parent is None or parent.kind in (Kind.PRESENTATION, Kind.PORTFOLIO):
        return Answer(Outcome.INDETERMINATE, Reason.ABOUT_UNKNOWN)
    names = {parent.id, parent.issuer.id, parent.subject_id}
    if parent.achievement is not None:
        names.add(parent.achievement.id)
    if credential.subject_id and credential.subject_id in names:
        return Answer(Outcome.PASSED, Reason.ABOUT_MATCHES)
    return Answer(Outcome.FAILED, Reason.ABOUT_OTHER)
