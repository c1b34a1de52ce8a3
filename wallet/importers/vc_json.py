"""Verifiable Credentials as JSON: Open Badges 3.0, CLR 2.0, endorsements, status lists and all others."""

from __future__ import annotations

from wallet.errors import InputError, Problem
from wallet.model.credential import Container, Credential
from wallet.reading.documents import alone, from_json
from wallet.reading.jsonish import looks_like_json

_LOCKED = "EncryptedWallet"


class CredentialJson:
    """Takes every JSON object that nobody before it took."""

    name = "vc_json"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON, in whatever charset: a wrong one deserves its own sentence."""
        return looks_like_json(head)

    def read(self, original: bytes) -> Credential:
        """Read the document at the top. A wallet that was locked with a password calls itself one too."""
        found = from_json(original, alone(original, Container.JSON))
        if _LOCKED in found.types:
            raise InputError(Problem.LOCKED_FILE)
        return found
