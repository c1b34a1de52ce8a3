"""Graphs made to keep a canonicaliser busy for ever: stopped in time, and the next file is checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.test_hostile_files import control as control
from tests.hostile.test_hostile_files import verify
from tests.hostile.watching import TOLD, Watch, peak
from tests.unit.jsonld.judges import figure
from tests.unit.sandbox import errands
from tests.world import MOMENT
from wallet.keys import new_signing_key
from wallet.model.credential import Incoming
from wallet.model.inspection import Policy
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import encode_base58
from wallet.sandbox import Sandbox
from wallet.verification.examine import examine
from wallet.verification.proving import MAX_PROOFS

SECONDS = 10.0
"""Of processor time, so that a busy machine does not count; the child may use half of it for one file."""
MEMBERS = 100
MEGABYTES = 256
"""How much more memory than for a good file the child may hold."""


def poisoned(nodes: int, chosen: Any) -> dict[str, Any]:
    """A credential about a graph of nodes without names, each with the chosen neighbours."""
    key, _ = new_signing_key("2026-01-01T00:00:00Z", seed=b"poisoner".ljust(32, b"."))
    graph = [
        {"id": f"_:n{here}", "next": [{"id": f"_:n{there}"} for there in chosen(here, nodes)]}
        for here in range(nodes)
    ]
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            {"next": {"@id": "https://words.example/next", "@type": "@id"}},
        ],
        "type": ["VerifiableCredential"],
        "issuer": key.holder.did,
        "credentialSubject": graph,
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-01-01T00:00:00Z",
            "proofPurpose": "assertionMethod",
            "verificationMethod": key.holder.verification_method,
            "proofValue": encode_base58(bytes(64)),
        },
    }


def clique(here: int, nodes: int) -> list[int]:
    return [there for there in range(nodes) if there != here]


def circulant(here: int, nodes: int) -> list[int]:
    return [(here + step) % nodes for step in (1, 2, 5, nodes - 1, nodes - 2, nodes - 5)]


POISONS = pytest.mark.parametrize(
    ("nodes", "chosen"), [(8, clique), (12, clique), (40, clique), (60, circulant), (400, circulant)]
)


@POISONS
def test_it_stops_in_time_and_never_verifies(
    nodes: int, chosen: Any, control: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "poison.json"
    path.write_text(json.dumps(poisoned(nodes, chosen)), "utf-8")
    with Watch() as without:
        (alone,) = verify([control], capsys)
    with Watch() as watch:
        poison, good = verify([path, control], capsys)
    growth = watch.megabytes - without.megabytes
    with capsys.disabled():
        figure(
            f"poison of {nodes} nodes ({chosen.__name__}) by the command: {watch.processor:.1f} s of"
            f" processor time for it and the next file, {watch.wall:.1f} s on the clock, {growth:.0f} MB"
            f" above {without.megabytes:.0f} MB"
        )
    assert watch.processor < SECONDS
    assert poison["verdict"] in ("failed", "indeterminate", "unreadable")
    reasons = [check["reason"] for check in poison["checks"]] + [poison["problem"]]
    assert "too_much_work" in reasons
    assert good == alone
    assert good["verdict"] == "verified"
    if TOLD:
        assert without.megabytes > 0
        assert growth < MEGABYTES


@POISONS
def test_the_child_keeps_to_its_limits_and_judges_the_next_file(
    nodes: int, chosen: Any, control: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    policy = Policy(now=MOMENT)
    bad = Incoming(json.dumps(poisoned(nodes, chosen)).encode(), "poison.json")
    good = Incoming(control.read_bytes(), "control.json")
    with Sandbox() as sandbox:
        before = sandbox.run(examine, good, policy)
        start, seconds = peak(sandbox.run(errands.who)), sandbox.run(errands.worked)
        with Watch() as watch:
            found = sandbox.run(examine, bad, policy)
        seconds = sandbox.run(errands.worked) - seconds
        growth = max(watch.megabytes, peak(sandbox.run(errands.who))) - start
        after = sandbox.run(examine, good, policy)
    with capsys.disabled():
        figure(
            f"poison of {nodes} nodes ({chosen.__name__}) in the child: {seconds:.2f} s of processor time,"
            f" {watch.wall:.2f} s on the clock, {growth:.1f} MB above {start:.0f} MB"
        )
    finding = found.report.finding(Question.INTACT)
    assert finding is not None
    assert (finding.outcome, finding.reason) == (Outcome.INDETERMINATE, Reason.TOO_MUCH_WORK)
    assert 0 < seconds < SECONDS
    assert after == before
    assert after.report.verdict is Verdict.VERIFIED
    if TOLD:
        assert start > 0
        assert growth < MEGABYTES


def crowd() -> bytes:
    """A presentation of poisoned credentials, each signed as often as is looked at."""
    member = poisoned(12, clique)
    member["proof"] = [member["proof"]] * MAX_PROOFS
    context = member["@context"][0]
    shown = {
        "@context": [context],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [member] * MEMBERS,
    }
    return json.dumps(shown).encode()


def test_many_of_them_end_the_child_and_the_next_file_is_judged_by_a_new_one(
    control: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "crowd.json"
    path.write_bytes(crowd())
    with Watch() as without:
        (alone,) = verify([control], capsys)
    with Watch() as watch:
        poison, good = verify([path, control], capsys)
    growth = watch.megabytes - without.megabytes
    with capsys.disabled():
        figure(
            f"{MEMBERS} poisons with {MAX_PROOFS} proofs each by the command: {watch.processor:.1f} s of"
            f" processor time for them and the next file, {watch.wall:.1f} s on the clock, {growth:.0f} MB"
            f" above {without.megabytes:.0f} MB"
        )
    assert watch.processor < SECONDS
    assert (poison["verdict"], poison["problem"]) == ("unreadable", "too_much_work")
    assert good == alone
    if TOLD:
        assert growth < MEGABYTES
