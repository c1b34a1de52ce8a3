"""JSON Canonicalization Scheme (RFC 8785): the one byte string of a JSON value."""

from __future__ import annotations

import json
from typing import Any

from wallet.errors import InputError, Problem

_SAFE_INTEGER = 2**53 - 1


def canonical(value: Any) -> bytes:
    """The RFC 8785 form. Raises InputError for a value that has none (NaN, integers beyond 2^53)."""
    if _plain(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
    import rfc8785

    try:
        return bytes(rfc8785.dumps(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise InputError(Problem.NUMBER_OUT_OF_RANGE) from None


def _plain(value: Any) -> bool:
    """Whether the standard library writes this value exactly as RFC 8785 wants it.

    So it does without floats, with integers that JavaScript has, and with member names that sort the same
    by code point as by UTF-16 unit; strings it escapes the same way.
    """
    kind = type(value)
    if kind is str:
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if kind is dict:
        return all(type(name) is str and name.isascii() and _plain(member) for name, member in value.items())
    if kind is list:
        return all(_plain(member) for member in value)
    if kind is int:
        return bool(-_SAFE_INTEGER <= value <= _SAFE_INTEGER)
    return value is None or kind is bool
