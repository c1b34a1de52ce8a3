"""Trust lists of this world: one school on it, signed or not."""

from __future__ import annotations

from typing import Any

from wallet.journeys.trust_file import signed_bytes
from wallet.keys import SigningKey
from wallet.multibase import encode_base58


def school_list(*issuers: str, level: str = "W3", **more: Any) -> dict[str, Any]:
    """A list in our own form, with these issuers."""
    return {
        "type": "TrustList",
        "version": 1,
        "id": "urn:uuid:1f0c1a3e-7c52-4b52-9a66-000000000001",
        "name": "Scholen",
        "publisher": "Samenwerking",
        "date": "2026-11-01",
        "validUntil": "2027-11-01",
        "issuers": [{"id": issuer, "name": "Buurthuis De Brug", "level": level} for issuer in issuers],
        **more,
    }


def signed_list(document: dict[str, Any], key: SigningKey) -> dict[str, Any]:
    """The same with a signature over the whole of it."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-11-01T09:00:00Z",
        "verificationMethod": key.holder.verification_method,
        "proofPurpose": "assertionMethod",
    }
    value = encode_base58(key.sign(signed_bytes(document, proof)))
    return {**document, "proof": {**proof, "proofValue": value}}
