"""Proofs that name a proof before them: a chain holds as a whole or not at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from tests.unit.proofs.support import badge, key, look
from tests.world import NO_CORPORA, SHARED
from wallet.keys import SigningKey
from wallet.model.report import Outcome, Reason, Verdict
from wallet.multibase import encode_base58
from wallet.signatures.integrity import by_graph, by_text

OWN, SECOND, THIRD = key(1), key(2), key(3)
SUITES: dict[str, Callable[..., bytes]] = {"eddsa-rdfc-2022": by_graph, "eddsa-jcs-2022": by_text}
THEIRS = Reason.ISSUER_KEY_MISMATCH
CHAINS = SHARED / "corpora" / "vcdi"


def link(
    document: dict[str, Any], by: SigningKey, name: str, before: str | list[str] | None, suite: str
) -> dict[str, Any]:
    """The document with one proof more."""
    proof: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "id": name,
        "cryptosuite": suite,
        "created": "2026-11-01T00:00:00Z",
        "verificationMethod": by.holder.verification_method,
        "proofPurpose": "assertionMethod",
    }
    if before is not None:
        proof["previousProof"] = before
    proof["proofValue"] = encode_base58(by.sign(SUITES[suite](document, proof)))
    return {**document, "proof": [*document.get("proof", []), proof]}


def chain(suite: str) -> dict[str, Any]:
    """Two witnesses, and the issuer over the second of them, who signed over the first."""
    document = badge(OWN.holder.did)
    document = link(document, THIRD, "urn:proof:1", None, suite)
    document = link(document, SECOND, "urn:proof:2", "urn:proof:1", suite)
    return link(document, OWN, "urn:proof:3", ["urn:proof:2"], suite)


def outcomes(document: dict[str, Any]) -> list[Outcome]:
    return [proof.outcome for proof in look(document).report.proofs]


def failed(document: dict[str, Any]) -> list[bool]:
    return [
        proof.reason in (Reason.SIGNATURE_MISMATCH, Reason.PROOF_MALFORMED)
        for proof in look(document).report.proofs
    ]


@pytest.mark.parametrize("suite", SUITES)
def test_a_chain_holds_in_any_order(suite: str) -> None:
    document = chain(suite)
    assert look(document).report.verdict is Verdict.VERIFIED
    for order in permutations(document["proof"]):
        assert look({**document, "proof": list(order)}).report.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("suite", SUITES)
def test_a_broken_first_link_breaks_all_that_follow(suite: str) -> None:
    document = chain(suite)
    document["proof"][0]["created"] = "2026-11-02T00:00:00Z"
    assert failed(document) == [True, True, True]
    assert look(document).report.verdict is Verdict.FAILED
    # Signed anew by its two followers, who did not look: the first still does not hold, so neither do they.
    first = document["proof"][0]
    again = link({**badge(OWN.holder.did), "proof": [first]}, SECOND, "urn:proof:2", "urn:proof:1", suite)
    again = link(again, OWN, "urn:proof:3", "urn:proof:2", suite)
    assert failed(again) == [True, True, True]
    assert look(again).report.verdict is Verdict.FAILED


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("gone", [0, 1])
def test_a_link_that_is_missing(suite: str, gone: int) -> None:
    document = chain(suite)
    del document["proof"][gone]
    assert look(document).report.verdict is Verdict.FAILED


@pytest.mark.parametrize("suite", SUITES)
def test_a_link_that_is_there_twice_or_names_itself(suite: str) -> None:
    document = chain(suite)
    twice = {**document, "proof": [document["proof"][1], *document["proof"]]}
    assert look(twice).report.verdict is Verdict.FAILED
    itself = copy.deepcopy(document)
    itself["proof"][2]["previousProof"] = "urn:proof:3"
    assert look(itself).report.verdict is Verdict.FAILED


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("named", [5, {}, "urn:proof:9", ["urn:proof:1", 5], [[]]])
def test_names_of_no_proof(suite: str, named: Any) -> None:
    document = chain(suite)
    document["proof"][2]["previousProof"] = named
    assert look(document).report.verdict is Verdict.FAILED


def test_a_text_signature_has_its_forerunners_in_the_order_that_it_names() -> None:
    document = badge(OWN.holder.did)
    document = link(document, SECOND, "urn:proof:1", None, "eddsa-jcs-2022")
    document = link(document, THIRD, "urn:proof:2", None, "eddsa-jcs-2022")
    named = {"previousProof": ["urn:proof:2", "urn:proof:1"]}
    turned = {**document, "proof": document["proof"][::-1]}
    straight = {"previousProof": ["urn:proof:1", "urn:proof:2"]}
    assert by_text(document, named) == by_text(turned, named)
    assert by_text(document, named)[32:] != by_text(document, straight)[32:]


@pytest.mark.skipif(not CHAINS.exists(), reason=NO_CORPORA)
@pytest.mark.parametrize(
    ("file", "reasons"),
    [
        ("vc-di-eddsa/proof-set-chain/signedProofChain1.json", [THEIRS] * 3),
        ("vc-di-eddsa/proof-set-chain/signedProofChain2.json", [THEIRS] * 4),
        ("learncard/proof-chain-w3c.json", [THEIRS, Reason.PUBLISHED_TEST_KEY]),
    ],
)
def test_the_chains_of_others(file: str, reasons: list[Reason]) -> None:
    """Whose keys they are is all that is wrong with them; and each link counts for the last."""
    document = json.loads((CHAINS / file).read_bytes())
    found = look(document).report.proofs
    assert [proof.reason for proof in found] == reasons
    named = str([proof.get("previousProof") for proof in document["proof"]])
    for at, proof in enumerate(document["proof"]):
        if "id" in proof and proof["id"] in named:
            broken = copy.deepcopy(document)
            broken["proof"][at]["created"] = "2023-01-01T00:00:00Z"
            assert look(broken).report.proofs[-1].reason is Reason.SIGNATURE_MISMATCH
