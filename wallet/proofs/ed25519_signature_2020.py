"""``Ed25519Signature2020``: Ed25519 over the canonical graph, the older name of the suite."""

from __future__ import annotations

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.signatures.arithmetic import check_ed25519
from wallet.signatures.integrity import by_graph, check_by_graph, signature


class Ed25519Signature2020:
    """As ``eddsa-rdfc-2022``, with the type of the proof for a suite name."""

    name = "Ed25519Signature2020"

    def algorithm(self, proof: Proof) -> str:
        """Always Ed25519."""
        return "Ed25519"

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        signature(proof.raw, 64)
        by_graph(credential.document, proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        value = signature(proof.raw, 64)
        check_by_graph(credential.document, proof.raw, lambda message: check_ed25519(key, value, message))
