"""What the two ECDSA suites of Data Integrity share: which curve goes with which sizes and names."""

from __future__ import annotations

from wallet.errors import InvalidProof
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason

_MEASURES = {KeyKind.P256: (64, "sha256"), KeyKind.P384: (96, "sha384")}


def measures(key: PublicKey) -> tuple[int, str]:
    """Bytes of a signature, and the hash that belongs to the curve, also inside canonicalisation.

    Raises InvalidProof for a key of another kind.
    """
    if key.kind not in _MEASURES:
        raise InvalidProof(Reason.KEY_REFUSED)
    return _MEASURES[key.kind]


def algorithm_of(verification_method: str | None) -> str:
    """By the spelling of the key in the address of a proof; the curve decides."""
    fragment = (verification_method or "").rpartition("#")[2]
    return "ES384" if fragment.startswith("z82") else "ES256"
