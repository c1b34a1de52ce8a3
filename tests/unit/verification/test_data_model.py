"""The form that VC Data Model 2.0 asks of any credential and presentation."""

from __future__ import annotations

import copy
import json
import sys
from typing import Any

import pytest

from tests.tools import verdicts
from tests.tools.paragraphs import FORM_CLAIMS
from tests.unit.proofs.support import answers, key, look, signed
from tests.world import NO_CORPORA
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.verification import data_model

OWN = key(71)
CREDENTIAL: dict[str, Any] = {
    "@context": [data_model.BASE],
    "id": "urn:uuid:30000000-0000-4000-8000-000000000071",
    "type": ["VerifiableCredential"],
    "issuer": OWN.holder.did,
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:learner"},
}
PRESENTATION: dict[str, Any] = {
    "@context": [data_model.BASE],
    "type": ["VerifiablePresentation"],
    "holder": OWN.holder.did,
    "verifiableCredential": [CREDENTIAL],
}
GOOD = [
    {"issuer": {"id": OWN.holder.did, "name": {"@value": "School", "@language": "nl"}}},
    {"name": [{"@value": "Hond", "@language": "nl"}, {"@value": "Dog", "@language": "en"}]},
    {"credentialSubject": [{"id": "did:example:1"}, {"id": "did:example:2"}]},
    {"validUntil": "2026-01-01T00:00:00Z"},
    {"validFrom": "4026-01-01T00:00:00.123+02:00"},
    {"termsOfUse": {"type": "https://example.org/Policy"}},
    {"credentialSchema": {"id": "https://example.org/s", "type": "JsonSchema"}},
]
BAD = [
    {"@context": ["https://www.w3.org/ns/credentials/examples/v2", data_model.BASE]},
    {"@context": [data_model.BASE, 5]},
    {"@context": [data_model.BASE, {"VerifiableCredential": "https://example.org/#Other"}]},
    {"@context": [data_model.BASE, {"Ours": "geen adres"}], "type": ["VerifiableCredential", "Ours"]},
    {"id": ["urn:uuid:1", "urn:uuid:2"]},
    {"id": "geen adres"},
    {"issuer": None},
    {"issuer": {"name": "School"}},
    {"credentialSubject": {}},
    {"credentialSubject": [{"id": "did:example:1"}, {}]},
    {"credentialSubject": None},
    {"validFrom": "in de lente"},
    {"validFrom": "2026-01-01"},
    {"validUntil": "2025-12-31T23:59:59Z"},
    {"name": {"@value": "School", "url": "https://example.org"}},
    {"name": 5},
    {"credentialStatus": {"id": "https://example.org/s"}},
    {"credentialSchema": {"type": "JsonSchema"}},
    {"evidence": "foto"},
]


@pytest.mark.parametrize("change", [{}, *GOOD])
def test_forms_that_hold(change: dict[str, Any]) -> None:
    assert data_model.holds({**CREDENTIAL, **change})


@pytest.mark.parametrize("change", BAD)
def test_forms_that_do_not(change: dict[str, Any]) -> None:
    assert not data_model.holds({**CREDENTIAL, **change})


@pytest.mark.parametrize("member", ["@context", "type", "issuer", "credentialSubject"])
def test_what_no_credential_can_do_without(member: str) -> None:
    document = copy.deepcopy(CREDENTIAL)
    del document[member]
    assert not data_model.holds(document)


def test_presentations() -> None:
    assert data_model.holds(PRESENTATION)
    assert data_model.holds({**PRESENTATION, "holder": {"id": OWN.holder.did}})
    assert not data_model.holds({**PRESENTATION, "holder": {"name": "Sam Voorbeeld"}})
    assert not data_model.holds({**PRESENTATION, "verifiableCredential": ["eyJ.eyJ.x"]})


def test_it_is_reported_and_decides_nothing() -> None:
    good = look(signed(CREDENTIAL, OWN))
    assert answers(good, Question.WELL_FORMED) == (Outcome.PASSED, Reason.FORM_GOOD)
    odd = look(signed({**CREDENTIAL, "validUntil": "2030-01-01T00:00:00Z", "id": "urn:uuid:"}, OWN))
    assert odd.report.verdict is Verdict.VERIFIED
    late = look(signed({**CREDENTIAL, "validFrom": "2026-06-01"}, OWN))
    assert answers(late, Question.WELL_FORMED) == (Outcome.FAILED, Reason.FORM_DIFFERS)
    assert late.report.verdict is Verdict.VERIFIED


def test_other_models_are_not_judged_by_it() -> None:
    assert not data_model.belongs({**CREDENTIAL, "@context": [data_model.BEFORE]})
    assert not data_model.belongs({"vct": "https://example.org/type", "iss": "https://example.org"})


@pytest.mark.skipif(not verdicts.CORPORA.is_dir(), reason=NO_CORPORA)
def test_the_structure_cases_of_w3c(capsys: pytest.CaptureFixture[str]) -> None:
    cases = [case for case in verdicts.cases() if case.group == "vcdm2" and case.claim in FORM_CLAIMS]
    other = [
        case.name
        for case in cases
        if data_model.holds(json.loads(verdicts.content(case))) is not FORM_CLAIMS[case.claim]
    ]
    with capsys.disabled():
        agree = len(cases) - len(other)
        print(f"\nVC Data Model 2.0, structure: agree {agree} of {len(cases)}", file=sys.stderr)
    assert other == []
    assert len(cases) > 50
