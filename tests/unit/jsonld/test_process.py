"""What is remembered of contexts, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.jsonld import canonize, process

V2 = "https://www.w3.org/ns/credentials/v2"


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    process._memory.forget()


def _document(number: int, words: int = 1) -> dict[str, Any]:
    context = {f"word{number}x{word}": f"urn:voorbeeld:{number}:{word}" for word in range(words)}
    return {"@context": [V2, context], "id": "urn:uuid:1", f"word{number}x0": "x"}


def test_a_combination_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = canonize(_document(1)).nquads

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr(process, "applied", never)
    assert canonize(_document(1)).nquads == first


def test_memory_stays_small_whatever_arrives() -> None:
    for number in range(process.MAX_REMEMBERED + 200):
        canonize(_document(number))
        assert len(process._memory.inline) <= process.MAX_REMEMBERED
        assert process._memory.count <= process.MAX_REMEMBERED + 10


def test_a_large_context_of_a_stranger_is_not_kept() -> None:
    canonize(_document(1))
    before = process._memory.count
    large = _document(2, words=2_000)
    assert "urn:voorbeeld:2:0" in canonize(large).nquads
    assert all("word2x0" not in text for text in process._memory.inline)
    assert process._memory.count == before


def test_a_long_row_of_contexts_is_not_kept() -> None:
    row = [V2] * (process.MAX_ROW + 1)
    canonize({"@context": V2, "id": "urn:uuid:1", "name": "x"})
    before = process._memory.count
    assert canonize({"@context": row, "id": "urn:uuid:1", "name": "x"}).nquads
    # Only the step from one remembered context to the next is.
    assert process._memory.count <= before + len(row)
    assert tuple(row) not in {steps for steps, *_ in process._memory.initial.remembered}


def test_what_was_forgotten_is_worked_out_again() -> None:
    first = canonize(_document(1)).nquads
    process._memory.forget()
    assert canonize(_document(1)).nquads == first
