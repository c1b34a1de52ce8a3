"""Keys and their documents: did:key, did:jwk, did:web, JWK, multikey, PEM, DER and certificates."""

from __future__ import annotations

import base64
import contextlib
import json
from collections.abc import Callable

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.fuzz.oracle import POLICY, refused
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import key, school_badge
from wallet import keys, multibase, resolvers, strict_json
from wallet.errors import InvalidProof, UncheckedProof
from wallet.importers import read
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument, Policy
from wallet.reading.compact import take_apart
from wallet.resolvers.did_web import address_of
from wallet.signatures import certificates
from wallet.verification import verifier

METHODS = ("did:web:school.example:badges#key-1", "https://school.example/keys#1", "https://school.example/")
_EXPECTED = (keys.RefusedKey, keys.UnknownKey, InvalidProof, UncheckedProof)


def seeds() -> list[bytes]:
    document, _ = school_badge()
    own = key(3).holder
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(own.public).rstrip(b"=").decode()}
    coded = base64.urlsafe_b64encode(json.dumps(jwk).encode()).rstrip(b"=").decode()
    method = {"id": METHODS[0], "type": "JsonWebKey", "controller": "did:web:x", "publicKeyJwk": jwk}
    certificate = [
        json.dumps(take_apart(one.decode()).header).encode() for one in vectors("proofs/*-x5c.jwt")
    ]
    sealed = [json.dumps(json.loads(one)).encode() for one in vectors("jades/*.json")]
    return [
        own.did.encode() + b"#" + own.did.removeprefix("did:key:").encode(),
        b"did:jwk:" + coded.encode() + b"#0",
        b"did:web:school.example%3A8443:a:b#key-1",
        json.dumps(jwk).encode(),
        json.dumps(method).encode(),
        json.dumps(document).encode(),
        json.dumps({**document, "verificationMethod": [method], "keys": [jwk]}).encode(),
        base64.b64decode(_spki()),
        b"-----BEGIN PUBLIC KEY-----\n" + _spki() + b"\n-----END PUBLIC KEY-----\n",
        *certificate,
        *sealed,
        *vectors("sd_jwt/*.keys.json", "jsonld/controller-document.json"),
        *corpora("remote/*.json"),
    ]


def _spki() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public = Ed25519PublicKey.from_public_bytes(key(3).holder.public)
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def check(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    _try(lambda: keys.from_multikey(text.removeprefix("did:key:")))
    _try(lambda: keys.from_pem(text))
    _try(lambda: keys.from_der(content))
    _try(lambda: resolvers.resolve(text, POLICY))
    for decode in (multibase.decode, multibase.from_base58, multibase.from_base64url):
        with contextlib.suppress(ValueError):
            decode(text)
    address_of(text)
    held = tuple(
        CapsuleDocument(
            one.partition("#")[0] if "web:" not in one else "https://school.example/badges/did.json",
            content,
            POLICY.now,
            "own",
        )
        for one in METHODS
    )
    policy = Policy(now=POLICY.now, documents=held)
    for method in METHODS:
        _try(lambda method=method: resolvers.resolve(method, policy))  # type: ignore[misc]
    verifier.inspect(read(Incoming(school_badge()[1], "")), policy)
    _try(lambda: _as_json(content))


def _as_json(content: bytes) -> None:
    value = strict_json.load(content)
    if isinstance(value, dict):
        for function in (keys.from_jwk, keys.from_method, certificates.from_header):
            _try(lambda function=function: function(value))  # type: ignore[misc]


def _try(function: Callable[[], object]) -> None:
    with contextlib.suppress(_EXPECTED):
        refused(function)
