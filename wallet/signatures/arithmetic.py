"""Whether a signature fits a message and a key. Nothing else is decided here."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, HashAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_public_key

from wallet.errors import InvalidProof
from wallet.model.keys import KeyKind, PublicKey
from wallet.model.report import Reason

_CURVES: dict[KeyKind, tuple[ec.EllipticCurve, HashAlgorithm, int]] = {
    KeyKind.P256: (ec.SECP256R1(), SHA256(), 32),
    KeyKind.P384: (ec.SECP384R1(), SHA384(), 48),
}


def check_ed25519(key: PublicKey, signature: bytes, message: bytes) -> None:
    """Raises InvalidProof unless this Ed25519 signature fits."""
    if key.kind is not KeyKind.ED25519:
        raise InvalidProof(Reason.KEY_REFUSED)
    try:
        Ed25519PublicKey.from_public_bytes(key.content).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise InvalidProof(Reason.SIGNATURE_MISMATCH) from None


def check_ecdsa(key: PublicKey, signature: bytes, message: bytes) -> None:
    """Raises InvalidProof unless this ECDSA signature (r and s of equal length, IEEE P1363) fits."""
    if key.kind not in _CURVES:
        raise InvalidProof(Reason.KEY_REFUSED)
    curve, digest, size = _CURVES[key.kind]
    if len(signature) != 2 * size:
        raise InvalidProof(Reason.SIGNATURE_MISMATCH)
    r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
    public = ec.EllipticCurvePublicKey.from_encoded_point(curve, key.content)
    try:
        public.verify(encode_dss_signature(r, s), message, ec.ECDSA(digest))
    except (InvalidSignature, ValueError):
        raise InvalidProof(Reason.SIGNATURE_MISMATCH) from None


def check_rsa(key: PublicKey, signature: bytes, message: bytes, *, pss: bool) -> None:
    """Raises InvalidProof unless this RSA signature with SHA-256 fits (PKCS #1 1.5, or PSS)."""
    if key.kind is not KeyKind.RSA:
        raise InvalidProof(Reason.KEY_REFUSED)
    public = load_der_public_key(key.content)
    if not isinstance(public, rsa.RSAPublicKey):
        raise InvalidProof(Reason.KEY_REFUSED)
    # RFC 7518 §3.5: the salt of PS256 is as long as its hash.
    scheme = padding.PSS(padding.MGF1(SHA256()), SHA256().digest_size) if pss else padding.PKCS1v15()
    try:
        public.verify(signature, message, scheme, SHA256())
    except (InvalidSignature, ValueError):
        raise InvalidProof(Reason.SIGNATURE_MISMATCH) from None
