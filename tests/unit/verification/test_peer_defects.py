"""Faults seen in verifiers that are in use, each as a test that ours does not have it.

The twelve pitfalls of the standards have their tests here or elsewhere:

1 undefined words        tests/unit/jsonld/test_safe_mode.py, tests/unit/proofs/test_any_change.py
2 a fragment as key      test_pitfall_2 below
3 published test keys    test_verifier.py::test_published_test_keys
4 did:key of another     test_verifier.py::test_a_key_of_somebody_else
5 one context, two texts tests/unit/jsonld/test_contexts.py::test_only_one_address_has_two_texts
6 P-384 with SHA-384     tests/unit/proofs/test_ecdsa.py::test_the_hash_belongs_to_the_curve
7 engines that disagree  tests/unit/jsonld/test_rdfc_suite.py, test_numbers.py, test_differences.py
8 lenient and strict     test_forms.py::test_a_strict_lapse_is_a_remark
9 non-ASCII, proof shape test_pitfall_9 below
10 JWT without a key, private member in a did:jwk   test_pitfall_10 below
11 an old certificate    tests/unit/proofs/test_jades.py
12 the identity point    test_pitfall_12 below
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.proofs.support import (
    CONTEXTS,
    POLICY,
    answers,
    badge,
    finding,
    holding,
    key,
    look,
    signed,
    under,
)
from tests.unit.verification.test_status import bits, entry, names, status_list
from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.journeys.trust_file import read_list
from wallet.model.report import FindingSource, Outcome, Question, Reason, Verdict
from wallet.multibase import encode_base58, encode_base64url

SCHOOL, LEARNER, OTHER = key(61), key(62), key(63)
TEXT = SCHOOL.holder.did.removeprefix("did:key:")
LIST = "https://school.example/status/1"
FIRST, SECOND = (f"https://school.example/list/{number}" for number in (1, 2))


def own(**more: Any) -> dict[str, Any]:
    """A badge of the school, signed by it."""
    return signed(badge(SCHOOL.holder.did, **more), SCHOOL)


def presented(holder: str, by: Any, *members: Any, **more: Any) -> dict[str, Any]:
    document = {
        "@context": CONTEXTS[:1],
        "type": ["VerifiablePresentation"],
        "holder": holder,
        "verifiableCredential": list(members),
    }
    return signed(document, by, purpose="authentication", **more)


# 1


def test_defect_1_revoked_and_its_list_out_of_reach_is_not_shown_as_not_revoked() -> None:
    document = own(credentialStatus=entry())
    revoked = look(document, holding({LIST: status_list(bits(5), by=SCHOOL)}))
    assert answers(revoked, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)
    unreachable = look(document)
    assert answers(unreachable, Question.STATUS) == (Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE)
    assert unreachable.report.verdict is Verdict.INDETERMINATE
    assert unreachable.report.needs == (LIST,)


# 2


def test_defect_2_an_issuer_on_the_web_without_a_network_is_not_an_invalid_signature() -> None:
    did = "did:web:school.example"
    inspection = look(signed(badge(did), under(SCHOOL, f"{did}#key-1")))
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.KEY_UNREACHABLE)
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert Outcome.FAILED not in [proof.outcome for proof in inspection.report.proofs]
    assert inspection.report.needs == ("https://school.example/.well-known/did.json",)


# 3

VC_1 = "https://www.w3.org/2018/credentials/v1"
INTEGRITY = "https://w3id.org/security/data-integrity/v2"
STATUS_2021 = "https://w3id.org/vc/status-list/2021/v1"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def of_before(document: dict[str, Any], *contexts: str) -> dict[str, Any]:
    """The document in VC Data Model 1.1, to which StatusList2021 belongs, signed by the school."""
    older = {term: value for term, value in document.items() if term not in ("validFrom", "proof")}
    dated = {"issuanceDate": document["validFrom"]}
    return signed({**older, **dated, "@context": [VC_1, *contexts, STATUS_2021, INTEGRITY]}, SCHOOL)


def test_defect_3_status_list_2021_is_checked() -> None:
    kept = entry(type="StatusList2021Entry")
    document = of_before(
        badge(SCHOOL.holder.did, credentialStatus=kept),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    )
    for indices, expected in (((5,), Reason.REVOKED), ((4, 6), Reason.NOT_REVOKED)):
        held = status_list(bits(*indices), by=SCHOOL)
        held["type"] = ["VerifiableCredential", "StatusList2021Credential"]
        held["credentialSubject"]["type"] = "StatusList2021"
        inspection = look(document, holding({LIST: of_before(held)}))
        assert answers(inspection, Question.INTACT)[0] is Outcome.PASSED
        assert answers(inspection, Question.STATUS)[1] is expected
    assert answers(look(document), Question.STATUS)[1] is Reason.STATUS_UNREACHABLE


def test_defect_3_the_revocation_list_of_1edtech_is_checked() -> None:
    document = own(
        **{
            "@context": [*CONTEXTS, EXTENSIONS],
            "credentialStatus": {"id": LIST, "type": "1EdTechRevocationList"},
        }
    )
    revoked = look(document, holding({LIST: names(document["id"], issuer=SCHOOL.holder.did)}))
    assert answers(revoked, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)
    assert revoked.report.verdict is Verdict.FAILED
    assert answers(look(document), Question.STATUS)[1] is Reason.STATUS_UNREACHABLE


@pytest.mark.parametrize("place", [0, 1, 2])
def test_defect_3_every_entry_is_checked_not_only_the_first(place: int) -> None:
    addresses = [LIST, FIRST, SECOND]
    entries = [entry(statusListCredential=url, id=f"{url}#5") for url in addresses]
    document = own(credentialStatus=entries)
    held = {
        url: status_list(bits(5) if at == place else bits(), by=SCHOOL, id=url)
        for at, url in enumerate(addresses)
    }
    assert answers(look(document, holding(held)), Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)
    del held[addresses[place]]
    assert answers(look(document, holding(held)), Question.STATUS)[1] is Reason.STATUS_UNREACHABLE


# 4


def test_defect_4_a_start_in_the_future_is_named_and_the_signature_line_stays() -> None:
    inspection = look(own(validFrom="2027-01-01T00:00:00Z"))
    assert answers(inspection, Question.CURRENT) == (Outcome.FAILED, Reason.NOT_YET_VALID)
    assert answers(inspection, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    assert [proof.outcome for proof in inspection.report.proofs] == [Outcome.PASSED] * 2


def test_defect_4_an_unknown_kind_of_status_is_named_and_the_signature_line_stays() -> None:
    unknown = {"id": "https://school.example/x", "type": "https://school.example/types#Registry2030"}
    inspection = look(own(credentialStatus=unknown))
    assert answers(inspection, Question.STATUS) == (Outcome.INDETERMINATE, Reason.STATUS_TYPE_UNKNOWN)
    assert answers(inspection, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    assert inspection.report.verdict is Verdict.INDETERMINATE


# 5


def test_defect_5_a_presentation_with_an_authentication_proof_is_good() -> None:
    document = presented(LEARNER.holder.did, LEARNER, own(), challenge="vraag", domain="school.example")
    asked = replace(POLICY, challenge="vraag", audience="school.example")
    assert look(document, asked).report.verdict is Verdict.VERIFIED
    assert look(document).report.verdict is Verdict.VERIFIED


def test_defect_5_a_holder_who_is_not_the_signer_is_failed() -> None:
    inspection = look(presented(OTHER.holder.did, LEARNER, own(), challenge="vraag"))
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH)
    assert inspection.report.verdict is Verdict.FAILED


def test_defect_5_a_wrong_challenge_is_failed() -> None:
    document = presented(LEARNER.holder.did, LEARNER, own(), challenge="vraag")
    inspection = look(document, replace(POLICY, challenge="andere vraag"))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.OTHER_CHALLENGE)
    assert inspection.report.verdict is Verdict.FAILED


# 6


def endorsement() -> dict[str, Any]:
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:30000000-0000-4000-8000-000000000009",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": OTHER.holder.did, "type": ["Profile"], "name": "Voorbeeldbedrijf"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:30000000-0000-4000-8000-000000000002",
            "type": ["EndorsementSubject"],
            "endorsementComment": "Gezien.",
        },
    }


def test_defect_6_an_embedded_endorsement_without_a_signature_is_marked() -> None:
    inspection = look(own(endorsement=[endorsement(), signed(endorsement(), OTHER)]))
    assert inspection.report.verdict is Verdict.VERIFIED
    unsigned, good = inspection.contains
    assert unsigned.report.verdict is Verdict.UNSIGNED
    assert answers(unsigned, Question.INTACT) == (Outcome.NOT_APPLICABLE, Reason.NO_SIGNATURE)
    assert good.report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("broken", [0, 1])
def test_defect_6_a_second_proof_that_is_broken_is_named(broken: int) -> None:
    document = own()
    proofs = [dict(proof) for proof in document["proof"]]
    proofs[broken]["proofValue"] = own(name="Anders")["proof"][broken]["proofValue"]
    inspection = look({**document, "proof": proofs})
    assert inspection.report.verdict is Verdict.FAILED
    assert inspection.report.proofs[broken].reason is Reason.SIGNATURE_MISMATCH
    assert inspection.report.proofs[1 - broken].outcome is Outcome.PASSED


# 7


def test_defect_7_the_form_is_checked_without_a_network() -> None:
    schema = {
        "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        "type": "1EdTechJsonSchemaValidator2019",
    }
    contexts = {"@context": [*CONTEXTS, EXTENSIONS]}
    good = look(own(**contexts, credentialSchema=[schema]))
    assert answers(good, Question.WELL_FORMED) == (Outcome.PASSED, Reason.FORM_GOOD)
    assert finding(good, Question.WELL_FORMED).source is FindingSource.OFFLINE
    assert good.report.needs == ()
    elsewhere = look(
        own(**contexts, credentialSchema=[{**schema, "id": "https://schemas.example/nowhere.json"}])
    )
    assert answers(elsewhere, Question.WELL_FORMED)[0] is not Outcome.FAILED
    assert elsewhere.report.verdict is Verdict.VERIFIED


# 8


def statement(**header: Any) -> bytes:
    """What a federation says of one issuer, as its members would hand it out."""
    about = {
        "iss": "https://registry.example",
        "sub": SCHOOL.holder.did,
        "metadata": {"federation_entity": {"organization_name": "Voorbeeldschool"}},
    }
    parts = [{"typ": "entity-statement+jwt", "alg": "EdDSA", "kid": "key-1", **header}, about]
    text = ".".join(encode_base64url(json.dumps(part).encode()).removeprefix("u") for part in parts)
    return f"{text}.{encode_base64url(SCHOOL.sign(text.encode())).removeprefix('u')}".encode()


@pytest.mark.parametrize("header", [{}, {"alg": "none"}, {"alg": "ES256"}])
def test_defect_8_an_answer_of_a_registry_is_not_decoded_without_its_signature(
    header: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signed it cannot be seen, so it is refused by name before anything of it is read."""
    read: list[bytes] = []
    monkeypatch.setattr(strict_json, "load", read.append)
    whole = statement(**header)
    for content in (whole, whole + b"\n", whole.rpartition(b".")[0] + b"."):
        with pytest.raises(InputError) as caught:
            read_list(content, "school.jwt")
        assert caught.value.problem is Problem.STATEMENT_NOT_TAKEN
    assert read == []


