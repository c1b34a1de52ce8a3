"""European credentials that are not sealed: as they are, and flattened into a list of things."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wallet.errors import InputError
from wallet.importers import read
from wallet.model.credential import Credential, Incoming, Kind

NODES: list[dict[str, Any]] = [
    {"id": "urn:org", "type": "Organisation", "legalName": {"nl": "Voorbeeldschool"}},
    {"id": "urn:shown", "type": "DisplayParameter", "title": {"nl": "Bewijs van deelname"}},
    {"id": "urn:claim", "type": "LearningAchievement", "title": {"nl": "Dag over water"}},
    {"id": "urn:person", "type": "Person", "hasClaim": ["urn:claim"]},
    {
        "id": "urn:top",
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "issuer": "urn:org",
        "displayParameter": "urn:shown",
        "credentialSubject": "urn:person",
        "validFrom": "2026-01-01T00:00:00Z",
    },
]


def reading(value: Any) -> Credential:
    return read(Incoming(json.dumps(value).encode(), ""))


def test_a_flattened_credential_is_put_together() -> None:
    found = reading({"@context": "https://www.w3.org/2018/credentials/v1", "@graph": NODES})
    assert (found.kind, found.id, found.proofs) == (Kind.ELM_3, "urn:top", ())
    assert (found.name.best("nl"), found.issuer.name.best("nl")) == ("Bewijs van deelname", "Voorbeeldschool")
    assert found.subject_id == "urn:person"
    assert found.achievement is not None
    assert found.achievement.name.best("nl") == "Dag over water"


def test_things_of_the_model_without_a_credential() -> None:
    node = {"@id": "urn:a", "@type": "elm:Accreditation", "title": {"nl": "Keurmerk"}}
    found = reading({"@context": {"elm": "http://data.europa.eu/snb/model/"}, "@graph": [node]})
    assert (found.kind, found.name.best("nl"), found.proofs) == (Kind.ELM_3, "Keurmerk", ())


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": []},
        {"@graph": {}},
        {"@graph": [{"id": "urn:a"}], "@context": "https://schema.org"},
        {"@graph": [7, "x", None]},
    ],
)
def test_other_lists_of_things(value: Any) -> None:
    with pytest.raises(InputError):
        reading(value)


def test_things_that_name_each_other_have_an_end() -> None:
    ring = [{"id": f"urn:{one}", "all": [f"urn:{other}" for other in range(40)]} for one in range(40)]
    top = {"id": "urn:top", "type": "EuropeanDigitalCredential", "credentialSubject": "urn:1"}
    assert reading({"@graph": [top, *ring]}).kind is Kind.ELM_3


def test_a_proof_on_a_flattened_credential_is_not_overlooked() -> None:
    found = reading({"@graph": NODES, "proof": {"type": "Ed25519Signature2018"}})
    assert [proof.suite for proof in found.proofs] == ["Ed25519Signature2018"]
    nodes = [*NODES[:-1], {**NODES[-1], "proof": {"type": "Ed25519Signature2018"}}]
    assert [proof.suite for proof in reading({"@graph": nodes}).proofs] == ["Ed25519Signature2018"]


def test_strange_values_never_stop_a_reading() -> None:
    for name in ("credentialSubject", "displayParameter", "issuer", "validFrom"):
        for value in (None, 7, True, "", [], [[]], {}, {"hasClaim": 7}, {"hasClaim": [{"specifiedBy": []}]}):
            reading({"type": ["EuropeanDigitalCredential"], name: value})
            reading({"@graph": [{**NODES[-1], name: value}]})
    claim = {"specifiedBy": {"eqfLevel": 7, "learningOutcome": [{"relatedESCOSkill": [7, {}]}, 7]}}
    reading({"type": ["EuropeanDigitalCredential"], "credentialSubject": {"hasClaim": claim}})
