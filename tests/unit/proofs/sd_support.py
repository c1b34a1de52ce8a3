"""SD-JWTs made by hand, so that each rule can be broken by itself."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tests.unit.proofs.support import VECTORS, key
from wallet.keys import SigningKey
from wallet.multibase import to_base64url

VECTORS_SD = VECTORS.parent / "sd_jwt"
ISSUER, HOLDER = key(21), key(22)
READER, QUESTION = "https://reader.example", "vraag-1"


def part(value: Any) -> str:
    return to_base64url(json.dumps(value, ensure_ascii=False).encode())


def jwk(signer: SigningKey, **more: Any) -> dict[str, Any]:
    return {"kty": "OKP", "crv": "Ed25519", "x": to_base64url(signer.holder.public), **more}


def disclosure(*parts: Any) -> str:
    return part(["zout", *parts])


def digest(disclosed: str, hash_name: str = "sha256") -> str:
    return to_base64url(hashlib.new(hash_name, disclosed.encode()).digest())


def token(payload: dict[str, Any], by: SigningKey = ISSUER, **header: Any) -> str:
    body = f"{part({'alg': 'EdDSA', 'typ': 'dc+sd-jwt', **header})}.{part(payload)}"
    return f"{body}.{to_base64url(by.sign(body.encode()))}"


def claims(**more: Any) -> dict[str, Any]:
    said = {"iss": ISSUER.holder.did, "vct": "https://school.example/soorten/diploma", **more}
    return {name: value for name, value in said.items() if value is not ...}


def sd_jwt(payload: dict[str, Any], *disclosures: str, **header: Any) -> str:
    return "~".join([token(payload, **header), *disclosures, ""])


def bound(shown: str, by: SigningKey = HOLDER, typ: str = "kb+jwt", **changes: Any) -> str:
    """The same with the holder's answer behind it."""
    said = {"iat": 1_795_000_000, "aud": READER, "nonce": QUESTION, "sd_hash": digest(shown), **changes}
    return shown + token({name: value for name, value in said.items() if value is not ...}, by, typ=typ)
