"""Keys: making the holder's own, and the gate that every foreign public key passes before it is used."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

from wallet.model.holder import HolderKey
from wallet.model.keys import KeyKind, PublicKey
from wallet.multibase import decode, encode_base58, from_base58, from_base64url

ED25519_PREFIX = b"\xed\x01"
_P256_PREFIX = b"\x80\x24"
_P384_PREFIX = b"\x81\x24"
_PREFIXES = {
    KeyKind.ED25519: ED25519_PREFIX,
    KeyKind.P256: _P256_PREFIX,
    KeyKind.P384: _P384_PREFIX,
}
_ED25519_FIELD = 2**255 - 19
# Points of order 1, 2, 4 and 8: for each of them signatures exist that fit every message. Those whose x is
# nought also with the sign of an x that is not: no other writing of them is below the field's size.
_SMALL_ORDER = frozenset(
    bytes.fromhex(encoding)
    for encoding in (
        "01" + "00" * 31,
        "01" + "00" * 30 + "80",
        "ec" + "ff" * 30 + "7f",
        "ec" + "ff" * 31,
        "00" * 32,
        "00" * 31 + "80",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    )
)
MIN_RSA_BITS = 2048
"""Below it, keys have been factored or are within reach."""
MAX_RSA_BITS = 8192
"""Above it, one verification costs too much."""
RSA_EXPONENT = 65537
"""The only exponent in use; small ones invite forgery with careless padding checks."""


# Keys whose private half is printed in public guides and test suites: anyone can sign with them.
PUBLISHED_TEST_KEYS = frozenset(
    {
        # the Open Badges 3.0 implementation guide, used by many fixtures
        "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        # fixtures of the Digital Credentials Consortium, the last of them behind two did:web issuers
        "z6MknNQD1WHLGGraFi6zcbGevuAgkVfdyCdtZnQTGWVVvR5Q",
        "z6Mki7DqKQswPsjqMVhP4W3n2ABFb5wBegZC5erEVg5qcgEw",
        "z6MkjoriXdbyWD25YXTed114F8hdJrLXQ567xxPHAUKxpKkS",
        "z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ",
        # the examples of W3C Data Integrity EdDSA and ECDSA Cryptosuites
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
        "z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7",
        "z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E",
        "z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1",
        "z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT",
        "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP",
        "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ",
        # the examples of SD-JWT (RFC 9901): issuer and holder
        "zDnaeqAGwfzks1XivFk5HF4JV28ojbPwRknvqjN5csgxS7LM1",
        "zDnaeVZ8M5QxTAqFLWSvB5RJrgS1ZhFQ7jjVvj4C6NDwiKyT4",
    }
)


class RefusedKey(ValueError):  # noqa: N818  (the name reads as the verdict)
    """A key that must not be used: malformed, weak, of an unknown kind, or with its private half in it."""


class UnknownKey(ValueError):  # noqa: N818
    """A key of a kind that nothing here can use; nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A holder's key: its public half, and the act of signing. The private half stays inside ``sign``."""

    holder: HolderKey
    sign: Callable[[bytes], bytes] = field(repr=False)


def new_signing_key(created: str, seed: bytes | None = None) -> tuple[SigningKey, bytes]:
    """A fresh Ed25519 key, or the one of ``seed`` (32 bytes); with the seed, to be stored encrypted."""
    seed = os.urandom(32) if seed is None else seed
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    holder = HolderKey(did=did_key(public), public=public, created=created)
    return SigningKey(holder=holder, sign=private.sign), seed


def did_key(public: bytes) -> str:
    """The did:key of an Ed25519 public key."""
    return "did:key:" + encode_base58(ED25519_PREFIX + public)


def is_published_test_key(key: PublicKey) -> bool:
    """Whether the private half of this key can be read by anyone."""
    prefix = _PREFIXES.get(key.kind)
    return prefix is not None and encode_base58(prefix + key.content) in PUBLISHED_TEST_KEYS


def ed25519(raw: bytes) -> PublicKey:
    """An Ed25519 key, if it is a canonical encoding of a point of large order."""
    if len(raw) != 32 or raw in _SMALL_ORDER:
        raise RefusedKey("not a usable Ed25519 key")
    if int.from_bytes(raw, "little") & (2**255 - 1) >= _ED25519_FIELD:
        raise RefusedKey("not a canonical Ed25519 key")
    return PublicKey(KeyKind.ED25519, raw)


