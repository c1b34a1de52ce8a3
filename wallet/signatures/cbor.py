"""The little of CBOR (RFC 8949) that a Data Integrity proof value is made of, in its shortest spelling only.

Whole numbers, byte strings, arrays and maps with whole numbers as names, each of a length that is told first.
"""

from __future__ import annotations

from typing import Any

MAX_DEPTH = 4
"""A proof value is an array with arrays and a map in it; deeper is nobody's."""

_NUMBER, _BYTES, _ARRAY, _MAP = 0, 2, 4, 5
# How many bytes a length takes when its own five bits do not hold it.
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}


def decode(content: bytes) -> Any:
    """The value of these bytes: int, bytes, list or dict of int. Raises ValueError for anything else."""
    reader = _Reader(content)
    value = reader.value(0)
    if reader.left():
        raise ValueError("more than one value")
    return value


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def left(self) -> int:
        return len(self._content) - self._at

    def value(self, depth: int) -> Any:
        kind, size = self._head()
        if kind == _NUMBER:
            return size
        # Every member takes a byte at least, so a length that lies is found before anything is made for it.
        if depth >= MAX_DEPTH or size > self.left():
            raise ValueError("too deep, or longer than what is there")
        if kind == _BYTES:
            return self._take(size)
        if kind == _ARRAY:
            return [self.value(depth + 1) for _ in range(size)]
        if kind == _MAP:
            return self._map(size, depth)
        raise ValueError("not in a proof value")

    def _map(self, size: int, depth: int) -> dict[int, Any]:
        found: dict[int, Any] = {}
        for _ in range(size):
            kind, name = self._head()
            if kind != _NUMBER or name in found:
                raise ValueError("a name that is no number, or comes twice")
            found[name] = self.value(depth + 1)
        return found

    def _head(self) -> tuple[int, int]:
        kind, short = divmod(self._take(1)[0], 32)
        if short < 24:
            return kind, short
        width = _WIDTHS.get(short)
        if width is None:
            raise ValueError("without a length")
        size = int.from_bytes(self._take(width), "big")
        if size < (24 if width == 1 else 1 << 4 * width):
            raise ValueError("not the shortest spelling")
        return kind, size

    def _take(self, size: int) -> bytes:
        if size > self.left():
            raise ValueError("longer than what is there")
        taken = self._content[self._at : self._at + size]
        self._at += size
        return taken
