"""Facts out of a Europass document: Candidate XML (since 2020) and SkillsPassport XML (before). Best effort.

What identifies a person beyond the name (birth date, nationality, address, telephone) is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wallet.errors import InputError, Problem
from wallet.model.europass import EuropassActivity, EuropassFacts, EuropassLanguage
from wallet.reading.limits import ELEMENT_DEPTH, ELEMENTS

_BYTES = 25_000_000
"""A document with a photo and scanned diplomas inside it."""
_LISTED = 200
"""Entries of one kind; a long working life has a few dozen."""
_LONG = 2_000
"""Characters of one text that are told; the document itself is kept whole."""
_MARKS = (b"http://www.europass.eu/1.0", b"http://europass.cedefop.europa.eu/Europass")
_ROOTS = {"Candidate": "candidate", "SkillsPassport": "skills_passport", "LearnerInfo": "skills_passport"}
_HEAD = 4_096
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CEFR = re.compile(r"[ABC][12]")
_HEAVY = frozenset({"EmbeddedData", "Data", "BinaryData", "Picture"})


def recognises(original: bytes) -> bool:
    """Whether this is XML that names Europass at its beginning."""
    head = original[:_HEAD].replace(b"\0", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and any(mark in head for mark in _MARKS)


def facts(original: bytes) -> EuropassFacts:
    """What the document tells. Raises InputError; NOT_RECOGNISED for XML of another kind."""
    root = _parsed(original)
    form = _ROOTS.get(_tag(root))
    if form is None:
        raise InputError(Problem.NOT_RECOGNISED)
    return _candidate(root) if form == "candidate" else _skills_passport(root)


def _parsed(original: bytes) -> Any:
    if len(original) > _BYTES:
        raise InputError(Problem.TOO_LARGE, limit=_BYTES)
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=_Light(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(original)
        return parser.close()
    except DefusedXmlException:
        raise InputError(Problem.XML_ENTITIES) from None
    except (ParseError, ValueError, LookupError):
        raise InputError(Problem.DAMAGED_FILE) from None


class _Light:
    """Builds a tree within limits; the content of embedded files is counted and left out."""

    def __init__(self) -> None:
        from xml.etree.ElementTree import TreeBuilder

        self._tree = TreeBuilder()
        self._depth = self._elements = 0
        self._heavy = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Any:
        self._depth += 1
        self._elements += 1
        if self._depth > ELEMENT_DEPTH:
            raise InputError(Problem.TOO_DEEP, limit=ELEMENT_DEPTH)
        if self._elements > ELEMENTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=ELEMENTS)
        if tag.rpartition("}")[2] in _HEAVY:
            self._heavy = self._heavy or self._depth
        return self._tree.start(tag, attributes)

    def data(self, text: str) -> None:
        if not self._heavy:
            self._tree.data(text)

    def end(self, tag: str) -> Any:
        if self._heavy == self._depth:
            self._heavy = 0
        self._depth -= 1
        return self._tree.end(tag)

    def close(self) -> Any:
        return self._tree.close()


# -- the two forms


def _candidate(root: Any) -> EuropassFacts:
    profile = _first(root, "CandidateProfile")
    person = _first(root, "CandidatePerson")
    name = _first(person, "PersonName")
    made = _first(root, "hr:ModificationDate", "ModificationDate", "CreationDate")
    mother = tuple(
        EuropassLanguage(_text(one), (), mother_tongue=True)
        for one in _children(person, "PrimaryLanguageCode")
        if _text(one)
    )
    return EuropassFacts(
        form="candidate",
        name=" ".join(filter(None, (_inside(name, "GivenName"), _inside(name, "FamilyName")))),
        document_id=_inside(root, "DocumentID"),
        date=_date(made),
        language=_attribute(profile, "languageCode"),
        work=_several(_employments(_first(profile, "EmploymentHistory"))),
        voluntary=_several(
            _event(one) for one in _children(_first(profile, "VoluntaryWorks"), "VoluntaryWork")
        ),
        education=_several(
            _education(one)
            for one in _children(_first(profile, "EducationHistory"), "EducationOrganizationAttendance")
        ),
        languages=(*mother, *_languages(_first(profile, "PersonQualifications")))[:_LISTED],
        skills=_skills(_first(profile, "Skills")),
        attachments=sum(1 for one in root.iter() if _tag(one) == "EmbeddedData"),
    )


def _employments(history: Any) -> Iterator[EuropassActivity]:
    for employer in _children(history, "EmployerHistory"):
        organisation = _inside(employer, "OrganizationName")
        place = _place(employer)
        for position in _children(employer, "PositionHistory"):
            period = _first(position, "EmploymentPeriod")
            yield EuropassActivity(
                title=_inside(position, "PositionTitle"),
                organisation=organisation,
                place=_inside(position, "City") or place,
                start=_date(_first(period, "StartDate")),
                end=_date(_first(period, "EndDate")),
                ongoing=_inside(period, "CurrentIndicator") == "true",
                description=_plain(_inside(position, "Description")),
            )


def _education(attended: Any) -> EuropassActivity:
    period, degree = _first(attended, "AttendancePeriod"), _first(attended, "EducationDegree")
    return EuropassActivity(
        title=_inside(degree, "DegreeName"),
        organisation=_inside(attended, "OrganizationName"),
        place=_place(attended),
        start=_date(_first(period, "StartDate")),
        end=_date(_first(period, "EndDate")),
        ongoing=_inside(period, "Ongoing") == "true",
        description=_plain(_inside(degree, "OccupationalSkillsCovered")),
    )


def _event(one: Any) -> EuropassActivity:
    period = _first(one, "Date")
    return EuropassActivity(
        title=_inside(one, "Title"),
        organisation=_inside(one, "OrganizationName", "Organization"),
        place=_inside(one, "Location"),
        start=_date(_first(period, "StartDate")),
        end=_date(_first(period, "EndDate")),
        ongoing=_inside(period, "Ongoing") == "true",
        description=_plain(_inside(one, "Description")),
    )


def _languages(qualifications: Any) -> Iterator[EuropassLanguage]:
    for one in _children(qualifications, "PersonCompetency"):
        if _inside(one, "TaxonomyID") == "language":
            levels = tuple(
                (_inside(side, "CompetencyDimensionTypeCode").removeprefix("CEF-"), level)
                for side in _children(one, "CompetencyDimension")
                if _CEFR.fullmatch(level := _inside(_first(side, "Score"), "ScoreText"))
            )
            yield EuropassLanguage(_inside(one, "CompetencyID"), levels)


def _skills(skills: Any) -> tuple[str, ...]:
    named = ("Title", "Name", "SkillName", "Description", "CompetencyName")
    found = (_plain(_text(one)) for one in _below(skills) if _tag(one) in named)
    return tuple(dict.fromkeys(one for one in found if one))[:_LISTED]


def _skills_passport(root: Any) -> EuropassFacts:
    info = root if _tag(root) == "LearnerInfo" else _first(root, "LearnerInfo")
    document = _first(root, "DocumentInfo")
    name = _first(_first(info, "Identification"), "PersonName")
    work: list[EuropassActivity] = []
    voluntary: list[EuropassActivity] = []
    for one in _children(_first(info, "WorkExperienceList"), "WorkExperience"):
        read = _legacy(one, _inside(_first(one, "Position"), "Label"), "Employer")
        (voluntary if _is_voluntary(one) else work).append(read)
    skills = _first(info, "Skills")
    told = (one for one in _below(skills) if _tag(one) == "Description")
    return EuropassFacts(
        form="skills_passport",
        name=" ".join(filter(None, (_inside(name, "FirstName"), _inside(name, "Surname")))),
        date=(_inside(document, "LastUpdateDate") or _inside(document, "CreationDate"))[:10],
        language=_attribute(root, "locale"),
        work=_several(work),
        voluntary=_several(voluntary),
        education=_several(
            _legacy(one, _inside(one, "Title"), "Organisation")
            for one in _children(_first(info, "EducationList"), "Education")
        ),
        languages=tuple(_legacy_languages(_first(skills, "Linguistic")))[:_LISTED],
        skills=tuple(dict.fromkeys(text for one in told if (text := _plain(_text(one)))))[:_LISTED],
        attachments=sum(1 for one in root.iter() if _tag(one) == "Data"),
    )


def _legacy(one: Any, title: str, by: str) -> EuropassActivity:
    period, organisation = _first(one, "Period"), _first(one, by)
    return EuropassActivity(
        title=title,
        organisation=_inside(organisation, "Name"),
        place=_place(organisation),
        start=_legacy_date(_first(period, "From")),
        end=_legacy_date(_first(period, "To")),
        ongoing=_inside(period, "Current") == "true",
        description=_plain(_inside(one, "Activities")),
    )


def _is_voluntary(one: Any) -> bool:
    """The old form has no place of its own for it; people name the position so."""
    title = _inside(_first(one, "Position"), "Label").casefold()
    return any(word in title for word in ("vrijwillig", "volunteer", "voluntary", "freiwillig", "bénévol"))


def _legacy_languages(linguistic: Any) -> Iterator[EuropassLanguage]:
    for one in _children(_first(linguistic, "MotherTongueList"), "MotherTongue"):
        yield EuropassLanguage(_inside(_first(one, "Description"), "Code", "Label"), (), mother_tongue=True)
    for one in _children(_first(linguistic, "ForeignLanguageList"), "ForeignLanguage"):
        levels = tuple(
            (_tag(side), level)
            for side in _first(one, "ProficiencyLevel", otherwise=())
            if _CEFR.fullmatch(level := _text(side))
        )
        yield EuropassLanguage(_inside(_first(one, "Description"), "Code", "Label"), levels)


def _legacy_date(one: Any) -> str:
    if one is None:
        return ""
    parts = [one.get(name, "").lstrip("-") for name in ("year", "month", "day")]
    whole = [parts[0], *(part.zfill(2) for part in parts[1:] if part)]
    date = "-".join(whole)
    return date if _DATE.fullmatch(date) else ""


# -- small readings of a tree; names without their namespaces


def _tag(one: Any) -> str:
    return str(one.tag).rpartition("}")[2]


def _children(one: Any, *names: str) -> list[Any]:
    return [] if one is None else [child for child in one if _tag(child) in names]


def _first(one: Any, *names: str, otherwise: Any = None) -> Any:
    return next(iter(_children(one, *names)), otherwise)


def _below(one: Any) -> Iterator[Any]:
    return iter(()) if one is None else one.iter()


def _text(one: Any) -> str:
    return "" if one is None else (one.text or "").strip()[:_LONG]


def _inside(one: Any, *names: str) -> str:
    return _text(_first(one, *names))


def _attribute(one: Any, name: str) -> str:
    return "" if one is None else str(one.get(name, ""))[:20]


def _date(one: Any) -> str:
    text = _inside(one, "FormattedDateTime") or _text(one)
    return text if _DATE.fullmatch(text) else ""


def _place(one: Any) -> str:
    if one is None:
        return ""
    return next((_text(city) for city in one.iter() if _tag(city) in ("CityName", "Municipality")), "")


def _plain(text: str) -> str:
    """Without the markup that the editor of the portal writes."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def _several(found: Any) -> tuple[EuropassActivity, ...]:
    told = [one for one in found if one != EuropassActivity()]
    return tuple(told[:_LISTED])
