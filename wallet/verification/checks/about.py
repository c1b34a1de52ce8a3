"""Is an endorsement about the thing that it was found in, or about one that the person keeps?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wallet.model.credential import Credential, Kind
from wallet.model.endorsed import KnownItem, Tie, called, digests_of, strongest_tie
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.context import COLLECTIONS, Answer, Context

QUESTION = Question.ABOUT
_ANSWERS = {
    Tie.SAME: Answer(Outcome.PASSED, Reason.ABOUT_MATCHES),
    Tie.OTHER: Answer(Outcome.FAILED, Reason.ABOUT_OTHER),
    Tie.OPEN: Answer(Outcome.INDETERMINATE, Reason.ABOUT_UNKNOWN),
    Tie.NONE: Answer(Outcome.INDETERMINATE, Reason.ABOUT_UNKNOWN),
}


def check(credential: Credential, context: Context) -> Answer:
    """It must be about a credential, its achievement or its issuer; its very bytes where they are told.

    Inside a credential it must be that one (or its holder); there a digest says nothing, because the bytes
    that were endorsed did not have the endorsement in them yet. In a collection it may be any credential
    beside it. By itself nobody can tell here: whoever keeps credentials compares them (:func:`answer`).
    """
    if credential.kind is not Kind.ENDORSEMENT:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NOT_ABOUT)
    parent = context.parent
    if parent is None or parent.kind in COLLECTIONS:
        return answer(credential, _beside(parent, credential) if parent else ())
    found = strongest_tie(credential.subject_id, credential.endorsed_digests, [_known(parent)])
    if found is Tie.NONE and credential.subject_id:
        return _ANSWERS[Tie.OTHER]
    return _ANSWERS[found]


def answer(endorsement: Credential, items: Iterable[KnownItem]) -> Answer:
    """The same for an endorsement by itself, and the items that it may be about."""
    return _ANSWERS[strongest_tie(endorsement.subject_id, endorsement.endorsed_digests, items)]


def _beside(collection: Credential, endorsement: Credential) -> Iterator[KnownItem]:
    weighed = bool(endorsement.endorsed_digests)
    yield _known(collection)
    for one in collection.contains:
        if one.kind is not Kind.ENDORSEMENT:
            yield _known(one, digests_of(one.carried or one.source.original) if weighed else "")


def _known(credential: Credential, digests: str = "") -> KnownItem:
    achievement = credential.achievement
    return KnownItem(
        called(credential.id),
        called(achievement.id) if achievement else "",
        called(credential.issuer.id),
        called(credential.subject_id),
        digests,
    )
