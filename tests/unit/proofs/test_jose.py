"""The gate before compact signatures: what is refused before any arithmetic."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from tests.unit.proofs.support import VECTORS, answers, badge, holding, key, look
from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import from_jwk, from_multikey
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import to_base64url
from wallet.signatures import jose

OWN = key(5)


def part(value: Any) -> str:
    return to_base64url(json.dumps(value).encode())


def jwt(header: dict[str, Any], payload: dict[str, Any] | None = None, sign: Any = OWN.sign) -> str:
    body = f"{part(header)}.{part(payload or badge(OWN.holder.did))}"
    return f"{body}.{to_base64url(sign(body.encode()))}"


def test_what_passes_the_gate() -> None:
    header = {"alg": "EdDSA", "typ": "JWT", "kid": OWN.holder.verification_method}
    assert look(jwt(header)).report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("algorithm", ["none", "HS256", "HS384", "HS512", None, 7])
def test_algorithms_that_forge(algorithm: Any) -> None:
    inspection = look(jwt({"alg": algorithm, "kid": OWN.holder.verification_method}))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.ALGORITHM_REFUSED)


def test_a_public_key_as_a_shared_secret() -> None:
    def forged(message: bytes) -> bytes:
        mac = HMAC(OWN.holder.public, SHA256())
        mac.update(message)
        return mac.finalize()

    inspection = look(jwt({"alg": "HS256", "kid": OWN.holder.verification_method}, sign=forged))
    assert inspection.report.verdict is Verdict.FAILED


@pytest.mark.parametrize("algorithm", ["ES256K", "ES512", "RS512", "eddsa"])
def test_algorithms_that_nobody_here_knows(algorithm: str) -> None:
    with pytest.raises(UncheckedProof) as caught:
        jose.read(jwt({"alg": algorithm}))
    assert caught.value.reason is Reason.UNKNOWN_SUITE


@pytest.mark.parametrize(
    "more", [{"crit": ["exp"]}, {"b64": False}, {"b64": True}, {"zip": "DEF"}, {"enc": "A128GCM"}]
)
def test_headers_that_change_what_is_signed(more: dict[str, Any]) -> None:
    inspection = look(jwt({"alg": "EdDSA", "kid": OWN.holder.verification_method, **more}))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.PROOF_MALFORMED)


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "RS256", "PS256"])
def test_an_algorithm_with_the_wrong_kind_of_key(algorithm: str) -> None:
    inspection = look(jwt({"alg": algorithm, "kid": OWN.holder.verification_method}))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_addresses_in_the_header_are_not_looked_at() -> None:
    header = {"alg": "EdDSA", "jku": "https://evil.example/keys", "x5u": "https://evil.example/cert"}
    inspection = look(jwt({**header, "kid": OWN.holder.verification_method}))
    assert inspection.report.verdict is Verdict.VERIFIED
    assert "evil" not in str(inspection.report.needs)


def test_a_header_key_never_speaks_for_the_issuer() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(OWN.holder.public)}
    inspection = look(jwt({"alg": "EdDSA", "jwk": jwk}, badge("https://school.example/1")))
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.AUTHENTIC)[1] is Reason.ISSUER_NOT_CONFIRMED


def test_a_header_key_with_its_private_half() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(OWN.holder.public), "d": "AA"}
    inspection = look(jwt({"alg": "EdDSA", "jwk": jwk}, badge("https://school.example/1")))
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_no_key_at_all() -> None:
    inspection = look(jwt({"alg": "EdDSA"}, badge("https://school.example/1")))
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.KEY_MISSING)


def test_an_issuer_that_is_its_key_needs_no_kid() -> None:
    assert look(jwt({"alg": "EdDSA"})).report.verdict is Verdict.VERIFIED


def test_a_short_kid_belongs_to_the_issuer() -> None:
    fragment = OWN.holder.verification_method.partition("#")[2]
    assert look(jwt({"alg": "EdDSA", "kid": f"#{fragment}"})).report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("https://school.example/issuer", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        ("https://school.example", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        ("did:web:school.example", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        ("did:web:school.example:a", (Outcome.PASSED, Reason.KEY_OF_ISSUER)),
        ("https://school.example.evil.example/1", (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)),
        ("did:web:school.example.evil.example", (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)),
        ("http://school.example/issuer", (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)),
    ],
)
def test_a_bare_key_speaks_for_its_own_site(issuer: str, expected: tuple[Outcome, Reason]) -> None:
    address = "https://school.example/key"
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(OWN.holder.public)}
    inspection = look(jwt({"alg": "EdDSA", "kid": address}, badge(issuer)), holding({address: jwk}))
    assert answers(inspection, Question.AUTHENTIC) == expected
    over_http = holding({address.replace("https", "http"): jwk})
    text = jwt({"alg": "EdDSA", "kid": address.replace("https", "http")}, badge(issuer))
    assert answers(look(text, over_http), Question.AUTHENTIC)[0] is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "did:example:other"},
        {"sub": "did:example:other"},
        {"jti": "urn:uuid:30000000-0000-4000-8000-00000000000f"},
        {"nbf": 1},
        {"nbf": "2026-01-01T00:00:00Z"},
    ],
)
def test_claims_that_contradict_the_credential(claims: dict[str, Any]) -> None:
    header = {"alg": "EdDSA", "kid": OWN.holder.verification_method}
    inspection = look(jwt(header, {**badge(OWN.holder.did), **claims}))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.CLAIMS_DIFFER)


@pytest.mark.parametrize(
    "text", ["a.b", "a.b.c.d", "..", "e30.e30.", "e30=.e30.AA", "e30.W10.AA", "bnVsbA.e30.AA"]
)
def test_what_is_no_compact_signature(text: str) -> None:
    with pytest.raises(InvalidProof):
        jose.read(text)


def test_rsa_needs_its_own_key() -> None:
    text = (VECTORS / "RS256-kid.jwt").read_text()
    jws = jose.read(text)
    numbers = rsa.generate_private_key(65537, 2048).public_key().public_numbers()
    other = from_jwk({"kty": "RSA", "n": to_base64url(numbers.n.to_bytes(256, "big")), "e": "AQAB"})
    for wrong in (other, from_multikey(OWN.holder.did.removeprefix("did:key:"))):
        with pytest.raises(InvalidProof):
            jws.check(wrong)
