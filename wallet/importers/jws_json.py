"""Signatures beside their payload, as JSON: sealed European credentials (JAdES), and SD-JWT written so."""

from __future__ import annotations

from wallet.model.credential import Container, Credential
from wallet.reading.documents import alone, from_json
from wallet.reading.jsonish import looks_like_json

_MARKS = (b'"payload"', b'"signatures"', b'"protected"')


class JwsJson:
    """A JSON object with a payload and one signature or several."""

    name = "jws_json"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON that speaks of a payload or of signatures. The payload itself may fill the head."""
        return looks_like_json(head) and any(mark in head for mark in _MARKS)

    def read(self, original: bytes) -> Credential:
        """Read the payload with its signatures."""
        return from_json(original, alone(original, Container.JSON))
