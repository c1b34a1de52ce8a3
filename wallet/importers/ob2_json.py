"""Open Badges 2.0 as JSON (hosted), and 1.x."""

from __future__ import annotations

from wallet.model.credential import Container, Credential
from wallet.reading.documents import alone, from_json
from wallet.reading.jsonish import looks_like_json

_MARKS = (b"openbadges/v1", b"openbadges/v2", b'"Assertion"', b'"recipient"')


class OpenBadge2Json:
    """The JSON of a hosted badge: what counts is what stands at its own address."""

    name = "ob2_json"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON that speaks of recipients or of the older contexts."""
        return looks_like_json(head) and any(mark in head for mark in _MARKS)

    def read(self, original: bytes) -> Credential:
        """Read the assertion with what is embedded in it."""
        return from_json(original, alone(original, Container.JSON))
