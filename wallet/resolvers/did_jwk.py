"""did:jwk: the identifier is a JSON Web Key in base64url."""

from __future__ import annotations

from wallet import strict_json
from wallet.errors import InputError, UncheckedProof
from wallet.keys import RefusedKey, from_jwk
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason
from wallet.multibase import from_base64url


class DidJwk:
    """``did:jwk:eyJ…#0``; the part after the hash may be left out."""

    name = "did_jwk"

    def handles(self, verification_method: str) -> bool:
        """Whether it is a did:jwk."""
        return verification_method.startswith("did:jwk:")

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key in the identifier. Raises RefusedKey when its private half is in it, too."""
        did, hash_sign, fragment = verification_method.partition("#")
        if hash_sign and fragment != "0":
            raise UncheckedProof(Reason.KEY_UNREACHABLE)
        try:
            jwk = strict_json.load(from_base64url(did.removeprefix("did:jwk:")))
        except (ValueError, InputError):
            raise RefusedKey("not a JSON Web Key") from None
        if not isinstance(jwk, dict) or jwk.get("use", "sig") != "sig":
            raise RefusedKey("not a signing key")
        return ResolvedKey(from_jwk(jwk), controller=did)
