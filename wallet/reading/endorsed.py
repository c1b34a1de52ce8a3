"""The digests by which an endorsement says which very bytes it is about."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wallet import multibase
from wallet.reading.texts import id_of, mapping, mappings, text

LIMIT = 20
"""Digests of one endorsement that are looked at."""
UNREADABLE = ""
"""Stands for a digest that is stated and cannot be read: then nobody knows whether it fits."""
# Multihash: the code of the hash, and how many bytes follow.
_MULTIHASH = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_SRI = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?.*)?")
_BYTES = {"sha256": 32, "sha384": 48, "sha512": 64}


def stated_digests(document: Mapping[str, Any], endorsed: str) -> tuple[str, ...]:
    """``sha256:<hex>`` and the like, from the subject and from related resources of the same id."""
    subject = mapping(document.get("credentialSubject"))
    related = (*mappings(document.get("relatedResource")), *mappings(subject.get("relatedResource")))
    found: list[str] = []
    for place in (subject, *(one for one in related if endorsed and id_of(one) == endorsed)):
        found += _digests(place)
    return tuple(dict.fromkeys(found))[:LIMIT]


def _digests(place: Mapping[str, Any]) -> Iterator[str]:
    if place.get("digestMultibase") is not None:
        yield _multihash(text(place["digestMultibase"]))
    if place.get("digestSRI") is not None:
        parts = text(place["digestSRI"]).split()[:LIMIT]
        yield from map(_sri, parts or [""])


def _multihash(written: str) -> str:
    try:
        content = multibase.decode(written)
    except ValueError:
        return UNREADABLE
    algorithm = _MULTIHASH.get(content[:2], "")
    return _digest(algorithm, content[2:])


def _sri(written: str) -> str:
    """W3C, Subresource Integrity: name, hyphen, base64; options behind a question mark say nothing yet."""
    found = _SRI.fullmatch(written)
    if found is None:
        return UNREADABLE
    padded = found[2] + "=" * (-len(found[2]) % 4)
    try:
        return _digest(found[1], base64.b64decode(padded, altchars=b"-_" if set("-_") & {*padded} else None))
    except binascii.Error:
        return UNREADABLE


def _digest(algorithm: str, content: bytes) -> str:
    return f"{algorithm}:{content.hex()}" if len(content) == _BYTES.get(algorithm) else UNREADABLE
