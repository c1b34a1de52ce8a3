"""Badges with more to tell: one that others speak for, one of a sealed kind, one of a Dutch school."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.journeys.badges import ISSUED, LEARNER, badge, claims, forged, key
from tests.world import ROOT
from wallet.journeys import import_credential
from wallet.journeys.wallet import Wallet
from wallet.keys import SigningKey
from wallet.model.credential import Incoming
from wallet.proofs.sign import sign_set

BADGE = "urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b40"
HEBREW = "בית הספר"
SEALED = ROOT / "tests" / "vectors" / "jades" / "RS256.json"


@dataclass(frozen=True)
class Found:
    """Their ids in the register."""

    endorsed: str
    sealed: str
    school: str
    changed: str


def endorsement(number: int, name: str, comment: str, by: SigningKey) -> dict[str, Any]:
    """What somebody else says of a badge, not signed yet."""
    return {
        "@context": claims(by)["@context"],
        "id": f"urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b{number:02d}",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": f"Verklaring van {name}",
        "issuer": {"id": by.holder.did, "type": ["Profile"], "name": name},
        "validFrom": "2026-05-03T10:00:00Z",
        "credentialSubject": {"id": BADGE, "type": ["EndorsementSubject"], "endorsementComment": comment},
    }


def endorsed() -> bytes:
    """A badge that holds, with three endorsements: one signed, one not, one changed afterwards."""
    by = key(5)
    good = sign_set(endorsement(50, "Wijkteam Noord", "Zij blijft rustig als het druk is.", by), by, ISSUED)
    plain = endorsement(51, "Een buurvrouw", "Altijd op tijd.", key(6))
    changed = sign_set(endorsement(52, "Sportclub", "Komt soms.", by), by, ISSUED)
    changed["credentialSubject"] = {**changed["credentialSubject"], "endorsementComment": "Komt altijd."}
    return badge(key(4), id=BADGE, name="Buurthulp", endorsement=[good, plain, changed])


def school() -> bytes:
    """A microcredential as Dutch schools write it, not signed."""
    document = claims(key(7), id="urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b41", name="Omgaan met onrust")
    document["@context"].append("https://school.example/contexts/opleiding.json")
    document["credentialSubject"] = {
        "id": LEARNER,
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:0a6e7f4e-9d1b-4a5e-8f56-1f3f0f3b2a41",
            "type": ["Achievement", "EducredentialAchievement"],
            "name": "Omgaan met onrust",
            "description": "Je helpt iemand die onrustig is.",
            "criteria": {"narrative": "Een opdracht op de werkplek."},
            "inLanguage": "nl-NL",
            "participationType": "onsite or blended",
            "assessmentType": "application of a skill",
            "supervisionType": "onsite with identity verification",
            "identityChecked": True,
            "ECTS": 3.5,
            "SBU": 240,
            "schoolnaam in een ander schrift": HEBREW,
        },
    }
    return json.dumps(document, ensure_ascii=False).encode()


def fill(wallet: Wallet) -> Found:
    """Keep all of them."""
    policy = import_credential.policy_for(wallet, wallet.clock)
    contents = {
        "buurthulp.json": endorsed(),
        "zegel.json": SEALED.read_bytes(),
        "onrust.json": school(),
        "gastvrijheid.json": forged(
            badge(key(8), id="urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b42"), name="Gastvrijheid"
        ),
    }
    ids = []
    for name, content in contents.items():
        incoming = Incoming(content, name)
        arrival = import_credential.look_at(incoming, policy, wallet.sandbox, wallet.register)
        ids.append(import_credential.keep(arrival, wallet).ids[0])
    return Found(*ids)
