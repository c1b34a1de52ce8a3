"""JSON-LD documents, real and odd: good ones with changes, and ones made of nothing."""

from __future__ import annotations

import copy
import json
import random
from functools import cache
from typing import Any

from tests.fuzz.mutate import at, paths
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import claims, key
from wallet.jsonld.contexts import KNOWN

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/"
EVERY_WORD = "https://www.w3.org/ns/credentials/undefined-terms/v2"
_U = "urn:voorbeeld:"
_XSD = "http://www.w3.org/2001/XMLSchema#"
OWN: dict[str, Any] = {
    "label": f"{_U}label",
    "refers": {"@id": f"{_U}refers", "@type": "@id"},
    "rows": {"@id": f"{_U}rows", "@container": "@list"},
    "several": {"@id": f"{_U}several", "@container": "@set"},
    "texts": {"@id": f"{_U}texts", "@container": "@language"},
    "parts": {"@id": f"{_U}parts", "@container": "@graph"},
    "of": {"@reverse": f"{_U}has"},
    "date": {"@id": f"{_U}date", "@type": f"{_XSD}date"},
    "amount": {"@id": f"{_U}amount", "@type": f"{_XSD}double"},
    "raw": {"@id": f"{_U}raw", "@type": "@json"},
    "dutch": {"@id": f"{_U}dutch", "@language": "nl"},
    "Scoped": {"@id": f"{_U}Scoped", "@context": {"inner": f"{_U}inner", "deep": {"@id": f"{_U}deep"}}},
    "scope": {"@id": f"{_U}scope", "@context": {"within": {"@id": f"{_U}within", "@type": "@id"}}},
}
_COMBINATIONS = (
    [V2, f"{OB}context-3.0.3.json", OWN],
    [V2, f"{OB}context-3.0.3.json", OWN],
    [V2, f"{OB}context-3.0.2.json", EVERY_WORD],
    [V2, f"{OB}context-3.0.3.json", f"{OB}extensions.json", OWN],
    [V2, f"{CLR}context-2.0.1.json", f"{OB}context-3.0.3.json", OWN],
    [V2, OWN],
    [V2, EVERY_WORD],
    [V2, "https://w3id.org/security/data-integrity/v2", OWN],
    [V1, f"{OB}context-3.0.1.json", OWN],
    [V1, "https://w3id.org/security/suites/ed25519-2020/v1", OWN],
    [V1, "https://w3id.org/vc/status-list/2021/v1", OWN],
    [V1, "https://w3id.org/dcc/v1", OWN],
    [V1, OWN],
    ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", OWN],
    ["https://w3id.org/openbadges/v2"],
    ["https://w3id.org/openbadges/v1"],
)
_WORDS = """
VerifiableCredential OpenBadgeCredential ClrCredential Achievement AchievementSubject Profile Evidence
Result ResultDescription Alignment VerifiablePresentation EndorsementCredential DataIntegrityProof Multikey
Assertion BadgeClass Issuer Scoped urn:voorbeeld:Type
"""
_TYPES = _WORDS.split()
_NAMES = """
name description issuer credentialSubject evidence achievement criteria narrative image validFrom validUntil
issuanceDate proof alignment targetName targetUrl result value status verifiableCredential holder label refers
rows several texts parts of date amount raw dutch scope inner within deep recipient badge issuedOn tag email
url urn:voorbeeld:plain @graph @included @reverse unknown
"""
_MEMBERS = _NAMES.split()
_TEXTS = (
    *(
        "",
        "x",
        "Één café",
        "e\u0301",
        "\u202e",
        "\U0001f600",
        "\uffff",
        "\ufffd",
        'a"b\\c',
        "regel\neen\r\ttwee",
    ),
    *(
        "\u0000",
        "\u007f",
        "\u0085",
        "\u2028",
        "日本語",
        "عربى",
        "2026-05-02",
        "2026-05-02T10:00:00Z",
        "5",
        "true",
    ),
    *("urn:a", "urn:b", "https://voorbeeld.example/c?d#e", "did:example:f", "nl", "a b", "<x>", "{}", "^`|"),
)
_NUMBERS = (
    *(0, 1, -1, 10, 2**31, 10**15, 2**53 - 1, 2**53 + 1, 10**20, 0.5, -0.0, 7.25, -1.5, 1e20, 1e21, 1e22),
    *(1.5e300, 1e-6, 1e-7, 1.5e-7, 5e-324, 0.1, 1 / 3, 100.0, 4.35, 123456789.125, 0.000001234567890123),
)
_TAGS = ("nl", "en-gb", "NL", "zh-Hant-TW")


