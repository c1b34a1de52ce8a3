"""A portfolio file taken apart: its data, the bytes of its files as streams, and where its seal stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wallet import strict_json
from wallet.bundle import naming
from wallet.bundle.salted import SALT_BYTES, Readable
from wallet.errors import InputError, Problem
from wallet.multibase import from_base64url

_SALT = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What stands in a file, before anything about it is believed."""

    wrapping: str
    presentation: bytes = field(repr=False)
    """JSON as it was found."""
    salts: Mapping[str, bytes] = field(repr=False)
    beside: frozenset[str] = field(repr=False)
    files: Mapping[str, Callable[[], Readable]] = field(repr=False)
    """File name -> opens its bytes."""
    seal_at: int | None
    """Where the seal begins; None when it is not where it must be."""


def read_companions(content: bytes) -> tuple[dict[str, bytes], frozenset[str]]:
    """Salts by file name, and the names of files that lie beside. Raises InputError."""
    value = strict_json.load(content)
    if not isinstance(value, dict) or value.get("companionsVersion") != 1:
        raise InputError(Problem.NEWER_FORMAT)
    salts, beside = value.get("salts"), value.get("beside")
    if not isinstance(salts, dict) or not isinstance(beside, list):
        raise InputError(Problem.DAMAGED_FILE)
    if not all(isinstance(name, str) and naming.is_file_name(name) for name in (*salts, *beside)):
        raise InputError(Problem.DAMAGED_FILE)
    return {name: _salt(salt) for name, salt in salts.items()}, frozenset(beside)


def _salt(value: Any) -> bytes:
    if isinstance(value, str) and _SALT.fullmatch(value):
        try:
            salt = from_base64url(value)
        except ValueError:
            salt = b""
        if len(salt) == SALT_BYTES:
            return salt
    raise InputError(Problem.DAMAGED_FILE)
