"""``ob2-signed``: an Open Badges 2.0 assertion inside a JWS (Open Badges 2.0, signed verification)."""

from __future__ import annotations

from wallet.errors import InvalidProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.model.report import Reason
from wallet.signatures import jose


class Ob2Jws:
    """Covers the assertion byte for byte; badge and issuer stand at addresses that it names."""

    name = "ob2-signed"

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
    jws = jose.read(proof.compact)
    # What is shown must be the very object that was signed.
    if jws.payload != credential.document:
        raise InvalidProof(Reason.CLAIMS_DIFFER)
    return jws
