"""Compact signatures (JWS): taken apart, never checked here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.multibase import from_base64url
from wallet.reading.limits import CREDENTIAL_BYTES

_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
# "ey" and "ew" are the base64url of '{' with what may follow it in JSON.
_ALMOST = re.compile(rb"\s*e[wy][A-Za-z0-9_-]{6,}\.[A-Za-z0-9_=.+/-]*\s*")


@dataclass(frozen=True, slots=True)
class Compact:
    """A JWS taken apart."""

    text: str = field(repr=False)
    header: Mapping[str, Any] = field(repr=False)
    payload: Mapping[str, Any] = field(repr=False)
    payload_text: str = field(repr=False)


def looks_compact(content: bytes) -> bool:
    """Whether these bytes are a JWS, or one that was damaged on its way."""
    return bool(_ALMOST.fullmatch(content)) and content.count(b".") <= 2


def take_apart(content: str) -> Compact:
    """Header and payload. Raises InputError: too large, damaged, or not JSON inside."""
    if len(content) > CREDENTIAL_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=CREDENTIAL_BYTES)
    content = content.strip()
    if not _COMPACT.fullmatch(content):
        raise InputError(Problem.DAMAGED_FILE)
    first, second, _ = content.split(".")
    header, _ = _object(first)
    payload, text = _object(second)
    return Compact(content, header, payload, text)


def _object(part: str) -> tuple[Mapping[str, Any], str]:
    try:
        content = from_base64url(part)
    except ValueError:
        raise InputError(Problem.DAMAGED_FILE) from None
    value = strict_json.load(content)
    if not isinstance(value, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    return value, content.decode("utf-8")
