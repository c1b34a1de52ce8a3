"""``kb-jwt``: the holder's own signature under what is shown of an SD-JWT (RFC 9901, §4.3)."""

from __future__ import annotations

import hashlib

from wallet.errors import InvalidProof, UncheckedProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.model.report import Reason
from wallet.multibase import to_base64url
from wallet.reading.sd_jwt import HASHES
from wallet.reading.texts import text
from wallet.signatures import jose


class KbJwt:
    """Covers token and disclosures as they were shown, for one reader and in answer to one question."""

    name = "kb-jwt"

    def algorithm(self, proof: Proof) -> str:
        """The ``alg`` of the header, as written."""
        return jose.named_algorithm(proof)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        _read(proof)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        _read(proof).check(key)


def _read(proof: Proof) -> jose.Jws:
    jws = jose.read(proof.compact)
    said = jws.payload
    whole = text(said.get("nonce")) and text(said.get("aud")) and isinstance(said.get("iat"), int | float)
    if jws.header.get("typ") != "kb+jwt" or not whole:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    # The token passed the gate of its own suite, or it is refused there.
    named = jose.claims_in(proof.covers.partition("~")[0]).get("_sd_alg", "sha-256")
    if not isinstance(named, str) or named not in HASHES:
        raise UncheckedProof(Reason.UNKNOWN_SUITE)
    shown = hashlib.new(HASHES[named], proof.covers.encode("utf-8")).digest()
    if said.get("sd_hash") != to_base64url(shown):
        raise InvalidProof(Reason.DISCLOSURE_DIFFERS)
    return jws
