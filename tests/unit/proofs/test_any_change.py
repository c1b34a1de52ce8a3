"""Sign anything, change anything: verified only when what was signed is still what is said and shown.

Of a set one proof may be made unreadable and the other still holds: the claims are the same, and the report
names both.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutate import change_tree, changed
from tests.fuzz.oracle import leaves
from tests.unit.proofs import test_ecdsa
from tests.unit.proofs.support import POLICY, badge, key, signed
from wallet import jcs
from wallet.errors import WalletError
from wallet.jsonld import canonize
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection
from wallet.model.report import Verdict
from wallet.multibase import encode_base58, to_base64url
from wallet.verification.examine import examine

EXAMPLES = 120
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
_MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.one_of(_TEXTS, st.dictionaries(st.sampled_from(["nl", "en"]), _TEXTS, min_size=1)),
        "description": _TEXTS,
        "validUntil": st.just("2030-01-01T00:00:00Z"),
        "evidence": st.lists(
            st.fixed_dictionaries({"type": st.just(["Evidence"]), "name": _TEXTS, "narrative": _TEXTS}),
            max_size=2,
        ),
        "image": st.fixed_dictionaries({"id": st.just("https://x.example/a.png"), "type": st.just("Image")}),
    },
)


def signing(*suites: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """A signer that leaves these proofs of the set."""

    def sign(members: Mapping[str, Any]) -> dict[str, Any]:
        by = key(11)
        document = signed(badge(by.holder.did, **_without_maps(members)), by)
        kept = [proof for proof in document["proof"] if proof["cryptosuite"] in suites]
        return {**document, "proof": kept if len(kept) > 1 else kept[0]}

    return sign


def _without_maps(members: Mapping[str, Any]) -> dict[str, Any]:
    """Language maps as this context wants them: as value objects."""
    name = members.get("name")
    if not isinstance(name, dict):
        return dict(members)
    return {**members, "name": [{"@value": text, "@language": tag} for tag, text in name.items()]}


def by_ecdsa(suite: str, hash_name: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """A signer with a new key on one of the curves."""

    def sign(members: Mapping[str, Any]) -> dict[str, Any]:
        curve, digest, prefix, size = test_ecdsa.CURVES[hash_name]
        private = ec.generate_private_key(curve)
        text = encode_base58(
            prefix + private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        )
        document = badge(f"did:key:{text}", **_without_maps(members))
        proof: dict[str, Any] = {
            "type": "DataIntegrityProof",
            "cryptosuite": suite,
            "created": "2026-11-01T00:00:00Z",
            "verificationMethod": f"did:key:{text}#{text}",
            "proofPurpose": "assertionMethod",
        }
        if suite == "ecdsa-jcs-2019":
            proof["@context"] = document["@context"]
        message = test_ecdsa.SUITES[suite](document, proof, hash_name=hash_name)
        r, s = decode_dss_signature(private.sign(message, ec.ECDSA(digest)))
        proof["proofValue"] = encode_base58(r.to_bytes(size, "big") + s.to_bytes(size, "big"))
        return {**document, "proof": proof}

    return sign


SIGNERS = {
    "set": (signing("eddsa-rdfc-2022", "eddsa-jcs-2022"), "graph"),
    "eddsa-rdfc-2022": (signing("eddsa-rdfc-2022"), "graph"),
    "eddsa-jcs-2022": (signing("eddsa-jcs-2022"), "text"),
    "ecdsa-rdfc-2019, P-256": (by_ecdsa("ecdsa-rdfc-2019", "sha256"), "graph"),
    "ecdsa-rdfc-2019, P-384": (by_ecdsa("ecdsa-rdfc-2019", "sha384"), "graph"),
    "ecdsa-jcs-2019, P-256": (by_ecdsa("ecdsa-jcs-2019", "sha256"), "text"),
    "ecdsa-jcs-2019, P-384": (by_ecdsa("ecdsa-jcs-2019", "sha384"), "text"),
}


def look(content: bytes) -> Inspection | None:
    try:
        return examine(Incoming(content, ""), POLICY)
    except WalletError:
        return None


def bare(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}


@pytest.mark.parametrize("suite", SIGNERS)
@settings(max_examples=EXAMPLES)
@given(members=_MEMBERS, number=st.integers(0, 2**32), times=st.integers(1, 3))
def test_a_changed_document_passes_only_as_what_it_was(
    suite: str, members: dict[str, Any], number: int, times: int
) -> None:
    sign, covers = SIGNERS[suite]
    document = sign(members)
    first = look(json.dumps(document).encode())
    assert first is not None
    assert first.report.verdict is Verdict.VERIFIED
    other, chance = copy.deepcopy(document), random.Random(number)
    for _ in range(times):
        other = change_tree(other, chance)
    try:
        then = look(json.dumps(other).encode())
    except UnicodeEncodeError:
        return
    if then is None or then.report.verdict is not Verdict.VERIFIED:
        return
    assert leaves(then.credential).keys() == leaves(first.credential).keys()
    if covers == "text":
        assert jcs.canonical(bare(other)) == jcs.canonical(bare(document))
    else:
        assert canonize(bare(other)).nquads == canonize(bare(document)).nquads


def token(members: Mapping[str, Any], curve: str) -> bytes:
    """A badge as a VC-JWT."""
    if curve == "Ed25519":
        by = key(12)
        did, method, algorithm = by.holder.did, by.holder.verification_method, "EdDSA"
        sign = by.sign
    else:
        private = ec.generate_private_key(ec.SECP256R1())
        point = private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        text = encode_base58(b"\x80\x24" + point)
        did, method, algorithm = f"did:key:{text}", f"did:key:{text}#{text}", "ES256"

        def sign(message: bytes) -> bytes:
            r, s = decode_dss_signature(private.sign(message, ec.ECDSA(SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    header = {"alg": algorithm, "typ": "vc+jwt", "kid": method}
    signed_part = ".".join(
        to_base64url(json.dumps(part).encode()) for part in (header, badge(did, **members))
    )
    return f"{signed_part}.{to_base64url(sign(signed_part.encode()))}".encode()


@pytest.mark.parametrize("curve", ["Ed25519", "P-256"])
@settings(max_examples=2 * EXAMPLES)
@given(members=_MEMBERS, number=st.integers(0, 2**32))
def test_a_changed_token_never_passes(curve: str, members: dict[str, Any], number: int) -> None:
    whole = token(members, curve)
    first = look(whole)
    assert first is not None
    assert first.report.verdict is Verdict.VERIFIED
    other = changed(whole, random.Random(number))
    then = look(other)
    if then is not None and then.report.verdict is Verdict.VERIFIED:
        # White space around a file belongs to the file and not to the token.
        assert other.strip() == whole


@pytest.mark.parametrize("suite", ["set", "eddsa-rdfc-2022", "ecdsa-jcs-2019, P-256"])
def test_no_other_byte_of_the_file_passes_as_something_else(suite: str) -> None:
    content = json.dumps(SIGNERS[suite][0]({"name": "Taalmaatje", "description": "Één jaar"})).encode()
    first = look(content)
    assert first is not None
    value, passed = bare(json.loads(content)), []
    for place in range(0, len(content), 3):
        other = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        then = look(other)
        if then is not None and then.report.verdict is Verdict.VERIFIED and bare(json.loads(other)) != value:
            passed.append(content[max(0, place - 20) : place + 20])
    assert passed == []
