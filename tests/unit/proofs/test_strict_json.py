"""Reading JSON from strangers: each rule and limit, just inside and just outside."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.errors import InputError, Problem
from wallet.strict_json import MAX_DEPTH, MAX_NODES, MAX_STRING, load


def problem(content: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        load(content)
    return caught.value.problem


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def row(values: int) -> bytes:
    """An array that makes this many values together with itself."""
    return b"[" + b",".join([b"1"] * (values - 1)) + b"]"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17) + 1, 10**17 - 1) | st.text() | st.floats(-1e300, 1e300),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


@given(JSON)
def test_reads_what_json_says(value: Any) -> None:
    assert load(json.dumps(value).encode()) == value
    assert load(json.dumps(value, ensure_ascii=False).encode()) == value


def test_depth_up_to_the_limit() -> None:
    load(nested(MAX_DEPTH))
    assert problem(nested(MAX_DEPTH + 1)) is Problem.TOO_DEEP


def test_brackets_in_strings_are_not_depth() -> None:
    assert load(json.dumps({"text": "[" * 500 + '\\"{' * 100}).encode())["text"].startswith("[[[")


def test_values_up_to_the_limit() -> None:
    assert len(load(row(MAX_NODES))) == MAX_NODES - 1
    assert problem(row(MAX_NODES + 1)) is Problem.TOO_LARGE
    assert load(b"[" + b"[ ]," * (MAX_NODES - 2) + b"{}]")
    assert problem(b"[" + b"[]," * MAX_NODES + b"{}]") is Problem.TOO_LARGE


def test_strings_up_to_the_limit() -> None:
    assert load(b'"' + b"a" * MAX_STRING + b'"')
    assert problem(b'"' + b"a" * (MAX_STRING + 1) + b'"') is Problem.TOO_LARGE
    assert problem(b'{"' + "é".encode() * (MAX_STRING // 2 + 1) + b'": 1}') is Problem.TOO_LARGE


def test_integers_up_to_the_limit() -> None:
    assert load(b"-99999999999999999") == -99999999999999999
    assert problem(b"100000000000000000") is Problem.NUMBER_OUT_OF_RANGE
    assert problem(b"1e999") is Problem.NUMBER_OUT_OF_RANGE


@pytest.mark.parametrize(
    "content", [b'{"a": 1, "a": 1}', b'{"a": 1, "\\u0061": 2}', b'[{"x": {"b": 0, "b": 0}}]']
)
def test_a_member_twice(content: bytes) -> None:
    assert problem(content) is Problem.DUPLICATE_KEY


@pytest.mark.parametrize(
    "content", [b"\xff\xfe{}", b'"\xed\xa0\x80"', b'"\\ud800"', b'{"\\udc00x": 1}', b'"\xc0\xaf"']
)
def test_what_is_not_utf8(content: bytes) -> None:
    assert problem(content) is Problem.NOT_UTF8


def test_a_pair_of_surrogates_is_a_character() -> None:
    assert load(b'"\\ud834\\udd1e"') == "𝄞"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'"open',
        b"NaN",
        b"[Infinity]",
        b"{'a': 1}",
        b"1 2",
        b"]",
        b'"\t"',
        b"\xef\xbb\xbf{}",
        b"01",
    ],
)
def test_what_is_not_json(content: bytes) -> None:
    assert problem(content) is Problem.NOT_JSON


@pytest.mark.parametrize("content", [b'"' + b"\\" * 999_999, b"]" * 2_000_000, b'"a' * 1_000_000])
def test_nonsense_costs_little(content: bytes) -> None:
    started = time.process_time()
    problem(content)
    assert time.process_time() - started < 2
