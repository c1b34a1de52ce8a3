"""JSON Canonicalization Scheme (RFC 8785): the one byte string of a JSON value."""

from __future__ import annotations

import json
from typing import Any

from wallet.errors import InputError, Problem

_SAFE_INTEGER = 2**53 - 1
_NAMES = {str}
# No value that was read from bytes has itself inside.
_write = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), sort_keys=True
).encode


def canonical(value: Any) -> bytes:
    """The RFC 8785 form. Raises InputError for a value that has none (NaN, integers beyond 2^53)."""
    if _plain(value):
        try:
            text = _write(value)
            # Two units a character: then names sort the same by code point as by UTF-16 unit.
            if text.isascii() or len(text.encode("utf-16-le")) == 2 * len(text):
                return text.encode("utf-8")
        except UnicodeEncodeError:
            raise InputError(Problem.NUMBER_OUT_OF_RANGE) from None
    import rfc8785

    try:
        return bytes(rfc8785.dumps(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise InputError(Problem.NUMBER_OUT_OF_RANGE) from None


def _plain(value: Any) -> bool:
    """Whether the standard library writes this value as RFC 8785 wants it, apart from the order of names.

    So it does without floats, and with integers that JavaScript has; strings it escapes the same way.
    """
    waiting: list[Any] = [[value]]
    for here in waiting:  # which grows meanwhile
        if type(here) is dict and not set(map(type, here)) <= _NAMES:
            return False
        for member in here.values() if type(here) is dict else here:
            kind = type(member)
            if kind is str or kind is bool or member is None:
                continue
            if kind is dict or kind is list:
                waiting.append(member)
            elif kind is not int or not -_SAFE_INTEGER <= member <= _SAFE_INTEGER:
                return False
    return True
