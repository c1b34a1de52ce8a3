"""Other implementations read the same in our presentation as we sign, and accept it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.unit.jsonld import judges
from wallet.bundle.presentation import content_of
from wallet.jsonld import canonize
from wallet.model.portfolio import Presentation


def test_pyld_reads_the_same(presentation: Presentation) -> None:
    bare = {name: value for name, value in presentation.document.items() if name != "proof"}
    assert judges.by_pyld(bare) == canonize(bare).nquads


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
def test_the_reference_stack_accepts_it(presentation: Presentation, tmp_path: Path) -> None:
    home = judges.peer()
    assert home is not None
    file = tmp_path / "presentation.json"
    file.write_bytes(content_of(presentation))
    environment = {**os.environ, "CONTEXTS": f"{judges.contexts_for_peer(tmp_path)}/"}
    found = subprocess.run(
        ["node", "verify_presentation.mjs", file], cwd=home, env=environment, capture_output=True, check=False
    )
    told = json.loads(found.stdout)
    assert told["presentation"] == []
    own = [one for one in told["credentials"] if one["id"].startswith("urn:uuid:")]
    assert [one["verified"] for one in own] == [True, True, True]
