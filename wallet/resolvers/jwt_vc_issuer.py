"""Issuers of SD-JWT VCs with a web address: their keys stand in a list at a fixed place of their site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.controllers import load
from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, from_jwk
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason
from wallet.reading.sd_jwt import metadata_address
from wallet.reading.texts import mapping, mappings, text

_PLACE = "/.well-known/jwt-vc-issuer"


class JwtVcIssuer:
    """``https://issuer.example/.well-known/jwt-vc-issuer/path#key`` (SD-JWT VC, §5)."""

    name = "jwt_vc_issuer"

    def handles(self, verification_method: str) -> bool:
        """Whether it is a key in such a list."""
        return verification_method.startswith("https://") and _PLACE in verification_method

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key of this name in the list; without a name, the only one."""
        address, _, name = verification_method.partition("#")
        held = policy.document(address)
        document = load(held) if held else None
        if held is None or document is None or metadata_address(text(document.get("issuer"))) != address:
            raise UncheckedProof(Reason.KEY_UNREACHABLE, (address,))
        elsewhere = text(document.get("jwks_uri"))
        keys = document.get("jwks")
        if keys is None and elsewhere:
            there = policy.document(elsewhere)
            keys = load(there) if there else None
            if there is None or keys is None:
                raise UncheckedProof(Reason.KEY_UNREACHABLE, (elsewhere,))
            # The weaker of the two decides how far the answer may be trusted.
            held = there if there.origin == "from_sender" else held
        return ResolvedKey(
            key=from_jwk(_named(mappings(mapping(keys).get("keys")), name, held.origin)),
            controller=text(document.get("issuer")),
            source=held.source,
            as_of=held.as_of,
            origin=held.origin,
            of_document=True,
            needs=held.needs,
        )


def _named(keys: list[Mapping[str, Any]], name: str, origin: str) -> Mapping[str, Any]:
    found = [key for key in keys if name and key.get("kid") == name]
    if not found and len(keys) == 1 and (not name or "kid" not in keys[0]):
        found = keys
    if len(found) == 1:
        if found[0].get("use", "sig") != "sig":
            raise RefusedKey("not a signing key")
        return found[0]
    if found or not name or origin == "from_sender":  # what came along neither confirms nor denies
        raise UncheckedProof(Reason.KEY_MISSING)
    raise InvalidProof(Reason.KEY_NOT_LISTED)
