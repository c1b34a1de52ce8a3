"""The W3C vectors of the Data Integrity suites, step by step: canonical forms, hashes, and the signature."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.unit.proofs.support import answers, look
from tests.world import NO_CORPORA, SHARED
from wallet import jcs
from wallet.jsonld import canonize
from wallet.model.report import Outcome, Question
from wallet.signatures.integrity import by_graph, by_text

VECTORS = SHARED / "corpora" / "vcdi"
SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019")
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason=NO_CORPORA)


def one(folder: Path, start: str) -> str:
    (found,) = folder.glob(f"{start}*.txt")
    return found.read_bytes().decode("utf-8")


def test_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    steps = 0
    for file in sorted(VECTORS.rglob("signed*.json")):
        document = json.loads(file.read_bytes())
        proof = document["proof"]
        suite = proof.get("cryptosuite") if isinstance(proof, dict) else None
        if suite not in SUITES or not list(file.parent.glob("combinedHash*.txt")):
            continue
        hash_name = "sha384" if "P384" in file.name else "sha256"
        bare = {member: value for member, value in document.items() if member != "proof"}
        options = json.loads(next(file.parent.glob("proofConfig*.json")).read_bytes())
        if "jcs" in suite:
            forms = [jcs.canonical(value).decode("utf-8") for value in (bare, options)]
            made = by_text(document, proof, hash_name=hash_name)
        else:
            forms = [canonize(value, hash_name=hash_name).nquads for value in (bare, options)]
            made = by_graph(document, proof, hash_name=hash_name)
        assert [form.strip() for form in forms] == [
            one(file.parent, name).strip() for name in ("canonDoc", "proofCanon")
        ], file.name
        hashes = [one(file.parent, name).strip() for name in ("proofHash", "docHash", "combinedHash")]
        assert [made[: len(made) // 2].hex(), made[len(made) // 2 :].hex(), made.hex()] == hashes, file.name
        assert proof["proofValue"] == one(file.parent, "sigBTC58").strip(), file.name
        assert answers(look(document), Question.INTACT)[0] is Outcome.PASSED, file.name
        steps += 7
    with capsys.disabled():
        print(f"\nW3C Data Integrity vectors: {steps} steps agree", file=sys.stderr)
    assert steps >= 7 * len(SUITES)
