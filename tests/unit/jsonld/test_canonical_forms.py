"""Our canonical forms against those of other implementations."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.jsonld import judges
from tests.world import NO_CORPORA, ROOT
from wallet.jsonld import JsonLdError, canonize
from wallet.model.report import Reason

VECTORS = ROOT / "tests" / "vectors" / "jsonld"
NAMES = sorted(file.stem for file in VECTORS.glob("*.json"))


def _vector(name: str) -> tuple[dict[str, Any], str]:
    document = json.loads((VECTORS / f"{name}.json").read_bytes())
    return document, (VECTORS / f"{name}.nq").read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_of_the_reference(name: str) -> None:
    document, expected = _vector(name)
    canonical = canonize(document)
    assert canonical.nquads == expected
    assert canonical.digest() == hashlib.sha256(expected.encode("utf-8")).digest()
    assert canonical.older == ()


def test_vectors_are_there() -> None:
    assert len(NAMES) >= 30


def test_the_document_is_left_as_it_was() -> None:
    for name in NAMES:
        document, _ = _vector(name)
        before = json.dumps(document)
        canonize(document)
        assert json.dumps(document) == before


def test_sha384_digests_and_names() -> None:
    document, expected = _vector("badge-2.0")
    canonical = canonize(document, hash_name="sha384")
    assert len(canonical.digest()) == 48
    # The hash function also decides the order in which nodes are named.
    assert sorted(line.split(" ", 1)[1] for line in canonical.nquads.splitlines() if "_:" not in line) == (
        sorted(line.split(" ", 1)[1] for line in expected.splitlines() if "_:" not in line)
    )


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
def test_vectors_are_what_the_reference_makes_today(tmp_path: Path) -> None:
    vectors = {name: _vector(name) for name in NAMES}
    made = judges.by_javascript({name: document for name, (document, _) in vectors.items()}, tmp_path)
    assert made == {name: form for name, (_, form) in vectors.items()}


def _ours(document: dict[str, Any]) -> str | None:
    try:
        return canonize(document).nquads
    except JsonLdError as error:
        return None if error.reason is not Reason.NUMBER_AMBIGUOUS else "ambiguous"


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
@pytest.mark.skipif(not judges.CORPORA.is_dir(), reason=NO_CORPORA)
def test_credentials_of_the_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = judges.json_documents("ob3", "clr2", "vcdi", "vcdm2", "derived", "status", "sdjwt")
    theirs = judges.by_javascript(documents, tmp_path)
    ours = {name: _ours(document) for name, document in documents.items()}
    differing = {name for name in documents if ours[name] != theirs[name]}
    made = sum(form is not None for form in ours.values())
    with capsys.disabled():
        judges.figure(
            f"jsonld.js + rdf-canonize, documents of the field: agree {len(documents) - len(differing)} of "
            f"{len(documents)} ({made} canonical forms, the others refused)"
        )
    assert differing == set()
    assert made > 300
