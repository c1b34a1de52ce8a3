"""What the reading layer tells of others' credentials, whatever their shape."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wallet.bundle.embedding import ENVELOPED, JWT_DATA
from wallet.bundle.foreign import Told, text_of, told
from wallet.multibase import to_base64url


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        ({"nl": "a", "en": "b"}, "a"),
        ({"en": "b"}, "b"),
        ({"@value": "a", "@language": "nl"}, "a"),
        ([{"@value": "b", "@language": "en"}, {"@value": "a", "@language": "nl"}], "a"),
        ({"narrative": {"nl": "a"}}, "a"),
        ([], ""),
        ({}, ""),
        (None, ""),
        (7, ""),
        ({"id": 7}, ""),
    ],
)
def test_a_text_is_found_in_every_form(value: Any, text: str) -> None:
    assert text_of(value, "nl") == text


def test_a_jwts_claims_are_told() -> None:
    claims = {"vc": {"issuer": {"name": "Een school"}, "validFrom": "2025-03-03T00:00:00Z"}}
    compact = "e30." + to_base64url(json.dumps(claims).encode()) + ".c2ln"
    found = told({"type": ENVELOPED, "id": JWT_DATA + compact}, "nl")
    assert found == Told(issuer="Een school", issued="2025-03-03T00:00:00Z")


@pytest.mark.parametrize(
    "member",
    [
        {},
        {"type": ENVELOPED},
        {"type": ENVELOPED, "id": JWT_DATA + "a.!.b"},
        {"type": ENVELOPED, "id": JWT_DATA + "e30.W10.c2ln"},
        {"issuer": "did:key:z6Mk", "credentialSubject": [{"achievement": []}]},
        {"credentialSubject": 7},
    ],
)
def test_what_cannot_be_read_is_not_told(member: dict[str, Any]) -> None:
    assert told(member, "nl") == Told()
