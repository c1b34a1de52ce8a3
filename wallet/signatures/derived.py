"""What a derived proof of ``ecdsa-sd-2023`` holds, and the statements that it covers under blinded names.

W3C Data Integrity ECDSA Cryptosuites 1.0, §3.5.7 (proof value) and §3.4 (blank nodes by HMAC).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, from_multicodec
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason
from wallet.multibase import from_base64url, to_base64url
from wallet.signatures import cbor

MAX_STATEMENTS = 2_000
"""Statements that are signed one by one: each costs a signature, and a long transcript has some hundreds."""

_BASE = b"\xd9\x5d\x00"
_DERIVED = b"\xd9\x5d\x01"
_SIGNATURE = 64
_BLINDED = 32
# A literal and an address are stepped over whole: what looks like a name inside them is none. (The reference
# implementation replaces it there as well, so it cannot sign such a text; nothing is lost.)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>|_:(c14n[0-9]+)')


@dataclass(frozen=True, slots=True)
class DerivedProof:
    """The five parts of a derived proof value."""

    base_signature: bytes = field(repr=False)
    """By the issuer, over the proof, the passing key and what must always be shown."""
    passing_key: PublicKey
    """Made for this credential alone; it signed each of the other statements."""
    passing_key_bytes: bytes = field(repr=False)
    signatures: tuple[bytes, ...] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)
    """Canonical name of each blank node -> its blinded name."""
    mandatory: tuple[int, ...]
    """Places of the statements that must always be shown, among all that are shown."""


def derived_proof(proof: Mapping[str, Any]) -> DerivedProof:
    """The parts of the value. InvalidProof: malformed; UncheckedProof: the holder's form, or too much."""
    content = _content(proof.get("proofValue"))
    if content.startswith(_BASE):
        raise UncheckedProof(Reason.HOLDER_FORM)
    if not content.startswith(_DERIVED):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    try:
        parts = cbor.decode(content[len(_DERIVED) :])
    except ValueError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None
    match parts:
        case [bytes(base), bytes(key), list(signatures), dict(labels), list(mandatory)]:
            pass
        case _:
            raise InvalidProof(Reason.PROOF_MALFORMED)
    fits = all(isinstance(one, bytes) and len(one) == _SIGNATURE for one in (base, *signatures))
    if not fits or not _ascending(mandatory):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    if len(signatures) > MAX_STATEMENTS:
        raise UncheckedProof(Reason.TOO_MUCH_WORK)
    return DerivedProof(
        base_signature=base,
        passing_key=_passing_key(key),
        passing_key_bytes=key,
        signatures=tuple(signatures),
        labels=_labels(labels),
        mandatory=tuple(mandatory),
    )


def statements(nquads: str, labels: Mapping[str, str]) -> list[str]:
    """The statements of a canonical form under their blinded names, in order. Raises InvalidProof.

    Every blank node must have a name and every name a blank node.
    """
    met: set[str] = set()

    def blinded(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group()
        met.add(name)
        if name not in labels:
            raise InvalidProof(Reason.SIGNATURE_MISMATCH)
        return f"_:{labels[name]}"

    # Not splitlines(): a literal may hold what Unicode calls a line end.
    lines = [f"{line}\n" for line in _TOKEN.sub(blinded, nquads).split("\n") if line]
    if met != labels.keys():
        raise InvalidProof(Reason.SIGNATURE_MISMATCH)
    return sorted(lines)


def shared_out(lines: list[str], mandatory: tuple[int, ...]) -> tuple[list[str], list[str]]:
    """The statements that must always be shown, and the others. Raises InvalidProof for a place beyond."""
    if mandatory and mandatory[-1] >= len(lines):
        raise InvalidProof(Reason.SIGNATURE_MISMATCH)
    places = frozenset(mandatory)
    always = [line for place, line in enumerate(lines) if place in places]
    return always, [line for place, line in enumerate(lines) if place not in places]


def _content(value: Any) -> bytes:
    if not isinstance(value, str) or not value.startswith("u"):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    try:
        return from_base64url(value[1:])
    except ValueError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None


def _ascending(places: list[Any]) -> bool:
    """Whether these are places in order, each once: another order would be another spelling of the same."""
    if not all(isinstance(place, int) for place in places):
        return False
    return all(before < after for before, after in pairwise(places))


def _passing_key(content: bytes) -> PublicKey:
    try:
        key = from_multicodec(content)
    except (RefusedKey, UnknownKey):
        raise InvalidProof(Reason.KEY_REFUSED) from None
    if key.kind is not KeyKind.P256:
        raise InvalidProof(Reason.KEY_REFUSED)
    return key


def _labels(given: Mapping[int, Any]) -> dict[str, str]:
    """One blinded name for each blank node, and never the same for two: that would make one thing of two."""
    values = list(given.values())
    if not all(isinstance(value, bytes) and len(value) == _BLINDED for value in values):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    if len(set(values)) != len(values):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    return {f"c14n{number}": "u" + to_base64url(value) for number, value in given.items()}
