"""While somebody writes: what in the text may say too much, and the same text without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wallet.model.portfolio import Sensitive
from wallet.privacy.scanner import scan
from wallet.words import say


@dataclass(frozen=True, slots=True)
class PrivacyHint:
    """One place in one box. It is a hint: the writer may leave it as it is."""

    box: str
    kind: Sensitive
    start: int
    end: int
    found: str = field(repr=False)


def look(texts: Mapping[str, str]) -> tuple[PrivacyHint, ...]:
    """What stands out in these boxes, in their order. Names are not looked for: those the writer marks."""
    return tuple(
        PrivacyHint(box, kind, start, end, found)
        for box, text in texts.items()
        for kind, start, end, found in scan(text)
    )


def cover(text: str, hint: PrivacyHint, language: str) -> str:
    """The text with a neutral word in that place. Unchanged when something else stands there by now."""
    if text[hint.start : hint.end] != hint.found:
        return text
    return text[: hint.start] + say(f"write.covered.{hint.kind.value}", language) + text[hint.end :]
