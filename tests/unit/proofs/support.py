"""Vectors, a policy, and one short way to ask for a verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from wallet.importers import read
from wallet.keys import SigningKey, new_signing_key
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument, Inspection, Policy
from wallet.model.report import Finding, Outcome, Question, Reason, Verdict
from wallet.proofs.sign import sign_set
from wallet.verification.verifier import inspect

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "proofs"
NOW = datetime(2026, 11, 23, tzinfo=UTC)
POLICY = Policy(now=NOW)
CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def key(number: int) -> SigningKey:
    """A key of its own for each number."""
    return new_signing_key("2026-01-01T00:00:00Z", bytes([number]) * 32)[0]


def under(signer: SigningKey, method: str) -> SigningKey:
    """The same key, naming itself by another address."""
    named: Any = SimpleNamespace(verification_method=method, did=method.partition("#")[0])
    return SigningKey(holder=named, sign=signer.sign)


def badge(issuer: str, **more: Any) -> dict[str, Any]:
    """An unsigned Open Badge 3.0."""
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:30000000-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Voorbeeldschool"},
        "validFrom": "2026-01-01T00:00:00Z",
        "name": "Samenwerken",
        "credentialSubject": {
            "id": "did:example:learner",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:30000000-0000-4000-8000-000000000002",
                "type": ["Achievement"],
                "name": "Samenwerken",
                "description": "Werkt samen.",
                "criteria": {"narrative": "Gezien door twee begeleiders."},
            },
        },
        **more,
    }


def signed(document: Mapping[str, Any], by: SigningKey, **more: Any) -> dict[str, Any]:
    """Signed as the product signs, a day before the moment of the tests."""
    return sign_set(document, by, datetime(2026, 11, 22, tzinfo=UTC), **more)


def look(content: Mapping[str, Any] | bytes | str, policy: Policy = POLICY) -> Inspection:
    """Read and inspect a document, JSON text or compact JWS."""
    if isinstance(content, str):
        content = content.encode()
    if not isinstance(content, bytes):
        content = json.dumps(content, ensure_ascii=False).encode()
    return inspect(read(Incoming(content, "file")), policy)


def verdict(content: Mapping[str, Any] | bytes | str, policy: Policy = POLICY) -> Verdict:
    return look(content, policy).report.verdict


def finding(inspection: Inspection, question: Question) -> Finding:
    found = inspection.report.finding(question)
    assert found is not None
    return found


def answers(inspection: Inspection, question: Question) -> tuple[Outcome, Reason]:
    found = finding(inspection, question)
    return found.outcome, found.reason


def holding(documents: Mapping[str, Any], origin: str = "given", **more: Any) -> Policy:
    """The policy with these documents at hand."""
    held = tuple(
        CapsuleDocument(
            url,
            (one if isinstance(one, str) else json.dumps(one)).encode(),
            datetime(2026, 6, 1, tzinfo=UTC),
            origin,
        )
        for url, one in documents.items()
    )
    return replace(POLICY, documents=held, **more)
