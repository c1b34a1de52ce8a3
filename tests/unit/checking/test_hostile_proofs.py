"""Proofs that nobody makes in good faith, through ``verify --json``: each is refused by its name.

Addresses in a header (``jku``, ``x5u``) are no reason to fail and are never asked: the last test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from tests.unit.checking.conftest import Verify, signed, unsigned_badge
from wallet.keys import SigningKey, new_signing_key
from wallet.multibase import encode_base58, encode_base64url

KEY, _ = new_signing_key("2026-01-01T00:00:00Z", seed=b"issuer of tests".ljust(32, b"."))
METHOD = KEY.holder.verification_method
SCHOOL = "https://school.example/issuer"
PUBLIC = {"kty": "OKP", "crv": "Ed25519", "x": encode_base64url(KEY.holder.public)[1:]}
PRIVATE = {**PUBLIC, "d": encode_base64url(b"\x01" * 32)[1:]}
# Printed in W3C Data Integrity EdDSA Cryptosuites 1.0, appendix with test vectors.
PRINTED = bytes.fromhex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6")


def jwt(
    header: dict[str, Any], issuer: str | None = None, sign: Callable[[bytes], bytes] = KEY.sign
) -> bytes:
    """A VC-JWT with this header, signed with the key of the tests unless told otherwise."""
    payload = unsigned_badge(KEY)
    if issuer:
        payload["issuer"]["id"] = issuer
    parts = ({"typ": "JWT", "alg": "EdDSA", **header}, payload)
    body = b".".join(encode_base64url(json.dumps(one).encode())[1:].encode() for one in parts)
    return body + b"." + encode_base64url(sign(body))[1:].encode()


def shared_secret(message: bytes) -> bytes:
    """The public key taken for the secret of an HMAC."""
    mac = HMAC(KEY.holder.public, SHA256())
    mac.update(message)
    return mac.finalize()


def changed(**proof: Any) -> bytes:
    """A good badge with these members of both proofs put otherwise."""
    document = json.loads(signed(unsigned_badge(KEY), KEY))
    document["proof"] = [{**one, **proof} for one in document["proof"]]
    return json.dumps(document).encode()


def point(content: bytes) -> bytes:
    """A badge whose key is this point, with the signature that such a point accepts for everything."""
    text = encode_base58(b"\xed\x01" + content)
    named: Any = SimpleNamespace(did=f"did:key:{text}", verification_method=f"did:key:{text}#{text}")
    by = SigningKey(holder=named, sign=lambda _: b"\x01" + bytes(63))
    return signed(unsigned_badge(by), by)


def did_jwk(members: dict[str, Any]) -> bytes:
    """A VC-JWT by a did:jwk with these members."""
    did = "did:jwk:" + encode_base64url(json.dumps(members).encode())[1:]
    return jwt({"kid": f"{did}#0"}, did)


def hostile() -> Iterator[tuple[str, bytes, str, str]]:
    """Name, file, verdict, and the reason that its proofs give."""
    for name, content in {
        "the identity": b"\x01" + bytes(31),
        "the identity, not canonical": b"\xee" + b"\xff" * 30 + b"\x7f",
        "the identity, sign bit": b"\x01" + bytes(30) + b"\x80",
        "order 2, sign bit": b"\xec" + b"\xff" * 31,
        "order 2": b"\xec" + b"\xff" * 30 + b"\x7f",
        "order 4": bytes(32),
        "order 8": bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        "order 8, other": bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        "not canonical": b"\xf0" + b"\xff" * 30 + b"\x7f",
    }.items():
        yield f"Ed25519 point: {name}", point(content), "failed", "key_refused"
    for algorithm in ("none", "None", "NONE", "nOnE"):
        yield f"alg {algorithm}", jwt({"alg": algorithm, "kid": METHOD}), "failed", "algorithm_refused"
    yield (
        "no signature at all",
        jwt({"alg": "none", "kid": METHOD}, sign=lambda _: b""),
        "failed",
        "proof_malformed",
    )
    yield (
        "HMAC with the public key",
        jwt({"alg": "HS256", "kid": METHOD}, sign=shared_secret),
        "failed",
        "algorithm_refused",
    )
    for algorithm in ("RS256", "PS256", "ES256", "ES384"):
        yield f"Ed25519 key as {algorithm}", jwt({"alg": algorithm, "kid": METHOD}), "failed", "key_refused"
    yield "crit", jwt({"crit": ["exp"], "kid": METHOD}), "failed", "proof_malformed"
    yield "b64", jwt({"b64": False, "kid": METHOD}), "failed", "proof_malformed"
    yield "jwk with its private half", jwt({"jwk": PRIVATE}, SCHOOL), "failed", "key_refused"
    yield "did:jwk with its private half", did_jwk(PRIVATE), "failed", "key_refused"
    yield "a jwk alone", jwt({"jwk": PUBLIC}, SCHOOL), "indeterminate", "issuer_not_confirmed"
    yield "no key named", jwt({}, SCHOOL), "indeterminate", "key_missing"
    yield "another purpose", changed(proofPurpose="authentication"), "failed", "wrong_purpose"
    yield "no value", changed(proofValue=""), "failed", "proof_malformed"
    yield "a value of another alphabet", changed(proofValue="uAAAA"), "failed", "proof_malformed"
    yield "a forerunner that is not there", changed(previousProof="urn:uuid:0"), "failed", "proof_malformed"
    yield "an unknown suite", changed(cryptosuite="eddsa-rdfc-2099"), "indeterminate", "unknown_suite"
    printed, _ = new_signing_key("2026-01-01T00:00:00Z", seed=PRINTED)
    yield "a printed key", signed(unsigned_badge(printed), printed), "indeterminate", "published_test_key"


CASES = {name: (content, verdict, reason) for name, content, verdict, reason in hostile()}


@pytest.mark.parametrize("name", CASES)
def test_refused_by_name(name: str, verify: Verify, tmp_path: Path) -> None:
    content, verdict, reason = CASES[name]
    path = tmp_path / ("hostile.json" if content.startswith(b"{") else "hostile.jwt")
    path.write_bytes(content)
    code, (found,) = verify(path)
    assert found["verdict"] == verdict
    assert {proof["reason"] for proof in found["proofs"]} == {reason}
    assert code == {"failed": 1, "indeterminate": 2}[verdict]


def test_a_printed_key_when_it_is_allowed(verify: Verify, tmp_path: Path) -> None:
    path = tmp_path / "printed.json"
    path.write_bytes(CASES["a printed key"][0])
    assert verify(path, "--allow-test-keys")[1][0]["verdict"] == "verified"


@pytest.mark.parametrize("place", ["top", "proof", "header", "payload"])
def test_a_member_that_stands_there_twice(place: str, verify: Verify, tmp_path: Path) -> None:
    """A reader that takes the first and one that takes the last would see two credentials."""
    text = signed(unsigned_badge(KEY), KEY).decode()
    path = tmp_path / "twice"
    if place == "top":
        path.write_text('{"name": "Anders", ' + text[1:])
    elif place == "proof":
        path.write_text(text.replace('"proofPurpose"', '"proofPurpose": "x", "proofPurpose"', 1))
    else:
        parts = jwt({"kid": METHOD}).split(b".")
        at = ("header", "payload").index(place)
        twice = {"header": '{"alg": "none", "alg": "EdDSA"}', "payload": '{"id": "a", "id": "b"}'}[place]
        parts[at] = encode_base64url(twice.encode())[1:].encode()
        path.write_bytes(b".".join(parts))
    code, (found,) = verify(path)
    assert (code, found["verdict"], found["problem"]) == (3, "unreadable", "duplicate_key")


@pytest.mark.parametrize("member", ["jku", "x5u"])
def test_an_address_in_the_header_is_never_asked(member: str, verify: Verify, tmp_path: Path) -> None:
    path = tmp_path / "address.jwt"
    path.write_bytes(jwt({member: "https://evil.example/keys"}, SCHOOL))
    _, (found,) = verify(path)
    assert found["verdict"] == "indeterminate"
    assert found["proofs"][0]["reason"] == "key_missing"
    assert "evil" not in json.dumps(found["needs"])
