"""The master key while a register is open, and the keys derived from it. Overwritten when it is locked."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
HEADER_MAC = "studieregister/1/header-mac"
DATABASE = "studieregister/1/sqlcipher"
HEAD = "studieregister/1/head"
HOLDER_WRAP = "studieregister/1/holder-wrap"
BACKUP = "studieregister/1/backup"


def wipe(secret: bytearray) -> None:
    """Overwrite a secret. Copies that Python made of it cannot be reached."""
    secret[:] = bytes(len(secret))


def derive(secret: bytes | bytearray, info: str, salt: bytes | None = None) -> bytearray:
    """HKDF-SHA256, 32 bytes."""
    key = bytearray(KEY)
    HKDF(hashes.SHA256(), KEY, salt, info.encode()).derive_into(secret, key)
    return key


def mac(key: bytes | bytearray, content: bytes) -> bytes:
    """HMAC-SHA256."""
    maker = hmac.HMAC(key, hashes.SHA256())
    maker.update(content)
    return maker.finalize()


class Keyring:
    """Holds the master key. Nothing of it shows in its repr."""

    __slots__ = ("_master",)

    def __init__(self, master: bytearray | None = None) -> None:
        self._master = bytearray(secrets.token_bytes(KEY)) if master is None else master

    @property
    def master(self) -> bytearray:
        """The master key itself: for wrapping it in a slot only."""
        return self._master

    def key(self, info: str, salt: bytes | None = None) -> bytearray:
        """The key for one purpose; the caller wipes it."""
        return derive(self._master, info, salt)

    def mac(self, info: str, content: bytes) -> bytes:
        """HMAC-SHA256 under the key for one purpose."""
        key = self.key(info)
        try:
            return mac(key, content)
        finally:
            wipe(key)

    def wipe(self) -> None:
        """Overwrite the master key; the keyring is of no use afterwards."""
        wipe(self._master)
