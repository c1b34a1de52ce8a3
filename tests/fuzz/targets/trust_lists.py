"""Lists of issuers: a changed one never goes by the name of who signed the good one."""

from __future__ import annotations

import json

from tests.fuzz.oracle import Forged, refused
from tests.journeys.badges import key
from tests.world.trust import school_list, signed_list
from wallet.journeys.trust_file import MOST_ENTRIES, read_list

SIGNED = signed_list(school_list("did:web:school.example", "https://school.example/issuer"), key(7))
GOOD = read_list(json.dumps(SIGNED).encode(), "lijst.json")


def seeds() -> list[bytes]:
    entry = {"id": "did:web:school.example", "name": "School", "level": "W3"}
    about = {"name": "School", "location": "Utrecht", "url": "https://school.example"}
    known = {"name": "Registry", "type": "dcc-legacy", "url": "https://registry.example/registry.json"}
    registry = {
        "meta": {"updated": "2021-12-15T18:41:36+0000"},
        "registry": {"did:web:school.example": about},
    }
    values = (SIGNED, school_list("did:web:school.example"), {"issuers": [entry, entry]}, registry, [known])
    return [json.dumps(value).encode() for value in values]


def check(content: bytes) -> None:
    refused(lambda: _look(content))


def _look(content: bytes) -> None:
    found = read_list(content, "lijst.json")
    assert 0 < len(found.entries) <= MOST_ENTRIES
    if found.signed_by == GOOD.signed_by and found != GOOD:
        raise Forged
