"""``ecdsa-rdfc-2019``: ECDSA over the canonical graph (W3C Data Integrity ECDSA Cryptosuites 1.0, §3.2)."""

from __future__ import annotations

from wallet.errors import InvalidProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason
from wallet.signatures.arithmetic import check_ecdsa
from wallet.signatures.integrity import by_graph, check_by_graph, signature

# Size of the signature and the hash that belongs to the curve, also inside canonicalisation.
_SIZES = {KeyKind.P256: (64, "sha256"), KeyKind.P384: (96, "sha384")}


class EcdsaRdfc2019:
    """Covers the statements of a document, not its spelling."""

    name = "ecdsa-rdfc-2019"

    def algorithm(self, proof: Proof) -> str:
        """By the spelling of the key in the proof; the curve decides."""
        fragment = (proof.verification_method or "").rpartition("#")[2]
        return "ES384" if fragment.startswith("z82") else "ES256"

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        by_graph(credential.document, proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        if key.kind not in _SIZES:
            raise InvalidProof(Reason.KEY_REFUSED)
        size, hash_name = _SIZES[key.kind]
        value = signature(proof.raw, size)
        check_by_graph(
            credential.document,
            proof.raw,
            lambda message: check_ecdsa(key, value, message),
            hash_name=hash_name,
        )
