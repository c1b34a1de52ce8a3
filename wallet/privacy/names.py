"""Finds names in a text as whole words, whatever their case, accents and what stands between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# "IMG_Ada_1999.jpg" names Ada: only a letter makes a word longer, and a digit a number.
_BEGIN, _END = r"(?<![^\W\d_])(?<!\d(?=\d))", r"(?![^\W\d_])(?!(?<=\d)\d)"
_BETWEEN = r"[\s_.\-]+"


def find_names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each whole-word occurrence, in order and without overlap; longer names win."""
    wanted = sorted({folded for name in names if (folded := _fold(name)[0].strip())}, key=len, reverse=True)
    if not wanted:
        return
    plain, places = _fold(text)
    words = "|".join(_BETWEEN.join(re.escape(word) for word in name.split()) for name in wanted)
    for hit in re.finditer(f"{_BEGIN}(?:{words}){_END}", plain):
        yield places[hit.start()], places[hit.end()]


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its characters the place it came from.

    A place points at a base character, so that accents written as characters of their own go along with it.
    """
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                plain.append(part)
                places.append(place)
    return "".join(plain), [*places, len(text)]
