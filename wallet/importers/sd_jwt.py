"""SD-JWT and SD-JWT VC: a signed token with disclosures behind it (RFC 9901)."""

from __future__ import annotations

from codecs import BOM_UTF8

from wallet.model.credential import Container, Credential
from wallet.reading.documents import alone, from_sd_jwt
from wallet.reading.sd_jwt import looks_sd_jwt


class SdJwt:
    """A file that is one SD-JWT, with or without the holder's own key binding."""

    name = "sd_jwt"

    def recognises(self, head: bytes, filename: str) -> bool:
        """Base64url parts with dots, then tildes."""
        return looks_sd_jwt(head.removeprefix(BOM_UTF8))

    def read(self, original: bytes) -> Credential:
        """Read the token, and what is disclosed of it."""
        content = original.removeprefix(BOM_UTF8).decode("ascii", "replace")
        return from_sd_jwt(content, alone(original, Container.SD_JWT))
