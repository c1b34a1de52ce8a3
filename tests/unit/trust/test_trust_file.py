"""Lists of issuers as files: the forms that are taken, the schema of our own, and hostile ones."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.unit.proofs.support import key
from tests.world.trust import school_list, signed_list
from wallet.errors import InputError, Problem
from wallet.journeys.trust_file import (
    LIST_BYTES,
    MOST_ENTRIES,
    read_list,
    trust_list_schema,
)
from wallet.keys import new_signing_key
from wallet.model.trust import TrustEntry
from wallet.multibase import encode_base58
from wallet.paths import schema
from wallet.sandbox import Sandbox

MAKER, OTHER = key(81), key(82)
SCHOOL = "did:web:school.example"
ENTRY = {"id": SCHOOL, "name": "Voorbeeldschool", "level": "W4"}


def read(value: Any, name: str = "lijst.json") -> Any:
    return read_list(value if isinstance(value, bytes) else json.dumps(value).encode(), name)


def refused(value: Any) -> Problem:
    with pytest.raises(InputError) as caught:
        read(value)
    return caught.value.problem


def test_the_schema_file_is_current() -> None:
    written = json.loads(schema("studieregister", "trust-list.json").read_text("utf-8"))
    assert written == trust_list_schema(), "run: python -m wallet.journeys.trust_file"


def test_our_own_form() -> None:
    found = read(school_list(SCHOOL, "https://school.example/issuer", level="W3"))
    assert (found.id, found.name) == ("urn:uuid:1f0c1a3e-7c52-4b52-9a66-000000000001", "Scholen")
    assert (found.publisher, found.date, found.valid_until) == ("Samenwerking", "2026-11-01", "2027-11-01")
    assert found.entries == (
        TrustEntry(SCHOOL, "Buurthuis De Brug", "W3", "Scholen"),
        TrustEntry("https://school.example/issuer", "Buurthuis De Brug", "W3", "Scholen"),
    )
    assert found.signed_by == ""


def test_a_list_with_the_least_in_it() -> None:
    least = {"type": "TrustList", "version": 1, "id": "urn:1", "name": "Lijst"}
    found = read({**least, "issuers": [{"id": SCHOOL, "level": "W2"}]})
    assert (found.publisher, found.date, found.valid_until, found.entries[0].name) == ("", "", "", "")
    assert not found.is_past("9999-12-31")


CHANGES: list[dict[str, Any]] = [
    {"version": 2},
    {"version": True},
    {"version": "1"},
    {"id": ""},
    {"id": "with space"},
    {"id": None},
    {"id": "x" * 2_001},
    {"name": " "},
    {"name": "x" * 301},
    {"name": ["Scholen"]},
    {"publisher": 5},
    {"date": "1 november"},
    {"date": "2026-02-30"},
    {"validUntil": "2027-11-01T00:00:00Z"},
    {"validUntil": None},
    {"issuers": []},
    {"issuers": {}},
    {"issuers": [SCHOOL]},
    {"issuers": [{"id": SCHOOL}]},
    {"issuers": [{**ENTRY, "level": "W6"}]},
    {"issuers": [{**ENTRY, "level": "W4\n"}]},
    {"issuers": [{**ENTRY, "level": 4}]},
    {"issuers": [{**ENTRY, "id": "school"}]},
    {"issuers": [{**ENTRY, "id": "javascript:1"}]},
    {"issuers": [{**ENTRY, "name": "x" * 301}]},
    {"issuers": [{**ENTRY, "name": None}]},
    {"issuers": [{**ENTRY, "verdict": "verified"}]},
    {"verdict": "verified"},
    {"proof": {"type": "DataIntegrityProof", "jws": "x"}},
    {"proof": []},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: json.dumps(change)[:40])
def test_what_is_not_our_form_is_refused_as_a_whole_by_reader_and_schema(change: dict[str, Any]) -> None:
    rule = Draft202012Validator(trust_list_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert rule.is_valid(school_list(SCHOOL))
    assert refused(school_list(SCHOOL, **change)) is Problem.NOT_A_TRUST_LIST
    assert not rule.is_valid(school_list(SCHOOL, **change))


def test_an_id_ends_where_it_ends() -> None:
    """A line end at the end is no part of an id, and a Python pattern would let it pass."""
    for more in ({"issuers": [{**ENTRY, "id": f"{SCHOOL}\n"}]}, {"date": "2026-11-01\n"}, {"id": "urn:1\n"}):
        assert refused(school_list(SCHOOL, **more)) is Problem.NOT_A_TRUST_LIST


def test_a_signed_list_says_by_whom() -> None:
    document = signed_list(school_list(SCHOOL), MAKER)
    assert Draft202012Validator(trust_list_schema()).is_valid(document)
    assert read(document).signed_by == MAKER.holder.did


@pytest.mark.parametrize(
    "change",
    [
        {"publisher": "Iemand anders"},
        {"issuers": [ENTRY]},
        {"validUntil": "2037-11-01"},
        {"name": "Scholen."},
    ],
)
def test_a_changed_list_is_refused_and_not_taken_as_unsigned(change: dict[str, Any]) -> None:
    assert refused({**signed_list(school_list(SCHOOL), MAKER), **change}) is Problem.LIST_SIGNATURE_WRONG


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026-11-02T09:00:00Z"},
        {"proofPurpose": "authentication"},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"type": "Ed25519Signature2020"},
        {"verificationMethod": OTHER.holder.verification_method},
        {"verificationMethod": f"{MAKER.holder.did}#{OTHER.holder.did.removeprefix('did:key:')}"},
        {"verificationMethod": "did:web:school.example#key-1"},
        {"verificationMethod": "did:key:zzz"},
        {"verificationMethod": 5},
        {"proofValue": encode_base58(bytes(64))},
        {"proofValue": encode_base58(bytes(63))},
        {"proofValue": "z"},
        {"proofValue": ""},
        {"proofValue": None},
    ],
    ids=str,
)
def test_a_changed_proof_is_refused(change: dict[str, Any]) -> None:
    document = signed_list(school_list(SCHOOL), MAKER)
    assert refused({**document, "proof": {**document["proof"], **change}}) is Problem.LIST_SIGNATURE_WRONG


def test_a_key_that_everybody_has_signs_no_list() -> None:
    # printed in W3C Data Integrity EdDSA Cryptosuites 1.0, appendix with test vectors
    seed = bytes.fromhex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6")
    published, _ = new_signing_key("2026-01-01T00:00:00Z", seed)
    assert refused(signed_list(school_list(SCHOOL), published)) is Problem.LIST_SIGNATURE_WRONG


def test_the_simple_form() -> None:
    for value in ({"issuers": [ENTRY, {"id": "did:example:2", "level": "W2"}]}, [ENTRY]):
        found = read(value, "mijn\u202elijst.json")
        assert found.name == "mijn lijst.json"
        assert found.entries[0] == TrustEntry(SCHOOL, "Voorbeeldschool", "W4", "mijn lijst.json")
        assert found.id.startswith("sha256:")
        assert found.signed_by == ""
    assert read([ENTRY]).id != read({"issuers": [ENTRY]}).id


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        5,
        "did:web:school.example",
        None,
        [SCHOOL],
        {"issuers": []},
        {"issuers": {SCHOOL: ENTRY}},
        {"issuers": [{"id": SCHOOL}]},
        {"issuers": [{"id": "", "level": "W1"}]},
        {"issuers": [{"id": "a", "level": "W1"}]},
        {"issuers": [ENTRY, {"id": SCHOOL, "level": "W9"}]},
        [{"level": "W1"}],
        {"registry": {}},
        {"registry": []},
        {"registry": {"school": {"name": "School"}}},
        {"type": "TrustList"},
    ],
    ids=str,
)
def test_what_is_no_list(value: Any) -> None:
    assert refused(value) is Problem.NOT_A_TRUST_LIST


def test_a_registry_says_whom_it_knows_and_no_more() -> None:
    about = {"name": "Voorbeeldschool", "location": "Utrecht", "url": "https://school.example"}
    meta = {"created": "2020-12-02T02:32:16+0000", "updated": "2021-12-15T18:41:36+0000"}
    found = read({"meta": meta, "registry": {SCHOOL: about, "did:example:2": None}}, "registry.json")
    assert (found.name, found.date, found.valid_until) == ("registry.json", "2021-12-15", "")
    assert found.entries == (
        TrustEntry(SCHOOL, "Voorbeeldschool", "W2", "registry.json"),
        TrustEntry("did:example:2", "", "W2", "registry.json"),
    )


def test_a_registry_that_claims_a_level_gets_no_more() -> None:
    (entry,) = read({"registry": {SCHOOL: {"name": "School", "level": "W5"}}}).entries
    assert entry.level == "W2"


@pytest.mark.parametrize(
    "value",
    [
        [{"name": "Registry", "url": "https://registry.example/registry.json"}],
        [
            {"name": "One", "type": "dcc-legacy", "url": "https://registry.example/registry.json"},
            {"name": "Two", "type": "oidf", "trustAnchorEC": "https://registry.example/.well-known/x"},
        ],
    ],
)
def test_a_list_of_lists_holds_no_issuers(value: Any) -> None:
    assert refused(value) is Problem.LIST_OF_LISTS


def test_a_file_that_is_larger_than_a_list_can_be() -> None:
    assert refused(b" " * (LIST_BYTES + 1)) is Problem.TOO_LARGE


def test_a_list_is_as_long_as_it_may_be_and_no_longer() -> None:
    def entries(amount: int) -> list[dict[str, str]]:
        return [{"id": f"did:example:{number}", "name": "School", "level": "W2"} for number in range(amount)]

    def registry(amount: int) -> dict[str, Any]:
        about = {"name": "School", "location": "x", "url": "https://school.example"}
        return {"registry": {one["id"]: about for one in entries(amount)}}

    for value in (entries(MOST_ENTRIES), school_list(issuers=entries(MOST_ENTRIES)), registry(MOST_ENTRIES)):
        assert len(read(value).entries) == MOST_ENTRIES
    for value in (entries(6_000), school_list(issuers=entries(6_000)), registry(6_000)):
        assert refused(value) is Problem.TOO_MANY_PARTS


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.NOT_JSON),
        (b"\xff\xfe", Problem.NOT_UTF8),
        (b"[" * 10_000, Problem.TOO_DEEP),
        (b'{"issuers": [], "issuers": [{"id": "did:example:1", "level": "W5"}]}', Problem.DUPLICATE_KEY),
        (b'[{"id": "did:example:1", "level": "W1", "level": "W5"}]', Problem.DUPLICATE_KEY),
        (b'{"registry": {"did:example:1": {}, "did:example:1": {}}}', Problem.DUPLICATE_KEY),
        (b'{"issuers": [NaN]}', Problem.NOT_JSON),
        (b"[" + b"0," * 60_000 + b"0]", Problem.TOO_LARGE),
        (b"<xml/>", Problem.NOT_JSON),
    ],
)
def test_hostile_files(content: bytes, problem: Problem) -> None:
    assert refused(content) is problem


def test_it_is_read_in_the_sandbox() -> None:
    with Sandbox() as sandbox:
        content = json.dumps(signed_list(school_list(SCHOOL), MAKER)).encode()
        assert sandbox.run(read_list, content, "lijst.json") == read_list(content, "lijst.json")
        with pytest.raises(InputError) as caught:
            sandbox.run(read_list, b"[" * 100_000, "lijst.json")
        assert caught.value.problem is Problem.TOO_DEEP
