"""What a list calls a credential, and what a search finds it by."""

from __future__ import annotations

from collections.abc import Iterator

from wallet.model.credential import Credential
from wallet.words import LANGUAGES


def title_of(credential: Credential) -> str:
    """What a list calls it: its own name, that of what was achieved, or of the first thing in it."""
    names = (
        credential.name,
        *((credential.achievement.name,) if credential.achievement else ()),
        *(member.name for member in credential.contains),
    )
    return next((name.best(LANGUAGES[0]) for name in names if name), "")


def texts_of(credential: Credential) -> Iterator[str]:
    """Every text that a search should find, of the credential and of what it contains."""
    yield from (text for _, text in (*credential.name.values, *credential.description.values))
    yield from (text for _, text in credential.issuer.name.values)
    yield credential.issuer.id
    achievement = credential.achievement
    if achievement is not None:
        for words in (achievement.name, achievement.description, achievement.criteria):
            yield from (text for _, text in words.values)
        yield from achievement.tags
        yield from (alignment.target_name for alignment in achievement.alignments)
    for member in credential.contains:
        yield from texts_of(member)
