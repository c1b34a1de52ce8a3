"""Slots: the master key, wrapped once for each way to open the register (passphrase, recovery code)."""

from __future__ import annotations

import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wallet import jcs
from wallet.errors import Problem, SurroundingsError
from wallet.store import recovery_code
from wallet.store.keyring import KEY, derive, wipe

_AAD = b"studieregister/1/slot"
_RECOVERY = "studieregister/1/recovery"
PASSPHRASE: Final = "passphrase"  # noqa: S105  (a type of slot, not a secret)
RECOVERY: Final = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of the passphrase costs: Argon2id's parameters."""

    memory_kib: int
    iterations: int
    lanes: int

    def below(self, floor: Cost) -> bool:
        """Whether this cost is less than the floor in any respect."""
        return (
            self.memory_kib < floor.memory_kib
            or self.iterations < floor.iterations
            or self.lanes < floor.lanes
        )


FLOOR = Cost(memory_kib=64 * 1024, iterations=3, lanes=4)
"""RFC 9106, second choice. Less than this is raised at the next unlock."""
CEILING = Cost(memory_kib=2 * 1024 * 1024, iterations=32, lanes=16)
"""More than this in a header is an attack on our memory, not protection."""
_TARGET_SECONDS = 1.0
_LARGEST_KIB = 1024 * 1024
"""Calibration stops here, so that a register also opens on a small computer."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What the person types to open the register."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The printed code, for when the passphrase is lost."""

    text: str = field(repr=False)


Unlock = Passphrase | RecoveryCode
Slot = dict[str, Any]


def unlock_of(text: str) -> Unlock:
    """A passphrase, or a recovery code when it is a whole one (its check characters fit)."""
    return Passphrase(text) if recovery_code.decode(text) is None else RecoveryCode(text)


def calibrated() -> Cost:
    """The floor, with as much memory as makes one guess take about a second on this computer."""
    started = time.perf_counter()
    wipe(_argon2(bytearray(b"calibration"), bytes(16), FLOOR))
    took = max(time.perf_counter() - started, 0.001)
    memory = FLOOR.memory_kib
    while memory < _LARGEST_KIB and took * 1.5 < _TARGET_SECONDS:
        memory, took = memory * 2, took * 2
    return Cost(memory, FLOOR.iterations, FLOOR.lanes)


def wrap(master: bytearray, unlock: Unlock, cost: Cost) -> Slot:
    """A new slot that opens with ``unlock``."""
    salt = secrets.token_bytes(16)
    slot: Slot = {"id": secrets.token_hex(8), "salt": salt.hex()}
    if isinstance(unlock, Passphrase):
        slot |= {"type": PASSPHRASE, "kdf": "argon2id"}
        slot["params"] = {"m": cost.memory_kib, "t": cost.iterations, "p": cost.lanes}
    else:
        slot |= {"type": RECOVERY, "kdf": "hkdf-sha256", "params": {}}
    key = _key(slot, unlock)
    if key is None:
        raise ValueError("not a recovery code")
    nonce = secrets.token_bytes(12)
    try:
        wrapped = AESGCM(key).encrypt(nonce, master, _bound(slot))
    finally:
        wipe(key)
    return slot | {"nonce": nonce.hex(), "wrapped": wrapped.hex()}


def unwrap(slot: Slot, unlock: Unlock) -> bytearray | None:
    """The master key, or None when this slot does not open with it. Raises ValueError if malformed."""
    key = _key(slot, unlock)
    if key is None:
        return None
    master = bytearray(KEY)
    try:
        wrapped, nonce = _bytes(slot["wrapped"], KEY + 16), _bytes(slot["nonce"], 12)
        AESGCM(key).decrypt_into(nonce, wrapped, _bound(slot), master)
    except InvalidTag:
        return None
    finally:
        wipe(key)
    return master


def cost_of(slot: Slot) -> Cost:
    """The cost written in a passphrase slot. Raises ValueError above the ceiling or when malformed."""
    params = slot.get("params")
    if not isinstance(params, dict):
        raise ValueError("params")
    numbers = [params.get(name) for name in ("m", "t", "p")]
    if not all(type(number) is int and number > 0 for number in numbers):
        raise ValueError("params")
    cost = Cost(*[int(number) for number in numbers if number is not None])
    if (
        cost.memory_kib > CEILING.memory_kib
        or cost.iterations > CEILING.iterations
        or cost.lanes > CEILING.lanes
        or cost.memory_kib < 8 * cost.lanes
    ):
        raise ValueError("params")
    return cost


def _key(slot: Slot, unlock: Unlock) -> bytearray | None:
    """The key-encryption key of a slot; None when the slot is of another type."""
    salt = _bytes(slot["salt"], 16)
    makers: dict[tuple[object, object], Callable[[], bytearray | None]] = {
        (PASSPHRASE, "argon2id"): lambda: _from_passphrase(unlock, salt, slot),
        (RECOVERY, "hkdf-sha256"): lambda: _from_code(unlock, salt),
    }
    maker = makers.get((slot.get("type"), slot.get("kdf")))
    return maker() if maker else None


def _from_passphrase(unlock: Unlock, salt: bytes, slot: Slot) -> bytearray | None:
    if not isinstance(unlock, Passphrase):
        return None
    cost = cost_of(slot)
    secret = bytearray(unicodedata.normalize("NFC", unlock.text).encode("utf-8", "surrogatepass"))
    try:
        return _argon2(secret, salt, cost)
    finally:
        wipe(secret)


def _from_code(unlock: Unlock, salt: bytes) -> bytearray | None:
    if not isinstance(unlock, RecoveryCode):
        return None
    secret = recovery_code.decode(unlock.text)
    if secret is None:
        return None
    try:
        return derive(secret, _RECOVERY, salt)
    finally:
        wipe(secret)


def _argon2(secret: bytearray, salt: bytes, cost: Cost) -> bytearray:
    key = bytearray(KEY)
    maker = Argon2id(
        salt=salt, length=KEY, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    try:
        maker.derive_into(secret, key)  # type: ignore[arg-type]  # any buffer will do; its stub says bytes
    except MemoryError:
        raise SurroundingsError(Problem.TOO_LITTLE_MEMORY) from None
    return key


def _bound(slot: Slot) -> bytes:
    """The slot itself, as associated data: nobody can change its parameters and keep it opening."""
    return _AAD + jcs.canonical({name: slot[name] for name in slot if name not in ("nonce", "wrapped")})


def _bytes(text: object, length: int) -> bytes:
    if not isinstance(text, str):
        raise ValueError("not text")
    content = bytes.fromhex(text)
    if len(content) != length or content.hex() != text:
        raise ValueError("not canonical")
    return content
