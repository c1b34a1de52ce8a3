"""JSON from strangers, read strictly: one reading only, and no more work than a credential can need."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from wallet.errors import InputError, Problem

MAX_DEPTH = 64
"""Deeper than any credential, far from the interpreter's own limit on recursion."""
MAX_NODES = 50_000
"""Values in one document; the largest real transcript has a few thousand."""
MAX_STRING = 1_000_000
"""Bytes of UTF-8 in one string: an embedded image fits, a disk image does not."""
MAX_DIGITS = 17
"""Digits of an integer: beyond them readers disagree about its value."""

# Possessive and with an optional end, so that an unclosed string costs one pass and no more.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_TOKEN = re.compile(_STRING.pattern + r"|[\[\]{},]", re.DOTALL)
_LARGE = 1_000_000
"""Characters from which a document is looked through piece by piece before anything is made of it."""
_NOT_STRUCTURE = re.compile(r"[^\[\]{},]+")
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def load(content: bytes) -> Any:
    """The value of these bytes. Raises InputError for anything that two readers could read differently."""
    try:
        text = content.decode("utf-8", "strict")
    except UnicodeDecodeError:
        raise InputError(Problem.NOT_UTF8) from None
    _measure(text)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
        )
    except (ValueError, RecursionError):
        raise InputError(Problem.NOT_JSON) from None
    # Most documents are smaller than one string may be and escape no surrogate: nothing to walk for.
    if len(content) > MAX_STRING or _MAYBE_SURROGATE.search(text):
        _check_strings(value)
    return value


def _measure(text: str) -> None:
    """Depth and number of values, counted before anything is built from them."""
    if len(text) > _LARGE:
        _look_through(text)
    # Brackets and commas inside strings are counted too: with so few, no closer look can find too many.
    opened = text.count("[") + text.count("{")
    if opened <= MAX_DEPTH and text.count(",") + opened < MAX_NODES:
        return
    structure = _NOT_STRUCTURE.sub("", _STRING.sub("", text))
    opened = structure.count("[") + structure.count("{")
    depth = 0
    for character in structure:
        if character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise InputError(Problem.TOO_DEEP, limit=MAX_DEPTH)
        elif character in "]}":
            depth -= 1
            if depth < 0:
                raise InputError(Problem.NOT_JSON)
    # A value stands before each comma and at the end of each container that is not empty.
    if structure.count(",") + opened >= MAX_NODES:
        empty = len(re.findall(r"\[\s*\]|\{\s*\}", _STRING.sub("0", text)))
        if 1 + structure.count(",") + opened - empty > MAX_NODES:
            raise InputError(Problem.TOO_LARGE, limit=MAX_NODES)


def _look_through(text: str) -> None:
    """Stop at the first sign of far too many values or levels, with no memory of what went before."""
    depth = opened = commas = strings = 0
    for token in _TOKEN.finditer(text):
        match text[token.start()]:
            case '"':
                strings += 1
            case ",":
                commas += 1
            case "[" | "{":
                opened += 1
                depth += 1
            case _:
                depth -= 1
        if depth > MAX_DEPTH:
            raise InputError(Problem.TOO_DEEP, limit=MAX_DEPTH)
        # A container is a value, after each comma stands one, and each has one name at most.
        if commas >= MAX_NODES or opened > MAX_NODES or strings > 2 * MAX_NODES:
            raise InputError(Problem.TOO_LARGE, limit=MAX_NODES)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise InputError(Problem.DUPLICATE_KEY)
    return members


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > MAX_DIGITS:
        raise InputError(Problem.NUMBER_OUT_OF_RANGE, limit=MAX_DIGITS)
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise InputError(Problem.NUMBER_OUT_OF_RANGE, limit=MAX_DIGITS)
    return number


def _constant(name: str) -> NoReturn:
    # NaN and Infinity: Python reads them, JSON does not have them.
    raise InputError(Problem.NOT_JSON)


def _check_strings(value: Any) -> None:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            _check_string(here)
        elif isinstance(here, dict):
            waiting.extend(here.keys())
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)


def _check_string(text: str) -> None:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form: two programs would sign two different things.
        raise InputError(Problem.NOT_UTF8) from None
    if size > MAX_STRING:
        raise InputError(Problem.TOO_LARGE, limit=MAX_STRING)
