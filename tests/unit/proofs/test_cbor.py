"""CBOR of proof values: the examples of RFC 8949 that are in it, and every other spelling refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.proofs.sd_graph_support import encoded
from wallet.signatures.cbor import decode

# RFC 8949, appendix A.
EXAMPLES: list[tuple[str, Any]] = [
    ("00", 0),
    ("01", 1),
    ("0a", 10),
    ("17", 23),
    ("1818", 24),
    ("1819", 25),
    ("1864", 100),
    ("1903e8", 1000),
    ("1a000f4240", 1000000),
    ("1b000000e8d4a51000", 1000000000000),
    ("1bffffffffffffffff", 18446744073709551615),
    ("40", b""),
    ("4401020304", b"\x01\x02\x03\x04"),
    ("80", []),
    ("83010203", [1, 2, 3]),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
    ("98190102030405060708090a0b0c0d0e0f101112131415161718181819", list(range(1, 26))),
    ("a0", {}),
    ("a201020304", {1: 2, 3: 4}),
]
REFUSED = {
    "nothing": "",
    "two values": "0000",
    "a negative number": "20",
    "a text": "6161",
    "a tag": "c074323031332d30332d32315432303a30343a30305a",
    "a tag of our own kind": "d95d0100",
    "half a float": "f90000",
    "true": "f5",
    "null": "f6",
    "bytes without a length": "5f42010243030405ff",
    "an array without a length": "9fff",
    "a map without a length": "bfff",
    "a stop": "ff",
    "a reserved length": "1c",
    "seven in two bytes": "1807",
    "23 in two bytes": "1817",
    "255 in three bytes": "1900ff",
    "65535 in five bytes": "1a0000ffff",
    "four billion in nine bytes": "1b00000000ffffffff",
    "a long length for short bytes": "580100",
    "bytes cut short": "4401",
    "a length cut short": "1903",
    "an array cut short": "8201",
    "an array of billions": "9b7fffffffffffffff",
    "bytes of billions": "5b7fffffffffffffff",
    "a map of billions": "bb7fffffffffffffff",
    "a map cut short": "a101",
    "a name twice": "a201000100",
    "a name of bytes": "a1410100",
    "a name of text": "a1616100",
    "too deep": "818181818100",
    "deep without end": "81" * 5000,
}


@pytest.mark.parametrize(("content", "value"), EXAMPLES, ids=[one for one, _ in EXAMPLES])
def test_the_examples_of_the_specification(content: str, value: Any) -> None:
    assert decode(bytes.fromhex(content)) == value
    assert encoded(value).hex() == content


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_everything_else_is_refused(content: str) -> None:
    with pytest.raises(ValueError):
        decode(bytes.fromhex(content))


@given(st.binary(max_size=60))
def test_what_is_read_has_one_spelling(content: bytes) -> None:
    try:
        value = decode(content)
    except ValueError:
        return
    assert encoded(value) == content
