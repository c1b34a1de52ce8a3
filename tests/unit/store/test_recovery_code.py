from __future__ import annotations

import secrets

from hypothesis import given
from hypothesis import strategies as st

from wallet.store import recovery_code

CODES = st.binary(min_size=20, max_size=20)
# A code that was printed on paper must be readable for ever.
KNOWN = "00005-0000A-0000F-0000M-0000H-0000Y-0000V-0001F"


@given(CODES)
def test_what_is_printed_is_read_back(secret: bytes) -> None:
    code = recovery_code.encode(secret)
    assert recovery_code.decode(code) == secret
    assert recovery_code.looks_like_one(code)
    assert len(code) == 47


@given(CODES)
def test_it_may_be_typed_as_people_type(secret: bytes) -> None:
    code = recovery_code.encode(secret)
    assert recovery_code.decode(code.lower().replace("-", " ")) == secret
    assert recovery_code.decode(code.replace("-", "")) == secret
    assert recovery_code.decode(code.replace("0", "O").replace("1", "l")) == secret


@given(CODES, st.integers(0, 39), st.sampled_from(recovery_code.ALPHABET))
def test_every_single_wrong_character_is_noticed(secret: bytes, place: int, other: str) -> None:
    characters = list(recovery_code.encode(secret).replace("-", ""))
    if characters[place] == other:
        return
    characters[place] = other
    assert recovery_code.decode("".join(characters)) is None


@given(CODES, st.integers(0, 38))
def test_swapped_neighbours_are_noticed(secret: bytes, place: int) -> None:
    characters = list(recovery_code.encode(secret).replace("-", ""))
    if characters[place] == characters[place + 1] or place % 5 == 4:
        return
    characters[place], characters[place + 1] = characters[place + 1], characters[place]
    assert recovery_code.decode("".join(characters)) is None


@given(CODES, st.integers(0, 7), st.integers(0, 7))
def test_swapped_groups_are_noticed(secret: bytes, one: int, two: int) -> None:
    groups = recovery_code.encode(secret).split("-")
    if groups[one] == groups[two] or one == two:
        return
    groups[one], groups[two] = groups[two], groups[one]
    assert recovery_code.decode("-".join(groups)) is None


def test_the_form_stays() -> None:
    assert recovery_code.encode(bytes(19) + b"\1") == KNOWN


@given(st.text(max_size=60))
def test_other_text_is_not_a_code(text: str) -> None:
    assert recovery_code.decode(text) is None


def test_no_two_are_alike() -> None:
    assert len({recovery_code.encode(secrets.token_bytes(20)) for _ in range(100)}) == 100
