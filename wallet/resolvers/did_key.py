"""did:key: the identifier is the key."""

from __future__ import annotations

from wallet.errors import UncheckedProof
from wallet.keys import from_multikey
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason


class DidKey:
    """``did:key:z6Mk…#z6Mk…``; the part after the hash may be left out."""

    name = "did_key"

    def handles(self, verification_method: str) -> bool:
        """Whether it is a did:key."""
        return verification_method.startswith("did:key:")

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key in the identifier. A fragment that names another key is out of reach."""
        did, hash_sign, fragment = verification_method.partition("#")
        text = did.removeprefix("did:key:")
        if hash_sign and fragment != text:
            raise UncheckedProof(Reason.KEY_UNREACHABLE)
        return ResolvedKey(from_multikey(text), controller=did)
