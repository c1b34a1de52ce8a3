"""The seal: what people read around an intact presentation must not be changeable either.

A signature of the holder's key over SHA-256 of the whole file in which the seal's own digits are ``0``.
Fixed length, one spelling, one place for each wrapping.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MARK = b"studieregister-seal:1:"
DIGITS = 128
"""An Ed25519 signature in hexadecimal."""
LENGTH = len(MARK) + DIGITS
BLANK = MARK + b"0" * DIGITS
BLOCK = 1 << 20
"""Bytes read and hashed at once: large enough for speed, small enough for memory."""

_HEXADECIMAL = frozenset(b"0123456789abcdef")


class Sealing:
    """Writes a file and hashes along, so that sealing at the end costs no second pass."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        """The next bytes of the file."""
        self._hash.update(content)
        self._out.write(content)
        self.size += len(content)

    def seal(self, before: bytes, after: bytes, sign: Callable[[bytes], bytes]) -> str:
        """Write the seal between ``before`` and the file's last bytes; the digest of the finished file."""
        blank = self._hash.copy()
        blank.update(before + BLANK + after)
        self.write(before + MARK + sign(MARK + blank.digest()).hex().encode("ascii") + after)
        return "sha256:" + self._hash.hexdigest()


def examine(file: BinaryIO, at: int | None, public: bytes | None) -> tuple[bool, str]:
    """Whether the seal that begins here was made by this key over this very file; and the file's digest.

    Without a place for the seal, or without a usable key, it does not hold.
    """
    whole = hashlib.sha256()
    file.seek(0)
    _hash(file, whole.update, at)
    blank = whole.copy()
    found = file.read(LENGTH) if at is not None else b""
    whole.update(found)
    blank.update(BLANK)

    def both(block: bytes) -> None:
        whole.update(block)
        blank.update(block)

    _hash(file, both, None)
    holds = public is not None and _made_by(public, found, blank.digest())
    return holds, "sha256:" + whole.hexdigest()


def _hash(file: BinaryIO, update: Callable[[bytes], None], length: int | None) -> None:
    """Hash so many bytes from here, or all that is left."""
    left = length
    while block := file.read(BLOCK if left is None else min(BLOCK, left)):
        update(block)
        if left is not None:
            left -= len(block)


def _made_by(public: bytes, found: bytes, digest: bytes) -> bool:
    digits = found[len(MARK) :]
    if not found.startswith(MARK) or len(digits) != DIGITS or not _HEXADECIMAL.issuperset(digits):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            bytes.fromhex(digits.decode("ascii")), MARK + digest
        )
    except InvalidSignature:
        return False
    return True
