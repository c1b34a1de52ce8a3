"""Was it issued to the person who asks?"""

from __future__ import annotations

import hashlib
import hmac

from wallet.model.credential import Credential, IdentityObject
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import Answer, Context

QUESTION = Question.MINE
_HASHES = ("sha256", "md5")


def check(credential: Credential, context: Context) -> Answer:
    """Every identifier of the person is tried against every recipient that the credential names."""
    identities = context.policy.identities
    if not identities:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    if not credential.recipients and not credential.subject_id:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_RECIPIENT)
    if credential.subject_id in identities:
        return Answer(Outcome.PASSED, Reason.IS_MINE)
    if any(_names(one, identity) for one in credential.recipients for identity in identities):
        return Answer(Outcome.PASSED, Reason.IS_MINE)
    return Answer(Outcome.FAILED, Reason.NOT_MINE)


def _names(recipient: IdentityObject, identity: str) -> bool:
    """Open Badges 3.0, IdentityObject: ``algorithm$hex(hash(identity + salt))``, or the plain identity."""
    if not recipient.hashed:
        return recipient.identity == identity
    algorithm, _, digest = recipient.identity.partition("$")
    if algorithm not in _HASHES:
        return False
    # MD5 is what older badges have; it recognises a person and protects nothing.
    own = hashlib.new(algorithm, (identity + recipient.salt).encode("utf-8"), usedforsecurity=False)
    return hmac.compare_digest(own.hexdigest().encode(), digest.casefold().encode("utf-8"))
