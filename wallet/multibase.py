"""Multibase and base64url, in their canonical spelling only; a bad text raises ValueError."""

from __future__ import annotations

import base64
import binascii
import re

MAX_BASE58 = 128
"""Characters: base58 costs quadratic time, and a key or a 64-byte signature needs no more than 90."""

_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]*")


def decode(text: str, *, limit: int = MAX_BASE58) -> bytes:
    """Bytes of a multibase text that begins with ``z`` (base58btc) or ``u`` (base64url without padding)."""
    if text[:1] == "z":
        return from_base58(text[1:], limit=limit)
    if text[:1] == "u":
        return from_base64url(text[1:])
    raise ValueError("neither base58btc nor base64url")


def encode_base58(content: bytes) -> str:
    """Multibase with base58btc: ``z…``."""
    import base58

    return "z" + base58.b58encode(content).decode("ascii")


def encode_base64url(content: bytes) -> str:
    """Multibase with base64url: ``u…``."""
    return "u" + to_base64url(content)


def from_base58(text: str, *, limit: int = MAX_BASE58) -> bytes:
    """Bytes of a base58btc text without prefix."""
    import base58

    if len(text) > limit:
        raise ValueError("base58 text too long")
    # The library strips white space; a signature must have one spelling.
    if not _BASE58.fullmatch(text):
        raise ValueError("not base58btc")
    return bytes(base58.b58decode(text))


def to_base64url(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Bytes of a base64url text without padding, refused unless it is the canonical spelling."""
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ValueError("not base64url") from None
    # The decoder skips what is not of its alphabet, and reads two alphabets; written again, that shows.
    if to_base64url(content) != text:
        raise ValueError("not the canonical base64url")
    return content
