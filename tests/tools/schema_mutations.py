"""Documents with one thing changed, for comparing two schemas: the same answer on all of them.

    python -m tests.tools.schema_mutations 6000

compares our readings with the published copies on every document of the corpora and on that many mutations.
"""

from __future__ import annotations

import copy
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft201909Validator, Draft202012Validator
from jsonschema.protocols import Validator

from tests.tools.badge_schemas import CLASSES, CLOSED_WORDS, CONTEXTS, OPEN_WORDS, TYPES, VC_2
from tests.world import SHARED
from wallet.errors import InputError
from wallet.importers import read
from wallet.model.credential import Credential, Incoming
from wallet.paths import schema
from wallet.verification.compiled import Check, compiled

CORPORA = SHARED / "corpora"
PUBLISHED = CORPORA / "contexts" / "schemas"
GROUPS = ("ob3", "clr2", "derived", "vcdi", "vcdm2", "status")
STRICT = "educredentials__ob_v3p0_achievementcredential_schema.json"
PAIRS = (
    ("conform-ed__ob_v3p0_achievementcredential_schema.json", "ob", "achievement-credential.json", ""),
    ("conform-ed__clr_v2p0_achievementcredential_schema.json", "ob", "achievement-credential.json", ""),
    ("conform-ed__ob_v3p0_endorsementcredential_schema.json", "ob", "endorsement-credential.json", ""),
    ("conform-ed__clr_v2p0_endorsementcredential_schema.json", "ob", "endorsement-credential.json", ""),
    ("conform-ed__ob_v3p0_profile_schema.json", "ob", "achievement-credential.json", "Profile"),
    ("conform-ed__clr_v2p0_profile_schema.json", "clr", "clr-credential.json", "Profile"),
    ("conform-ed__clr_v2p0_clrcredential_schema.json", "clr", "clr-credential.json", ""),
    (STRICT, "ob", "achievement-credential.json", ""),
    (STRICT, "ob", "endorsement-credential.json", "EndorsementCredential"),
    (STRICT, "ob", "achievement-credential.json", "Profile"),
)
"""A published copy, our file that must give the same answer, and the one class that is meant, if so."""
OB_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR_CONTEXT = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
PLAIN: dict[str, Any] = {
    "Text": "text",
    "Boolean": True,
    "Number": 3,
    "DateTime": "2026-01-01T00:00:00Z",
    "Date": "2000-01-01",
    "CompactJws": "e30.e30.c2ln",
    "LanguageCode": "nl-NL",
}
"""A value of each type that is no class."""
STRAY: tuple[Any, ...] = (
    None,
    True,
    0,
    1.5,
    "",
    "ext:own",
    "my ext:own",
    "ext:",
    "ext:-",
    "a.b.c",
    "a..c",
    "nl",
    "nl-Latn-NL",
    "NL",
    "2026-13-45",
    VC_2,
    OB_CONTEXT,
    CLR_CONTEXT,
    OB_CONTEXT.replace("3.0.3", "4.0.0"),
    "https://www.w3.org/2018/credentials/v1",
    [],
    [[]],
    [""],
    ["VerifiableCredential"],
    {},
    {"nl": "tekst"},
    {"nl-NL": "tekst", "en": "text"},
    {"nl": 3},
    {"nederlands": "tekst"},
    {"id": "urn:x", "type": "Image"},
    {"id": "urn:x", "type": ["Profile"]},
    *(word for words in (*OPEN_WORDS.values(), *CLOSED_WORDS.values()) for word in words.split()[::5]),
    *CLASSES,
)


def whole(name: str, depth: int = 2) -> dict[str, Any]:
    """A document of this class with every member that the tables know."""
    found: dict[str, Any] = {}
    for member in CLASSES[name].split(","):
        term, kind = (*member.split(), "Text")[:2]
        value = _value(name, kind, depth if term.startswith("!") else depth - 1)
        if value is not None:
            found[term.removeprefix("!")] = value
    return found


def _value(owner: str, kind: str, depth: int) -> Any:
    if kind.endswith(("*", "+")):
        value = _value(owner, kind[:-1], depth)
        return None if value is None else [value]
    if kind.startswith("="):
        return kind[1:]
    if kind == "Types":
        return [name.split("|")[-1] for name in TYPES.get(owner, (owner,))]
    if kind == "Contexts":
        return [VC_2, *([CLR_CONTEXT] if CONTEXTS.get(owner) else []), OB_CONTEXT]
    if kind in OPEN_WORDS or kind in CLOSED_WORDS:
        return {**OPEN_WORDS, **CLOSED_WORDS}[kind].split()[0]
    if kind in PLAIN:
        return PLAIN[kind]
    return whole("Profile" if kind == "ProfileRef" else kind, depth) if depth >= 0 else None


