"""Was it issued to the person who asks?"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator

from wallet.model.credential import Credential, IdentityObject, Kind
from wallet.model.report import Outcome, Question, Reason
from wallet.reading.texts import id_of, listed
from wallet.verification.context import Answer, Context

QUESTION = Question.MINE
RESPELLED = "identity_case"
"""The note for an address that fits but for capitals and spaces around it."""

_HASHED = re.compile(r"([A-Za-z0-9_-]{1,20})\$([0-9A-Fa-f]{1,256})")
# MD5 is what older badges have; it recognises a person and protects nothing.
_LENGTHS = {"sha256": 64, "md5": 32}
_MAIL = "mailto:"
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_OF_A_THING = (Kind.ENDORSEMENT, Kind.STATUS_LIST)
"""Kinds that are about a thing: only whoever finds themselves in it is its recipient."""


def check(credential: Credential, context: Context) -> Answer:
    """Every identifier of the person is tried against every recipient that the credential names.

    First as they are written; then e-mail addresses without a difference of capitals and spaces.
    """
    policy = context.policy
    if not policy.identities and not policy.own_keys:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    subjects = _subjects(credential)
    if not credential.recipients and not subjects:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_RECIPIENT)
    asked = (*policy.identities, *policy.own_keys)
    if any(_is(credential, subjects, identity) for identity in asked):
        return Answer(Outcome.PASSED, Reason.IS_MINE)
    if any(_is(credential, subjects, one, respelled=True) for one in _addresses(policy.identities)):
        return Answer(Outcome.PASSED, Reason.IS_MINE, notes=(RESPELLED,))
    if credential.kind in _OF_A_THING:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_RECIPIENT)
    if not policy.identities:
        # The keys of this register are new; most badges name a person by something else.
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    if any(one.hashed and not _digest(one) for one in credential.recipients):
        return Answer(Outcome.INDETERMINATE, Reason.RECIPIENT_UNREADABLE)
    return Answer(Outcome.FAILED, Reason.NOT_MINE)


def _subjects(credential: Credential) -> frozenset[str]:
    """The ids of everybody that it is about; a badge may have several subjects."""
    listed_ids = map(id_of, listed(credential.document.get("credentialSubject")))
    return frozenset(one for one in (credential.subject_id, *listed_ids) if one)


def _addresses(identities: tuple[str, ...]) -> Iterator[str]:
    for identity in identities:
        bare = _bare(identity.strip())
        if _ADDRESS.fullmatch(bare):
            yield bare.lower()


def _is(credential: Credential, subjects: frozenset[str], identity: str, *, respelled: bool = False) -> bool:
    bare = _bare(identity)
    if any(
        _same(subject, identity, respelled) or _same(_bare(subject), bare, respelled) for subject in subjects
    ):
        return True
    return any(
        _names(one, spelling, respelled) for one in credential.recipients for spelling in {identity, bare}
    )


def _names(recipient: IdentityObject, identity: str, respelled: bool) -> bool:
    """Open Badges 3.0, IdentityObject: ``algorithm$hex(hash(identity + salt))``, or the plain identity.

    A text of the form of a hash is one, also where ``hashed`` was forgotten.
    """
    algorithm, digest = _digest(recipient) or ("", "")
    if digest:
        own = hashlib.new(algorithm, (identity + recipient.salt).encode(), usedforsecurity=False)
        return hmac.compare_digest(own.hexdigest(), digest)
    # An address may have a $ in it, so the plain text is compared also where it is said to be a hash.
    return _same(recipient.identity, identity, respelled) or _same(
        _bare(recipient.identity), identity, respelled
    )


def _digest(recipient: IdentityObject) -> tuple[str, str] | None:
    """Name and hexadecimal digits of a hash that we can make; None for anything else."""
    found = _HASHED.fullmatch(recipient.identity.strip())
    if found is None:
        return None
    algorithm, digest = found[1].lower().replace("-", ""), found[2].lower()
    return (algorithm, digest) if _LENGTHS.get(algorithm) == len(digest) else None


def _same(named: str, identity: str, respelled: bool) -> bool:
    return named.strip().lower() == identity if respelled else named == identity


def _bare(identity: str) -> str:
    """An address without the ``mailto:`` before it."""
    return identity[len(_MAIL) :] if identity[: len(_MAIL)].lower() == _MAIL else identity
