"""Has the issuer withdrawn or suspended it?"""

from __future__ import annotations

from wallet.controllers import load
from wallet.model.credential import Credential
from wallet.model.report import Outcome, Question, Reason
from wallet.reading.texts import id_of, listed, mappings
from wallet.verification import hosted
from wallet.verification.context import Answer, Context
from wallet.verification.status_lists import look_up

QUESTION = Question.STATUS


def check(credential: Credential, context: Context) -> Answer:
    """Every entry is looked up; the worst answer counts."""
    if hosted.is_badge_2(credential):
        return _badge_2(credential, context)
    written = listed(credential.document.get("credentialStatus"))
    if not written and not credential.statuses:
        absent = Reason.NOT_SHOWN if context.shown_in_part else Reason.NO_STATUS
        return Answer(Outcome.NOT_APPLICABLE, absent)
    answers = [look_up(entry, credential, context) for entry in credential.statuses]
    if len(written) != len(mappings(written)):
        # An entry that is no object: there is a status, and we cannot read it.
        answers.append(Answer(Outcome.INDETERMINATE, Reason.STATUS_TYPE_UNKNOWN))
    worst = min(answers, key=lambda one: _ORDER.index(one.outcome))
    return Answer(
        worst.outcome,
        worst.reason,
        worst.source,
        worst.as_of,
        needs=tuple(need for answer in answers for need in answer.needs),
        notes=tuple(dict.fromkeys(note for answer in answers for note in answer.notes)),
    )


_ORDER = (Outcome.FAILED, Outcome.INDETERMINATE, Outcome.PASSED)


def _badge_2(credential: Credential, context: Context) -> Answer:
    """A hosted badge says so itself where it stands; for a signed one, the issuer keeps a list."""
    for proof in credential.proofs:
        held = context.policy.document(proof.verification_method or "")
        if held is not None and proof.suite == hosted.SUITE and hosted.taken_back(held):
            return Answer(Outcome.FAILED, Reason.REVOKED, held.source, held.as_of)
    if credential.document.get("revoked") is True:
        return Answer(Outcome.FAILED, Reason.REVOKED)
    profile, needs = hosted.profile_of(credential, context.policy)
    if profile is None or profile.value is None:
        return Answer(Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE, needs=needs)
    address = id_of(profile.value.get("revocationList"))
    if not address:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_STATUS)
    held = context.policy.document(address)
    there = load(held) if held else None
    if held is None or there is None or held.origin == "from_sender":
        return Answer(Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE, needs=(address,))
    if hosted.revoked_by_list(credential, there):
        return Answer(Outcome.FAILED, Reason.REVOKED, held.source, held.as_of)
    return Answer(Outcome.PASSED, Reason.NOT_REVOKED, held.source, held.as_of)
