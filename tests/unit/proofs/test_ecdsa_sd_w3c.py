"""The test vectors of W3C Data Integrity ECDSA Cryptosuites 1.0 for ``ecdsa-sd-2023``, step by step."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import pytest

from tests.unit.proofs.sd_graph_support import value_of
from tests.unit.proofs.support import answers, look
from tests.world import NO_CORPORA, SHARED
from wallet.jsonld import canonize, contexts, process
from wallet.model.report import Outcome, Question, Reason
from wallet.multibase import decode, encode_base64url
from wallet.signatures.derived import derived_proof, shared_out, statements

CORPORA = SHARED / "corpora"
ECDSA = CORPORA / "vcdi" / "vc-di-ecdsa"
HOLDS = (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
pytestmark = [
    pytest.mark.skipif(not CORPORA.exists(), reason=NO_CORPORA),
    pytest.mark.usefixtures("_citizenship"),
]
both = pytest.mark.parametrize("case", ["prc", "employ"])


@pytest.fixture
def _citizenship(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The context of these examples, which no badge uses, so that it is not bundled.

    What is remembered of contexts is remembered by address; here an address is known for a while only.
    """
    file = CORPORA / "contexts" / "jsonld" / "w3id.org_citizenship_v4rc1.jsonld"
    text = contexts.Bundled(CITIZENSHIP, str(file), hashlib.sha256(file.read_bytes()).hexdigest())
    monkeypatch.setattr(contexts, "KNOWN", MappingProxyType({**contexts.KNOWN, CITIZENSHIP: (text,)}))
    yield
    process._memory.forget()


def step(case: str, name: str) -> Any:
    return json.loads((ECDSA / "ecdsa-sd-2023" / case / f"{name}.json").read_bytes())


def parts(case: str) -> list[Any]:
    told = step(case, "verifyDerivedProofValue")
    labels = {int(name.removeprefix("c14n")): decode(label) for name, label in told["labelMap"]}
    return [
        bytes.fromhex(told["baseSignature"]),
        decode(told["publicKey"]),
        [bytes.fromhex(one) for one in told["signatures"]],
        labels,
        told["mandatoryIndexes"],
    ]


def derived(case: str) -> dict[str, Any]:
    document: dict[str, Any] = step(case, "derivedUnsignedReveal")
    config = {name: value for name, value in step(case, "addProofConfig").items() if name != "@context"}
    return {**document, "proof": {**config, "proofValue": value_of(parts(case))}}


@both
def test_the_canonical_form_and_hash_of_the_proof(case: str) -> None:
    form = canonize(step(case, "addProofConfig"))
    assert form.nquads == (ECDSA / "ecdsa-sd-2023" / case / "addProofConfigCanon.txt").read_text("utf-8")
    assert form.digest().hex() == step(case, "addHashData")["proofHash"]


def test_the_canonical_form_of_the_whole() -> None:
    """Of one only: the other's published document has a description other than its canonical form."""
    document = json.loads((ECDSA / "employmentAuth.json").read_bytes())
    assert canonize(document).nquads == "".join(step("employ", "addBaseDocCanon"))


@both
def test_the_blinded_names_of_the_whole(case: str) -> None:
    form = "".join(step(case, "addBaseDocCanon"))
    key = bytes.fromhex(
        json.loads((ECDSA / "ecdsa-sd-2023" / "SDKeyMaterial.json").read_bytes())["hmacKeyString"]
    )
    names = {word.removeprefix("_:") for word in form.split() if word.startswith("_:c14n")}
    labels = {name: encode_base64url(hmac.digest(key, name.encode(), "sha256")) for name in names}
    lines = statements(form, labels)
    assert lines == step(case, "addBaseDocHMACCanon")
    always, _ = shared_out(
        lines, tuple(place for place, _ in step(case, "addBaseTransform")["mandatory"]["value"])
    )
    assert hashlib.sha256("".join(always).encode()).hexdigest() == step(case, "addHashData")["mandatoryHash"]


@both
def test_the_statements_that_are_shown(case: str) -> None:
    document = derived(case)
    value = derived_proof(document["proof"])
    lines = statements(canonize(step(case, "derivedUnsignedReveal")).nquads, value.labels)
    assert lines == step(case, "verifyNQuads")
    always, others = shared_out(lines, value.mandatory)
    told = step(case, "verifyCreateVerifyData")
    assert others == told["nonMandatory"]
    assert hashlib.sha256("".join(always).encode()).hexdigest() == told["mandatoryHash"]
    assert value.labels == dict(step(case, "verifyDerivedProofValue")["labelMap"])


@both
def test_every_signature_holds_and_none_of_a_changed_document(case: str) -> None:
    document = derived(case)
    assert answers(look(document), Question.INTACT) == HOLDS
    for change in ({"validUntil": "2039-12-03T00:00:00Z"}, {"name": "Anders"}, {"note": "toegevoegd"}):
        assert answers(look({**document, **change}), Question.INTACT)[0] is Outcome.FAILED
    subject = copy.deepcopy(document)
    subject["credentialSubject"]["birthCountry"] = "Nederland"
    assert answers(look(subject), Question.INTACT) == (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)


def test_the_document_as_it_is_published() -> None:
    published = step("prc", "derivedRevealDocument")
    assert published["proof"]["proofValue"] == derived("prc")["proof"]["proofValue"]
    assert answers(look(published), Question.INTACT) == HOLDS


def test_the_holders_form_as_it_is_published() -> None:
    base = step("employ", "addSignedSDBase")
    assert answers(look(base), Question.INTACT) == (Outcome.INDETERMINATE, Reason.HOLDER_FORM)
