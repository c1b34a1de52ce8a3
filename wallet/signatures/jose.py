"""The gate before every compact JWS: which headers and algorithms are let through at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, InvalidProof, UncheckedProof
from wallet.model.credential import Proof
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason
from wallet.multibase import from_base64url
from wallet.signatures.arithmetic import check_ecdsa, check_ed25519, check_rsa

ALGORITHMS: Mapping[str, KeyKind] = {
    "EdDSA": KeyKind.ED25519,
    "Ed25519": KeyKind.ED25519,
    "ES256": KeyKind.P256,
    "ES384": KeyKind.P384,
    "RS256": KeyKind.RSA,
    "PS256": KeyKind.RSA,
}
"""Each algorithm with the one kind of key that it may be used with."""

# Nobody signs with these: "none" signs nothing (however it is written), the others take a public key for a
# shared secret.
_FORGERIES = ("none", "HS256", "HS384", "HS512")
# Extensions that change what is signed, or what the header means.
_REFUSED_MEMBERS = ("zip", "enc")
_EXTENSIONS = ("crit", "b64")


def named_algorithm(proof: Proof) -> str:
    """The ``alg`` of the proof's header, as written; "" when it names none."""
    named = proof.raw.get("alg")
    return named if isinstance(named, str) else ""


@dataclass(frozen=True, slots=True)
class Jws:
    """A compact JWS whose header passed the gate."""

    algorithm: str
    header: Mapping[str, Any] = field(repr=False)
    payload: Mapping[str, Any] = field(repr=False)
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    def check(self, key: PublicKey) -> None:
        """Raises InvalidProof unless the signature fits this key and the key fits the algorithm."""
        if key.kind is not ALGORITHMS[self.algorithm]:
            raise InvalidProof(Reason.KEY_REFUSED)
        if key.kind is KeyKind.ED25519:
            check_ed25519(key, self.signature, self.signed)
        elif key.kind is KeyKind.RSA:
            check_rsa(key, self.signature, self.signed, pss=self.algorithm == "PS256")
        else:
            check_ecdsa(key, self.signature, self.signed)


def read(compact: str) -> Jws:
    """Take a compact JWS through the gate. Raises InvalidProof; UncheckedProof for an unknown algorithm."""
    parts = compact.split(".")
    if len(parts) != 3 or not all(parts):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    header, payload = _object(parts[0]), _object(parts[1])
    if any(member in header for member in _EXTENSIONS):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    signed = f"{parts[0]}.{parts[1]}".encode("ascii")
    return Jws(_algorithm(header), header, payload, signed, _bytes(parts[2]))


def read_detached(compact: str, payload: str, implemented: Collection[str]) -> Jws:
    """The same for a JWS whose payload stands beside it, with these critical extensions and no others.

    Where the header says ``b64: false`` the payload is signed as it is written (RFC 7797).
    """
    parts = compact.split(".")
    if len(parts) != 3 or not parts[0] or parts[1] or not parts[2]:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    header = _object(parts[0])
    critical = header.get("crit", [])
    if not isinstance(critical, list) or not all(isinstance(one, str) for one in critical):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    odd = any(name not in implemented or name not in header for name in critical)
    if odd or len(set(critical)) != len(critical) or ("crit" in header and not critical):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    encoded = header.get("b64", True)
    if not isinstance(encoded, bool) or ("b64" in header and "b64" not in critical):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    content = _object(payload) if encoded else _loaded(payload.encode("utf-8"))
    signed = f"{parts[0]}.{payload}".encode()
    return Jws(_algorithm(header), header, content, signed, _bytes(parts[2]))


def claims_in(compact: str) -> Mapping[str, Any]:
    """The payload of a compact JWS, whatever its header. Raises InvalidProof."""
    parts = compact.split(".")
    return _object(parts[1] if len(parts) == 3 else "")


def _algorithm(header: Mapping[str, Any]) -> str:
    if any(member in header for member in _REFUSED_MEMBERS):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm in _FORGERIES or algorithm.lower() == "none":
        raise InvalidProof(Reason.ALGORITHM_REFUSED)
    if algorithm not in ALGORITHMS:
        raise UncheckedProof(Reason.UNKNOWN_SUITE)
    return algorithm


def _object(part: str) -> Mapping[str, Any]:
    return _loaded(_bytes(part))


def _loaded(content: bytes) -> Mapping[str, Any]:
    try:
        value = strict_json.load(content)
    except InputError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None
    if not isinstance(value, dict):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    return value


def _bytes(part: str) -> bytes:
    try:
        return from_base64url(part)
    except ValueError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None
