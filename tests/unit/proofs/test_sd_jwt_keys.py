"""Whose key signed an SD-JWT, and whether the holder answered the question of the reader."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from tests.unit.proofs.sd_support import (
    HOLDER,
    ISSUER,
    QUESTION,
    READER,
    VECTORS_SD,
    bound,
    claims,
    digest,
    disclosure,
    jwk,
    sd_jwt,
    token,
)
from tests.unit.proofs.support import POLICY, answers, holding, key, look
from wallet.keys import SigningKey
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.reading.sd_jwt import metadata_address

ADDRESS = "https://school.example/.well-known/jwt-vc-issuer/a"
WEB = "https://school.example/a"
GRADE = disclosure("graad", "Bachelor")
SHOWN = sd_jwt(claims(cnf={"jwk": jwk(HOLDER)}, _sd=[digest(GRADE)]), GRADE)
ASKED = replace(POLICY, audience=READER, challenge=QUESTION)


def listed(*keys: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"issuer": WEB, "jwks": {"keys": list(keys)}, **more}


@pytest.mark.parametrize(
    ("issuer", "address"),
    [
        ("https://school.example", "https://school.example/.well-known/jwt-vc-issuer"),
        ("https://school.example/", "https://school.example/.well-known/jwt-vc-issuer"),
        (WEB, ADDRESS),
        ("https://school.example:8443/a/b/", "https://school.example:8443/.well-known/jwt-vc-issuer/a/b"),
        ("http://school.example", ""),
        ("https://school.example/a?b", ""),
        ("did:web:school.example", ""),
        ("", ""),
    ],
)
def test_where_an_issuer_keeps_its_keys(issuer: str, address: str) -> None:
    assert metadata_address(issuer) == address


def test_keys_of_an_issuer_with_a_web_address() -> None:
    text = (VECTORS_SD / "web-issuer.sd-jwt").read_text()
    kept = json.loads((VECTORS_SD / "web-issuer.keys.json").read_text())
    assert look(text).report.needs == (ADDRESS,)
    assert answers(look(text), Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.KEY_UNREACHABLE)
    found = look(text, holding({ADDRESS: kept}))
    assert found.report.verdict is Verdict.VERIFIED
    assert answers(found, Question.AUTHENTIC) == (Outcome.PASSED, Reason.KEY_OF_ISSUER)
    from_sender = look(text, holding({ADDRESS: kept}, origin="from_sender"))
    assert answers(from_sender, Question.AUTHENTIC)[1] is Reason.ACCORDING_TO_SENDER


@pytest.mark.parametrize(
    ("document", "kid", "expected"),
    [
        (listed(jwk(ISSUER, kid="1")), "1", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        (listed(jwk(ISSUER, kid="1"), jwk(HOLDER, kid="2")), "1", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        (listed(jwk(ISSUER)), "1", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        (listed(jwk(ISSUER)), None, (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        (listed(jwk(ISSUER), jwk(HOLDER)), None, (Outcome.INDETERMINATE, Reason.KEY_MISSING)),
        (listed(jwk(ISSUER, kid="2")), "1", (Outcome.FAILED, Reason.KEY_NOT_LISTED)),
        (listed(), "1", (Outcome.FAILED, Reason.KEY_NOT_LISTED)),
        (listed(jwk(ISSUER, d="AA")), None, (Outcome.FAILED, Reason.KEY_REFUSED)),
        (listed(jwk(ISSUER, use="enc")), None, (Outcome.FAILED, Reason.KEY_REFUSED)),
        (listed({"kty": "EC", "crv": "P-521"}), None, (Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)),
        (
            listed(jwk(ISSUER), issuer="https://other.example"),
            None,
            (Outcome.INDETERMINATE, Reason.KEY_UNREACHABLE),
        ),
    ],
)
def test_which_key_of_the_list(
    document: dict[str, Any], kid: str | None, expected: tuple[Outcome, Reason]
) -> None:
    header = {"kid": kid} if kid else {}
    found = look(sd_jwt(claims(iss=WEB), **header), holding({ADDRESS: document}))
    assert answers(found, Question.AUTHENTIC) == expected


def test_an_issuer_with_a_did_document() -> None:
    did, address = "did:web:school.example", "https://school.example/.well-known/did.json"
    method = {"id": f"{did}#1", "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk(ISSUER)}
    document = {"id": did, "verificationMethod": [method], "assertionMethod": [f"{did}#1"]}
    for kid in ("1", "#1", f"{did}#1"):
        text = sd_jwt(claims(iss=did), kid=kid)
        assert look(text).report.needs == (address,)
        assert look(text, holding({address: document})).report.verdict is Verdict.VERIFIED
        unlisted = look(text, holding({address: {**document, "assertionMethod": []}}))
        assert answers(unlisted, Question.AUTHENTIC) == (Outcome.FAILED, Reason.KEY_NOT_LISTED)
    assert answers(look(sd_jwt(claims(iss=did))), Question.AUTHENTIC)[1] is Reason.KEY_MISSING


def test_a_list_at_another_address() -> None:
    elsewhere = "https://school.example/keys.json"
    text = sd_jwt(claims(iss=WEB))
    pointer = {"issuer": WEB, "jwks_uri": elsewhere}
    assert look(text, holding({ADDRESS: pointer})).report.needs == (elsewhere,)
    both = holding({ADDRESS: pointer, elsewhere: {"keys": [jwk(ISSUER)]}})
    assert look(text, both).report.verdict is Verdict.VERIFIED


def test_a_key_of_somebody_else() -> None:
    found = look(sd_jwt(claims(iss=key(23).holder.did)))
    assert answers(found, Question.INTACT) == (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)
    named = look(sd_jwt(claims(iss=key(23).holder.did), kid=ISSUER.holder.verification_method))
    assert answers(named, Question.AUTHENTIC) == (Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH)


def test_a_header_key_never_speaks_for_the_issuer() -> None:
    found = look(sd_jwt(claims(iss=WEB), jwk=jwk(ISSUER)))
    assert answers(found, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    assert answers(found, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)
    assert found.report.needs == (ADDRESS,)


def proofs(text: str, policy: Any = POLICY) -> list[tuple[str, str, str]]:
    report = look(text, policy).report
    return [(proof.suite, proof.outcome.value, proof.reason.value) for proof in report.proofs]


@pytest.mark.parametrize("policy", [POLICY, ASKED])
def test_the_holder_answers(policy: Any) -> None:
    found = look(bound(SHOWN), policy)
    assert found.report.verdict is Verdict.VERIFIED
    assert proofs(bound(SHOWN), policy)[1] == ("kb-jwt", "passed", "signature_holds")
    assert not found.report.proofs[1].by_issuer


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (replace(ASKED, audience="https://other.example"), Reason.OTHER_AUDIENCE),
        (replace(ASKED, challenge="vraag-2"), Reason.OTHER_CHALLENGE),
    ],
)
def test_an_answer_to_another_question(policy: Any, reason: Reason) -> None:
    found = look(bound(SHOWN), policy)
    assert answers(found, Question.INTACT) == (Outcome.FAILED, reason)
    assert found.report.verdict is Verdict.FAILED


def test_an_answer_that_was_cut_off() -> None:
    assert look(SHOWN).report.verdict is Verdict.VERIFIED
    assert answers(look(SHOWN, ASKED), Question.INTACT) == (Outcome.FAILED, Reason.KEY_BINDING_MISSING)
    nobodys = sd_jwt(claims())
    assert look(nobodys, ASKED).report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (bound(SHOWN, by=ISSUER), Reason.SIGNATURE_MISMATCH),
        (bound(SHOWN, typ="JWT"), Reason.PROOF_MALFORMED),
        (bound(SHOWN, nonce=...), Reason.PROOF_MALFORMED),
        (bound(SHOWN, aud=...), Reason.PROOF_MALFORMED),
        (bound(SHOWN, iat=...), Reason.PROOF_MALFORMED),
        (bound(SHOWN, sd_hash=...), Reason.DISCLOSURE_DIFFERS),
        (bound(SHOWN, sd_hash=digest(SHOWN[:-1])), Reason.DISCLOSURE_DIFFERS),
        (SHOWN + bound(sd_jwt(claims()))[len(sd_jwt(claims())) :], Reason.DISCLOSURE_DIFFERS),
        (SHOWN + "e30.e30.AA", Reason.ALGORITHM_REFUSED),
        (SHOWN + "niets", Reason.PROOF_MALFORMED),
    ],
)
def test_an_answer_that_does_not_hold(text: str, reason: Reason) -> None:
    found = look(text)
    assert answers(found, Question.INTACT) == (Outcome.FAILED, reason)
    assert found.report.verdict is Verdict.FAILED
    assert answers(found, Question.AUTHENTIC)[0] is Outcome.PASSED


def test_showing_less_than_was_answered_for() -> None:
    text = (VECTORS_SD / "bound.sd-jwt").read_text()
    first, _, answer = text.split("~")
    assert answers(look(f"{first}~{answer}"), Question.INTACT) == (
        Outcome.FAILED,
        Reason.DISCLOSURE_DIFFERS,
    )


def test_a_holder_with_an_identifier() -> None:
    shown = sd_jwt(claims(cnf={"kid": HOLDER.holder.verification_method}))
    assert look(bound(shown), ASKED).report.verdict is Verdict.VERIFIED
    for cnf in ({}, {"kid": "sleutel-1"}, {"x5t#S256": "AA"}):
        shown = sd_jwt(claims(cnf=cnf))
        assert answers(look(bound(shown)), Question.INTACT) == (Outcome.INDETERMINATE, Reason.KEY_MISSING)


def test_a_holder_key_that_is_everybodys() -> None:
    shown = sd_jwt(claims(cnf={"jwk": jwk(HOLDER, d="AA")}))
    assert answers(look(bound(shown)), Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_a_certificate_never_speaks_for_the_issuer() -> None:
    private, content = ed25519_certificate()
    header = {"x5c": [base64.b64encode(content).decode()]}
    signer = SigningKey(ISSUER.holder, private.sign)
    for issuer, needs in ((WEB, (ADDRESS,)), (..., ())):
        text = token(claims(iss=issuer, iat=1_790_000_000), signer, **header) + "~"
        found = look(text)
        assert answers(found, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
        assert answers(found, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.CERTIFICATE_NOT_TRUSTED)
        assert found.report.needs == needs


def ed25519_certificate() -> tuple[Ed25519PrivateKey, bytes]:
    private = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zegel")])
    made = x509.CertificateBuilder(name, name, private.public_key(), 1)
    made = made.not_valid_before(datetime(2025, 1, 1)).not_valid_after(datetime(2027, 1, 1))
    return private, made.sign(private, None).public_bytes(Encoding.DER)
