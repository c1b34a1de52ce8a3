"""What a Europass document tells, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from wallet.cli.console import plain
from wallet.model.europass import EuropassActivity, EuropassFacts, EuropassLanguage
from wallet.words import say

_LONGEST = 200
"""Characters of a line: the document itself has the rest."""


def lines_of(facts: EuropassFacts, language: str) -> Iterator[str]:
    """The document's facts as they were read, heading by heading."""
    yield say("europass.document", language)
    if facts.date:
        yield say("europass.date", language, date=facts.date)
    for heading, activities in (
        ("work", facts.work),
        ("voluntary", facts.voluntary),
        ("education", facts.education),
    ):
        if activities:
            yield say(f"europass.{heading}", language)
            yield from (_line(_activity(one, language)) for one in activities)
    if facts.languages:
        yield say("europass.languages", language)
        yield from (_line(_spoken(one, language)) for one in facts.languages)
    if facts.skills:
        yield say("europass.skills", language)
        yield from (_line(one) for one in facts.skills)


def _activity(one: EuropassActivity, language: str) -> str:
    end = say("europass.now", language) if one.ongoing else one.end
    time = " – ".join(filter(None, (one.start, end)))
    return ", ".join(filter(None, (one.title, one.organisation, one.place, time)))


def _spoken(one: EuropassLanguage, language: str) -> str:
    if one.mother_tongue:
        return f"{one.code}: {say('europass.mother_tongue', language)}"
    levels = ", ".join(f"{side} {level}" for side, level in one.levels)
    return f"{one.code}: {levels}" if levels else one.code


def _line(text: str) -> str:
    return "  " + plain(text)[:_LONGEST]
