"""Replaces the names that the learner marked by a neutral word, in everything that leaves."""

from __future__ import annotations

from collections.abc import Iterable

from wallet.model.experience import CareContext, Experience, Starr
from wallet.privacy.names import find_names
from wallet.words import say


def shield(text: str, names: Iterable[str], language: str = "nl") -> str:
    """The text with each of these names, as whole words, replaced by "someone"; numbers by "[shielded]"."""
    parts: list[str] = []
    done = 0
    for start, end in find_names(text, names):
        parts += [text[done:start], _neutral(text[start:end], language)]
        done = end
    return "".join([*parts, text[done:]])


def _neutral(found: str, language: str) -> str:
    number = "@" in found or any(sign.isdigit() for sign in found)
    return say("experience.shielded_number" if number else "experience.shielded_name", language)


def shielded(experience: Experience, names: Iterable[str] = ()) -> Experience:
    """The experience as it may leave: own marked names and these replaced, notes and the list gone."""
    hidden = (*experience.shield, *names)

    def cover(text: str) -> str:
        return shield(text, hidden, experience.language)

    starr = Starr(**{box: cover(text) for box, text in experience.starr.model_dump().items()})
    care = experience.cared_for
    return experience.model_copy(
        update={
            "title": cover(experience.title),
            "kind_other": cover(experience.kind_other),
            "organisation": cover(experience.organisation),
            "role": cover(experience.role),
            "summary": cover(experience.summary),
            "tasks": tuple(cover(task) for task in experience.tasks),
            "starr": starr,
            "skills": tuple(
                skill.model_copy(update={"label": cover(skill.label)}) for skill in experience.skills
            ),
            "cared_for": care
            and CareContext(relation=cover(care.relation), age_band=care.age_band and cover(care.age_band)),
            "shield": (),
            "private_notes": "",
        }
    )
