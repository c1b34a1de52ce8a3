"""Signatures and sealed texts at the edges of their arithmetic, in Project Wycheproof's form.

The cases here are made here: each follows from how the numbers are defined. The published files (hundreds of
cases more) are in no package of PyPI or npm; ``WYCHEPROOF`` names a folder with them (``testvectors_v1``
of their repository).

Where we are stricter than "valid", or than other libraries, on purpose: a key of small order or with a
coordinate beyond the field is refused before any signature is looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, SHA384

from tests.unit.proofs.support import key
from wallet.errors import InvalidProof
from wallet.keys import RefusedKey, ed25519, from_jwk
from wallet.multibase import to_base64url
from wallet.signatures.arithmetic import check_ecdsa, check_ed25519

Case = dict[str, Any]
FOLDER = Path(os.environ.get("WYCHEPROOF", "."))
PUBLISHED = (
    "ed25519_test.json",
    "ecdsa_secp256r1_sha256_p1363_test.json",
    "ecdsa_secp384r1_sha384_p1363_test.json",
    "aes_gcm_test.json",
)
NOT_HERE = "the published vectors are not here (WYCHEPROOF names their folder)"

# Order of the base point and of the field: Ed25519 (RFC 8032), P-256 and P-384 (FIPS 186-4).
L = 2**252 + 27742317777372353535851937790883648493
P_25519 = 2**255 - 19
N_256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
P_256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
N_384 = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973
P_384 = 2**384 - 2**128 - 2**96 + 2**32 - 1


def accepted(group: Case, case: Case) -> bool | None:
    """What ours says; None for parameters that nothing of ours uses."""
    if group["type"] == "AeadTest":
        return _opens(group, case)
    signature, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
    try:
        if group["type"] == "EddsaVerify":
            check_ed25519(ed25519(bytes.fromhex(group["publicKey"]["pk"])), signature, message)
        else:
            check_ecdsa(from_jwk(_jwk(group["publicKey"])), signature, message)
    except (InvalidProof, RefusedKey):
        return False
    return True


def _jwk(public: Case) -> Case:
    curve, size = {"secp256r1": ("P-256", 32), "secp384r1": ("P-384", 48)}[public["curve"]]
    point = bytes.fromhex(public["uncompressed"])
    return {
        "kty": "EC",
        "crv": curve,
        "x": to_base64url(point[1 : 1 + size]),
        "y": to_base64url(point[1 + size :]),
    }


def _opens(group: Case, case: Case) -> bool | None:
    # The store uses 256-bit keys, nonces of 96 bits and whole tags; nothing else.
    if (group["keySize"], group["ivSize"], group["tagSize"]) != (256, 96, 128):
        return None
    iv, aad, sealed = (bytes.fromhex(case[name]) for name in ("iv", "aad", "ct"))
    try:
        plain = AESGCM(bytes.fromhex(case["key"])).decrypt(iv, sealed + bytes.fromhex(case["tag"]), aad)
    except InvalidTag:
        return False
    return plain.hex() == case["msg"]


def _group(kind: str, public: Case, cases: list[tuple[str, bytes, bytes, bool]], **more: Any) -> Case:
    tests = [
        {"tcId": number, "comment": name, "msg": message.hex(), "sig": signature.hex(), "result": result}
        for number, (name, message, signature, holds) in enumerate(cases, 1)
        for result in ["valid" if holds else "invalid"]
    ]
    return {"type": kind, "publicKey": public, "tests": tests, **more}


def ed25519_cases() -> Case:
    signer, message = key(21), b"Werkt samen."
    good = signer.sign(message)
    r, s = good[:32], int.from_bytes(good[32:], "little")
    special = (0, 1, L - 1, L, P_25519 - 1, P_25519, 2**255, 2**256 - 1)

    def number(value: int) -> bytes:
        return value.to_bytes(32, "little")

    return _group(
        "EddsaVerify",
        {"pk": signer.holder.public.hex()},
        [
            ("good", message, good, True),
            ("empty message", b"", signer.sign(b""), True),
            ("other message", message + b" ", good, False),
            ("S + L", message, r + number(s + L), False),
            ("S - L", message, r + ((s - L) % 2**256).to_bytes(32, "little"), False),
            ("S and R swapped", message, good[32:] + r, False),
            ("sign of R", message, r[:31] + bytes([r[31] ^ 0x80]) + good[32:], False),
            ("a byte less", message, good[:-1], False),
            ("a byte more", message, good + b"\0", False),
            ("empty", message, b"", False),
            ("only R", message, r, False),
            *(("numbers", message, number(one) + number(two), False) for one in special for two in special),
            *(("S", message, r + number(one), False) for one in special),
        ],
    )


def _ecdsa_cases(curve: ec.EllipticCurve, digest: Any, n: int, p: int, size: int) -> Case:
    private, message = ec.derive_private_key(7, curve), b"Werkt samen."
    r, s = decode_dss_signature(private.sign(message, ec.ECDSA(digest)))
    numbers = private.public_key().public_numbers()
    point = b"\4" + numbers.x.to_bytes(size, "big") + numbers.y.to_bytes(size, "big")
    top = 2 ** (8 * size)
    special = (0, 1, n - 1, n, n + 1, p, top - 1)

    def pair(one: int, two: int, width: int = size) -> bytes:
        return one.to_bytes(width, "big") + two.to_bytes(width, "big")

    return _group(
        "EcdsaP1363Verify",
        {"curve": curve.name, "uncompressed": point.hex()},
        [
            ("good", message, pair(r, s), True),
            # ECDSA allows both; which of the two it is changes nothing about what was signed.
            ("the other s", message, pair(r, n - s), True),
            ("other message", message[1:], pair(r, s), False),
            ("swapped", message, pair(s, r), False),
            ("r negated", message, pair(n - r, s), False),
            ("wider numbers", message, pair(r, s, size + 1), False),
            ("DER", message, private.sign(message, ec.ECDSA(digest)), False),
            ("a byte less", message, pair(r, s)[:-1], False),
            ("a byte more", message, pair(r, s) + b"\0", False),
            ("empty", message, b"", False),
            *(("beyond the order", message, pair(one, s), False) for one in (r + n,) if one < top),
            *(("beyond the order", message, pair(r, one), False) for one in (s + n,) if one < top),
            *(("numbers", message, pair(one, two), False) for one in special for two in special),
            *(("r", message, pair(one, s), False) for one in special),
            *(("s", message, pair(r, one), False) for one in special),
        ],
    )


def p256_cases() -> Case:
    return _ecdsa_cases(ec.SECP256R1(), SHA256(), N_256, P_256, 32)


def p384_cases() -> Case:
    return _ecdsa_cases(ec.SECP384R1(), SHA384(), N_384, P_384, 48)


def gcm_cases() -> Case:
    secret, iv, aad, message = bytes(range(32)), bytes(range(12)), b"kop", b"Werkt samen."
    whole = AESGCM(secret).encrypt(iv, message, aad)
    ct, tag = whole[:-16], whole[-16:]

    def flipped(content: bytes, at: int) -> bytes:
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

    def case(result: str, **more: bytes) -> Case:
        parts = {"key": secret, "iv": iv, "aad": aad, "ct": ct, "tag": tag, "msg": message} | more
        return {**{name: value.hex() for name, value in parts.items()}, "result": result}

    tests = [
        case("valid"),
        *(case("invalid", tag=flipped(tag, at)) for at in range(16)),
        *(case("invalid", ct=flipped(ct, at)) for at in range(len(ct))),
        *(case("invalid", iv=flipped(iv, at)) for at in range(12)),
        case("invalid", tag=bytes(16)),
        case("invalid", tag=b"\xff" * 16),
        case("invalid", aad=b""),
        case("invalid", aad=aad + b"\0"),
        case("invalid", ct=ct[:-1]),
        case("invalid", ct=ct + b"\0"),
    ]
    numbered = [{"tcId": number, **one} for number, one in enumerate(tests, 1)]
    return {"type": "AeadTest", "keySize": 256, "ivSize": 96, "tagSize": 128, "tests": numbered}


def wrong(groups: list[Case]) -> Iterator[str]:
    """Every case in which ours differs from what is written."""
    for group in groups:
        for case in group["tests"]:
            said = accepted(group, case)
            if said is not None and case["result"] != "acceptable" and said != (case["result"] == "valid"):
                yield f"{group['type']} {case['tcId']} {case.get('comment', '')}: {case['result']}"


@pytest.mark.parametrize("made", [ed25519_cases, p256_cases, p384_cases, gcm_cases])
def test_the_edges_of_the_arithmetic(made: Callable[[], Case]) -> None:
    group = made()
    assert list(wrong([group])) == []
    assert {case["result"] for case in group["tests"]} == {"valid", "invalid"}
    assert len(group["tests"]) > 40


def test_a_wrong_expectation_is_noticed() -> None:
    group = p256_cases()
    group["tests"][0]["result"] = "invalid"
    group["tests"][2]["result"] = "valid"
    assert len(list(wrong([group]))) == 2


@pytest.mark.parametrize(
    "public",
    [
        bytes(32),
        (1).to_bytes(32, "little"),
        (P_25519 - 1).to_bytes(32, "little"),
        P_25519.to_bytes(32, "little"),
        (P_25519 + 1).to_bytes(32, "little"),
        b"\xff" * 32,
    ],
)
def test_a_key_with_which_anything_can_be_signed(public: bytes) -> None:
    """Stricter than needed for a signature to be "valid": such a key is nobody's."""
    with pytest.raises(RefusedKey):
        ed25519(public)


@pytest.mark.skipif(not (FOLDER / PUBLISHED[0]).is_file(), reason=NOT_HERE)
def test_the_published_vectors() -> None:
    for name in PUBLISHED:
        groups = json.loads((FOLDER / name).read_bytes())["testGroups"]
        assert list(wrong(groups)) == []
