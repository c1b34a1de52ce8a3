"""The bytes of an embedded credential as they were found, cut out of the text around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def pieces(text: str, path: tuple[str | int, ...]) -> list[str]:
    """The value at ``path`` as written; for a list, each of its elements as written.

    ``text`` is JSON that was read before and ``path`` leads to a value of it.
    """
    at = _space(text, 0)
    for step in path:
        at = _member(text, at, step) if isinstance(step, str) else _element(text, at, step)
    if text[at] == "[":
        return [text[start : _end(text, start)] for start in _elements(text, at)]
    return [text[at : _end(text, at)]]


def members(text: str) -> Iterator[tuple[str, str]]:
    """(name, value as written) of each member of an object that was read before."""
    at = _space(text, _space(text, 0) + 1)
    while text[at] != "}":
        name, at = _DECODER.raw_decode(text, at)
        at = _space(text, _space(text, at) + 1)
        yield name, text[at : _end(text, at)]
        at = _after(text, at)


def _space(text: str, at: int) -> int:
    matched = _SPACE.match(text, at)
    return matched.end() if matched else at


def _end(text: str, at: int) -> int:
    return int(_DECODER.raw_decode(text, at)[1])


def _member(text: str, at: int, name: str) -> int:
    at = _space(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _space(text, _space(text, at) + 1)
        if key == name:
            return at
        at = _after(text, at)
    raise KeyError(name)


def _element(text: str, at: int, index: int) -> int:
    for number, start in enumerate(_elements(text, at)):
        if number == index:
            return start
    raise IndexError(index)


def _elements(text: str, at: int) -> Iterator[int]:
    at = _space(text, at + 1)
    while text[at] != "]":
        yield at
        at = _after(text, at)


def _after(text: str, at: int) -> int:
    """Where the next member or element begins, or where the container is closed."""
    at = _space(text, _end(text, at))
    return _space(text, at + 1) if text[at] == "," else at
