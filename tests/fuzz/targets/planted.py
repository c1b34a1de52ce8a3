"""Not one of ours: fails in every way that the harness must find, so that its silence means something."""

from __future__ import annotations

from tests.fuzz.oracle import Forged


def seeds() -> list[bytes]:
    return [b"good", b"key", b"loop", b"memory", b"good too", b"forged"]


def learn(content: bytes) -> None:
    """Nothing to remember."""


def check(content: bytes) -> None:
    match content:
        case b"key":
            raise KeyError(content)
        case b"loop":
            while content:
                pass
        case b"memory":
            bytearray(400_000_000)
        case b"forged":
            raise Forged("shown")
