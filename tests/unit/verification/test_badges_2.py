"""Open Badges 2.0: hosted and signed, by the documents that stand at their addresses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.proofs.support import POLICY, answers, holding, look
from wallet.model.inspection import Policy
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import to_base64url

SITE = "https://school.example"
ASSERTION, BADGE, ISSUER = f"{SITE}/a/1", f"{SITE}/b/1", f"{SITE}/issuer"
KEY, LIST = f"{SITE}/key", f"{SITE}/revoked"
CONTEXT = "https://w3id.org/openbadges/v2"


@pytest.fixture(scope="module")
def private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def assertion(**more: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {"type": "email", "hashed": False, "identity": "a@example.com"},
        "badge": BADGE,
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "hosted"},
        **more,
    }


def badge_class(**more: Any) -> dict[str, Any]:
    name = {"type": "BadgeClass", "id": BADGE, "name": "Samenwerken", "issuer": ISSUER}
    return {"@context": CONTEXT, **name, **more}


def profile(**more: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "type": "Issuer", "id": ISSUER, "name": "Voorbeeldschool", **more}


def world(**documents: Any) -> Policy:
    known = {"assertion": ASSERTION, "badge": BADGE, "issuer": ISSUER, "key": KEY, "revoked": LIST}
    standard = {"badge": badge_class(), "issuer": profile()}
    return holding({known[name]: one for name, one in {**standard, **documents}.items() if one is not None})


def test_hosted_and_out_of_reach() -> None:
    inspection = look(assertion())
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.INTACT) == (Outcome.NOT_APPLICABLE, Reason.HOSTED_ONLY)
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.HOSTED_UNREACHABLE)
    assert ASSERTION in inspection.report.needs
    (proof,) = inspection.report.proofs
    assert (proof.suite, proof.outcome) == ("ob2-hosted", Outcome.INDETERMINATE)
    assert look(assertion(), world()).report.verdict is Verdict.INDETERMINATE


def test_hosted_and_at_hand() -> None:
    inspection = look(assertion(), world(assertion=assertion()))
    assert inspection.report.verdict is Verdict.VERIFIED
    assert answers(inspection, Question.INTACT) == (Outcome.PASSED, Reason.HOSTED_EQUAL)
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.PASSED, Reason.HOSTED_AT_ISSUER)


@pytest.mark.parametrize(
    "there",
    [
        {"recipient": {"type": "email", "hashed": False, "identity": "b@example.com"}},
        {"badge": f"{SITE}/b/2"},
        {"issuedOn": "2020-01-01T00:00:00Z"},
        {"recipient": None},
    ],
)
def test_something_else_stands_there(there: dict[str, Any]) -> None:
    inspection = look(assertion(), world(assertion=assertion(**there)))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.HOSTED_DIFFERS)


def test_an_embedded_badge_is_compared_with_its_address() -> None:
    embedded = assertion(badge=badge_class())
    assert look(embedded, world(assertion=assertion())).report.verdict is Verdict.VERIFIED
    changed = assertion(badge=badge_class(name="Iets anders"))
    found = look(changed, world(assertion=assertion()))
    assert answers(found, Question.INTACT) == (Outcome.FAILED, Reason.HOSTED_DIFFERS)
    alone = look(embedded, world(assertion=assertion(), badge=None))
    assert answers(alone, Question.INTACT) == (Outcome.INDETERMINATE, Reason.HOSTED_UNREACHABLE)


def test_withdrawn_where_it_stands() -> None:
    inspection = look(assertion(), world(assertion=assertion(revoked=True)))
    assert answers(inspection, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)
    assert inspection.report.verdict is Verdict.FAILED


def test_what_the_sender_says_settles_nothing() -> None:
    documents = {ASSERTION: assertion(), BADGE: badge_class(), ISSUER: profile()}
    inspection = look(assertion(), holding(documents, "from_sender"))
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.AUTHENTIC)[0] is Outcome.INDETERMINATE


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        ({}, Outcome.PASSED),
        ({"startsWith": f"{SITE}/a/"}, Outcome.PASSED),
        ({"startsWith": [f"{SITE}/x/", f"{SITE}/a/"]}, Outcome.PASSED),
        ({"startsWith": [f"{SITE}/x/"]}, Outcome.FAILED),
        ({"startsWith": SITE}, Outcome.PASSED),
        ({"startsWith": SITE[:-2]}, Outcome.FAILED),
        ({"allowedOrigins": "school.example"}, Outcome.PASSED),
        ({"allowedOrigins": ["other.example", SITE]}, Outcome.PASSED),
        ({"allowedOrigins": ["other.example"]}, Outcome.FAILED),
    ],
)
def test_where_an_issuer_keeps_its_badges(rules: dict[str, Any], outcome: Outcome) -> None:
    policy = world(assertion=assertion(), issuer=profile(verification=rules))
    assert answers(look(assertion(), policy), Question.AUTHENTIC)[0] is outcome


def test_an_address_that_is_none() -> None:
    for address in ("https://[x", "urn:uuid:1", "a"):
        found = answers(look(assertion(id=address), world()), Question.AUTHENTIC)
        assert found == (Outcome.FAILED, Reason.HOSTED_ELSEWHERE)
        broken = badge_class(issuer="https://[x")
        other = look(assertion(id=address), world(badge=broken, issuer=None))
        assert other.report.verdict is Verdict.INDETERMINATE


def test_another_site_than_the_issuers() -> None:
    elsewhere = assertion(id="https://evil.example/a/1")
    inspection = look(elsewhere, world())
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.FAILED, Reason.HOSTED_ELSEWHERE)


def jws(payload: dict[str, Any], by: rsa.RSAPrivateKey) -> str:
    body = ".".join(to_base64url(json.dumps(one).encode()) for one in ({"alg": "RS256"}, payload))
    return f"{body}.{to_base64url(by.sign(body.encode(), padding.PKCS1v15(), SHA256()))}"


def pem(by: rsa.RSAPrivateKey) -> str:
    public = by.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return public.decode()


def key_document(by: rsa.RSAPrivateKey, owner: str = ISSUER) -> dict[str, Any]:
    return {"type": "CryptographicKey", "id": KEY, "owner": owner, "publicKeyPem": pem(by)}


SIGNED = {"type": "signed", "creator": KEY}


def test_signed(private: rsa.RSAPrivateKey) -> None:
    text = jws(assertion(verification=SIGNED), private)
    policy = world(issuer=profile(publicKey=KEY), key=key_document(private))
    inspection = look(text, policy)
    assert inspection.report.verdict is Verdict.VERIFIED
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.PASSED, Reason.KEY_OF_ISSUER)
    assert inspection.report.proofs[0].suite == "ob2-signed"
    other = rsa.generate_private_key(65537, 2048)
    wrong = look(jws(assertion(verification=SIGNED), other), policy)
    assert answers(wrong, Question.INTACT) == (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)


def test_names_come_from_the_documents_at_hand(private: rsa.RSAPrivateKey) -> None:
    text = jws(assertion(verification=SIGNED), private)
    policy = world(issuer=profile(publicKey=KEY), key=key_document(private))
    inspection = look(text, policy)
    assert inspection.credential.name.best("nl") == "Samenwerken"
    assert (inspection.credential.issuer.id, inspection.credential.issuer.name.best("nl")) == (
        ISSUER,
        "Voorbeeldschool",
    )
    assert inspection.issuer_name_source == "issuer_document"
    assert inspection.standing.recognition.level == "W2"
    assert look(text).credential.issuer.id == ""


def test_a_word_in_the_key_document_withdraws_nothing(private: rsa.RSAPrivateKey) -> None:
    text = jws(assertion(verification=SIGNED), private)
    held = {**key_document(private), "revoked": True}
    assert look(text, world(issuer=profile(publicKey=KEY), key=held)).report.verdict is Verdict.VERIFIED


def test_a_document_that_cannot_be_read_is_not_there() -> None:
    embedded = assertion(badge=badge_class(issuer=profile()))
    inspection = look(embedded, world(assertion=assertion(), badge="<html>", issuer="<html>"))
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)


def test_signed_with_what_is_missing(private: rsa.RSAPrivateKey) -> None:
    text = jws(assertion(verification=SIGNED), private)
    assert look(text).report.verdict is Verdict.INDETERMINATE
    assert KEY in look(text).report.needs
    keyless = world(issuer=profile(publicKey=KEY))
    assert look(text, keyless).report.verdict is Verdict.INDETERMINATE
    no_badge = world(badge=None, issuer=profile(publicKey=KEY), key=key_document(private))
    assert look(text, no_badge).report.verdict is Verdict.INDETERMINATE
    assert look(text, no_badge).report.needs == (BADGE,)


def test_signed_with_a_key_inside_the_profile(private: rsa.RSAPrivateKey) -> None:
    inside = profile(publicKey={"id": KEY, "owner": ISSUER, "publicKeyPem": pem(private)})
    for verification in (SIGNED, {"type": "signed"}):
        text = jws(assertion(verification=verification), private)
        assert look(text, world(issuer=inside)).report.verdict is Verdict.VERIFIED
    several = profile(publicKey=[KEY, KEY + "2"])
    unnamed = look(text, world(issuer=several, key=key_document(private)))
    assert answers(unnamed, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.KEY_MISSING)
    weak = profile(publicKey={"id": KEY, "owner": ISSUER, "publicKeyPem": "-----BEGIN PUBLIC KEY-----"})
    refused = look(text, world(issuer=weak))
    assert answers(refused, Question.AUTHENTIC) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_signed_by_a_key_that_the_issuer_does_not_name(private: rsa.RSAPrivateKey) -> None:
    text = jws(assertion(verification=SIGNED), private)
    unnamed = look(text, world(key=key_document(private)))
    assert answers(unnamed, Question.AUTHENTIC) == (Outcome.FAILED, Reason.KEY_NOT_LISTED)
    elsewhere = f"{SITE}/other"
    documents = {
        BADGE: badge_class(),
        ISSUER: profile(),
        KEY: key_document(private, elsewhere),
        elsewhere: profile(id=elsewhere, publicKey=[{"id": KEY}]),
    }
    theirs = look(text, holding(documents))
    assert answers(theirs, Question.AUTHENTIC) == (Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (ASSERTION, Reason.REVOKED),
        ({"id": ASSERTION, "revocationReason": "x"}, Reason.REVOKED),
        ({"uid": "u-1"}, Reason.REVOKED),
        ("urn:uuid:other", Reason.NOT_REVOKED),
    ],
)
def test_revocation_list(private: rsa.RSAPrivateKey, entry: Any, expected: Reason) -> None:
    text = jws(assertion(verification=SIGNED, uid="u-1"), private)
    issuer = profile(publicKey=[KEY], revocationList=LIST)
    without = world(issuer=issuer, key=key_document(private))
    assert answers(look(text, without), Question.STATUS)[1] is Reason.STATUS_UNREACHABLE
    held = world(issuer=issuer, key=key_document(private), revoked={"id": LIST, "revokedAssertions": [entry]})
    assert answers(look(text, held), Question.STATUS)[1] is expected


def test_expired_is_failed_also_when_it_cannot_be_asked() -> None:
    inspection = look(assertion(expires="2026-02-01T00:00:00Z"), POLICY)
    assert inspection.report.verdict is Verdict.FAILED
