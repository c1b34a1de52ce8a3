"""Who says so, and who assessed it: read from a credential. A signature alone raises neither."""

from __future__ import annotations

from wallet.model.credential import Credential, Kind
from wallet.model.report import Outcome, Reason
from wallet.model.standing import (
    SELF_DESCRIBED,
    AssessmentRigour,
    Recognition,
    RecognitionLevel,
    RecognitionSource,
    Standing,
)
from wallet.verification.context import Context


def standing_of(credential: Credential, context: Context) -> Standing:
    """Recognition and assessment.

    What issuer and subject both are is self-described. Without a trust list the level stops at W1, or at W2
    where the key is confirmed as the organisation's own: nobody else has said anything about the issuer.
    """
    if _self_described(credential):
        return SELF_DESCRIBED
    return Standing(_recognition(context), _assessment(credential, context))


def _self_described(credential: Credential) -> bool:
    if credential.kind in (Kind.PRESENTATION, Kind.PORTFOLIO):
        return True
    issuer = credential.issuer.id
    # ``selfDeclared`` stands in the data that the learner signed; others may say the same by their ids.
    return credential.document.get("selfDeclared") is True or bool(issuer and issuer == credential.subject_id)


def _recognition(context: Context) -> Recognition:
    deciding = context.deciding
    if deciding is None or deciding.verdict.outcome is not Outcome.PASSED:
        return Recognition(RecognitionLevel.W1, RecognitionSource.ISSUER)
    for issuer, _, level in context.policy.trusted:
        # Up to W1 nobody but the learner or the issuer speaks (the address book says no more): see below.
        if issuer == context.issuer.id and level > RecognitionLevel.W1:
            return Recognition(RecognitionLevel(level), RecognitionSource.TRUST_LIST)
    organisation = deciding.binding.reason in (Reason.KEY_OF_ISSUER, Reason.HOSTED_AT_ISSUER)
    level_known = RecognitionLevel.W2 if organisation else RecognitionLevel.W1
    return Recognition(level_known, RecognitionSource.ISSUER)


def _assessment(credential: Credential, context: Context) -> AssessmentRigour:
    """Nobody but a trust list can say how well an issuer assesses; that one issued it is all we know."""
    if credential.kind in (Kind.STATUS_LIST, Kind.UNKNOWN):
        return AssessmentRigour.NONE
    if credential.kind is Kind.ENDORSEMENT:
        return AssessmentRigour.ACQUAINTANCE
    deciding = context.deciding
    if deciding is None or deciding.verdict.outcome is Outcome.FAILED:
        return AssessmentRigour.NONE
    return AssessmentRigour.ORGANISATION
