"""Status lists of every form, and CBOR: a changed list never clears who is revoked."""

from __future__ import annotations

import base64
import gzip
import json
from contextlib import suppress
from dataclasses import replace
from functools import cache

from tests.fuzz.oracle import POLICY, Forged
from tests.fuzz.seeds import vectors
from tests.journeys.badges import ISSUED, badge, claims, key
from wallet.importers import read
from wallet.model.credential import Credential, Incoming
from wallet.model.inspection import CapsuleDocument
from wallet.model.report import Outcome, Question
from wallet.proofs.sign import sign_set
from wallet.signatures import cbor
from wallet.verification import verifier

ADDRESS = "https://issuer.example/status/1"
NAMES = "https://issuer.example/revoked"
_OLDER = [
    "https://www.w3.org/2018/credentials/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://w3id.org/security/data-integrity/v2",
]


def seeds() -> list[bytes]:
    return [
        listing(),
        listing("StatusList2021"),
        json.dumps(
            {"id": NAMES, "revokedCredential": ["urn:x:1", {"id": "urn:x:2", "revoked": True}]}
        ).encode(),
        *vectors("sd_jwt/status-list.jwt", "importers/vc_json/status-list.json"),
        # Numbers, bytes, lists and maps, as ecdsa-sd-2023 has them in CBOR.
        b"\x85\x58\x02ab\x42cd\x82\x41a\x41b\xa2\x00\x41a\x01\x41b\x83\x00\x18\x40\x19\x01\x00",
    ]


def listing(form: str = "BitstringStatusList") -> bytes:
    """A list in which places 0 and 94 are revoked."""
    bits = bytearray(16_384)
    bits[0] |= 0x80
    bits[94 // 8] |= 1 << 7 - 94 % 8
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
    signer = key(7)
    document = {
        "@context": _OLDER if form == "StatusList2021" else ["https://www.w3.org/ns/credentials/v2"],
        "id": ADDRESS,
        "type": ["VerifiableCredential", f"{form}Credential"],
        "issuer": signer.holder.did,
        "issuanceDate" if form == "StatusList2021" else "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": ADDRESS + "#list",
            "type": form,
            "statusPurpose": "revocation",
            "encodedList": packed if form == "StatusList2021" else "u" + packed,
        },
    }
    return json.dumps(sign_set(document, signer, ISSUED)).encode()


@cache
def _revoked() -> tuple[Credential, ...]:
    """Credentials that the good lists say are revoked, each by its own issuer."""
    signer = key(7)
    found = [
        read(Incoming(badge(signer, credentialStatus=_entry("BitstringStatusListEntry")), "x")),
        read(
            Incoming(json.dumps(claims(signer, credentialStatus=_entry("StatusList2021Entry"))).encode(), "x")
        ),
    ]
    return (*found, *(read(Incoming(content, "x")) for content in vectors("sd_jwt/status-revoked.sd-jwt")))


@cache
def _named() -> Credential:
    """Its list is one of names, without a signature: its address speaks for it, and a change may clear."""
    entry = {"id": NAMES, "type": "1EdTechRevocationList"}
    return read(Incoming(json.dumps(claims(key(7), id="urn:x:2", credentialStatus=entry)).encode(), "x"))


def _entry(kind: str) -> dict[str, str]:
    return {
        "id": ADDRESS + "#94",
        "type": kind,
        "statusPurpose": "revocation",
        "statusListIndex": "94",
        "statusListCredential": ADDRESS,
    }


def check(content: bytes) -> None:
    with suppress(ValueError):
        cbor.decode(content)
    _status(_named(), content)
    for credential in _revoked():
        if _status(credential, content) in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
            raise Forged("a revoked credential was cleared")


def _status(credential: Credential, content: bytes) -> Outcome:
    held = CapsuleDocument(credential.statuses[0].list_url, content, POLICY.now, "own")
    policy = replace(POLICY, documents=(held,))
    finding = verifier.inspect(credential, policy).report.finding(Question.STATUS)
    assert finding is not None
    return finding.outcome
