"""Only the documents that a check could use are kept with a credential."""

from __future__ import annotations

import json
from typing import Any

from tests.world import MOMENT
from wallet.journeys.capsule_needs import used_documents
from wallet.model.credential import Container, Credential, Kind, Proof, Source
from wallet.model.inspection import CapsuleDocument, Inspection
from wallet.model.report import VerificationReport
from wallet.model.standing import SELF_DESCRIBED


def inspection(document: dict[str, Any], *contains: Inspection, method: str = "") -> Inspection:
    proof = Proof("eddsa-rdfc-2022", method or None)
    credential = Credential(
        Kind.OPEN_BADGE_3, Container.JSON, Source(b"{}", "application/json"), document, proofs=(proof,)
    )
    return Inspection(credential, VerificationReport("", MOMENT, ()), SELF_DESCRIBED, contains=contains)


def document(url: str, **content: Any) -> CapsuleDocument:
    return CapsuleDocument(url, json.dumps(content).encode(), MOMENT)


def test_named_documents_and_what_they_name_are_used_and_no_others() -> None:
    profile = document("https://a.example/issuer", publicKey="https://a.example/key")
    key = document("https://a.example/key")
    unused = document("https://b.example/issuer")

    found = used_documents(inspection({"issuer": "https://a.example/issuer"}), [unused, key, profile])

    assert set(found) == {profile, key}


def test_a_did_web_stands_for_its_document() -> None:
    for url, did in (
        ("https://a.example/.well-known/did.json", "did:web:a.example"),
        ("https://a.example:8443/x/y/did.json", "did:web:a.example%3A8443:x:y"),
    ):
        needed = document(url)
        assert used_documents(inspection({"issuer": {"id": did}}), [needed]) == (needed,)
        assert used_documents(inspection({}, method=f"{did}#key-1"), [needed]) == (needed,)


def test_documents_of_embedded_credentials_are_used_too() -> None:
    needed = document("https://a.example/list")
    inner = inspection({"credentialStatus": {"statusListCredential": "https://a.example/list"}})
    assert used_documents(inspection({}, inner), [needed]) == (needed,)


def test_documents_that_name_each_other_do_not_go_round_for_ever() -> None:
    one, two = document("https://a.example/1", x="https://a.example/2"), document("https://a.example/2")
    two = document("https://a.example/2", x="https://a.example/1")
    assert set(used_documents(inspection({"a": "https://a.example/1"}), [one, two])) == {one, two}
