from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world import CHEAP
from wallet.errors import Problem, RefusedError
from wallet.store import header, recovery_code, slots
from wallet.store.header import Header, Passphrase, RecoveryCode
from wallet.store.keyring import Keyring
from wallet.store.slots import CEILING, FLOOR, Cost, calibrated

RIGHT = Passphrase("appel fiets lamp water boom")
CODE = recovery_code.encode(bytes(range(20)))


def made(keyring: Keyring, unlock: Passphrase = RIGHT, **more: object) -> Header:
    members: dict[str, object] = {
        "vault_id": "00" * 16,
        "db": "vault-1.db",
        "db_salt": "11" * 16,
        "created": "2026-11-23T00:00:00Z",
        "slots": [
            slots.wrap(keyring.master, unlock, CHEAP),
            slots.wrap(keyring.master, RecoveryCode(CODE), CHEAP),
        ],
    }
    return Header(members | more)


KEYRING = Keyring(bytearray(range(32)))
WRITTEN = made(KEYRING).encoded(KEYRING)


def problem_of(folder: Path, unlock: Passphrase | RecoveryCode = RIGHT) -> Problem | None:
    try:
        header.unlock(header.read(folder), unlock)
    except RefusedError as error:
        return error.problem
    return None


def test_both_ways_open_it(tmp_path: Path) -> None:
    header.write(tmp_path, made(KEYRING), KEYRING)
    for unlock in (RIGHT, RecoveryCode(CODE), RecoveryCode(CODE.lower().replace("-", " "))):
        found, keyring = header.unlock(header.read(tmp_path), unlock)
        assert keyring.master == KEYRING.master
        assert found.database == "vault-1.db"


def test_the_same_letters_however_the_keyboard_writes_them(tmp_path: Path) -> None:
    text = "één café überhaupt"
    header.write(tmp_path, made(KEYRING, Passphrase(unicodedata.normalize("NFD", text))), KEYRING)
    assert problem_of(tmp_path, Passphrase(unicodedata.normalize("NFC", text))) is None


@pytest.mark.parametrize("text", ["", " ", "appel fiets lamp water boo", "APPEL fiets lamp water boom"])
def test_a_wrong_passphrase_is_refused(tmp_path: Path, text: str) -> None:
    header.write(tmp_path, made(KEYRING), KEYRING)
    assert problem_of(tmp_path, Passphrase(text)) is Problem.WRONG_PASSPHRASE


def test_a_mistyped_code_is_called_a_code(tmp_path: Path) -> None:
    header.write(tmp_path, made(KEYRING), KEYRING)
    mistyped = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")
    assert problem_of(tmp_path, Passphrase(mistyped)) is Problem.WRONG_RECOVERY_CODE
    other = recovery_code.encode(bytes(20))
    assert problem_of(tmp_path, RecoveryCode(other)) is Problem.WRONG_RECOVERY_CODE


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WRITTEN) * 8 - 1))
def test_every_flipped_bit_is_noticed(bit: int) -> None:
    changed = bytearray(WRITTEN)
    changed[bit // 8] ^= 1 << bit % 8
    try:
        found, _ = header.parse(bytes(changed))
        assert found.raw != WRITTEN
        header.unlock([found], RIGHT)
    except RefusedError:
        return
    raise AssertionError("nobody noticed")


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda end: WRITTEN[:-40] + end)))
def test_other_bytes_are_refused_and_nothing_else_happens(content: bytes) -> None:
    with pytest.raises(RefusedError):
        header.unlock([header.parse(content)[0]], RIGHT)


def test_the_spare_copy_helps_when_the_first_is_damaged(tmp_path: Path) -> None:
    header.write(tmp_path, made(KEYRING), KEYRING)
    for damage in (b"", WRITTEN[:100], bytes(500)):
        (tmp_path / "header").write_bytes(damage)
        found, _ = header.unlock(header.read(tmp_path), RIGHT)
        header.mend(tmp_path, found)
        assert (tmp_path / "header").read_bytes() == (tmp_path / "header.bak").read_bytes()
    (tmp_path / "header").unlink()
    assert problem_of(tmp_path) is None


def test_a_damaged_slot_in_the_first_copy_does_not_lock_anyone_out(tmp_path: Path) -> None:
    good = header.write(tmp_path, made(KEYRING), KEYRING)
    slot = dict(good.slots[0])
    slot["salt"] = "22" * 16
    changed = Header(good.members | {"slots": [slot, good.slots[1]]})
    (tmp_path / "header").write_bytes(changed.encoded(Keyring(bytearray(32))))
    assert problem_of(tmp_path) is None
    assert problem_of(tmp_path, Passphrase("nee")) is Problem.WRONG_PASSPHRASE


