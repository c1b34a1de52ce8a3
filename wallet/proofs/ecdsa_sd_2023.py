"""``ecdsa-sd-2023``: a holder shows some of what was signed (Data Integrity ECDSA Cryptosuites 1.0, §3.4).

The issuer signs what must always be shown with its own key, and each other statement with a key that it makes
for this credential and then forgets. The holder leaves statements out; what is shown is checked one by one.
"""

from __future__ import annotations

import hashlib

from wallet.errors import InvalidProof
from wallet.jsonld import Canonical
from wallet.model.credential import Credential, Proof
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason
from wallet.signatures.arithmetic import check_ecdsa
from wallet.signatures.derived import DerivedProof, derived_proof, shared_out, statements
from wallet.signatures.integrity import by_graph, check_graphs


class EcdsaSd2023:
    """Covers the statements that are shown, and that none is missing of those that must be."""

    name = "ecdsa-sd-2023"

    def algorithm(self, proof: Proof) -> str:
        """Always P-256."""
        return "ES256"

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        by_graph(credential.document, proof.raw)
        derived_proof(proof.raw)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless every signature fits."""
        if key.kind is not KeyKind.P256:
            raise InvalidProof(Reason.KEY_REFUSED)

        def fits(options: Canonical, document: Canonical) -> None:
            # After the document: the holder's form with a member that nothing covers is wrong all the same.
            _check(key, derived_proof(proof.raw), options, document)

        check_graphs(credential.document, proof.raw, fits)


def _check(key: PublicKey, value: DerivedProof, options: Canonical, document: Canonical) -> None:
    always, others = shared_out(statements(document.nquads, value.labels), value.mandatory)
    if len(others) != len(value.signatures):
        raise InvalidProof(Reason.SIGNATURE_MISMATCH)
    always_hash = hashlib.sha256("".join(always).encode("utf-8")).digest()
    check_ecdsa(key, value.base_signature, options.digest() + value.passing_key_bytes + always_hash)
    for line, signature in zip(others, value.signatures, strict=True):
        check_ecdsa(value.passing_key, signature, line.encode("utf-8"))
