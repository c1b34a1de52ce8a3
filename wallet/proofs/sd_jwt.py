"""``sd-jwt``: a signed token whose claims are disclosed one by one (RFC 9901)."""

from __future__ import annotations

from wallet.errors import InvalidProof, UncheckedProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.model.report import Reason
from wallet.reading.sd_jwt import DisclosuresDiffer, UnknownHash, claims_of
from wallet.signatures import jose


class SdJwt:
    """Covers the token byte for byte, and by their digests the disclosures that are shown with it."""

    name = "sd-jwt"

    def algorithm(self, proof: Proof) -> str:
        """The ``alg`` of the header, as written."""
        return jose.named_algorithm(proof)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        _read(credential, proof)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        _read(credential, proof).check(key)


def _read(credential: Credential, proof: Proof) -> jose.Jws:
    token, *disclosures, _ = proof.compact.split("~")
    jws = jose.read(token)
    try:
        claims = claims_of(jws.payload, tuple(disclosures))
    except DisclosuresDiffer:
        raise InvalidProof(Reason.DISCLOSURE_DIFFERS) from None
    except UnknownHash:
        raise UncheckedProof(Reason.UNKNOWN_SUITE) from None
    # What is shown must be the very claims that were signed and disclosed.
    if claims != credential.document:
        raise InvalidProof(Reason.CLAIMS_DIFFER)
    return jws
