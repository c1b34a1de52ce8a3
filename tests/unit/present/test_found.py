"""Signatures, parts, education, other members and earlier checks, from model to what is shown."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from tests import world
from tests.world import found
from ui import voice
from ui.present import credentials, details, inspections
from ui.present.pieces import CheckView, Value
from ui.present.proofs import proof_rows
from ui.voice import tell
from wallet.importers import read
from wallet.journeys.report_history import Looked, looked, to_json
from wallet.model.credential import Credential, EducationFacts, Incoming
from wallet.model.inspection import Inspection, Policy
from wallet.model.marks import Mark, mark_of
from wallet.model.report import Outcome, ProofFinding, Reason, VerificationReport
from wallet.proofs import SUITES
from wallet.verification.verifier import inspect

MOMENT = datetime(2026, 11, 23, 12, tzinfo=UTC)
EDUCATION = EducationFacts(
    ects=3.5,
    study_load=240,
    time_investment=1,
    participation="onsite or blended",
    assessment_type="application of a skill",
    supervision="onsite with identity verification",
    identity_checked=False,
    eqf="4",
    nlqf="4",
    language="nl-NL",
    quality_assurance="Raad <b>K</b>",
    programme="133742",
    outcome="Je helpt iemand.",
)


@pytest.fixture(autouse=True)
def dutch() -> None:
    voice.speak("nl")


def look(content: bytes) -> Inspection:
    return inspect(read(Incoming(content, "")), Policy(world.MOMENT))


def parts(view: CheckView) -> list[tuple[str, str]]:
    return [
        (tell(part.view.headline), tell(part.view.sentence)) for group in view.parts for part in group.parts
    ]


def bare(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_a_changed_endorsement_does_not_colour_the_badge() -> None:
    view = inspections.check_view(look(found.endorsed()))
    assert view.value is Value.UNCHANGED
    assert parts(view) == [
        ("Ongewijzigd", "Er is niets aan veranderd. De sleutel bewijst niet wie het is."),
        ("Niet ondertekend", "Niet ondertekend. Wie dit schreef, is niet te controleren."),
        ("Gewijzigd", "Na het uitgeven is iets veranderd. Vraag een nieuw bestand."),
    ]
    (group,) = view.parts
    assert group.aside == "parts.endorsements_aside"
    assert bare(tell(group.parts[0].said)) == "Zij blijft rustig als het druk is."
    assert all(len(part.answers) == 3 for part in group.parts)


def test_a_part_without_name_and_issuer_is_still_called_something() -> None:
    inspection = look(found.endorsed())
    inner = inspection.contains[1]
    nameless = replace(
        inner,
        credential=Credential(inner.credential.kind, inner.credential.container, inner.credential.source, {}),
    )
    ((part,),) = [
        group.parts for group in inspections.check_view(replace(inspection, contains=(nameless,))).parts
    ]
    assert tell(part.name) == "Verklaring, uitgever niet genoemd, Niet ondertekend"


def test_a_reader_is_not_asked_whether_it_is_theirs_at_any_depth() -> None:
    view = inspections.check_view(look(found.endorsed()), own=False)
    inner = [part.view for group in view.parts for part in group.parts]
    rows = [row for one in (view, *inner) for group in one.groups for row in group.rows]
    assert rows
    assert not any(text == "why.what.mine" for row in rows for _, text in row.why)


@pytest.mark.parametrize("name", [suite.name for suite in SUITES])
def test_every_suite_has_plain_words(name: str) -> None:
    proof = ProofFinding(name, "ES256", None, Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    (row,) = proof_rows(VerificationReport("", MOMENT, (), (proof,)))
    assert row.kind != "proofs.unknown"
    assert row.value is Value.PASSED
    assert bare(tell(row.small[-1])) == f"Technische naam: {name}, ES256"


def test_somebody_elses_signature_never_looks_like_a_verdict() -> None:
    other = ProofFinding("vc-jwt", "ES256", None, Outcome.PASSED, Reason.SIGNATURE_HOLDS, by_issuer=False)
    new = ProofFinding("bbs-2023", "", None, Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)
    own = ProofFinding("vc-jwt", "EdDSA", None, Outcome.PASSED, Reason.OWN_KEY)
    rows = proof_rows(VerificationReport("", MOMENT, (), (other, new, own)))
    assert [row.value for row in rows] == [Value.NOTE, Value.UNKNOWN, Value.UNCHANGED]
    assert tell(rows[0].small[0]) == "Gezet door een ander; telt niet mee"
    assert tell(rows[1].kind) == "Handtekening van een soort die we niet kennen"
    assert bare(tell(rows[1].small[-1])) == "Technische naam: bbs-2023"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_fact_of_education_has_its_label(language: str) -> None:
    voice.speak(language)
    told = {tell(label): bare(tell(value)) for label, value in credentials.education(EDUCATION)}
    voice.speak("nl")
    assert len(told) == len(fields(EducationFacts))
    assert all(told.values())


def test_education_in_dutch() -> None:
    told = {tell(label): bare(tell(value)) for label, value in credentials.education(EDUCATION)}
    assert told["Studiepunten (ECTS)"] == "3,5 punten"
    assert told["Studiebelasting (SBU)"] == "240 uur"
    assert told["Deelname"] == "op locatie, of deels online"
    assert told["Soort toets"] == "laten zien in de praktijk"
    assert told["Toezicht"] == "op locatie, met controle wie je bent"
    assert told["Identiteit nagekeken"] == "nee"
    assert told["Taal van de opleiding"] == "Nederlands"
    assert told["Bewaking van de kwaliteit"] == "Raad <b>K</b>"


def test_a_word_that_no_list_has_is_shown_as_it_is() -> None:
    facts = credentials.education(EducationFacts(assessment_type="peer review", language="tlh", ects=180.0))
    assert [bare(tell(value)) for _, value in facts] == ["180 punten", "peer review", "tlh"]
    assert credentials.education(EducationFacts()) == ()


def test_other_members_keep_their_own_direction() -> None:
    credential = replace(look(found.school()).credential, other=(("school", found.HEBREW),))
    assert inspections.other_of(credential) == ((voice.isolated("school"), voice.isolated(found.HEBREW)),)
    assert tell(voice.isolated(found.HEBREW)) == f"\u2068{found.HEBREW}\u2069"


def test_earlier_checks_the_newest_first() -> None:
    inspection = look(found.endorsed())
    later = replace(inspection, report=replace(inspection.report, checked_at=MOMENT.replace(month=12)))
    kept = looked([to_json(inspection), "{}", to_json(later)])
    assert [one.at.month for one in kept] == [12, 11]
    assert {one.mark for one in kept} == {mark_of(inspection)}


def test_many_earlier_checks_are_counted() -> None:
    told = details.history(tuple(Looked(MOMENT, Mark.HOLDS) for _ in range(13)))
    assert told is not None
    assert tell(told.heading) == "13 keer eerder nagekeken"
    assert len(told.lines) == 11
    assert tell(told.lines[0]) == "Eerder nagekeken op 23 november 2026: Klopt"
    assert tell(told.lines[-1]) == "en nog 3 keer daarvoor"
    assert details.history(()) is None
