"""Every file in tests/vectors/importers/<importer>/ is read by that importer, as said beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wallet.importers import HEAD, IMPORTERS, read
from wallet.model.credential import Incoming

VECTORS = Path(__file__).parents[2] / "vectors" / "importers"
FILES = sorted(path for path in VECTORS.glob("*/*") if not path.name.endswith(".expected.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_file_means_what_is_said(path: Path) -> None:
    expected = json.loads(path.with_name(path.name + ".expected.json").read_text("utf-8"))
    credential = read(Incoming(path.read_bytes(), "nameless"))
    found = {
        "kind": credential.kind,
        "container": credential.container,
        "proofs": [proof.suite for proof in credential.proofs],
        "contains": [inner.kind for inner in credential.contains],
        "issuer": credential.issuer.id,
        "name": credential.name.best("nl"),
        "valid_from": credential.valid_from.isoformat() if credential.valid_from else None,
    }
    assert found == expected
    assert credential.source.original == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_first_importer_that_recognises_it_is_its_own(path: Path) -> None:
    head = path.read_bytes()[:HEAD]
    first = next(importer for importer in IMPORTERS if importer.recognises(head, "x.bin"))
    assert first.name == path.parent.name


def test_names_are_unique_and_each_importer_has_vectors() -> None:
    names = [importer.name for importer in IMPORTERS]
    assert len(set(names)) == len(names)
    assert set(names) == {path.parent.name for path in FILES}
