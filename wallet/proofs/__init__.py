"""Proof suites: each takes a credential, one of its proofs and a key, and raises unless the signature holds.

A badge of Open Badges 2.0 that is only hosted has no signature: see ``wallet.verification.hosted``.
"""

from __future__ import annotations

from typing import Protocol

from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.proofs import (
    ecdsa_jcs_2019,
    ecdsa_rdfc_2019,
    ecdsa_sd_2023,
    ed25519_signature_2020,
    eddsa_jcs_2022,
    eddsa_rdfc_2022,
    jades,
    kb_jwt,
    ob2_jws,
    sd_jwt,
    vc_jwt,
)


class ProofSuite(Protocol):
    """One way of signing."""

    name: str

    def algorithm(self, proof: Proof) -> str:
        """Name of the algorithm, as reports show it."""
        ...

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Find what is wrong whatever the key is. Raises InvalidProof or UncheckedProof."""
        ...

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Check the signature. Raises InvalidProof or UncheckedProof; returning means that it holds."""
        ...


SUITES: tuple[ProofSuite, ...] = (
    eddsa_rdfc_2022.EddsaRdfc2022(),
    eddsa_jcs_2022.EddsaJcs2022(),
    ed25519_signature_2020.Ed25519Signature2020(),
    ecdsa_rdfc_2019.EcdsaRdfc2019(),
    ecdsa_jcs_2019.EcdsaJcs2019(),
    ecdsa_sd_2023.EcdsaSd2023(),
    vc_jwt.VcJwt(),
    ob2_jws.Ob2Jws(),
    sd_jwt.SdJwt(),
    kb_jwt.KbJwt(),
    jades.Jades(),
)
_BY_NAME = {suite.name: suite for suite in SUITES}


def suite_named(name: str) -> ProofSuite | None:
    """The suite of this name; None when we have none."""
    return _BY_NAME.get(name)
