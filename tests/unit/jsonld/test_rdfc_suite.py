"""The W3C test suite for RDF Dataset Canonicalization, where it is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.jsonld import judges, nquads
from tests.world import NO_CORPORA, SHARED
from wallet.jsonld.errors import TooMuchWork
from wallet.jsonld.rdfc import Budget, canonical_names, canonical_nquads

SUITE = SHARED / "corpora" / "rdfcanon"
# "Poison – evil": solvable, with some forty calls for each blank node.
EVIL = {"#test044c", "#test045c", "#test046c"}
WIDE = Budget(calls_per_blank_node=1_000, permutations=100_000)
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=NO_CORPORA)


def _entries(kind: str) -> list[dict[str, str]]:
    entries = json.loads((SUITE / "manifest.jsonld").read_text("utf-8"))["entries"]
    return [entry for entry in entries if entry["type"] == f"rdfc:RDFC10{kind}"]


def _hash(entry: dict[str, str]) -> str:
    return entry.get("hashAlgorithm", "SHA256").lower()


def _text(name: str) -> str:
    # Not read_text: it would turn a carriage return inside a literal into a line feed.
    return Path(SUITE / name).read_bytes().decode("utf-8")


def _outcome(entry: dict[str, str], budget: Budget) -> str:
    try:
        made = canonical_nquads(nquads.read(_text(entry["action"])), _hash(entry), budget)
    except TooMuchWork:
        return "refused"
    return "agrees" if made == _text(entry["result"]) else "differs"


def test_canonical_forms_agree(capsys: pytest.CaptureFixture[str]) -> None:
    entries = _entries("EvalTest")
    outcomes = {entry["id"]: _outcome(entry, WIDE) for entry in entries}
    with capsys.disabled():
        agreeing = sum(outcome == "agrees" for outcome in outcomes.values())
        judges.figure(f"W3C rdfcanon, canonical forms: agree {agreeing} of {len(entries)}")
    assert set(outcomes.values()) == {"agrees"}


def test_within_the_budget_only_the_evil_ones_are_refused() -> None:
    # The reference's own limit refuses the same three.
    outcomes = {entry["id"]: _outcome(entry, Budget()) for entry in _entries("EvalTest")}
    assert {id for id, outcome in outcomes.items() if outcome != "agrees"} == EVIL
    assert {outcomes[id] for id in EVIL} == {"refused"}


def test_names_agree(capsys: pytest.CaptureFixture[str]) -> None:
    entries = _entries("MapTest")
    differing = []
    for entry in entries:
        names = canonical_names(nquads.read(_text(entry["action"])), _hash(entry), WIDE)
        if {old[2:]: new[2:] for old, new in names.items()} != json.loads(_text(entry["result"])):
            differing.append(entry["id"])
    with capsys.disabled():
        judges.figure(f"W3C rdfcanon, names: agree {len(entries) - len(differing)} of {len(entries)}")
    assert differing == []


@pytest.mark.timeout(60)
def test_poison_is_refused() -> None:
    entries = _entries("NegativeEvalTest")
    assert entries
    for entry in entries:
        with pytest.raises(TooMuchWork):
            canonical_nquads(nquads.read(_text(entry["action"])), _hash(entry))
