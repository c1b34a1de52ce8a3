"""The recovery code: 160 bits as eight groups of four base32 characters and a check character each."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BYTES = 20
_GROUPS, _LENGTH = 8, 4
_READ = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_FORM = re.compile(r"[0-9A-Za-z]{5}(?:[- ]?[0-9A-Za-z]{5}){7}")


def encode(secret: bytes | bytearray) -> str:
    """The code of 20 random bytes, as it is printed."""
    number = int.from_bytes(secret, "big")
    values = [(number >> shift) & 31 for shift in range(155, -1, -5)]
    groups = [values[start : start + _LENGTH] for start in range(0, len(values), _LENGTH)]
    return "-".join(
        "".join(ALPHABET[value] for value in [*group, _check(index, group)])
        for index, group in enumerate(groups)
    )


def decode(text: str) -> bytearray | None:
    """The 20 bytes of a code; None when it is not one or a character was mistyped.

    Small letters, spaces, and O, I and L for 0 and 1 are read as meant.
    """
    values = [_READ.get(character) for character in re.sub(r"[-\s]", "", text).upper()]
    if len(values) != _GROUPS * (_LENGTH + 1) or None in values:
        return None
    number = 0
    for index in range(_GROUPS):
        start = index * (_LENGTH + 1)
        *group, check = [value or 0 for value in values[start : start + _LENGTH + 1]]
        if _check(index, group) != check:
            return None
        for value in group:
            number = number << 5 | value
    return bytearray(number.to_bytes(BYTES, "big"))


def looks_like_one(text: str) -> bool:
    """Whether a text has the form of a recovery code, mistyped or not."""
    return _FORM.fullmatch(text.strip()) is not None


def _check(index: int, group: list[int]) -> int:
    """A polynomial over GF(32): finds every single wrong character, swapped neighbours and swapped groups."""
    total = index + 1
    for value in [*group, 0]:
        total = _doubled(total) ^ value
    return total


def _doubled(value: int) -> int:
    return (value << 1) ^ (0x25 if value & 16 else 0)  # x^5 + x^2 + 1
