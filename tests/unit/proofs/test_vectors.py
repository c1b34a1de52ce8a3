"""Credentials signed by other implementations; and that no change to any of them passes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.proofs.support import VECTORS, answers, look, verdict
from wallet.errors import WalletError
from wallet.model.report import Outcome, Question, Reason, Verdict

JSON_FILES = sorted(VECTORS.glob("*.json"))
JWT_FILES = sorted(VECTORS.glob("*.jwt"))
KNOWN_ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "ES384", "RS256", "PS256")
NAMES = [path.name for path in JSON_FILES]


def test_all_vectors_are_there() -> None:
    assert len(JSON_FILES) == 9
    assert len(JWT_FILES) == 31


@pytest.mark.parametrize("path", JSON_FILES, ids=lambda path: path.name)
def test_what_the_reference_stack_signed(path: Any) -> None:
    inspection = look(path.read_bytes())
    assert inspection.report.verdict is Verdict.VERIFIED
    assert [proof.outcome for proof in inspection.report.proofs] == [Outcome.PASSED]
    assert inspection.report.proofs[0].suite in path.name


@pytest.mark.parametrize("path", JWT_FILES, ids=lambda path: path.name)
def test_what_jose_signed(path: Any) -> None:
    algorithm, _, case = path.stem.partition("-")
    inspection = look(path.read_bytes())
    if algorithm not in KNOWN_ALGORITHMS:
        assert answers(inspection, Question.INTACT) == (Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)
    elif case == "claims-differ":
        assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.CLAIMS_DIFFER)
    elif case == "jwk":
        assert answers(inspection, Question.INTACT) == (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
        assert answers(inspection, Question.AUTHENTIC) == (
            Outcome.INDETERMINATE,
            Reason.ISSUER_NOT_CONFIRMED,
        )
        assert inspection.report.needs == ("https://school.example/issuer",)
    else:
        assert inspection.report.verdict is Verdict.VERIFIED
        assert inspection.report.proofs[0].algorithm == algorithm


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place below the top."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield (*path, step)
        yield from places(one, (*path, step))


def changes(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The document with one text altered, one value taken away, or one member added."""
    for path in places(document):
        changed = copy.deepcopy(document)
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        value = holder[path[-1]]
        if isinstance(value, str):
            holder[path[-1]] = value[:-1] + ("A" if value[-1:] != "A" else "B")
        elif isinstance(value, bool):
            holder[path[-1]] = not value
        elif isinstance(value, dict):
            value["note"] = "toegevoegd"
        else:
            continue
        yield f"changed {path}", changed
        changed = copy.deepcopy(document)
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        del holder[path[-1]]
        yield f"removed {path}", changed
    yield "added at the top", {**document, "note": "toegevoegd"}
    yield "added with a meaning", {**document, "description": "toegevoegd"}


@pytest.mark.parametrize("path", JSON_FILES, ids=NAMES)
def test_no_change_passes(path: Any) -> None:
    document = json.loads(path.read_bytes())
    passed = []
    for what, changed in changes(document):
        try:
            inspection = look(changed)
        except WalletError:
            continue
        if inspection.report.verdict is Verdict.VERIFIED:
            passed.append(what)
    # This one names a context of which it uses no word: without it, it says the same.
    unused = ["removed ('@context', 2)"] if path.name == "Ed25519Signature2020-2.json" else []
    assert passed == unused


@pytest.mark.parametrize("path", [one for one in JWT_FILES if "kid" in one.name], ids=lambda path: path.name)
def test_no_changed_character_of_a_jwt_passes(path: Any) -> None:
    text = path.read_text()
    for at in range(0, len(text), 11):
        changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        try:
            assert verdict(changed) is not Verdict.VERIFIED
        except WalletError:
            continue


@pytest.mark.parametrize("path", JWT_FILES, ids=lambda path: path.name)
def test_the_last_bits_of_a_jwt_have_one_spelling(path: Any) -> None:
    text = path.read_text()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    spellings = [text[:-1] + one for one in alphabet if one != text[-1]] + [text + "="]
    for changed in spellings:
        try:
            assert verdict(changed) is not Verdict.VERIFIED
        except WalletError:
            continue
