"""A graph signature covers statements, not spelling: what a reader of names would miss must not pass.

Each change below leaves the signed statements exactly as they were.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.proofs.support import CONTEXTS, answers, badge, key, look, signed
from wallet.jsonld import canonize
from wallet.jsonld.words import is_respelled, names
from wallet.model.report import Outcome, Question, Reason, Verdict

OWN = key(51)
CREDENTIALS = "https://www.w3.org/2018/credentials#"
MOMENT = {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
ID = "urn:uuid:30000000-0000-4000-8000-000000000001"

Document = dict[str, Any]


def expired() -> Document:
    """An expired badge that mentions its own id a second time."""
    more = {"validUntil": "2026-02-01T00:00:00Z", "evidence": [{"id": ID, "type": ["Evidence"]}]}
    document = signed(badge(OWN.holder.did, **more), OWN)
    return {**document, "proof": document["proof"][0]}


def as_an_address(document: Document) -> None:
    document[CREDENTIALS + "validUntil"] = {"@value": document.pop("validUntil"), **MOMENT}


def with_a_prefix(document: Document) -> None:
    document["@context"] = [*CONTEXTS, {"cred": CREDENTIALS}]
    document["cred:validUntil"] = {"@value": document.pop("validUntil"), **MOMENT}


def as_another_word(document: Document) -> None:
    document["@context"] = [*CONTEXTS, {"until": {"@id": CREDENTIALS + "validUntil", **MOMENT}}]
    document["until"] = document.pop("validUntil")


def beside_another_mention(document: Document) -> None:
    document["evidence"][0]["type"].append("VerifiableCredential")
    document["evidence"][0]["validUntil"] = document.pop("validUntil")


def backwards(document: Document) -> None:
    until = {"@value": document.pop("validUntil"), **MOMENT}
    document["credentialSubject"]["@reverse"] = {
        CREDENTIALS + "credentialSubject": {"id": ID, CREDENTIALS + "validUntil": until}
    }


def a_type_as_an_address(document: Document) -> None:
    document["type"] = [*document["type"], CREDENTIALS + "VerifiableCredential"]


def another_word_for_the_id(document: Document) -> None:
    document["@context"] = [*CONTEXTS, {"ident": "@id"}]
    document["ident"] = document.pop("id")


CHANGES = (
    as_an_address,
    with_a_prefix,
    as_another_word,
    beside_another_mention,
    backwards,
    a_type_as_an_address,
    another_word_for_the_id,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_another_spelling_of_the_same_statements(change: Callable[[Document], None]) -> None:
    document = expired()
    assert look(document).report.verdict is Verdict.FAILED
    changed = copy.deepcopy(document)
    change(changed)
    bare, changed_bare = ({**one, "proof": None} for one in (document, changed))
    assert canonize(bare).nquads == canonize(changed_bare).nquads
    found = answers(look(changed), Question.INTACT)
    assert found == (Outcome.FAILED, Reason.CONTEXT_UNSAFE)


def test_one_address_for_a_type_and_a_member() -> None:
    """Up to 3.0.1 the context of Open Badges has the same address for "image" and "Image"."""
    unsigned = badge(OWN.holder.did)
    unsigned["issuanceDate"] = unsigned.pop("validFrom")
    unsigned["@context"] = [
        "https://www.w3.org/2018/credentials/v1",
        CONTEXTS[1].replace("3.0.3", "3.0.1"),
        "https://w3id.org/security/data-integrity/v2",
    ]
    unsigned["issuer"]["image"] = {"id": "https://school.example/logo.png", "type": "Image"}
    document = signed(unsigned, OWN)
    document["proof"] = document["proof"][0]
    assert look(document).report.verdict is Verdict.VERIFIED
    changed = copy.deepcopy(document)
    changed["issuer"]["Image"] = changed["issuer"].pop("image")
    bare, changed_bare = ({**one, "proof": None} for one in (document, changed))
    assert canonize(bare).nquads == canonize(changed_bare).nquads
    assert answers(look(changed), Question.INTACT) == (Outcome.FAILED, Reason.CONTEXT_UNSAFE)


def test_a_status_that_is_hidden_among_two() -> None:
    entries = [{"id": f"https://school.example/s#{number}", "type": "SomethingKnown"} for number in (1, 2)]
    document = badge(OWN.holder.did, credentialStatus=entries)
    document["@context"] = [*CONTEXTS, {"SomethingKnown": "https://school.example/SomethingKnown"}]
    document = signed(document, OWN)
    document["proof"] = document["proof"][0]
    assert answers(look(document), Question.INTACT)[0] is Outcome.PASSED
    hidden = copy.deepcopy(document)
    hidden[CREDENTIALS + "credentialStatus"] = hidden["credentialStatus"].pop()
    assert answers(look(hidden), Question.INTACT) == (Outcome.FAILED, Reason.CONTEXT_UNSAFE)


def test_two_members_with_one_id_are_two() -> None:
    """A badge that was issued again under its old id: each member is a graph of its own."""
    members = [signed(badge(OWN.holder.did, name=name), OWN) for name in ("Samenwerken", "Samen werken")]
    document = {
        "@context": CONTEXTS[:1],
        "id": "urn:uuid:30000000-0000-4000-8000-000000000009",
        "type": ["VerifiablePresentation"],
        "holder": OWN.holder.did,
        "verifiableCredential": members,
    }
    document = signed(document, OWN, purpose="authentication", challenge="d" * 22)
    assert look(document).report.verdict is Verdict.VERIFIED
    hidden = {**document, "proof": document["proof"][0], "verifiableCredential": members[:1]}
    hidden[CREDENTIALS + "verifiableCredential"] = {"@graph": members[1]}
    assert look(hidden).report.verdict is Verdict.FAILED


def test_words_of_the_documents_own_are_no_respelling() -> None:
    document = badge(OWN.holder.did, mood="blij")
    document["@context"] = [*CONTEXTS, {"mood": "https://school.example/mood"}]
    assert look(signed(document, OWN)).report.verdict is Verdict.VERIFIED


def test_names_of_the_bundled_contexts() -> None:
    assert names()[CREDENTIALS + "validUntil"] == {"validUntil"}
    both = next(iri for iri, words in names().items() if words == {"Image", "image"})
    assert is_respelled(both, "Image")
    assert not is_respelled(both, "image")
    assert is_respelled(both, "image", is_type=True)
    assert not is_respelled(both, "Image", is_type=True)
    assert is_respelled("@graph", "@graph")
    assert not is_respelled("@id", "id")
    assert not is_respelled("https://nowhere.example/x", "x")