def test_an_old_passphrase_never_opens_through_the_spare_copy(tmp_path: Path) -> None:
    """As after a crash between the two writes of a changed passphrase."""
    old = header.write(tmp_path, made(KEYRING), KEYRING)
    new = Passphrase("vijf nieuwe woorden voor nu")
    header.write(tmp_path, old.with_slot(slots.wrap(KEYRING.master, new, CHEAP)), KEYRING)
    (tmp_path / "header.bak").write_bytes(old.raw)
    assert problem_of(tmp_path, RIGHT) is Problem.WRONG_PASSPHRASE
    assert problem_of(tmp_path, new) is None
    assert problem_of(tmp_path, RecoveryCode(CODE)) is None


def test_both_copies_gone_or_damaged(tmp_path: Path) -> None:
    assert problem_of(tmp_path) is Problem.NO_REGISTER
    for name in ("header", "header.bak"):
        (tmp_path / name).write_bytes(b"STUDREG\0")
    assert problem_of(tmp_path) is Problem.REGISTER_DAMAGED


def test_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    for newer in (replace(made(KEYRING), format=2, min_reader=2), made(KEYRING, critical=["rotation"])):
        for name in ("header", "header.bak"):
            (tmp_path / name).write_bytes(newer.encoded(KEYRING))
        assert problem_of(tmp_path) is Problem.NEWER_FORMAT
        assert (tmp_path / "header").read_bytes() == newer.encoded(KEYRING)


def test_a_newer_header_is_not_undone_by_the_older_spare_copy(tmp_path: Path) -> None:
    """As after a crash of a later version between its two writes."""
    old = header.write(tmp_path, made(KEYRING), KEYRING)
    newer = replace(made(KEYRING), format=2, min_reader=2).encoded(KEYRING)
    (tmp_path / "header").write_bytes(newer)
    assert problem_of(tmp_path) is Problem.NEWER_FORMAT
    assert problem_of(tmp_path, Passphrase("nee")) is Problem.WRONG_PASSPHRASE
    flipped = bytearray(old.raw)
    flipped[11] ^= 2  # the same words, not in anybody's name: damage
    (tmp_path / "header").write_bytes(flipped)
    assert problem_of(tmp_path) is None


def test_members_of_a_later_version_are_kept(tmp_path: Path) -> None:
    later = replace(made(KEYRING, colour="green"), format=2)
    header.write(tmp_path, later, KEYRING)
    found, keyring = header.unlock(header.read(tmp_path), RIGHT)
    header.write(tmp_path, found.with_slot(slots.wrap(keyring.master, RIGHT, CHEAP)), keyring)
    again, _ = header.unlock(header.read(tmp_path), RIGHT)
    assert (again.members["colour"], again.format) == ("green", 2)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(CEILING.memory_kib + 1, 1, 1),
        Cost(64, CEILING.iterations + 1, 1),
        Cost(1024, 1, CEILING.lanes + 1),
        Cost(7, 1, 1),
    ],
)
def test_a_header_cannot_ask_for_all_our_memory(cost: Cost) -> None:
    slot = slots.wrap(KEYRING.master, RIGHT, CHEAP)
    slot["params"] = {"m": cost.memory_kib, "t": cost.iterations, "p": cost.lanes}
    with pytest.raises(ValueError, match="params"):
        slots.unwrap(slot, RIGHT)


def test_a_slot_is_bound_to_its_parameters() -> None:
    slot = slots.wrap(KEYRING.master, RIGHT, CHEAP)
    assert slots.unwrap(slot, RIGHT) == KEYRING.master
    assert slots.unwrap(slot | {"id": "00" * 8}, RIGHT) is None


def test_the_floor_and_what_calibration_gives() -> None:
    assert Cost(64 * 1024, 3, 4) == FLOOR
    assert not FLOOR.below(FLOOR)
    assert Cost(65535, 3, 4).below(FLOOR)
    assert Cost(2**21, 2, 4).below(FLOOR)
    assert not calibrated().below(CHEAP)  # measured from the floor of the tests: never under it


def test_nothing_secret_in_a_repr() -> None:
    texts = repr([RIGHT, RecoveryCode(CODE), KEYRING, made(KEYRING)])
    assert "appel" not in texts
    assert CODE not in texts
    assert "wrapped" not in texts


@pytest.mark.parametrize("content", [b"[]", b'"text"', b"7"])
def test_json_that_is_no_object_is_no_header(content: bytes, tmp_path: Path) -> None:
    body = header._FIXED.pack(header.MAGIC, header.FORMAT, header.FORMAT, len(content)) + content
    (tmp_path / header.NAME).write_bytes(body + bytes(32))
    assert problem_of(tmp_path) is Problem.REGISTER_DAMAGED


def test_a_slot_with_a_number_that_has_no_canonical_form_does_not_open(tmp_path: Path) -> None:
    slot = made(KEYRING).slots[0]
    assert header.open_slot(Header({"slots": [slot | {"more": 10**16}]}), RIGHT) is None
