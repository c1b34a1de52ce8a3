"""Digests that bind files to the signed data; salted ones, so that a withheld file cannot be guessed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from wallet.bundle.seal import BLOCK
from wallet.multibase import decode, encode_base64url

SALT_BYTES = 32
_SHA_256 = b"\x12\x20"
"""The multihash prefix: SHA-256, 32 bytes."""


class Readable(Protocol):
    """Anything that gives bytes block by block."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, empty at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Measure:
    """What is told about a file in the signed data."""

    digest: str
    size: int


def new_salt() -> bytes:
    """Random, one for each file of each portfolio."""
    return secrets.token_bytes(SALT_BYTES)


def digest(content: bytes, salt: bytes | None = None) -> str:
    """The multibase text of SHA-256 over the bytes; with a salt, the salted digest."""
    sha256 = hashlib.sha256(content).digest()
    return _text(sha256) if salt is None else salted(sha256, salt)


def salted(sha256: bytes, salt: bytes) -> str:
    """The multibase text of the salted digest of a file with this SHA-256.

    Over the salt and the file's own digest, not over the file: the register knows that digest already, and a
    film need not be read once more for every portfolio.
    """
    return _text(hashlib.sha256(salt + sha256).digest())


def is_digest(text: str) -> bool:
    """Whether this is a digest in the one spelling that we write."""
    try:
        content = decode(text)
    except ValueError:
        return False
    return text.startswith("u") and len(content) == 34 and content.startswith(_SHA_256)


class Measuring:
    """Size and SHA-256 of bytes that go by."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.size = 0

    def take(self, block: bytes) -> None:
        """The next bytes."""
        self._hash.update(block)
        self.size += len(block)

    def measure(self, salt: bytes | None = None) -> Measure:
        """What is told about the bytes so far; with a salt, the salted digest."""
        sha256 = self._hash.digest()
        return Measure(_text(sha256) if salt is None else salted(sha256, salt), self.size)


def measure(file: Readable, salt: bytes | None = None) -> Measure:
    """Read a file to its end, in blocks."""
    running = Measuring()
    while block := file.read(BLOCK):
        running.take(block)
    return running.measure(salt)


def _text(sha256: bytes) -> str:
    return encode_base64url(_SHA_256 + sha256)
