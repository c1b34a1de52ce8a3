"""The gate for public keys, and the holder's own key."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from wallet import keys
from wallet.keys import RefusedKey, UnknownKey
from wallet.model.keys import KeyKind
from wallet.multibase import encode_base58, to_base64url

SMALL = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
]
# y of 2^255 - 19 and more, with and without the sign of x
NOT_CANONICAL = [
    (2**255 - 19 + more | sign << 255).to_bytes(32, "little").hex()
    for more in (0, 1, 2, 18)
    for sign in (0, 1)
]


def number(value: int) -> str:
    return to_base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@pytest.fixture(scope="module")
def rsa_jwk() -> dict[str, Any]:
    numbers = rsa.generate_private_key(65537, 2048).public_key().public_numbers()
    return {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}


@pytest.fixture
def ec_jwk() -> dict[str, Any]:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "x": to_base64url(numbers.x.to_bytes(32, "big")),
        "y": to_base64url(numbers.y.to_bytes(32, "big")),
    }


@pytest.mark.parametrize("encoding", SMALL + NOT_CANONICAL)
def test_ed25519_keys_that_fit_every_message(encoding: str) -> None:
    raw = bytes.fromhex(encoding)
    with pytest.raises(RefusedKey):
        keys.ed25519(raw)
    with pytest.raises(RefusedKey):
        keys.from_multikey(encode_base58(b"\xed\x01" + raw))
    with pytest.raises(RefusedKey):
        keys.from_jwk({"kty": "OKP", "crv": "Ed25519", "x": to_base64url(raw)})


def test_the_highest_canonical_y_is_let_through() -> None:
    assert keys.ed25519((2**255 - 21).to_bytes(32, "little")).kind is KeyKind.ED25519


@pytest.mark.parametrize("curve", [ec.SECP256R1(), ec.SECP384R1()])
def test_multikeys_of_curves(curve: ec.EllipticCurve) -> None:
    public = ec.generate_private_key(curve).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    prefix = b"\x80\x24" if isinstance(curve, ec.SECP256R1) else b"\x81\x24"
    assert keys.from_multikey(encode_base58(prefix + point)).content == point
    with pytest.raises(RefusedKey):
        keys.from_multikey(encode_base58(prefix + b"\x02" + b"\xff" * (len(point) - 1)))


@pytest.mark.parametrize("text", ["", "z6Mk", "zzzz0", "z" + "1" * 200, "u7QE"])
def test_texts_that_are_no_key(text: str) -> None:
    with pytest.raises((RefusedKey, UnknownKey)):
        keys.from_multikey(text)


def test_a_kind_that_nobody_here_knows() -> None:
    with pytest.raises(UnknownKey):
        keys.from_multikey("zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")
    with pytest.raises(UnknownKey):
        keys.from_jwk({"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"})
    with pytest.raises(UnknownKey):
        keys.from_method({"type": "JsonWebKey"})


@pytest.mark.parametrize("member", ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
def test_a_private_key_that_was_published(member: str, ec_jwk: dict[str, Any]) -> None:
    assert keys.from_jwk(ec_jwk).kind is KeyKind.P256
    with pytest.raises(RefusedKey):
        keys.from_jwk({**ec_jwk, member: "AA"})


def test_a_point_off_the_curve(ec_jwk: dict[str, Any]) -> None:
    with pytest.raises(RefusedKey):
        keys.from_jwk({**ec_jwk, "y": ec_jwk["x"]})


@pytest.mark.parametrize(
    "change",
    [
        {"e": number(3)},
        {"e": number(65539)},
        {"n": number(2**2046 + 1)},
        {"n": number(2**8192 + 1)},
        {"n": 5},
        {"n": "not base64!"},
        {"n": None},
    ],
)
def test_rsa_keys_outside_the_limits(change: dict[str, Any], rsa_jwk: dict[str, Any]) -> None:
    assert keys.from_jwk(rsa_jwk).kind is KeyKind.RSA
    with pytest.raises(RefusedKey):
        keys.from_jwk({**rsa_jwk, **change})


def test_a_method_in_any_spelling(ec_jwk: dict[str, Any]) -> None:
    own, _ = keys.new_signing_key("2026-01-01T00:00:00Z", bytes(32))
    raw = own.holder.public
    pem = rsa.generate_private_key(65537, 2048).public_key()
    text = pem.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    old = {"type": "Ed25519VerificationKey2018", "publicKeyBase58": encode_base58(raw)[1:]}
    assert keys.from_method({"publicKeyMultibase": encode_base58(b"\xed\x01" + raw)}).content == raw
    assert keys.from_method({"publicKeyJwk": ec_jwk}).kind is KeyKind.P256
    assert keys.from_method({"publicKeyPem": text}).kind is KeyKind.RSA
    assert keys.from_method(old).content == raw
    with pytest.raises(RefusedKey):
        keys.from_method({**old, "publicKeyBase58": "0OIl"})
    with pytest.raises(RefusedKey):
        keys.from_method({"publicKeyPem": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
    with pytest.raises(UnknownKey):
        keys.from_pem(
            ec.generate_private_key(ec.SECP256R1())
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            .decode()
        )


def test_the_own_key_comes_back_from_its_seed() -> None:
    first, seed = keys.new_signing_key("2026-01-01T00:00:00Z")
    again, _ = keys.new_signing_key("2026-01-01T00:00:00Z", seed)
    assert first.holder == again.holder
    assert keys.from_multikey(first.holder.did.removeprefix("did:key:")).content == first.holder.public
    assert first.sign(b"x") == again.sign(b"x")
    assert seed.hex() not in repr(first)


def test_published_test_keys_are_known_by_their_bytes() -> None:
    assert all(keys.is_published_test_key(keys.from_multikey(text)) for text in keys.PUBLISHED_TEST_KEYS)
    own, _ = keys.new_signing_key("2026-01-01T00:00:00Z")
    assert not keys.is_published_test_key(keys.ed25519(own.holder.public))
