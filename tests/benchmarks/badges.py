"""Unsigned badges of the size seen in the field: some 5 kB, a hundred statements, nodes without a name."""

from __future__ import annotations

import random
import uuid
from typing import Any

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_TEXT = (
    "samenwerken plannen luisteren uitleggen zorgen meten schrijven begeleiden controleren overleggen bouwen"
    " koken rijden helpen leiden vragen tonen zoeken maken leren veilig zelfstandig rustig precies op tijd"
    " in een team met klanten voor bewoners aan de balie tijdens het werk elke week één keer naïef café"
)
_WORDS = _TEXT.split()


def badges(count: int) -> list[dict[str, Any]]:
    """The same badges every time. The issuer's id is filled in by whoever signs."""
    chance = random.Random(20261123)
    return [_badge(chance) for _ in range(count)]


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _id(chance: random.Random) -> str:
    return uuid.UUID(int=chance.getrandbits(128), version=4).urn


def _badge(chance: random.Random) -> dict[str, Any]:
    descriptions = [_id(chance) for _ in range(2)]
    return {
        "@context": list(CONTEXTS),
        "id": _id(chance),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _text(chance, 3),
        "description": _text(chance, 25),
        "issuer": {
            "id": "did:example:filled-in",
            "type": ["Profile"],
            "name": "Voorbeeldschool",
            "url": "https://school.voorbeeld.example/",
            "email": "badges@school.voorbeeld.example",
            "address": {"type": ["Address"], "addressCountry": "Nederland", "addressLocality": "Utrecht"},
        },
        "validFrom": f"2025-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T10:00:00Z",
        "validUntil": "2035-01-01T00:00:00Z",
        "credentialSubject": {
            "id": _id(chance),
            "type": ["AchievementSubject"],
            "activityStartDate": "2024-09-01T00:00:00Z",
            "activityEndDate": "2025-01-31T00:00:00Z",
            "narrative": _text(chance, 40),
            "achievement": _achievement(chance, descriptions),
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": descriptions[0],
                    "value": f"{chance.randint(55, 100)}",
                },
                {"type": ["Result"], "resultDescription": descriptions[1], "status": "Completed"},
            ],
        },
        "evidence": [
            {
                "id": f"https://school.voorbeeld.example/bewijs/{chance.getrandbits(40)}",
                "type": ["Evidence"],
                "name": _text(chance, 3),
                "narrative": _text(chance, 30),
                "genre": "Verslag",
            }
            for _ in range(2)
        ],
    }


def _achievement(chance: random.Random, descriptions: list[str]) -> dict[str, Any]:
    return {
        "id": _id(chance),
        "type": ["Achievement"],
        "achievementType": "Competency",
        "creator": {"id": "did:example:creator", "type": ["Profile"], "name": "Voorbeeldschool"},
        "criteria": {"narrative": _text(chance, 60)},
        "description": _text(chance, 50),
        "humanCode": f"V{chance.randint(100, 999)}",
        "name": _text(chance, 3),
        "fieldOfStudy": "Zorg",
        "inLanguage": "nl",
        "image": {
            "id": f"https://school.voorbeeld.example/beeld/{chance.getrandbits(40)}.png",
            "type": "Image",
            "caption": _text(chance, 6),
        },
        "alignment": [
            {
                "type": ["Alignment"],
                "targetName": _text(chance, 2),
                "targetDescription": _text(chance, 20),
                "targetUrl": f"https://voorbeeld.example/vaardigheid/{chance.getrandbits(40)}",
                "targetFramework": "Voorbeeldraamwerk",
                "targetType": "ceasn:Competency",
            }
            for _ in range(3)
        ],
        "resultDescription": [
            {
                "id": descriptions[0],
                "type": ["ResultDescription"],
                "name": "Cijfer",
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
            },
            {
                "id": descriptions[1],
                "type": ["ResultDescription"],
                "name": "Afronding",
                "resultType": "Status",
            },
        ],
        "tag": [_text(chance, 1) for _ in range(3)],
    }
