"""Signatures made by a second JOSE library hold here, and only with their own key."""

from __future__ import annotations

import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from wallet.errors import InvalidProof
from wallet.keys import from_jwk
from wallet.signatures import jose


def made(algorithm: str) -> Key:
    if algorithm == "ES256":
        return ECKey.generate_key("P-256")
    if algorithm == "ES384":
        return ECKey.generate_key("P-384")
    if algorithm in ("RS256", "PS256"):
        return RSAKey.generate_key(2048)
    return OKPKey.generate_key("Ed25519")


# RFC 9864 renamed it to Ed25519; badges in the field have the older name.
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("algorithm", sorted(jose.ALGORITHMS))
def test_agreement(algorithm: str) -> None:
    mine, other = made(algorithm), made(algorithm)
    payload = json.dumps({"name": "Samenwerken – é"}).encode()
    text = jws.serialize_compact({"alg": algorithm}, payload, mine, algorithms=[algorithm])
    read = jose.read(text)
    assert read.payload == {"name": "Samenwerken – é"}
    read.check(from_jwk(mine.as_dict(private=False)))
    with pytest.raises(InvalidProof):
        read.check(from_jwk(other.as_dict(private=False)))