def test_defect_8_the_registry_is_never_asked_about_one_issuer() -> None:
    """A list is a whole file at hand: a check asks for no address that it would not ask for without it."""
    registry = {"registry": {SCHOOL.holder.did: {"name": "School", "url": "https://school.example"}}}
    found = read_list(json.dumps(registry).encode(), "registry.json")
    trusted = tuple((one.issuer, one.name, one.level) for one in found.entries)
    for by in (SCHOOL, OTHER):
        document = signed(badge(by.holder.did, credentialStatus=entry()), by)
        listed = look(document, replace(POLICY, trusted=trusted))
        assert listed.report.needs == look(document).report.needs == (LIST,)
        recognised = answers(listed, Question.RECOGNISED)[1]
        assert recognised is (Reason.IN_TRUST_LIST if by is SCHOOL else Reason.NOT_IN_TRUST_LIST)
        assert finding(listed, Question.RECOGNISED).source is FindingSource.OFFLINE


# pitfalls without a test elsewhere


def test_pitfall_2_a_key_in_the_fragment_does_not_speak_for_the_issuer() -> None:
    """Anybody can write the name of a school before their own key."""
    issuer = "https://school.example/issuer"
    inspection = look(signed(badge(issuer), under(OTHER, f"{issuer}#{OTHER.holder.did[8:]}")))
    assert answers(inspection, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)
    assert inspection.report.verdict is Verdict.INDETERMINATE


