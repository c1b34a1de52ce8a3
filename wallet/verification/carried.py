"""Keys that a signature brings along: the holder's, named by the issuer, and that of a certificate."""

from __future__ import annotations

from typing import Any

from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, from_jwk
from wallet.model.certificate import Certificate
from wallet.model.credential import Credential, Proof
from wallet.model.inspection import Policy
from wallet.model.keys import PublicKey, ResolvedKey
from wallet.model.report import Outcome, Reason
from wallet.reading.texts import mapping, text
from wallet.resolvers import resolve
from wallet.verification.context import Answer

HOLDER_SUITE = "kb-jwt"
"""Made by the holder, under what is shown: never the issuer's, and it must hold where it stands."""
SEAL_SUITE = "jades"
"""Its key comes from a certificate, whoever is named as the issuer."""


def of_holder(credential: Credential, policy: Policy) -> ResolvedKey:
    """The key that the issuer bound the credential to. Raises InvalidProof or UncheckedProof."""
    bound = mapping(credential.document.get("cnf"))
    jwk, kid = bound.get("jwk"), text(bound.get("kid"))
    if isinstance(jwk, dict):
        return ResolvedKey(from_header(jwk), controller="")
    if kid.startswith("did:"):
        return resolve(kid, policy, "authentication")
    raise UncheckedProof(Reason.KEY_MISSING)


def from_header(jwk: dict[str, Any]) -> PublicKey:
    """The key of a JSON Web Key inside the file. Raises InvalidProof or UncheckedProof."""
    try:
        return from_jwk(jwk)
    except RefusedKey:
        raise InvalidProof(Reason.KEY_REFUSED) from None
    except UnknownKey:
        raise UncheckedProof(Reason.UNKNOWN_SUITE) from None


def by_certificate(certificate: Certificate, proof: Proof, policy: Policy, needs: tuple[str, ...]) -> Answer:
    """What a certificate is worth: judged at the time of signing, and never trusted without a list."""
    moment = proof.created or policy.now
    if not certificate.valid_from <= moment <= certificate.valid_until:
        outcome = Outcome.FAILED if proof.created else Outcome.INDETERMINATE
        return Answer(outcome, Reason.CERTIFICATE_EXPIRED, needs=needs)
    notes = ("certificate_expired_since",) if certificate.valid_until < policy.now else ()
    if proof.raw.get("adoTst") is not None:
        notes = (*notes, "time_stamp_not_checked")
    return Answer(Outcome.INDETERMINATE, Reason.CERTIFICATE_NOT_TRUSTED, needs=needs, notes=notes)
