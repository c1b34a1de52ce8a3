"""``eddsa-rdfc-2022``: Ed25519 over the canonical graph (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.2)."""

from __future__ import annotations

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.signatures.arithmetic import check_ed25519
from wallet.signatures.integrity import by_graph, check_by_graph, signature


class EddsaRdfc2022:
    """Covers the statements of a document, not its spelling."""

    name = "eddsa-rdfc-2022"

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