@pytest.mark.parametrize("name", ["Zoë’s café — 学习 🎓", "e\u0301", "\u200b\u202e"])
def test_pitfall_9_any_letter_and_a_proof_alone_or_in_a_list(name: str) -> None:
    document = own(name=name)
    assert look(document).report.verdict is Verdict.VERIFIED
    escaped = json.dumps(document).encode()
    assert look(escaped).report.verdict is Verdict.VERIFIED
    assert look({**document, "proof": document["proof"][0]}).report.verdict is Verdict.VERIFIED
    assert look({**document, "proof": document["proof"][:1]}).report.verdict is Verdict.VERIFIED


def jwt(header: dict[str, Any], issuer: str) -> str:
    """A VC-JWT of the school, signed with its Ed25519 key."""
    parts = [{"typ": "JWT", "alg": "EdDSA", **header}, badge(issuer)]
    text = ".".join(encode_base64url(json.dumps(part).encode()).removeprefix("u") for part in parts)
    return f"{text}.{encode_base64url(SCHOOL.sign(text.encode())).removeprefix('u')}"


def test_pitfall_10_a_jwt_that_names_no_key_is_not_checked() -> None:
    inspection = look(jwt({}, "https://school.example/issuer"))
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert inspection.report.proofs[0].reason is Reason.KEY_MISSING


