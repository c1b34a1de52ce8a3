"""Compact signatures: VC-JWT, VP-JWT, and signed badges 2.0."""

from __future__ import annotations

from codecs import BOM_UTF8

from wallet.model.credential import Container, Credential
from wallet.reading.compact import looks_compact
from wallet.reading.documents import alone, from_compact


class VcJwt:
    """A file that is one JWS."""

    name = "vc_jwt"

    def recognises(self, head: bytes, filename: str) -> bool:
        """Base64url parts with dots between them."""
        return looks_compact(head.removeprefix(BOM_UTF8))

    def read(self, original: bytes) -> Credential:
        """Read header and payload."""
        content = original.removeprefix(BOM_UTF8).decode("ascii", "replace")
        return from_compact(content, alone(original, Container.JWT))
