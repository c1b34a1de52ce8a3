"""A school with a website: its keys, its list of what it took back, and badges that name both."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from typing import Any

from tests.journeys.badges import ISSUED, WebKey, badge, key
from wallet.keys import SigningKey
from wallet.multibase import encode_base64url
from wallet.proofs.sign import sign_set

HOST = "school.example"
DID = f"did:web:{HOST}"
KEYS = f"https://{HOST}/.well-known/did.json"
LIST = f"https://{HOST}/status/1"
BITS = 131_072
HOSTED = "https://badges.example"
ASSERTION, BADGE, ISSUER = f"{HOSTED}/a/1", f"{HOSTED}/b/1", f"{HOSTED}/issuer"
TAKEN_BACK = f"{HOSTED}/revoked"


def signer(number: int = 3) -> SigningKey:
    """The key of the school, named as its website names it."""
    inner = key(number)
    holder = inner.holder
    return SigningKey(WebKey(holder.did, holder.public, holder.created, DID), inner.sign)


def keys(number: int = 3) -> bytes:
    """What the website says about the keys of the school."""
    by = signer(number)
    method = by.holder.verification_method
    described = {
        "id": method,
        "type": "Multikey",
        "controller": DID,
        "publicKeyMultibase": by.holder.did.removeprefix("did:key:"),
    }
    document = {"@context": ["https://www.w3.org/ns/did/v1"], "id": DID, "verificationMethod": [described]}
    return json.dumps({**document, "assertionMethod": [method]}).encode()


def status_list(
    *taken_back: int, since: datetime = ISSUED, by: SigningKey | None = None, **more: Any
) -> bytes:
    """The list, with these places set."""
    bits = bytearray(BITS // 8)
    for place in taken_back:
        bits[place // 8] |= 0x80 >> place % 8
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": DID,
        "validFrom": since.isoformat().replace("+00:00", "Z"),
        "credentialSubject": {
            "id": LIST + "#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode_base64url(gzip.compress(bytes(bits))),
        },
        **more,
    }
    return json.dumps(sign_set(document, by or signer(), since)).encode()


def diploma(place: int = 5, **more: Any) -> bytes:
    """A badge of the school that stands at this place of its list."""
    entry = {
        "id": f"{LIST}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": LIST,
    }
    issuer = {"id": DID, "type": ["Profile"], "name": "School"}
    return badge(signer(), issuer=issuer, credentialStatus=entry, **more)


def hosted(name: str, **more: Any) -> bytes:
    """A part of a badge of Open Badges 2.0 as it stands at its address: assertion, badge or issuer."""
    parts: dict[str, dict[str, Any]] = {
        "assertion": {
            "type": "Assertion",
            "id": ASSERTION,
            "recipient": {"type": "email", "hashed": False, "identity": "lerende@example.org"},
            "badge": BADGE,
            "issuedOn": "2026-01-01T00:00:00Z",
            "verification": {"type": "hosted"},
        },
        "badge": {"type": "BadgeClass", "id": BADGE, "name": "Samenwerken", "issuer": ISSUER},
        "issuer": {"type": "Issuer", "id": ISSUER, "name": "Buurthuis De Brug", "url": HOSTED},
    }
    return json.dumps({"@context": "https://w3id.org/openbadges/v2", **parts[name], **more}).encode()


def hosted_pages(**issuer: Any) -> dict[str, bytes]:
    """The whole badge at its addresses."""
    return {ASSERTION: hosted("assertion"), BADGE: hosted("badge"), ISSUER: hosted("issuer", **issuer)}
