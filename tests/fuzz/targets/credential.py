"""A credential file as JSON: read, checked, and never called verified with other content."""

from __future__ import annotations

import json

from tests.fuzz.oracle import Examining
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import ISSUED, badge, key
from wallet.proofs.sign import sign_set


def seeds() -> list[bytes]:
    return [
        badge(),
        badge(key(2), validUntil="2027-01-01T00:00:00Z", evidence=[{"id": "urn:x:1", "type": ["Evidence"]}]),
        presentation(),
        *vectors("importers/*/*.json", "proofs/*.json", "ecdsa_sd/*.json"),
        *corpora("ob3/**/*.json", "clr2/**/*.json", "ob2/**/*.json", "edc/**/*.json*", "vc*/**/*.json"),
    ]


def presentation() -> bytes:
    """Two badges, presented by a holder."""
    holder = key(9)
    inside = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": holder.holder.did,
        "verifiableCredential": [json.loads(badge()), json.loads(badge(key(4)))],
    }
    return json.dumps(sign_set(inside, holder, ISSUED, purpose="authentication")).encode()


LOOK = Examining()
learn, check = LOOK.learn, LOOK.check
