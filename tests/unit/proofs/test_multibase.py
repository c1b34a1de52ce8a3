"""Multibase: there and back, one spelling only, and limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.multibase import MAX_BASE58, decode, encode_base58, encode_base64url, from_base58, from_base64url


@given(st.binary(max_size=80))
def test_there_and_back(content: bytes) -> None:
    assert decode(encode_base58(content)) == content
    assert decode(encode_base64url(content)) == content


@pytest.mark.parametrize(
    "text", ["", "m123", "z0", "zI", "zl", "z1 ", "z\n1", "u=", "uA", "uAB", "u+A", "uAA=="]
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        decode(text)


def test_one_spelling_of_the_last_bits() -> None:
    assert from_base64url("AA") == b"\0"
    with pytest.raises(ValueError):
        from_base64url("AB")


def test_length() -> None:
    from_base58("2" * MAX_BASE58)
    with pytest.raises(ValueError):
        from_base58("2" * (MAX_BASE58 + 1))
