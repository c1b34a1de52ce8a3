"""Digests that bind files to the signed data; salted ones, so that a withheld file cannot be guessed."""

from __future__ import annotations

import hashlib
import secrets
import zlib
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
    """What is told about a file in the signed data, and the checksum that a ZIP wants beforehand."""

    digest: str
    size: int
    crc32: int


def new_salt() -> bytes:
    """Random, one for each file of each portfolio."""
    return secrets.token_bytes(SALT_BYTES)


def digest(content: bytes, salt: bytes = b"") -> str:
    """The multibase text of SHA-256 over salt and bytes."""
    return encode_base64url(_SHA_256 + hashlib.sha256(salt + content).digest())


def is_digest(text: str) -> bool:
    """Whether this is a digest in the one spelling that we write."""
    try:
        content = decode(text)
    except ValueError:
        return False
    return text.startswith("u") and len(content) == 34 and content.startswith(_SHA_256)


class Measuring:
    """Digest, size and checksum of bytes that go by."""

    def __init__(self, salt: bytes = b"") -> None:
        self._hash = hashlib.sha256(salt)
        self.size = 0
        self.crc32 = 0

    def take(self, block: bytes) -> None:
        """The next bytes."""
        self._hash.update(block)
        self.crc32 = zlib.crc32(block, self.crc32)
        self.size += len(block)

    def digest(self) -> str:
        """The multibase text of SHA-256 over the salt and all bytes so far."""
        return encode_base64url(_SHA_256 + self._hash.digest())


def measure(file: Readable, salt: bytes = b"") -> Measure:
    """Read a file to its end, in blocks."""
    running = Measuring(salt)
    while block := file.read(BLOCK):
        running.take(block)
    return Measure(running.digest(), running.size, running.crc32)