def every_place(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each (container, key or index) in a document."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from every_place(value[key])


def mutated(document: dict[str, Any], terms: tuple[str, ...], chance: random.Random) -> dict[str, Any]:
    """A copy with one thing changed: something dropped, of another type, added, listed, emptied, renamed."""
    changed = copy.deepcopy(document)
    box, key = chance.choice(list(every_place(changed)))
    value = box[key]
    match chance.randrange(8):
        case 0:
            del box[key]
        case 1 | 2:
            box[key] = copy.deepcopy(chance.choice(STRAY))
        case 3:
            box[key] = [value] if chance.random() < 0.7 else [value, copy.deepcopy(value)]
        case 4:
            box[key] = value[0] if isinstance(value, list) and value else {"nl": value}
        case 5:
            box[key] = type(value)() if value is not None else []
        case 6:
            holder = value if isinstance(value, dict) else box if isinstance(box, dict) else changed
            holder[chance.choice(terms)] = copy.deepcopy(chance.choice(STRAY))
        case _:
            holder = value if isinstance(value, list) else box if isinstance(box, list) else [value]
            holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(chance.choice(STRAY)))
            if holder is not box and holder is not value:
                box[key] = holder
    return changed


@dataclass
class Pair:
    """A published schema and ours: as the product compiles it, and as jsonschema reads it."""

    name: str
    strict: bool
    published: Validator
    ours: Check
    as_written: Validator
    terms: tuple[str, ...]
    compared: int = 0
    accepted: int = 0
    differ: list[Any] = field(default_factory=list)

    def compare(self, document: Any) -> None:
        """Ask all three, and note when their answers differ."""
        remarks: list[str] = []
        fits = self.ours(document, remarks)
        theirs = self.published.is_valid(document)
        self.compared += 1
        self.accepted += theirs
        if theirs != (fits and not (self.strict and remarks)) or fits != self.as_written.is_valid(document):
            self.differ.append(document)


def pairs() -> list[Pair]:
    """Every published schema beside ours."""
    found = []
    for file, folder, own, part in PAIRS:
        described = json.loads((PUBLISHED / file).read_bytes())
        ours = json.loads(schema(folder, own).read_bytes())
        classes = (described, *described["$defs"].values())
        terms = {term for one in classes for term in one.get("properties", {})}
        if file == STRICT:
            # That copy is from before an endorsement could have evidence; a badge's evidence is in it.
            described["$defs"]["EndorsementCredential"]["properties"]["evidence"] = described["properties"][
                "evidence"
            ]
        if part:
            ours["$ref"] = f"#/$defs/{part}"
            if part in described["$defs"]:
                described = {"$ref": f"#/$defs/{part}", "$defs": described["$defs"]}
        found.append(
            Pair(
                f"{file} {part}".strip(),
                file == STRICT,
                Draft201909Validator(described),
                compiled(ours),
                Draft202012Validator(ours),
                tuple(sorted(terms)),
            )
        )
    return found


def documents() -> list[dict[str, Any]]:
    """Every credential in the corpora, with those inside others."""
    found: list[dict[str, Any]] = []
    for group in GROUPS:
        for case in json.loads((CORPORA / group / "manifest.json").read_bytes())["cases"]:
            file = CORPORA / group / case["file"]
            try:
                found += _inside(read(Incoming(file.read_bytes(), file.name)))
            except InputError:
                continue
    return found


def _inside(credential: Credential) -> Iterator[dict[str, Any]]:
    yield dict(credential.document)
    for one in credential.contains:
        yield from _inside(one)


def compared(mutations: int, seed: int = 1) -> list[Pair]:
    """All pairs after comparing them on the corpora, on whole documents and on mutations of both."""
    chance, found, given = random.Random(seed), pairs(), documents()
    made = [
        whole(name) for name in ("AchievementCredential", "EndorsementCredential", "ClrCredential", "Profile")
    ]
    for pair in found:
        for document in (*given, *made):
            pair.compare(document)
    for number in range(mutations):
        pair = found[number % len(found)]
        # What the schema accepts is changed most: of what it refuses already, little can be learnt.
        good = [one for one in made if pair.published.is_valid(one)]
        document = chance.choice(good if good and chance.random() < 0.7 else given)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            document = mutated(document, pair.terms, chance) if document else whole("Profile")
        pair.compare(document)
    return found


if __name__ == "__main__":
    results = compared(int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for one in results:
        print(
            f"{one.name}: same answer {one.compared - len(one.differ)} of {one.compared}, {one.accepted} good"
        )
