"""Europass documents: what is read, and what is left alone."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.errors import InputError, Problem
from wallet.importers import europass_facts
from wallet.model.europass import EuropassActivity, EuropassLanguage
from wallet.reading import limits

VECTORS = Path(__file__).parents[2] / "vectors" / "packages" / "europass"
CANDIDATE = (VECTORS / "candidate.xml").read_bytes()
LEGACY = (VECTORS / "skills_passport.xml").read_bytes()
ROOT = b'<Candidate xmlns="http://www.europass.eu/1.0">'


def test_a_candidate() -> None:
    found = europass_facts(CANDIDATE)

    assert found is not None
    assert (found.form, found.name, found.document_id, found.language) == (
        "candidate",
        "Sam Voorbeeld",
        "doc-1",
        "nl",
    )
    assert found.work == (
        EuropassActivity("Bakker", "Bakkerij De Korst", "Zwolle", "2022-03", "", True, "Brood bakken"),
    )
    assert found.voluntary == (
        EuropassActivity("Taalmaatje", "", "Buurthuis", "2024-02", "", True, "Elke week taalles"),
    )
    assert found.education == (EuropassActivity("Brood en banket", "Vakschool", "", "2018", "2021-06-30"),)
    assert found.languages == (
        EuropassLanguage("dut", (), mother_tongue=True),
        EuropassLanguage("eng", (("Understanding-Listening", "B2"),)),
    )
    assert found.skills == ("Plannen",)
    assert found.attachments == 1


def test_a_skills_passport_of_before_2020() -> None:
    found = europass_facts(LEGACY)

    assert found is not None
    assert (found.form, found.name, found.date, found.language) == (
        "skills_passport",
        "Sam Voorbeeld",
        "2016-04-02",
        "nl",
    )
    assert found.work == (
        EuropassActivity(
            "Bakker", "Bakkerij De Korst", "Zwolle", "2012-09", "2014-06-30", False, "Brood bakken"
        ),
    )
    assert found.voluntary == (EuropassActivity("Vrijwilliger in het buurthuis", start="2014", ongoing=True),)
    assert found.education == (EuropassActivity("Brood en banket", "Vakschool", "", "2008-09", "2012-07"),)
    assert found.languages == (
        EuropassLanguage("nl", (), mother_tongue=True),
        EuropassLanguage("en", (("Listening", "B2"), ("Writing", "B1"))),
    )
    assert found.skills == ("Plannen",)
    assert found.attachments == 1


@pytest.mark.parametrize("document", [CANDIDATE, LEGACY], ids=["candidate", "skills passport"])
def test_what_identifies_a_person_is_not_read(document: bytes) -> None:
    told = str(asdict(europass_facts(document)))  # type: ignore[call-overload]

    assert not any(word in told for word in ("0612345678", "2001", "02-03", "AAAA"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'<!DOCTYPE x [<!ENTITY a "ha">]>' + ROOT + b"&a;</Candidate>", Problem.XML_ENTITIES),
        (b'<!DOCTYPE x SYSTEM "http://host.example/x.dtd">' + ROOT + b"</Candidate>", Problem.XML_ENTITIES),
        (ROOT + b"<CandidateProfile>", Problem.DAMAGED_FILE),
        (ROOT + b"<a>" * limits.ELEMENT_DEPTH, Problem.TOO_DEEP),
        (ROOT + b"<a/>" * limits.ELEMENTS + b"</Candidate>", Problem.TOO_MANY_PARTS),
        (b'<Other xmlns="http://www.europass.eu/1.0"/>', Problem.NOT_RECOGNISED),
    ],
)
def test_hostile_documents(content: bytes, problem: Problem) -> None:
    with pytest.raises(InputError) as raised:
        europass_facts(content)
    assert raised.value.problem is problem


def test_at_the_limits_it_is_read() -> None:
    depth = limits.ELEMENT_DEPTH - 1
    assert europass_facts(ROOT + b"<a>" * depth + b"</a>" * depth + b"</Candidate>")
    assert europass_facts(ROOT + b"<a/>" * (limits.ELEMENTS - 1) + b"</Candidate>")


def test_other_xml_is_no_europass() -> None:
    assert europass_facts(b"<svg/>") is None
    assert europass_facts(b"text about http://www.europass.eu/1.0") is None


@given(st.binary(max_size=400), st.integers(0, len(CANDIDATE) - 1), st.integers(0, 40))
def test_any_change_is_read_or_refused(more: bytes, at: int, cut: int) -> None:
    changed = CANDIDATE[:at] + more + CANDIDATE[at + cut :]
    with contextlib.suppress(InputError):
        europass_facts(changed)