@cache
def _real() -> tuple[str, ...]:
    """Documents that are JSON-LD by bundled contexts, as texts so that each use is a copy."""
    found = [*vectors("jsonld/*.json", "importers/*/*.json", "proofs/*.json", "ecdsa_sd/*.json")]
    found += corpora("ob3/**/*.json", "clr2/**/*.json", "ob2/**/*.json", "vc*/**/*.json", "edc/**/*.json")
    values = [json.loads(content) for content in found if _is_json(content)]
    kept = [one for one in values if isinstance(one, dict) and _bundled(one.get("@context"))]
    return (json.dumps(claims(key())), *(json.dumps(one) for one in kept))


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _bundled(context: Any) -> bool:
    listed = context if isinstance(context, list) else [context]
    return all(isinstance(one, dict) or one in KNOWN for one in listed) and bool(listed)


def document(chance: random.Random) -> dict[str, Any]:
    """One document; what the random source gives decides all of it."""
    if chance.randrange(3) == 0:
        made: dict[str, Any] = {"@context": copy.deepcopy(chance.choice(_COMBINATIONS)), **_node(chance, 3)}
        return made
    made = json.loads(chance.choice(_real()))
    if chance.random() < 0.5:
        made.pop("proof", None)
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        _change(made, chance)
    return made


def _change(made: dict[str, Any], chance: random.Random) -> None:
    places = [path for path in paths(made) if path[0] != "@context"]
    if not places:
        return
    place = chance.choice(places)
    holder, last = at(made, place[:-1]), place[-1]
    match chance.randrange(9):
        case 0 if isinstance(holder, dict) and last in ("id", "@id"):
            del holder[last]
        case 0 | 1:
            holder[last] = _value(chance, 2)
        case 2 if isinstance(holder[last], str):
            holder[last] = chance.choice(_TEXTS)
        case 3 if isinstance(holder[last], list):
            chance.shuffle(holder[last])
        case 4 if isinstance(holder[last], list):
            holder[last] *= 2
        case 5 if isinstance(holder, dict):
            holder[chance.choice(_MEMBERS)] = _value(chance, 2)
        case 6:
            holder[last] = [holder[last], _value(chance, 1)]
        case 7 if isinstance(holder[last], str):
            holder[last] = {"@value": holder[last], "@language": chance.choice(_TAGS)}
        case 8 if isinstance(holder, dict):
            # A second node that can be told from the first by nothing.
            holder[last] = [holder[last], copy.deepcopy(holder[last])]
        case _:
            del holder[last]


def _node(chance: random.Random, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    if chance.random() < 0.6:
        node["type"] = [chance.choice(_TYPES) for _ in range(chance.choice((1, 1, 2)))]
    if chance.random() < 0.4:
        node["id"] = chance.choice(
            ("urn:a", "urn:b", "urn:c", "did:example:f", "https://voorbeeld.example/c?d#e")
        )
    for _ in range(chance.randrange(4)):
        node[chance.choice(_MEMBERS)] = _value(chance, depth - 1)
    return node


def _value(chance: random.Random, depth: int) -> Any:
    match chance.randrange(12):
        case 0 | 1 | 2:
            return chance.choice(_TEXTS)
        case 3:
            return chance.choice(_NUMBERS)
        case 4:
            return chance.choice((True, False, None))
        case 5:
            return {"@value": chance.choice(_TEXTS), "@language": chance.choice(_TAGS)}
        case 6:
            return {
                "@value": chance.choice((*_TEXTS, *_NUMBERS, True)),
                "@type": chance.choice((f"{_U}t", f"{_XSD}double")),
            }
        case 7:
            return {chance.choice((*_TAGS, "@none")): chance.choice(_TEXTS) for _ in range(2)}
        case 8:
            return {"@value": _raw(chance, 2), "@type": "@json"}
        case 9 if depth > 0:
            return [_value(chance, depth - 1) for _ in range(chance.randrange(4))]
        case 10 if depth > 0:
            listed = [_value(chance, depth - 1) for _ in range(chance.randrange(4))]
            return {chance.choice(("@list", "@set")): listed}
        case _ if depth > 0:
            return _node(chance, depth)
    return "x"


def _raw(chance: random.Random, depth: int) -> Any:
    if depth and chance.random() < 0.6:
        names = [chance.choice((*_TEXTS, "@id", "z", "a")) for _ in range(chance.randrange(4))]
        return {name: _raw(chance, depth - 1) for name in names}
    return chance.choice((*_TEXTS, *_NUMBERS, None, True, [1, "x", None]))
