"""``eddsa-jcs-2022``: Ed25519 over the canonical text (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.3)."""

from __future__ import annotations

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.signatures.arithmetic import check_ed25519
from wallet.signatures.integrity import by_text, signature


class EddsaJcs2022:
    """Covers every member of a document, whatever the contexts say."""

    name = "eddsa-jcs-2022"

    def algorithm(self, proof: Proof) -> str:
        """Always Ed25519."""
        return "Ed25519"

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        signature(proof.raw, 64)
        by_text(credential.document, proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        value = signature(proof.raw, 64)
        check_ed25519(key, value, by_text(credential.document, proof.raw))
