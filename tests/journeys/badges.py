"""Badges for stories, made and signed here: an issuer with a key, and what it issued."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wallet.keys import SigningKey, new_signing_key
from wallet.model.holder import HolderKey
from wallet.proofs.sign import sign_set

ISSUED = datetime(2026, 5, 2, 10, tzinfo=UTC)
LEARNER = "did:key:z6MktULudTtAsAhRegYPiZ6631RV3viv12qd4GQF8z1xB22S"


def key(number: int = 1) -> SigningKey:
    """One of the issuers of this world."""
    made, _ = new_signing_key("2026-01-01", bytes([number]) * 32)
    return made


def claims(signer: SigningKey, **more: Any) -> dict[str, Any]:
    """An Open Badge 3.0, not signed yet."""
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Taalmaatje",
        "issuer": {"id": signer.holder.did, "type": ["Profile"], "name": "Buurthuis De Brug"},
        "validFrom": "2026-05-02T10:00:00Z",
        "credentialSubject": {
            "id": LEARNER,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:0a6e7f4e-9d1b-4a5e-8f56-1f3f0f3b2a10",
                "type": ["Achievement"],
                "name": "Taalmaatje",
                "description": "Een jaar lang elke week taalles gegeven.",
                "criteria": {"narrative": "Veertig bijeenkomsten."},
            },
        },
        **more,
    }


def badge(signer: SigningKey | None = None, **more: Any) -> bytes:
    """A signed Open Badge 3.0 as a JSON file."""
    by = signer or key()
    return json.dumps(sign_set(claims(by, **more), by, ISSUED), ensure_ascii=False).encode()


def forged(content: bytes, **more: Any) -> bytes:
    """The same file with other claims and the old proofs."""
    return json.dumps({**json.loads(content), **more}).encode()


def baked(content: bytes) -> bytes:
    """A small PNG with the badge baked in."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"iTXt", b"openbadgecredential\x00\x00\x00\x00\x00" + content)
        + chunk(b"IDAT", zlib.compress(b"\x00\x00\x00\x00"))
        + chunk(b"IEND", b"")
    )


@dataclass(frozen=True)
class WebKey(HolderKey):
    """A key that is found in the document of a website."""

    web: str = ""

    @property
    def verification_method(self) -> str:
        return f"{self.web}#key-1"


def school_badge() -> tuple[dict[str, Any], bytes]:
    """A did:web issuer: the document that its website would give, and a badge signed with the key in it."""
    web = "did:web:school.example:badges"
    inner = key(3)
    holder = inner.holder
    outer = SigningKey(WebKey(holder.did, holder.public, holder.created, web), inner.sign)
    method = outer.holder.verification_method
    document = {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": web,
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": web,
                "publicKeyMultibase": holder.did.removeprefix("did:key:"),
            }
        ],
        "assertionMethod": [method],
    }
    return document, badge(outer, issuer={"id": web, "type": ["Profile"], "name": "School"})
