"""Derived proofs taken apart and put together again; and an issuer and holder of our own."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.proofs.support import VECTORS
from wallet.jsonld import canonize
from wallet.multibase import encode_base58, encode_base64url, from_base64url
from wallet.signatures import cbor
from wallet.signatures.derived import statements

DERIVED = b"\xd9\x5d\x01"
VECTORS_SD = VECTORS.parent / "ecdsa_sd"


def encoded(value: Any) -> bytes:
    """CBOR of what a proof value consists of, text included (which the product does not read)."""
    match value:
        case int():
            return _head(0, value)
        case bytes():
            return _head(2, len(value)) + value
        case str():
            return _head(3, len(value.encode())) + value.encode()
        case list():
            return _head(4, len(value)) + b"".join(map(encoded, value))
        case dict():
            inner = b"".join(encoded(name) + encoded(one) for name, one in value.items())
            return _head(5, len(value)) + inner
    raise TypeError


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = (max(size.bit_length(), 1) + 7) // 8
    width = next(one for one in (1, 2, 4, 8) if one >= width)
    return bytes([kind << 5 | {1: 24, 2: 25, 4: 26, 8: 27}[width]]) + size.to_bytes(width, "big")


def value_of(parts: Any, header: bytes = DERIVED) -> str:
    """The proof value of these parts."""
    return encode_base64url(header + encoded(parts))


def parts_of(document: dict[str, Any]) -> Any:
    """The parts of a derived document's proof value: base, key, signatures, labels, places."""
    return cbor.decode(from_base64url(document["proof"]["proofValue"][1:])[3:])


def with_parts(document: dict[str, Any], change: Callable[[Any], Any]) -> dict[str, Any]:
    """The document with its proof's parts changed in place, or replaced by what ``change`` answers."""
    changed = copy.deepcopy(document)
    parts = parts_of(document)
    answer = change(parts)
    changed["proof"]["proofValue"] = value_of(parts if answer is None else answer)
    return changed


def vector(name: str) -> dict[str, Any]:
    """A document that the reference implementation derived or signed."""
    document: dict[str, Any] = json.loads((VECTORS_SD / f"{name}.json").read_bytes())
    return document


class Maker:
    """An issuer and its passing key: what it signs is at once what a holder shows."""

    def __init__(self) -> None:
        self._own = ec.generate_private_key(ec.SECP256R1())
        self._passing = ec.generate_private_key(ec.SECP256R1())
        self.key = encode_base58(_multikey(self._own))
        self.did = f"did:key:{self.key}"

    def derived(
        self,
        document: dict[str, Any],
        mandatory: list[int],
        label: Callable[[int], bytes] = lambda number: hashlib.sha256(bytes([number])).digest(),
    ) -> dict[str, Any]:
        """The document with a derived proof in which all statements at ``mandatory`` must be shown."""
        proof = {
            "type": "DataIntegrityProof",
            "cryptosuite": "ecdsa-sd-2023",
            "created": "2026-11-01T00:00:00Z",
            "verificationMethod": f"{self.did}#{self.key}",
            "proofPurpose": "assertionMethod",
        }
        options = canonize({"@context": document["@context"], **proof}).digest()
        nquads = canonize(document).nquads
        count = len({word for word in nquads.split() if word.startswith("_:c14n")})
        labels = {number: label(number) for number in range(count)}
        named = {f"c14n{number}": encode_base64url(value) for number, value in labels.items()}
        lines = statements(nquads, named)
        always = hashlib.sha256("".join(lines[place] for place in mandatory).encode()).digest()
        key = _multikey(self._passing)
        parts = [
            _signed(self._own, options + key + always),
            key,
            [
                _signed(self._passing, line.encode())
                for place, line in enumerate(lines)
                if place not in mandatory
            ],
            labels,
            mandatory,
        ]
        return {**document, "proof": {**proof, "proofValue": value_of(parts)}}


def _multikey(private: ec.EllipticCurvePrivateKey) -> bytes:
    return b"\x80\x24" + private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)


def _signed(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    r, s = decode_dss_signature(private.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")
