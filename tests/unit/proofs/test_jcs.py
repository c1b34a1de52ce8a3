"""RFC 8785: the shortcut writes what the library writes."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from wallet.errors import InputError
from wallet.jcs import canonical

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


@given(JSON)
def test_equals_the_library(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_the_example_of_the_standard() -> None:
    value = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "€$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }
    expected = (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical(value) == expected.encode()


def test_names_sort_by_utf16() -> None:
    assert canonical({"\ufb33": 1, "😂": 2, "a": 3}) == '{"a":3,"😂":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), {"a": ["\ud800"]}, {"\udc00": 1}])
def test_what_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(InputError):
        canonical(value)
