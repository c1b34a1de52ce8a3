"""An own experience as a credential: what it says, what it never says, and that it can be signed safely."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wallet.journeys.self_declared import CONTEXTS, EvidenceClaim, as_credential
from wallet.jsonld import canonize
from wallet.keys import new_signing_key
from wallet.model.credential import Incoming
from wallet.model.experience import CareContext, Experience, ExperienceKind
from wallet.model.holder import HolderKey
from wallet.model.inspection import Policy
from wallet.model.own_terms import OWN_CONTEXT
from wallet.model.report import Outcome, Question, Verdict
from wallet.model.standing import SELF_DESCRIBED
from wallet.proofs.sign import sign_set
from wallet.verification.examine import examine

ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = ROOT.parent / "shared" / "corpora" / "contexts" / "schemas"
CREATED = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DID = "did:key:z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S"
KEY = HolderKey(DID, b"", "2026-11-23")
ID = "0190a0b0-0000-7000-8000-000000000001"


def whole(**more: Any) -> Experience:
    """An experience with something in every box."""
    boxes: dict[str, Any] = {
        "id": ID,
        "kind": "mantelzorg",
        "title": "Zorgen voor een familielid",
        "organisation": "Thuis",
        "role": "Regelaar",
        "period": {"from": "2021-03-01", "to": "2024-02"},
        "hours": {"per_week": 12.5, "weeks": 40},
        "summary": "Ik plan de week.",
        "tasks": ("plannen", "regelen"),
        "starr": {
            box: f"tekst over {box}"
            for box in ("situation", "task", "action", "result", "reflection", "transfer")
        },
        "skills": (
            {"label": "plannen", "level": 4, "last_used": "2024"},
            {"label": "care", "uri": "http://data.europa.eu/esco/skill/x", "scheme": "ESCO"},
            {"label": "eigen adres", "uri": "geen adres, maar tekst"},
        ),
        "cared_for": {"relation": "een familielid", "age_band": "70-80"},
        "shield": ("Quirijn",),
        "private_notes": "Quirijn wil dit niet.",
        **more,
    }
    return Experience.model_validate(boxes)


def credential(experience: Experience, *evidence: EvidenceClaim, name: str = "") -> dict[str, Any]:
    return as_credential(experience, KEY, evidence, created=CREATED, name=name)


def test_issuer_and_subject_are_the_learners_key_and_it_says_self_declared() -> None:
    made = credential(whole())

    assert made["issuer"] == {"id": DID, "type": ["Profile"]}
    assert made["credentialSubject"]["id"] == DID
    assert made["selfDeclared"] is True
    assert "officiële erkenning" in made["description"]
    assert made["id"] == f"urn:uuid:{ID}"
    assert made["validFrom"] == "2026-11-23T09:30:00Z"
    assert "proof" not in made


def test_the_learners_name_stands_in_it_only_when_it_is_given() -> None:
    assert credential(whole(), name="Naam")["issuer"]["name"] == "Naam"


def test_every_box_that_may_leave_is_there() -> None:
    subject = credential(whole())["credentialSubject"]

    assert subject["experienceKind"] == "mantelzorg"
    assert subject["role"] == "Regelaar"
    assert subject["organisation"] == "Thuis"
    assert (subject["periodFrom"], subject["periodTo"]) == ("2021-03-01", "2024-02")
    assert subject["activityStartDate"] == "2021-03-01T00:00:00Z"
    assert "activityEndDate" not in subject, "a month has no first moment that was meant"
    assert (subject["hoursPerWeek"], subject["hoursWeeks"], subject["hoursTotal"]) == ("12.5", "40", "500")
    assert subject["tasksDone"] == ["plannen", "regelen"]
    assert subject["starrReflection"] == "tekst over reflection"
    assert "Resultaat: tekst over result" in subject["narrative"]
    assert subject["careRelation"] == "een familielid"
    assert subject["skillClaim"][0]["skillLevel"] == "4"
    achievement = subject["achievement"]
    assert achievement["tag"] == ["plannen", "eigen adres"]
    assert [skill["targetUrl"] for skill in achievement["alignment"]] == [
        "http://data.europa.eu/esco/skill/x"
    ]


def test_notes_and_the_list_of_marked_names_never_leave() -> None:
    made = json.dumps(credential(whole(title="Quirijn helpen", tasks=("met QUIRIJN",))))
    assert "quirijn" not in made.lower()
    assert "wil dit niet" not in made


def test_caregiving_has_no_box_for_a_name_or_an_illness() -> None:
    assert set(CareContext.model_fields) == {"relation", "age_band"}
    boxes = " ".join([*Experience.model_fields, *CareContext.model_fields, *OWN_CONTEXT]).lower()
    for word in ("diagnos", "illness", "ziekte", "patient", "carename", "address", "birth"):
        assert word not in boxes


@pytest.mark.parametrize("kind", ExperienceKind)
def test_every_kind_has_its_type_of_achievement(kind: ExperienceKind) -> None:
    made = credential(Experience(kind=kind, title="Iets"))
    written = made["credentialSubject"]["achievement"]["achievementType"]
    assert written.startswith("ext:") or written in ("CommunityService", "Course", "Fieldwork")


def test_evidence_is_named_by_its_salted_digest() -> None:
    made = credential(whole(), EvidenceClaim(ID, "foto.jpg", "image/jpeg", "uEiBzYWx0"))
    assert made["evidence"] == [
        {
            "id": f"urn:uuid:{ID}",
            "type": ["Evidence"],
            "name": "foto.jpg",
            "mediaType": "image/jpeg",
            "saltedDigest": "uEiBzYWx0",
        }
    ]


@pytest.mark.parametrize(
    "experience",
    [whole(), Experience(kind=ExperienceKind.HOBBY, title="Naaien", language="en")],
    ids=["whole", "least"],
)
def test_every_member_ends_up_in_the_signed_data(experience: Experience) -> None:
    made = credential(experience, EvidenceClaim(ID, "a.pdf", "application/pdf", "uEiBzYWx0"))

    quads = canonize(made).nquads

    def said(value: Any) -> None:
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            said(part)
        if isinstance(value, str) and value not in ("Profile", "Evidence"):
            assert json.dumps(value, ensure_ascii=False)[1:-1] in quads or value in quads

    said({key: value for key, value in made.items() if key not in ("@context", "type")} | {"x": ""})
    for box, term in OWN_CONTEXT.items():
        if (box in made or box in made["credentialSubject"]) and not isinstance(term, str):
            assert f"<{term['@id']}>" in quads


def test_the_contexts_are_fixed_and_define_nothing_that_others_protect() -> None:
    assert CONTEXTS[0] == "https://www.w3.org/ns/credentials/v2"
    assert credential(whole())["@context"] == list(CONTEXTS)
    terms = [rule if isinstance(rule, str) else rule["@id"] for rule in list(OWN_CONTEXT.values())[1:]]
    assert all(term.startswith("urn:studieregister:") for term in terms)


def test_signed_it_is_verified_self_described_and_of_good_form() -> None:
    key, _ = new_signing_key("2026-11-23", bytes(32))
    made = as_credential(whole(), key.holder, created=CREATED)
    signed = sign_set(made, key, CREATED)

    inspection = examine(Incoming(json.dumps(signed).encode(), "own.json"), Policy(now=CREATED))

    assert inspection.report.verdict is Verdict.VERIFIED
    assert inspection.standing == SELF_DESCRIBED, "a signature raises nothing"
    form = inspection.report.finding(Question.WELL_FORMED)
    assert form is not None
    assert form.outcome is Outcome.PASSED


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="corpora are not here")
def test_it_has_the_form_that_open_badges_asks() -> None:
    from jsonschema import Draft7Validator

    rules = json.loads((SCHEMAS / "conform-ed__ob_v3p0_achievementcredential_schema.json").read_text("utf-8"))
    made = credential(whole(), EvidenceClaim(ID, "a.pdf", "application/pdf", "uEiBzYWx0"))
    assert [error.message for error in Draft7Validator(rules).iter_errors(made)] == []
