"""What a Europass document tells of somebody: facts as they were read, checked by nobody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EuropassActivity:
    """A job, a study, voluntary work, or anything else with a title and a time."""

    title: str = field(default="", repr=False)
    organisation: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    start: str = ""
    """A year, a month or a day, as ISO 8601 writes them; "" when it is not told."""
    end: str = ""
    ongoing: bool = False
    description: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class EuropassLanguage:
    """A language; ``levels`` are (what is done with it, level of the CEFR)."""

    code: str
    levels: tuple[tuple[str, str], ...] = ()
    mother_tongue: bool = False


@dataclass(frozen=True, slots=True)
class EuropassFacts:
    """One document. Birth date, nationality, address and telephone number are not read."""

    form: str
    """``candidate`` (since 2020) or ``skills_passport`` (before)."""
    name: str = field(default="", repr=False)
    """Of the person, as the document writes it."""
    document_id: str = ""
    date: str = ""
    """When the document was made; "" when it does not say so."""
    language: str = ""
    work: tuple[EuropassActivity, ...] = ()
    voluntary: tuple[EuropassActivity, ...] = ()
    education: tuple[EuropassActivity, ...] = ()
    languages: tuple[EuropassLanguage, ...] = ()
    skills: tuple[str, ...] = field(default=(), repr=False)
    attachments: int = 0
    """Files that are embedded in it."""
