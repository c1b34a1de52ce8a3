"""Whatever is changed in a portfolio file, it never passes as it was."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.bundle.conftest import made, made_small
from tests.unit.bundle.content import POLICY, STRANGER, WRAPPINGS, Change, look, verdict, wrap
from wallet.bundle.review import inspect_bundle
from wallet.errors import InputError
from wallet.model.report import Question, Reason

CHANGED = {"failed", "unreadable"}
RELAXED = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""No deadline: the first look loads modules. The fixtures of all tests do not change the file."""


@pytest.mark.parametrize("kind", WRAPPINGS)
@RELAXED
@given(place=st.floats(0, 1, exclude_max=True), other=st.integers(1, 255))
def test_one_changed_byte_anywhere(kind: str, place: float, other: int) -> None:
    data = bytearray(made_small()[kind])
    data[int(place * len(data))] ^= other
    assert verdict(bytes(data)) in CHANGED


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_one_changed_byte_in_a_rich_one(kind: str) -> None:
    chance = random.Random(kind)
    data = made()[2][kind]
    for _ in range(15):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        assert verdict(bytes(changed)) in CHANGED


@pytest.mark.parametrize("kind", WRAPPINGS)
@pytest.mark.parametrize("end", ["first", "last"])
def test_bytes_at_both_ends(kind: str, end: str) -> None:
    """The heads that tell the wrapping, and the seal with all around it."""
    data = made_small()[kind]
    places = range(12) if end == "first" else range(len(data) - 170, len(data), 3)
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1
        assert verdict(bytes(changed)) in CHANGED, place


def _cut(chance: random.Random) -> Change:
    def change(data: bytes) -> bytes:
        at = chance.randrange(1, len(data))
        return data[:at]

    return change


def _removed(chance: random.Random) -> Change:
    def change(data: bytes) -> bytes:
        at, count = chance.randrange(len(data)), chance.randrange(1, 40)
        return data[:at] + data[at + count :]

    return change


def _inserted(chance: random.Random) -> Change:
    def change(data: bytes) -> bytes:
        at = chance.randrange(len(data) + 1)
        return data[:at] + bytes([chance.randrange(32, 127)]) + data[at:]

    return change


def _doubled(chance: random.Random) -> Change:
    def change(data: bytes) -> bytes:
        at, count = chance.randrange(len(data) - 1), chance.randrange(1, 400)
        return data[: at + count] + data[at:]

    return change


def _swapped(chance: random.Random) -> Change:
    def change(data: bytes) -> bytes:
        one, two = sorted(chance.sample(range(len(data) - 64), 2))
        if data[one : one + 32] == data[two : two + 32] or two - one < 32:
            return data + b" "
        middle = data[one + 32 : two]
        return data[:one] + data[two : two + 32] + middle + data[one : one + 32] + data[two + 32 :]

    return change


@pytest.mark.parametrize("kind", WRAPPINGS)
@pytest.mark.parametrize("how", [_cut, _removed, _inserted, _doubled, _swapped], ids=lambda how: how.__name__)
def test_cut_added_swapped(kind: str, how: object) -> None:
    chance = random.Random(f"{kind}{how.__name__}")  # type: ignore[attr-defined]
    data = made_small()[kind]
    for _ in range(20):
        assert verdict(how(chance)(data)) in CHANGED  # type: ignore[operator]


@pytest.mark.parametrize("kind", WRAPPINGS)
@pytest.mark.parametrize("added", [b"\n", b" ", b"\0", b"<!-- -->", b"%%EOF\n", b"PK\x05\x06" + bytes(18)])
def test_nothing_may_follow(kind: str, added: bytes) -> None:
    assert verdict(made()[2][kind] + added) in CHANGED


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_the_seal_of_another_key(kind: str) -> None:
    parts, presentation, _ = made()
    opened = look(wrap(kind, presentation, parts, STRANGER))
    finding = opened.inspection.report.finding(Question.INTACT)
    assert finding is not None
    assert finding.reason is Reason.WRAPPER_CHANGED
    assert opened.inspection.report.verdict.value == "failed"
    assert opened.presentation_holds, "it says which of the two"
    assert not opened.seal_holds


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_no_seal_at_all(kind: str) -> None:
    data = made()[2][kind]
    mark = data.rfind(b"studieregister-seal:1:")
    opened = data[:mark] + b"x" * 150 + data[mark + 150 :]
    report = look(opened).inspection.report
    finding = report.finding(Question.INTACT)
    assert finding is not None
    assert finding.reason is Reason.WRAPPER_CHANGED


@pytest.mark.parametrize(
    ("before", "after"),
    [("Taalmaatje", "Taalmeetje"), ("Robin", "Rubin"), ("Ik regelde veel", "Ik regelde vaak")],
)
def test_a_changed_word_on_the_page(before: str, after: str) -> None:
    page = made()[2]["html"]
    one, other = before.encode(), after.encode()
    at = page.find(one)
    while at >= 0:
        assert verdict(page[:at] + other + page[at + len(one) :]) == "failed"
        at = page.find(one, at + 1)


def test_upper_case_digits_in_the_seal_are_another_spelling() -> None:
    data = made()[2]["html"]
    seal = data[-131:-3]
    assert verdict(data[:-131] + seal.upper() + b"-->") == "failed"


@pytest.mark.parametrize("content", [b"", b" ", b"%PDF-1.7", b"PK\x03\x04", b"<!DOCTYPE html><html>", b"x"])
def test_what_is_not_a_portfolio_is_unreadable(content: bytes) -> None:
    with pytest.raises(InputError):
        inspect_bundle(content, POLICY)
