"""Open Badges before 2.0: read as they are, and never more than "not looked up" without their own site."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.unit.packages import files
from tests.world import MOMENT
from wallet import importers
from wallet.model.credential import Container, Credential, IdentityObject, Incoming, Kind
from wallet.model.inspection import Policy
from wallet.model.report import Outcome, Question, Reason, Verdict, VerificationReport
from wallet.reading import png
from wallet.verification import verifier

ADDRESS = "https://badges.example.org/assertion.json"
OLDEST: dict[str, Any] = {
    "recipient": "sha256$5a16df3a4cdcf34db5b7b8bd5e0f9c0c",
    "salt": "zout",
    "issued_on": "2012-03-04",
    "expires": "2013-01-01",
    "badge": {
        "version": "0.5.0",
        "name": "Knopen leggen",
        "description": "Drie knopen.",
        "criteria": "/criteria",
        "issuer": {"origin": "https://badges.example.org", "name": "Zeilschool"},
    },
}
HOSTED: dict[str, Any] = {
    "uid": "f2c",
    "recipient": {"identity": "sha256$abc", "type": "email", "hashed": True, "salt": "zout"},
    "issuedOn": 1359217910,
    "badge": "https://badges.example.org/badge.json",
    "verify": {"type": "hosted", "url": ADDRESS},
}
LINKED: dict[str, Any] = {
    "@context": "https://w3id.org/openbadges/v1",
    "type": "Assertion",
    "id": ADDRESS,
    "recipient": {"type": "email", "hashed": False, "identity": "sam@example.org"},
    "issuedOn": "2015-01-01T00:00:00Z",
    "badge": {
        "id": "https://badges.example.org/badge.json",
        "type": "BadgeClass",
        "name": "Knopen leggen",
        "issuer": {"id": "https://badges.example.org/issuer.json", "type": "Issuer", "name": "Zeilschool"},
    },
    "verify": {"type": "hosted", "url": ADDRESS},
}


def read(content: bytes) -> tuple[Credential, VerificationReport]:
    credential = importers.read(Incoming(content, "badge"))
    return credential, verifier.inspect(credential, Policy(now=MOMENT)).report


def in_text_chunk(content: bytes) -> bytes:
    whole = files.picture()
    return whole[:-12] + png.chunk(b"tEXt", b"openbadges\0" + content) + whole[-12:]


def test_version_0_5_has_everything_inside_and_nowhere_to_ask() -> None:
    credential, report = read(json.dumps(OLDEST).encode())
    assert (credential.kind, credential.name.best("nl")) == (Kind.OPEN_BADGE_1, "Knopen leggen")
    assert (credential.issuer.id, credential.issuer.name.best("nl")) == (
        "https://badges.example.org",
        "Zeilschool",
    )
    assert credential.recipients == (IdentityObject(OLDEST["recipient"], True, "email", "zout"),)
    assert (str(credential.valid_from), str(credential.valid_until)) == (
        "2012-03-04 00:00:00+00:00",
        "2013-01-01 23:59:59+00:00",
    )
    assert report.verdict is Verdict.UNSIGNED


@pytest.mark.parametrize(
    ("document", "needs"),
    [(HOSTED, (ADDRESS, "https://badges.example.org/badge.json")), (LINKED, (ADDRESS,))],
    ids=["1.0", "1.1"],
)
def test_a_hosted_one_names_what_would_have_to_be_asked(
    document: dict[str, Any], needs: tuple[str, ...]
) -> None:
    for content in (json.dumps(document).encode(), in_text_chunk(json.dumps(document).encode())):
        credential, report = read(content)
        assert credential.kind is Kind.OPEN_BADGE_1
        assert [proof.suite for proof in credential.proofs] == ["ob2-hosted"]
        assert (report.verdict, report.needs) == (Verdict.INDETERMINATE, needs)


def test_a_picture_with_only_an_address_is_a_link_that_was_not_looked_up() -> None:
    credential, report = read(in_text_chunk(ADDRESS.encode()))
    assert (credential.kind, credential.container) == (Kind.OPEN_BADGE_1, Container.PNG)
    assert credential.remarks == ("baked_in_legacy_chunk",)
    assert (report.verdict, report.needs) == (Verdict.INDETERMINATE, (ADDRESS,))
    authentic = report.finding(Question.AUTHENTIC)
    assert authentic is not None
    assert (authentic.outcome, authentic.reason) == (Outcome.INDETERMINATE, Reason.HOSTED_UNREACHABLE)


def test_a_signed_one_needs_the_key_of_its_issuer() -> None:
    body = {**LINKED, "verify": {"type": "signed", "url": "https://badges.example.org/key.json"}}
    parts = (json.dumps({"alg": "RS256"}).encode(), json.dumps(body).encode(), b"x" * 256)
    token = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    credential, report = read(token)
    assert [proof.suite for proof in credential.proofs] == ["ob2-signed"]
    assert report.verdict is Verdict.INDETERMINATE
    assert "https://badges.example.org/key.json" in report.needs
