"""Write down what you did and learned: half-finished if you like, kept only in the register."""

from __future__ import annotations

from collections.abc import Sequence

from wallet.errors import Problem, RefusedError
from wallet.journeys.experience_file import WrongBox, read_file
from wallet.journeys.self_declared import EvidenceClaim, as_credential
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.experience import CareContext, Experience, ExperienceKind
from wallet.model.standing import SELF_DESCRIBED
from wallet.words import LANGUAGES, say

__all__ = [
    "EvidenceClaim",
    "WrongBox",
    "as_credential",
    "get",
    "keep",
    "keep_all",
    "read_file",
    "remove",
    "row_of",
    "start",
]


def start(kind: ExperienceKind, language: str) -> Experience:
    """An empty draft of this kind. Nothing is stored."""
    care = CareContext() if kind is ExperienceKind.CAREGIVING else None
    return Experience(kind=kind, language=language, cared_for=care, draft=True)


def keep(experience: Experience, wallet: Wallet) -> Changes:
    """Store it, or its new version when it has an id: the old one stays in the history."""
    return keep_all((experience,), wallet)


def keep_all(experiences: Sequence[Experience], wallet: Wallet) -> Changes:
    """Store them all, or none; the ids stand in the order given.

    Raises RefusedError for one without a title that does not say it is a draft.
    """
    for number, experience in enumerate(experiences, start=1):
        if not experience.draft and not experience.title.strip():
            raise RefusedError(Problem.NOT_AN_EXPERIENCE, number=number)
    put = wallet.register.experiences.put
    with wallet.register.act():
        ids = tuple(
            put(experience, row_of(experience), _searchable(experience)) for experience in experiences
        )
    return Changes(frozenset({ItemKind.EXPERIENCE}), ids)


def get(item_id: str, wallet: Wallet) -> Experience:
    """The experience as it is now. Raises RefusedError when there is none with this id."""
    return wallet.register.experiences.get(item_id)


def remove(item_id: str, wallet: Wallet) -> Changes:
    """Take it out of the register; evidence that belongs to it stays, by itself."""
    with wallet.register.act():
        wallet.register.experiences.remove(item_id)
    return Changes(frozenset({ItemKind.EXPERIENCE, ItemKind.EVIDENCE}), (item_id,))


def row_of(experience: Experience) -> ItemRow:
    """Its line in a list: described by oneself, with nothing to check."""
    return ItemRow(
        id=experience.id,
        kind=ItemKind.EXPERIENCE,
        sort=experience.kind.value,
        title=experience.title,
        by=experience.organisation,
        date=experience.period.start or "",
        until=experience.period.to or "",
        verdict=None,
        standing=SELF_DESCRIBED,
        draft=experience.draft,
    )


def _searchable(experience: Experience) -> str:
    """All its words, and the name of its kind in every language."""
    care = experience.cared_for
    words = [
        experience.title,
        experience.kind_other,
        experience.organisation,
        experience.role,
        experience.summary,
        *experience.tasks,
        *experience.starr.model_dump().values(),
        *(skill.label for skill in experience.skills),
        care.relation if care else "",
        experience.private_notes,
        *(say(f"ervaring_soort.{experience.kind}", language) for language in LANGUAGES),
    ]
    return "\n".join(word for word in words if word)
