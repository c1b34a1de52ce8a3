"""Lists of issuers as files: our own form, the simple one, and the registry of the DCC. Nothing is asked.

The schema of our own form is made here: ``python -m wallet.journeys.trust_file`` writes it anew; a test
checks that the file in ``schemas/studieregister/`` is current.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from wallet import jcs, strict_json
from wallet.errors import InputError, InvalidProof, Problem
from wallet.model.credential import digest_of
from wallet.model.standing import RecognitionLevel
from wallet.model.trust import TrustEntry, TrustList
from wallet.paths import schema
from wallet.reading.texts import mapping, moment, text

SCHEMA_ID = "urn:studieregister:schema:trust-list:1"
TYPE = "TrustList"
VERSION = 1
LIST_BYTES = 5_000_000
"""A list of five thousand issuers with long names takes one."""
MOST_ENTRIES = 5_000
LONGEST_ID, LONGEST_NAME = 2_000, 300
"""Characters."""
REGISTRY_LEVEL = "W2"
"""A registry says whom an organisation knows, and nothing of how well they assess: confirmed, no more."""
_ISSUER = r"(did:[a-z0-9]+:|https?://)[!-~]+"
_LEVELS = tuple(RecognitionLevel)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MEMBERS = frozenset({"type", "version", "id", "name", "publisher", "date", "validUntil", "issuers", "proof"})
_ENTRY = frozenset({"id", "name", "level"})
_PROOF = frozenset({"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"})
_SIGNATURE = 64
# A compact JWS, as the members of a federation hand out what it says of one issuer.
_STATEMENT = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\s*")


def read_list(content: bytes, name: str) -> TrustList:
    """The list in this file, called ``name`` where it has no name of its own.

    Runs in the sandbox. Raises InputError: NOT_A_TRUST_LIST, LIST_OF_LISTS, STATEMENT_NOT_TAKEN,
    LIST_SIGNATURE_WRONG, TOO_MANY_PARTS, or what strict reading of JSON refuses.
    """
    if len(content) > LIST_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=LIST_BYTES)
    if _STATEMENT.fullmatch(content):
        # What it says is not even decoded: without the federation's key it is anybody's word.
        raise InputError(Problem.STATEMENT_NOT_TAKEN)
    value = strict_json.load(content.removeprefix(BOM_UTF8))
    if isinstance(value, dict) and value.get("type") == TYPE:
        return _own(value)
    known_as = _plain(name)[:LONGEST_NAME]
    if isinstance(value, dict) and isinstance(value.get("registry"), dict):
        return _registry(value, digest_of(content), known_as)
    listed = value.get("issuers") if isinstance(value, dict) else value
    if not isinstance(listed, list) or not listed:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    if all(isinstance(one, dict) and "id" not in one and _leads_on(one) for one in listed):
        raise InputError(Problem.LIST_OF_LISTS)
    entries = _entries(map(_simple, listed), known_as, len(listed))
    return TrustList(digest_of(content), known_as, entries=entries)


def signed_bytes(document: Mapping[str, Any], proof: Mapping[str, Any]) -> bytes:
    """What the signature of a list covers: hash of the proof without its value, hash of all the rest.

    As in eddsa-jcs-2022, for a document that has no contexts. Raises InputError for what has no one form.
    """
    options = {member: value for member, value in proof.items() if member != "proofValue"}
    bare = {member: value for member, value in document.items() if member != "proof"}
    return sha256(jcs.canonical(options)).digest() + sha256(jcs.canonical(bare)).digest()


def is_issuer(given: str) -> bool:
    """Whether this can be the id of an issuer: a did or an address on the web."""
    return len(given) <= LONGEST_ID and re.fullmatch(_ISSUER, given) is not None


def trust_list_schema() -> dict[str, Any]:
    """Our own form as JSON Schema 2020-12. That a signature holds, no schema can say."""
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": r"\S"}
    day = {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
    issuer = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "maxLength": LONGEST_ID, "pattern": f"^{_ISSUER}$"},
            "name": {"type": "string", "maxLength": LONGEST_NAME},
            "level": {"enum": list(RecognitionLevel)},
        },
        "required": ["id", "level"],
        "additionalProperties": False,
    }
    proof = {
        "type": "object",
        "properties": {
            "type": {"const": "DataIntegrityProof"},
            "cryptosuite": {"const": "eddsa-jcs-2022"},
            "created": {"type": "string"},
            "verificationMethod": {"type": "string", "pattern": "^did:key:z"},
            "proofPurpose": {"const": "assertionMethod"},
            "proofValue": {"type": "string", "pattern": "^z"},
        },
        "required": ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Trust list",
        "type": "object",
        "properties": {
            "type": {"const": TYPE},
            "version": {"const": VERSION},
            "id": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID, "pattern": r"^[!-~]+$"},
            "name": name,
            "publisher": {"type": "string", "maxLength": LONGEST_NAME},
            "date": day,
            "validUntil": day,
            "issuers": {"type": "array", "items": issuer, "minItems": 1, "maxItems": MOST_ENTRIES},
            "proof": proof,
        },
        "required": ["type", "version", "id", "name", "issuers"],
        "additionalProperties": False,
    }


def _own(document: Mapping[str, Any]) -> TrustList:
    own_id, name, listed = document.get("id"), document.get("name"), document.get("issuers")
    # JSON's true is 1 to Python, and no version.
    known = document.get("version") is not True and document.get("version") == VERSION
    if not known or not document.keys() <= _MEMBERS or not isinstance(listed, list) or not listed:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    if not isinstance(own_id, str) or not re.fullmatch(r"[!-~]+", own_id) or len(own_id) > LONGEST_ID:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    if not _name(name).strip():
        raise InputError(Problem.NOT_A_TRUST_LIST)
    entries = _entries(map(_strict, listed), _plain(_name(name)), len(listed))
    return TrustList(
        own_id,
        _plain(_name(name)),
        _plain(_name(document.get("publisher", ""))),
        _day(document.get("date", "")),
        _day(document.get("validUntil", "")),
        entries,
        _signer(document) if "proof" in document else "",
    )


def _registry(document: Mapping[str, Any], own_id: str, name: str) -> TrustList:
    """The registry of the Digital Credentials Consortium: ``{"meta": …, "registry": {did: {name, …}}}``."""
    listed = document["registry"]
    if not listed:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    found = ((issuer, text(mapping(about).get("name")), REGISTRY_LEVEL) for issuer, about in listed.items())
    meta = mapping(document.get("meta"))
    made = moment(meta.get("updated")) or moment(meta.get("created"))
    entries = _entries(found, name, len(listed))
    return TrustList(own_id, name, date=made.date().isoformat() if made else "", entries=entries)


def _entries(found: Iterable[tuple[str, str, str]], source: str, amount: int) -> tuple[TrustEntry, ...]:
    if amount > MOST_ENTRIES:
        raise InputError(Problem.TOO_MANY_PARTS, limit=MOST_ENTRIES)
    entries = []
    for issuer, name, level in found:
        if not is_issuer(issuer) or level not in _LEVELS:
            raise InputError(Problem.NOT_A_TRUST_LIST)
        entries.append(TrustEntry(issuer, _plain(name)[:LONGEST_NAME], level, source))
    return tuple(entries)


def _strict(entry: Any) -> tuple[str, str, str]:
    if not isinstance(entry, dict) or not entry.keys() <= _ENTRY:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    return text(entry.get("id")), _name(entry.get("name", "")), text(entry.get("level"))


def _simple(entry: Any) -> tuple[str, str, str]:
    about = entry if isinstance(entry, dict) else {}
    return text(about.get("id")), text(about.get("name")), text(about.get("level"))


def _leads_on(entry: Mapping[str, Any]) -> bool:
    """Whether it names another list instead of an issuer."""
    return isinstance(entry.get("url"), str) or isinstance(entry.get("trustAnchorEC"), str)


def _signer(document: Mapping[str, Any]) -> str:
    """The did whose signature holds. A signature that does not is not "no signature": the list is refused."""
    from wallet.keys import from_multikey, is_published_test_key
    from wallet.multibase import decode
    from wallet.signatures.arithmetic import check_ed25519

    proof = document["proof"]
    if not isinstance(proof, dict) or not proof.keys() <= _PROOF:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    kind = (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose"))
    did, _, fragment = text(proof.get("verificationMethod")).partition("#")
    multikey = did.removeprefix("did:key:")
    if kind != ("DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod") or did == multikey:
        raise InputError(Problem.LIST_SIGNATURE_WRONG)
    try:
        value = decode(text(proof.get("proofValue")), limit=2 * _SIGNATURE)
        key = from_multikey(multikey)
        # With a key that was published for tests anybody can sign.
        if len(value) != _SIGNATURE or fragment not in ("", multikey) or is_published_test_key(key):
            raise InputError(Problem.LIST_SIGNATURE_WRONG)
        check_ed25519(key, value, signed_bytes(document, proof))
    except (InvalidProof, ValueError):
        raise InputError(Problem.LIST_SIGNATURE_WRONG) from None
    return did


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise InputError(Problem.NOT_A_TRUST_LIST)
    return value


def _day(value: Any) -> str:
    if value == "":
        return ""
    try:
        if isinstance(value, str) and re.fullmatch(_DAY, value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise InputError(Problem.NOT_A_TRUST_LIST)


def _plain(name: str) -> str:
    """On one line, without characters that steer a screen or turn text around."""
    return "".join(letter if letter.isprintable() else " " for letter in name).strip()


if __name__ == "__main__":
    written = json.dumps(trust_list_schema(), ensure_ascii=False, indent=2) + "\n"
    schema("studieregister", "trust-list.json").write_text(written, "utf-8")
