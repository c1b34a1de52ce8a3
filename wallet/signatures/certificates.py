"""The certificate that a signature carries: its key checks the bytes, and confirms nobody without a list."""

from __future__ import annotations

import base64
import binascii
import hashlib
import warnings
from collections.abc import Mapping
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from wallet.errors import InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, from_der
from wallet.model.certificate import Certificate
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason
from wallet.multibase import to_base64url

MAX_CERTIFICATE = 32_000
"""Characters of one certificate in base64; real ones have under 4,000."""
_NAMES = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)


def from_header(header: Mapping[str, Any]) -> ResolvedKey | None:
    """The key of the first certificate in ``x5c``; None without one. Raises InvalidProof or UncheckedProof.

    No address is looked at (``x5u``), and the rest of the chain says nothing without a list of roots.
    """
    chain = header.get("x5c")
    if chain is None:
        return None
    content = _decoded(chain)
    said = header.get("x5t#S256")
    if said is not None and said != to_base64url(hashlib.sha256(content).digest()):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    try:
        # What a library thinks of a stranger's serial number is for nobody's screen.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _key_of(content)
    except RefusedKey:
        raise InvalidProof(Reason.KEY_REFUSED) from None
    except (UnknownKey, UnsupportedAlgorithm):
        raise UncheckedProof(Reason.UNKNOWN_SUITE) from None
    except (ValueError, TypeError, x509.InvalidVersion):
        # TypeError: a name whose text is of a kind that no name has.
        raise InvalidProof(Reason.PROOF_MALFORMED) from None


def _key_of(content: bytes) -> ResolvedKey:
    read = x509.load_der_x509_certificate(content)
    spki = read.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    certificate = Certificate(
        _name(read.subject), _name(read.issuer), read.not_valid_before_utc, read.not_valid_after_utc
    )
    return ResolvedKey(from_der(spki), controller="", confirmed=False, certificate=certificate)


def _decoded(chain: Any) -> bytes:
    first = chain[0] if isinstance(chain, list) and chain else None
    if not isinstance(first, str) or len(first) > MAX_CERTIFICATE:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    try:
        return base64.b64decode(first, validate=True)
    except (ValueError, binascii.Error):
        raise InvalidProof(Reason.PROOF_MALFORMED) from None


def _name(name: x509.Name) -> str:
    """What it is called for people, else all of it."""
    for kind in _NAMES:
        for part in name.get_attributes_for_oid(kind):
            if isinstance(part.value, str):
                return part.value
    return name.rfc4514_string()
