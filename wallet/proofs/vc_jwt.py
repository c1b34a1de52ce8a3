"""``vc-jwt``: a credential or presentation inside a signed JWT (Open Badges 3.0 §8.2, VC-JOSE-COSE)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.errors import InvalidProof
from wallet.model.credential import Credential, Proof
from wallet.model.keys import PublicKey
from wallet.model.report import Reason
from wallet.reading.texts import id_of, moment
from wallet.signatures import jose


class VcJwt:
    """Covers the payload byte for byte; what the JWT says besides must agree with the credential."""

    name = "vc-jwt"

    def algorithm(self, proof: Proof) -> str:
        """The ``alg`` of the header, as written."""
        return jose.named_algorithm(proof)

    def examine(self, credential: Credential, proof: Proof) -> None:
        """Raises InvalidProof or UncheckedProof for what is wrong whatever the key."""
        _read(credential, proof)

    def verify(self, credential: Credential, proof: Proof, key: PublicKey) -> None:
        """Raises InvalidProof or UncheckedProof unless the signature fits."""
        _read(credential, proof).check(key)


def _read(credential: Credential, proof: Proof) -> jose.Jws:
    jws = jose.read(proof.compact)
    payload, document = jws.payload, credential.document
    # What is shown must be the very object that was signed.
    if document not in (payload, payload.get("vc"), payload.get("vp")) or not _agree(payload, document):
        raise InvalidProof(Reason.CLAIMS_DIFFER)
    return jws


def _agree(payload: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    """Whether the registered claims equal the members they stand for, where both are present."""
    pairs = (
        (payload.get("iss"), id_of(document.get("issuer", document.get("holder")))),
        (payload.get("sub"), _subject(document)),
        (payload.get("jti"), id_of(document)),
    )
    if any(claim is not None and member and claim != member for claim, member in pairs):
        return False
    starts = [moment(document.get(name)) for name in ("validFrom", "issuanceDate")]
    # A numeric date is written in whole seconds.
    seconds = [int(start.timestamp()) for start in starts if start is not None]
    begins = payload.get("nbf")
    if begins is None or not seconds:
        return True
    return isinstance(begins, int | float) and int(begins) in seconds


def _subject(document: Mapping[str, Any]) -> str:
    subject = document.get("credentialSubject")
    # Several subjects: the standard leaves ``sub`` without a meaning.
    return "" if isinstance(subject, list) and len(subject) > 1 else id_of(subject)
