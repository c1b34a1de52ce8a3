"""From the address of a key to the key: whose it is, and who says so. Documents come from the policy only."""

from __future__ import annotations

from typing import Protocol

from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason
from wallet.resolvers import did_jwk, did_key, did_web, jwt_vc_issuer, web_profile

MAX_ADDRESS = 10_000
"""Characters: a did:jwk with an RSA key of 8192 bits has under 2,000."""


class Resolver(Protocol):
    """One way of naming a key."""

    name: str

    def handles(self, verification_method: str) -> bool:
        """Whether this address is of its kind."""
        ...

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key, as listed for this purpose. Raises UncheckedProof, RefusedKey or UnknownKey."""
        ...


RESOLVERS: tuple[Resolver, ...] = (
    did_key.DidKey(),
    did_jwk.DidJwk(),
    did_web.DidWeb(),
    jwt_vc_issuer.JwtVcIssuer(),
    web_profile.WebProfile(),
)


def resolve(verification_method: str, policy: Policy, purpose: str = "assertionMethod") -> ResolvedKey:
    """The key behind this address, and whether its controller lists it for this purpose.

    Raises UncheckedProof when it is out of reach or of an unknown kind, InvalidProof when it is refused.
    """
    if len(verification_method) > MAX_ADDRESS:
        raise InvalidProof(Reason.KEY_REFUSED)
    for resolver in RESOLVERS:
        if resolver.handles(verification_method):
            try:
                return resolver.resolve(verification_method, policy, purpose)
            except RefusedKey:
                raise InvalidProof(Reason.KEY_REFUSED) from None
            except UnknownKey:
                raise UncheckedProof(Reason.UNKNOWN_SUITE) from None
    # Nothing that could be fetched: only web addresses are needs.
    raise UncheckedProof(Reason.KEY_UNREACHABLE)
