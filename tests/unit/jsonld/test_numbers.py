from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.jsonld import judges
from wallet.jsonld import UnsafeDocument, canonize
from wallet.jsonld.numbers import XSD, lexical, same_double
from wallet.model.report import Reason

INTEGER, DOUBLE, DECIMAL = XSD + "integer", XSD + "double", XSD + "decimal"


@pytest.mark.parametrize(
    ("value", "datatype", "text", "answer"),
    [
        (0, None, "0", INTEGER),
        (-7, None, "-7", INTEGER),
        (1.0, None, "1", INTEGER),
        (-0.0, None, "0", INTEGER),
        (1e20, None, "100000000000000000000", INTEGER),
        (2**53, None, "9007199254740992", INTEGER),
        (1e21, None, "1.0E21", DOUBLE),
        (10**21, None, "1.0E21", DOUBLE),
        (5.5, None, "5.5E0", DOUBLE),
        (-2.25, None, "-2.25E0", DOUBLE),
        (0.1, None, "1.0E-1", DOUBLE),
        (1 / 3, None, "3.333333333333333E-1", DOUBLE),
        (2 / 3, None, "6.666666666666666E-1", DOUBLE),
        (0.1 + 0.2, None, "3.0E-1", DOUBLE),
        (9.999999999999998, None, "9.999999999999998E0", DOUBLE),
        (1e-6, None, "1.0E-6", DOUBLE),
        (1.5e-7, None, "1.5E-7", DOUBLE),
        (1.7976931348623157e308, None, "1.797693134862316E308", DOUBLE),
        (1000000000000000.5, None, "1.000000000000001E15", DOUBLE),
        (7, DOUBLE, "7.0E0", DOUBLE),
        (0, DOUBLE, "0.0E0", DOUBLE),
        (7, DECIMAL, "7", DECIMAL),
        (7.5, DECIMAL, "7.5E0", DECIMAL),
    ],
)
def test_known_answers(value: float, datatype: str | None, text: str, answer: str) -> None:
    assert lexical(value, datatype) == (text, answer)


@pytest.mark.parametrize(
    "value", [2**53 + 1, 99999999999999999, -(2**53) - 1, 10**400, 1e-7, -5e-10, 5e-324, math.inf, math.nan]
)
def test_numbers_that_programs_read_differently_are_refused(value: float) -> None:
    with pytest.raises(UnsafeDocument) as caught:
        lexical(value, None)
    assert caught.value.reason is Reason.NUMBER_AMBIGUOUS


def test_a_text_typed_double_is_taken_when_it_is_canonical() -> None:
    assert all(same_double(text) for text in ("1.5E0", "-1.0E-7", "0.0E0", "1.0E21"))
    assert not any(
        same_double(text)
        for text in ("1.5", "1.50E0", "15.0E-1", "NaN", "INF", "1.5e0", "", "1.5E0\n", "9.9E999")
    )


def _document(values: list[Any], datatype: str | None = None) -> dict[str, Any]:
    term = {"@id": "urn:voorbeeld:amount", **({"@type": datatype} if datatype else {})}
    context = ["https://www.w3.org/ns/credentials/v2", {"amount": term}]
    return {"@context": context, "id": "urn:uuid:1", "amount": values}


def test_a_text_typed_double_that_is_not_canonical_is_refused() -> None:
    with pytest.raises(UnsafeDocument) as caught:
        canonize(_document(["1.50"], DOUBLE))
    assert caught.value.reason is Reason.NUMBER_AMBIGUOUS


def test_a_big_number_in_a_json_literal_is_refused() -> None:
    with pytest.raises(UnsafeDocument) as caught:
        canonize(_document([2**53 + 1], "@json"))
    assert caught.value.reason is Reason.NUMBER_AMBIGUOUS


@settings(max_examples=300, deadline=None)
@given(st.floats(min_value=-1e300, max_value=1e300))
def test_the_text_reads_back_as_nearly_the_same_number(value: float) -> None:
    try:
        text, datatype = lexical(value, None)
    except UnsafeDocument:
        assert 0 < abs(value) < 1e-6
        return
    assert datatype == (DOUBLE if value % 1 or abs(value) >= 1e21 else INTEGER)
    assert math.isclose(float(text), value, rel_tol=1e-15)
    assert datatype == INTEGER or same_double(text)


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
def test_the_reference_writes_numbers_the_same(tmp_path: Any) -> None:
    numbers = [
        n * 10.0**power for power in range(-9, 25) for n in (1.1, 1.5, 2.675, 4.35, 7, 0.1 + 0.2, 123456.789)
    ]
    documents = {str(number): json.loads(json.dumps(_document([number, -number]))) for number in numbers}
    theirs = judges.by_javascript(documents, tmp_path)
    ours = {}
    for name, document in documents.items():
        try:
            ours[name] = canonize(document).nquads
        except UnsafeDocument:
            ours[name] = None
    differing = {name for name in documents if ours[name] is not None and ours[name] != theirs[name]}
    assert differing == set()
    # Refused by us: what the reference writes as "0".
    assert {name for name, form in ours.items() if form is None} == {
        name for name, form in theirs.items() if '"0"' in str(form)
    }
