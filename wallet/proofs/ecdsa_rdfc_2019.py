"""``ecdsa-rdfc-2019``: ECDSA over the canonical graph (W3C Data Integrity ECDSA Cryptosuites 1.0, §3.2)."""

from __future__ import annotations

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.signatures.arithmetic import check_ecdsa
from wallet.signatures.ecdsa import algorithm_of, measures
from wallet.signatures.integrity import by_graph, check_by_graph, signature


class EcdsaRdfc2019:
    """Covers the statements of a document, not its spelling."""

    name = "ecdsa-rdfc-2019"

    def algorithm(self, proof: Proof) -> str:
        """By the spelling of the key in the proof; the curve decides."""
        return algorithm_of(proof.verification_method)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        by_graph(credential.document, proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        size, hash_name = measures(key)
        value = signature(proof.raw, size)
        check_by_graph(
            credential.document,
            proof.raw,
            lambda message: check_ecdsa(key, value, message),
            hash_name=hash_name,
        )
