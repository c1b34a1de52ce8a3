"""Signing what the holder hands out: a set of two proofs, one for the field and one for a small page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from wallet import jcs
from wallet.jsonld import canonize
from wallet.keys import SigningKey
from wallet.multibase import encode_base58


def sign_set(
    document: Mapping[str, Any],
    key: SigningKey,
    created: datetime,
    *,
    purpose: str = "assertionMethod",
    challenge: str | None = None,
    domain: str | None = None,
) -> dict[str, Any]:
    """The document with ``proof: [eddsa-rdfc-2022, eddsa-jcs-2022]``.

    A proof set: each signs the document without any proof. Any verifier in the field can check the first,
    a few kilobytes of script the second. Raises UnsafeDocument when a member would not be signed.
    """
    bare = {name: value for name, value in document.items() if name != "proof"}
    config: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "created": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": key.holder.verification_method,
        "proofPurpose": purpose,
    }
    if challenge is not None:
        config["challenge"] = challenge
    if domain is not None:
        config["domain"] = domain
    return {**bare, "proof": [_rdfc(bare, config, key), _jcs(bare, config, key)]}


def _rdfc(bare: dict[str, Any], config: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    proof = {**config, "cryptosuite": "eddsa-rdfc-2022"}
    message = canonize({"@context": bare["@context"], **proof}).digest() + canonize(bare).digest()
    return {**proof, "proofValue": encode_base58(key.sign(message))}


def _jcs(bare: dict[str, Any], config: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    proof = {"@context": bare["@context"], **config, "cryptosuite": "eddsa-jcs-2022"}
    message = sha256(jcs.canonical(proof)).digest() + sha256(jcs.canonical(bare)).digest()
    return {**proof, "proofValue": encode_base58(key.sign(message))}
