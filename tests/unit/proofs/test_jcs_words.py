"""A text signature covers any text: what is no JSON-LD is refused, also under bundled contexts only."""

from __future__ import annotations

from typing import Any

import pytest

from wallet.errors import InvalidProof
from wallet.model.report import Reason
from wallet.signatures.integrity import by_text

PROOF = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022"}


def document(**members: Any) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:issuer",
        "credentialSubject": {"id": "did:example:subject"},
        **members,
    }


@pytest.mark.parametrize("members", [{}, {"name": "Een naam"}, {"nobodys_word": "not in any context"}])
def test_words_that_no_context_has_are_signed_as_text(members: dict[str, Any]) -> None:
    assert len(by_text(document(**members), PROOF)) == 64


@pytest.mark.parametrize(
    "members",
    [
        {"id": 3},
        {"name": {"@value": {"a": 1}}},
        {"name": {"@value": "x", "@language": 3}},
        {"name": {"@value": "x", "@type": 3}},
        {"name": {"@id": 3}},
    ],
)
def test_what_is_no_json_ld_is_refused_without_any_context_of_its_own(members: dict[str, Any]) -> None:
    with pytest.raises(InvalidProof) as caught:
        by_text(document(**members), PROOF)
    assert caught.value.reason == Reason.CONTEXT_INVALID
