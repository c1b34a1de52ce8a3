"""From the address of a key to the key: whose it is, and who says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.proofs.support import POLICY, holding, key
from wallet.errors import InvalidProof, UncheckedProof
from wallet.model.inspection import Policy
from wallet.model.report import FindingSource, Reason
from wallet.multibase import encode_base58, to_base64url
from wallet.resolvers import RESOLVERS, resolve
from wallet.resolvers.did_web import address_of

OWN = key(3)
TEXT = OWN.holder.did.removeprefix("did:key:")
DID = "did:web:school.example"
URL = "https://school.example/.well-known/did.json"
METHOD = f"{DID}#{TEXT}"


def did_document(**more: Any) -> dict[str, Any]:
    entry = {"id": METHOD, "type": "Multikey", "controller": DID, "publicKeyMultibase": TEXT}
    return {"id": DID, "verificationMethod": [entry], "assertionMethod": [METHOD], **more}


def unchecked(method: str, policy: Policy = POLICY) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(UncheckedProof) as caught:
        resolve(method, policy)
    return caught.value.reason, caught.value.needs


def refused(method: str, policy: Policy = POLICY) -> str:
    with pytest.raises(InvalidProof) as caught:
        resolve(method, policy)
    return caught.value.reason


def test_names_are_unique() -> None:
    assert len({resolver.name for resolver in RESOLVERS}) == len(RESOLVERS)


@pytest.mark.parametrize("method", [OWN.holder.verification_method, OWN.holder.did])
def test_did_key_is_its_key(method: str) -> None:
    found = resolve(method, POLICY)
    assert found.key.content == OWN.holder.public
    assert found.controller == OWN.holder.did
    assert found.confirmed
    assert found.source is FindingSource.OFFLINE


def test_did_key_with_the_fragment_of_another() -> None:
    assert (
        unchecked(f"{OWN.holder.did}#{key(4).holder.did.removeprefix('did:key:')}")[0]
        is Reason.KEY_UNREACHABLE
    )


def test_did_key_that_must_not_be_used() -> None:
    assert refused("did:key:" + encode_base58(b"\xed\x01" + b"\x01" + bytes(31))) is Reason.KEY_REFUSED
    assert refused("did:key:z" + "1" * 500) is Reason.KEY_REFUSED
    assert refused("did:key:" + "z" * 20_000) is Reason.KEY_REFUSED
    assert unchecked("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")[0] is Reason.UNKNOWN_SUITE


def did_jwk(**more: Any) -> str:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(OWN.holder.public), **more}
    return "did:jwk:" + to_base64url(json.dumps(jwk).encode())


def test_did_jwk() -> None:
    assert resolve(did_jwk() + "#0", POLICY).controller == did_jwk()
    assert resolve(did_jwk(), POLICY).key.content == OWN.holder.public
    assert unchecked(did_jwk() + "#1")[0] is Reason.KEY_UNREACHABLE


@pytest.mark.parametrize("more", [{"d": "AA"}, {"use": "enc"}, {"x": "AA"}])
def test_did_jwk_that_must_not_be_used(more: dict[str, Any]) -> None:
    assert refused(did_jwk(**more)) is Reason.KEY_REFUSED


@pytest.mark.parametrize("text", ["did:jwk:", "did:jwk:e30=", "did:jwk:W10", "did:jwk:????"])
def test_did_jwk_that_is_none(text: str) -> None:
    assert refused(text) is Reason.KEY_REFUSED


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:school.example", "https://school.example/.well-known/did.json"),
        ("did:web:school.example:a:b", "https://school.example/a/b/did.json"),
        ("did:web:school.example%3A8443:a", "https://school.example:8443/a/did.json"),
        ("did:web:school.example:..%2Fx", "https://school.example/..%2Fx/did.json"),
        ("did:web:", None),
        ("did:web:school.example::b", None),
        ("did:web:user@school.example", None),
        ("did:web:school.example%2Fpath", None),
    ],
)
def test_where_the_document_of_a_did_web_stands(did: str, url: str | None) -> None:
    assert address_of(did) == url


def test_did_web_by_its_document() -> None:
    found = resolve(METHOD, holding({URL: did_document()}))
    assert (found.confirmed, found.listed, found.of_document) == (True, True, True)
    assert found.source is FindingSource.CAPSULE
    assert found.as_of is not None


def test_did_web_without_its_document_confirms_nobody() -> None:
    found = resolve(METHOD, POLICY)
    assert not found.confirmed
    assert found.needs == (URL,)
    assert unchecked(f"{DID}#key-1") == (Reason.KEY_UNREACHABLE, (URL,))


@pytest.mark.parametrize(
    "document",
    [
        {"assertionMethod": []},
        {"assertionMethod": None},
        {"assertionMethod": [], "authentication": [METHOD]},
        {"assertionMethod": [f"{DID}#other"]},
    ],
)
def test_a_key_that_is_not_for_statements(document: dict[str, Any]) -> None:
    found = resolve(METHOD, holding({URL: did_document(**document)}))
    assert not found.listed


def test_a_did_document_has_purposes_also_when_it_names_none() -> None:
    document = did_document(publicKey=[METHOD])
    del document["assertionMethod"]
    assert not resolve(METHOD, holding({URL: document})).listed


def test_a_key_for_another_purpose() -> None:
    policy = holding({URL: did_document(assertionMethod=[], authentication=["#" + TEXT])})
    assert resolve(METHOD, policy, "authentication").listed


def test_a_key_that_the_document_does_not_have() -> None:
    policy = holding({URL: did_document(verificationMethod=[], assertionMethod=[])})
    assert refused(METHOD, policy) is Reason.KEY_NOT_LISTED


def test_a_document_of_somebody_else() -> None:
    assert not resolve(METHOD, holding({URL: did_document(id="did:web:other.example")})).confirmed


@pytest.mark.parametrize("content", ["{", "[]", '{"id": 1, "id": 2}'])
def test_a_document_that_cannot_be_read(content: str) -> None:
    assert not resolve(METHOD, holding({URL: content})).confirmed


def test_relative_names_and_embedded_methods() -> None:
    entry = {"id": "#" + TEXT, "type": "Multikey", "controller": DID, "publicKeyMultibase": TEXT}
    policy = holding({URL: {"id": DID, "assertionMethod": [entry]}})
    assert resolve(METHOD, policy).listed


def test_a_method_that_says_it_is_somebody_elses() -> None:
    document = did_document()
    document["verificationMethod"][0]["controller"] = "did:web:other.example"
    assert resolve(METHOD, holding({URL: document})).controller == "did:web:other.example"


def test_what_came_along_neither_confirms_nor_denies() -> None:
    document = did_document(verificationMethod=[], assertionMethod=[])
    assert not resolve(METHOD, holding({URL: document}, "from_sender")).confirmed
    assert resolve(METHOD, holding({URL: did_document()}, "from_sender")).origin == "from_sender"


ISSUER = "https://school.example/issuers/1"


def test_a_profile_that_lists_the_key() -> None:
    method = f"{ISSUER}#{TEXT}"
    entry = {"id": method, "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": TEXT}
    profile = {"id": ISSUER, "type": "Profile", "name": "Voorbeeldschool", "assertionMethod": [entry]}
    found = resolve(method, holding({ISSUER: profile}))
    assert (found.confirmed, found.listed, found.name) == (True, True, "Voorbeeldschool")
    assert not resolve(method, POLICY).confirmed
    # A profile without keys says nothing about them, and neither does one of another address.
    assert not resolve(method, holding({ISSUER: {"id": ISSUER, "type": "Profile"}})).confirmed
    assert not resolve(method, holding({ISSUER: {**profile, "id": ISSUER + "2"}})).confirmed
    assert refused(f"{ISSUER}#key-2", holding({ISSUER: profile})) is Reason.KEY_NOT_LISTED


def test_a_bare_key_at_an_address_is_nobodys() -> None:
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(OWN.holder.public), "kid": "a"}
    address = "https://school.example/key"
    found = resolve(address, holding({address: jwk}))
    assert (found.controller, found.address) == ("", address)
    both = {"keys": [jwk, {**jwk, "kid": "b"}]}
    assert resolve(address + "#a", holding({address: both})).key.content == OWN.holder.public
    assert unchecked(address, holding({address: both}))[0] is Reason.UNKNOWN_SUITE
    assert unchecked(address, holding({address: {"keys": 5}}))[0] is Reason.UNKNOWN_SUITE


@pytest.mark.parametrize("method", ["did:example:1#2", "urn:uuid:1", "", "key-1"])
def test_addresses_of_no_known_kind(method: str) -> None:
    assert unchecked(method) == (Reason.KEY_UNREACHABLE, ())


def test_a_fetched_document_goes_before_a_given_one() -> None:
    given = holding({URL: did_document(assertionMethod=[])}).documents
    own = holding({URL: did_document()}, "own").documents
    sent = holding({URL: did_document(assertionMethod=[])}, "from_sender").documents
    for documents in ((*sent, *given, *own), (*own, *given, *sent)):
        assert resolve(METHOD, Policy(now=POLICY.now, documents=documents)).listed
