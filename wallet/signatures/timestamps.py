"""What a time stamp of RFC 3161 was made over. Who made it, and when, is not checked here."""

from __future__ import annotations

import hashlib

from wallet.errors import InvalidProof, UncheckedProof
from wallet.model.report import Reason

_SEQUENCE, _OCTETS, _OID, _EXPLICIT = 0x30, 0x04, 0x06, 0xA0
MAX_VALUES = 32
"""Values beside each other; the fullest level of a time stamp has ten."""
_HASHES = {
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}
"""Contents of the object identifiers of SHA-2."""


def check_imprint(token: bytes, content: bytes) -> None:
    """Raises InvalidProof for a stamp over something else, UncheckedProof for an unreadable one."""
    try:
        algorithm, imprint = _imprint(token)
    except (ValueError, IndexError):
        raise UncheckedProof(Reason.UNKNOWN_SUITE) from None
    if algorithm not in _HASHES:
        raise UncheckedProof(Reason.UNKNOWN_SUITE)
    if hashlib.new(_HASHES[algorithm], content).digest() != imprint:
        raise InvalidProof(Reason.SIGNATURE_MISMATCH)


def _imprint(token: bytes) -> tuple[bytes, bytes]:
    """Hash algorithm and hash: ContentInfo, SignedData, EncapsulatedContentInfo, TSTInfo, MessageImprint."""
    _, wrapped = _parts(_only(token, _SEQUENCE))
    signed_data = _parts(_only(_value(wrapped, _EXPLICIT), _SEQUENCE))
    _, content = _parts(_value(signed_data[2], _SEQUENCE))
    info = _parts(_only(_only(_value(content, _EXPLICIT), _OCTETS), _SEQUENCE))
    algorithm, imprint = _parts(_value(info[2], _SEQUENCE))
    return _value(_parts(_value(algorithm, _SEQUENCE))[0], _OID), _value(imprint, _OCTETS)


def _only(content: bytes, tag: int) -> bytes:
    (part,) = _parts(content)
    return _value(part, tag)


def _value(part: tuple[int, bytes], tag: int) -> bytes:
    if part[0] != tag:
        raise ValueError("another kind of value")
    return part[1]


def _parts(content: bytes) -> list[tuple[int, bytes]]:
    """Tag and content of each value in turn (DER: lengths are definite)."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at < len(content):
        tag, length, start = content[at], content[at + 1], at + 2
        if length > 0x84 or length == 0x80:
            raise ValueError("a length that DER does not have")
        if length > 0x80:
            start += length - 0x80
            length = int.from_bytes(content[at + 2 : start], "big")
        at = start + length
        if at > len(content) or len(found) == MAX_VALUES:
            raise ValueError("cut short, or no time stamp")
        found.append((tag, content[start:at]))
    return found
