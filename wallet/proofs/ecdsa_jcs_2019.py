"""``ecdsa-jcs-2019``: ECDSA over the canonical text (W3C Data Integrity ECDSA Cryptosuites 1.0, §3.3)."""

from __future__ import annotations

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.signatures.arithmetic import check_ecdsa
from wallet.signatures.ecdsa import algorithm_of, measures
from wallet.signatures.integrity import by_text, signature


class EcdsaJcs2019:
    """Covers every member of a document, whatever the contexts say."""

    name = "ecdsa-jcs-2019"

    def algorithm(self, proof: Proof) -> str:
        """By the spelling of the key in the proof; the curve decides."""
        return algorithm_of(proof.verification_method)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        by_text(credential.document, proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        size, hash_name = measures(key)
        value = signature(proof.raw, size)
        check_ecdsa(key, value, by_text(credential.document, proof.raw, hash_name=hash_name))