def test_pitfall_10_a_did_that_tells_its_private_key_is_refused() -> None:
    public = {"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(SCHOOL.holder.public)[1:]}
    for private, verdict in (
        ({}, Verdict.VERIFIED),
        ({"d": encode_base64url(b"\1" * 32)[1:]}, Verdict.FAILED),
    ):
        did = "did:jwk:" + encode_base64url(json.dumps({**public, **private}).encode())[1:]
        inspection = look(jwt({"kid": f"{did}#0"}, did))
        assert inspection.report.verdict is verdict
        if private:
            assert inspection.report.proofs[0].reason is Reason.KEY_REFUSED


@pytest.mark.parametrize("point", [b"\1" + bytes(31), bytes(32), b"\xee" + b"\xff" * 30 + b"\x7f"])
def test_pitfall_12_a_key_that_signs_everything_is_refused(point: bytes) -> None:
    """The identity, another point of small order, and one that is not written as it must be."""
    text = encode_base58(b"\xed\x01" + point)
    document = signed(badge(f"did:key:{text}"), under(SCHOOL, f"did:key:{text}#{text}"))
    universal = encode_base58(b"\1" + bytes(63))
    forged = {**document, "proof": [{**proof, "proofValue": universal} for proof in document["proof"]]}
    inspection = look(forged)
    assert inspection.report.verdict is Verdict.FAILED
    assert {proof.reason for proof in inspection.report.proofs} == {Reason.KEY_REFUSED}
