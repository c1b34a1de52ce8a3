"""What one guess of the passphrase takes of memory may be more than there is."""

from __future__ import annotations

import pytest

from wallet.errors import Problem, SurroundingsError
from wallet.store import slots
from wallet.store.slots import FLOOR, Passphrase


class Starved:
    """Stands for Argon2id on a computer without enough memory."""

    def __init__(self, **_: object) -> None:
        pass

    def derive_into(self, *_: object) -> None:
        raise MemoryError


def test_too_little_memory_is_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    slot = slots.wrap(bytearray(slots.KEY), Passphrase("zes woorden voor een proef"), FLOOR)
    monkeypatch.setattr(slots, "Argon2id", Starved)
    for attempt in (
        lambda: slots.unwrap(slot, Passphrase("zes woorden voor een proef")),
        lambda: slots.wrap(bytearray(slots.KEY), Passphrase("zes woorden voor een proef"), FLOOR),
    ):
        with pytest.raises(SurroundingsError) as caught:
            attempt()
        assert caught.value.problem is Problem.TOO_LITTLE_MEMORY
