"""Graphs made to keep a canonicaliser busy for ever: stopped in time, and the next file is checked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.test_hostile_files import control as control
from tests.hostile.test_hostile_files import verify
from wallet.keys import new_signing_key
from wallet.multibase import encode_base58

SECONDS = 10.0
"""Of processor time, so that a busy machine does not count; the child may use half of it for one file."""


def work() -> float:
    """Processor time so far of this process and of the children that it has ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


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


@pytest.mark.parametrize(
    ("nodes", "chosen"), [(8, clique), (12, clique), (40, clique), (60, circulant), (400, circulant)]
)
def test_it_stops_in_time_and_never_verifies(
    nodes: int, chosen: Any, control: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "poison.json"
    path.write_text(json.dumps(poisoned(nodes, chosen)), "utf-8")
    before = work()
    poison, good = verify([path, control], capsys)
    assert work() - before < SECONDS
    assert poison["verdict"] in ("failed", "indeterminate", "unreadable")
    reasons = [check["reason"] for check in poison["checks"]] + [poison["problem"]]
    assert "too_much_work" in reasons
    assert good["verdict"] == "verified"
