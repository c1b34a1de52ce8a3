"""JWS as JSON (RFC 7515 §7.2): a payload, and signatures beside it. Taken apart, never checked here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.model.credential import Proof
from wallet.multibase import from_base64url
from wallet.reading.limits import SIGNATURES
from wallet.reading.texts import mapping, moment, text

_ONLY_PROTECTED = ("alg", "b64", "crit")
"""What decides how it is read must be signed itself."""


def signatures_in(document: Mapping[str, Any]) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    """The payload as text, and each signature. Raises InputError(NOT_RECOGNISED) for anything else."""
    several = document.get("signatures", [document])
    if not isinstance(several, list) or not several or not all(isinstance(one, dict) for one in several):
        raise InputError(Problem.NOT_RECOGNISED)
    if len(several) > SIGNATURES:
        raise InputError(Problem.TOO_MANY_PARTS, limit=SIGNATURES)
    if not all(isinstance(one.get("protected"), str) for one in several):
        raise InputError(Problem.NOT_RECOGNISED)
    payload = text(document.get("payload"))
    if payload.lstrip().startswith("{"):
        return payload, tuple(several)
    try:
        return from_base64url(payload).decode("utf-8"), tuple(several)
    except ValueError:
        raise InputError(Problem.NOT_RECOGNISED) from None


def as_proof(signature: Mapping[str, Any], payload: str) -> Proof:
    """One signature: its signed header, and its two parts as a compact JWS without the payload.

    Without its parts where the unsigned header speaks of things that only the signed one may say.
    """
    protected = text(signature.get("protected"))
    header = _object(protected)
    aside = mapping(signature.get("header"))
    twice = any(name in header or name in _ONLY_PROTECTED for name in aside)
    compact = ".." if twice else f"{protected}..{text(signature.get('signature'))}"
    return Proof("jades", None, header, compact, created=moment(header.get("sigT")), covers=payload)


def _object(part: str) -> Mapping[str, Any]:
    try:
        value = strict_json.load(from_base64url(part))
    except (InputError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
