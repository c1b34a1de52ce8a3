"""Verifiable Presentations as JSON, and credentials in an envelope (data models 1.1 and 2.0)."""

from __future__ import annotations

from wallet.model.credential import Container, Credential
from wallet.reading.documents import alone, from_json
from wallet.reading.jsonish import looks_like_json

_MARKS = (b'"VerifiablePresentation"', b'"EnvelopedVerifiable')


class PresentationJson:
    """A file of credentials with the holder's own proof around them."""

    name = "presentation"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON that speaks of presentations. A mark in escapes is found by the general importer after it."""
        return looks_like_json(head) and any(mark in head for mark in _MARKS)

    def read(self, original: bytes) -> Credential:
        """Read the presentation with its members."""
        return from_json(original, alone(original, Container.JSON))
