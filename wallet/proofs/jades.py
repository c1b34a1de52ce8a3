"""``jades``: an electronic seal beside its payload (ETSI TS 119 182-1; European Digital Credentials)."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from wallet.errors import InvalidProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.model.report import Reason
from wallet.reading.texts import mapping, mappings, text
from wallet.signatures import jose
from wallet.signatures.timestamps import check_imprint

IMPLEMENTED = ("b64", "sigT", "adoTst")
"""Critical members: the payload as written, the time of signing, and time stamps over the payload."""


class Jades:
    """Covers the payload byte for byte, and the certificate that is named in its header."""

    name = "jades"

    def algorithm(self, proof: Proof) -> str:
        """The ``alg`` of the header, as written."""
        return jose.named_algorithm(proof)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        _read(credential, proof)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature and the time stamps fit."""
        jws = _read(credential, proof)
        jws.check(key)
        for token in _stamps(jws.header.get("adoTst")):
            check_imprint(token, proof.covers.encode("utf-8"))


def _read(credential: Credential, proof: Proof) -> jose.Jws:
    jws = jose.read_detached(proof.compact, proof.covers, IMPLEMENTED)
    # What is shown must be the very object that was signed.
    if jws.payload != credential.document:
        raise InvalidProof(Reason.CLAIMS_DIFFER)
    return jws


def _stamps(container: Any) -> list[bytes]:
    try:
        tokens = mappings(mapping(container).get("tstTokens"))
        return [base64.b64decode(text(one.get("val")), validate=True) for one in tokens]
    except (ValueError, binascii.Error):
        raise InvalidProof(Reason.PROOF_MALFORMED) from None
