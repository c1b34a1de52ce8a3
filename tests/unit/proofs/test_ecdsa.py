"""The ECDSA suites: both curves, each with the hash that belongs to it."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.proofs.support import answers, badge, look
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import encode_base58
from wallet.signatures.integrity import by_graph, by_text

CURVES: dict[str, tuple[Any, Any, bytes, int]] = {
    "sha256": (ec.SECP256R1(), SHA256(), b"\x80\x24", 32),
    "sha384": (ec.SECP384R1(), SHA384(), b"\x81\x24", 48),
}
SUITES = {"ecdsa-rdfc-2019": by_graph, "ecdsa-jcs-2019": by_text}


def signed(suite: str, hash_name: str, inner_hash: str = "") -> dict[str, Any]:
    curve, digest, prefix, size = CURVES[hash_name]
    private = ec.generate_private_key(curve)
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    text = encode_base58(prefix + point)
    document = badge(f"did:key:{text}")
    proof: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-11-01T00:00:00Z",
        "verificationMethod": f"did:key:{text}#{text}",
        "proofPurpose": "assertionMethod",
    }
    if suite == "ecdsa-jcs-2019":
        proof["@context"] = document["@context"]
    message = SUITES[suite](document, proof, hash_name=inner_hash or hash_name)
    r, s = decode_dss_signature(private.sign(message, ec.ECDSA(digest)))
    proof["proofValue"] = encode_base58(r.to_bytes(size, "big") + s.to_bytes(size, "big"))
    return {**document, "proof": proof}


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize(("hash_name", "algorithm"), [("sha256", "ES256"), ("sha384", "ES384")])
def test_both_curves(suite: str, hash_name: str, algorithm: str) -> None:
    document = signed(suite, hash_name)
    inspection = look(document)
    assert inspection.report.verdict is Verdict.VERIFIED
    assert inspection.report.proofs[0].algorithm == algorithm
    assert look({**document, "name": "Anders"}).report.verdict is Verdict.FAILED


@pytest.mark.parametrize("suite", SUITES)
def test_the_hash_belongs_to_the_curve(suite: str) -> None:
    inspection = look(signed(suite, "sha384", inner_hash="sha256"))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("value", ["z11", "z", "uAAAA", 5, "z" + "2" * 200])
def test_values_that_are_no_signature(suite: str, value: Any) -> None:
    document = signed(suite, "sha256")
    document["proof"]["proofValue"] = value
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.PROOF_MALFORMED)


@pytest.mark.parametrize("suite", SUITES)
def test_a_key_of_another_kind(suite: str) -> None:
    document = signed(suite, "sha256")
    key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    document["proof"]["verificationMethod"] = key
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)