def from_multikey(text: str) -> PublicKey:
    """The key of a Multikey text (``z6Mk…`` Ed25519, ``zDn…`` P-256, ``z82…`` P-384)."""
    try:
        content = decode(text)
    except ValueError:
        raise RefusedKey("not multibase") from None
    return from_multicodec(content)


def from_multicodec(content: bytes) -> PublicKey:
    """The key of a Multikey's bytes: two that tell its kind, then Ed25519 as it is or a compressed point."""
    prefix, raw = content[:2], content[2:]
    if prefix == ED25519_PREFIX:
        return ed25519(raw)
    if prefix == _P256_PREFIX:
        return _on_curve(ec.SECP256R1(), raw)
    if prefix == _P384_PREFIX:
        return _on_curve(ec.SECP384R1(), raw)
    raise UnknownKey("unknown kind of key")


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """The key of a JSON Web Key. One that carries private members is refused: it is everybody's by now."""
    if any(member in jwk for member in ("d", "p", "q", "dp", "dq", "qi", "oth", "k")):
        raise RefusedKey("a private key was published")
    match jwk.get("kty"), jwk.get("crv"):
        case "OKP", "Ed25519":
            return ed25519(_member(jwk, "x"))
        case "EC", "P-256":
            return _on_curve(ec.SECP256R1(), b"\x04" + _member(jwk, "x") + _member(jwk, "y"))
        case "EC", "P-384":
            return _on_curve(ec.SECP384R1(), b"\x04" + _member(jwk, "x") + _member(jwk, "y"))
        case "RSA", None:
            return _rsa(_number(jwk, "n"), _number(jwk, "e"))
    raise UnknownKey("unknown kind of key")


def from_pem(pem: str) -> PublicKey:
    """The key of a PEM text (Open Badges 2.0 CryptographicKey)."""
    try:
        key = load_pem_public_key(pem.encode("utf-8"))
    except (ValueError, UnsupportedAlgorithm):
        raise RefusedKey("not a PEM public key") from None
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return _rsa(numbers.n, numbers.e)
    raise UnknownKey("unknown kind of key")


def from_der(spki: bytes) -> PublicKey:
    """The key of a SubjectPublicKeyInfo in DER, as certificates hold it."""
    try:
        key = load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm):
        raise RefusedKey("not a public key") from None
    match key:
        case rsa.RSAPublicKey():
            numbers = key.public_numbers()
            return _rsa(numbers.n, numbers.e)
        case ec.EllipticCurvePublicKey(curve=ec.SECP256R1() | ec.SECP384R1()):
            return _on_curve(key.curve, key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))
        case Ed25519PublicKey():
            return ed25519(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
    raise UnknownKey("unknown kind of key")


def from_method(method: Mapping[str, Any]) -> PublicKey:
    """The key of a verification method in a document of its controller, however it is written there."""
    multibase, jwk, pem = (method.get(n) for n in ("publicKeyMultibase", "publicKeyJwk", "publicKeyPem"))
    if isinstance(multibase, str):
        return from_multikey(multibase)
    if isinstance(jwk, dict):
        return from_jwk(jwk)
    if isinstance(pem, str):
        return from_pem(pem)
    base58 = method.get("publicKeyBase58")
    if isinstance(base58, str) and method.get("type") == "Ed25519VerificationKey2018":
        try:
            return ed25519(from_base58(base58))
        except RefusedKey:
            raise
        except ValueError:
            raise RefusedKey("not base58") from None
    raise UnknownKey("unknown kind of key")


def _member(jwk: Mapping[str, Any], name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or len(value) > 2 * MAX_RSA_BITS // 8:
        raise RefusedKey("malformed key")
    try:
        return from_base64url(value)
    except ValueError:
        raise RefusedKey("malformed key") from None


def _number(jwk: Mapping[str, Any], name: str) -> int:
    return int.from_bytes(_member(jwk, name), "big")


def _on_curve(curve: ec.EllipticCurve, point: bytes) -> PublicKey:
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(curve, point)
    except ValueError:
        raise RefusedKey("not a point of the curve") from None
    kind = KeyKind.P256 if isinstance(curve, ec.SECP256R1) else KeyKind.P384
    return PublicKey(kind, key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))


def _rsa(modulus: int, exponent: int) -> PublicKey:
    if exponent != RSA_EXPONENT or not MIN_RSA_BITS <= modulus.bit_length() <= MAX_RSA_BITS:
        raise RefusedKey("RSA key outside the limits")
    try:
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        raise RefusedKey("malformed key") from None
    return PublicKey(KeyKind.RSA, key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
