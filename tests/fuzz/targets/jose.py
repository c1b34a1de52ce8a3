"""Signed tokens: VC-JWT, signed badges 2.0, SD-JWT with disclosures and key binding, JWS as JSON."""

from __future__ import annotations

import json

from tests.fuzz.oracle import Examining
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import claims, key
from wallet.multibase import to_base64url


def seeds() -> list[bytes]:
    return [
        token(),
        *vectors("importers/vc_jwt/*", "importers/sd_jwt/*", "importers/jws_json/*", "proofs/*.jwt"),
        *vectors("sd_jwt/*", "jades/*.json"),
        *corpora("ob3/**/*.jwt", "ob2/**/*.jws", "sdjwt/**/*.*", "edc/**/*.jwt"),
    ]


def token() -> bytes:
    """A badge as a VC-JWT by a did:key."""
    signer = key(5)
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": signer.holder.verification_method}
    signed = ".".join(to_base64url(json.dumps(part).encode()) for part in (header, claims(signer)))
    return f"{signed}.{to_base64url(signer.sign(signed.encode()))}".encode()


LOOK = Examining()
learn, check = LOOK.learn, LOOK.check
