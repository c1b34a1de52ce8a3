"""What the holder signs: a set of two proofs, accepted by our own verifier and bound to its purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.unit.proofs.support import CONTEXTS, NOW, POLICY, answers, badge, key, look, signed, verdict
from wallet.jsonld import UnsafeDocument
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.proofs.sign import sign_set


def presentation(by: Any, *members: Any, **more: Any) -> dict[str, Any]:
    return {
        "@context": CONTEXTS[:1],
        "type": ["VerifiablePresentation"],
        "holder": by.holder.did,
        "verifiableCredential": list(members),
        **more,
    }


@pytest.fixture
def own() -> Any:
    return key(7)


def test_a_set_of_two_that_both_hold(own: Any) -> None:
    document = signed(badge(own.holder.did), own)
    inspection = look(document)
    assert inspection.report.verdict is Verdict.VERIFIED
    assert [proof.suite for proof in inspection.report.proofs] == ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
    assert all(proof.outcome is Outcome.PASSED for proof in inspection.report.proofs)


def test_signing_again_replaces_the_proofs(own: Any) -> None:
    once = signed(badge(own.holder.did), own)
    assert signed(once, own) == once


def test_what_would_not_be_signed_is_not_signed(own: Any) -> None:
    with pytest.raises(UnsafeDocument):
        signed(badge(own.holder.did, nowhereDefined="x"), own)


@pytest.mark.parametrize("broken", [0, 1])
def test_none_of_the_issuers_proofs_may_fail(own: Any, broken: int) -> None:
    document = signed(badge(own.holder.did), own)
    other = signed(badge(own.holder.did, name="Anders"), own)
    document["proof"][broken]["proofValue"] = other["proof"][broken]["proofValue"]
    inspection = look(document)
    assert inspection.report.verdict is Verdict.FAILED
    assert [proof.outcome for proof in inspection.report.proofs].count(Outcome.FAILED) == 1


def test_each_of_the_two_alone_is_enough(own: Any) -> None:
    document = signed(badge(own.holder.did), own)
    for proof in document["proof"]:
        assert verdict({**document, "proof": proof}) is Verdict.VERIFIED


def test_a_presentation_for_somebody(own: Any) -> None:
    member = signed(badge(own.holder.did), own)
    document = signed(
        presentation(own, member), own, purpose="authentication", challenge="vraag", domain="school.example"
    )
    assert verdict(document) is Verdict.VERIFIED
    asked = replace(POLICY, challenge="vraag", audience="school.example")
    assert verdict(document, asked) is Verdict.VERIFIED
    elsewhere = look(document, replace(asked, audience="elders.example"))
    assert answers(elsewhere, Question.INTACT) == (Outcome.FAILED, Reason.OTHER_AUDIENCE)
    replayed = look(document, replace(asked, challenge="andere vraag"))
    assert answers(replayed, Question.INTACT) == (Outcome.FAILED, Reason.OTHER_CHALLENGE)


def test_a_challenge_is_not_asked_of_the_members(own: Any) -> None:
    member = signed(badge(own.holder.did), own)
    document = signed(presentation(own, member), own, purpose="authentication", challenge="vraag")
    inspection = look(document, replace(POLICY, challenge="vraag"))
    assert inspection.contains[0].report.verdict is Verdict.VERIFIED


def test_a_holder_who_did_not_sign(own: Any) -> None:
    member = signed(badge(own.holder.did), own)
    document = signed(presentation(own, member, holder=key(8).holder.did), own, purpose="authentication")
    assert answers(look(document), Question.AUTHENTIC) == (Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH)


def test_a_presentation_without_a_holder_is_its_signers(own: Any) -> None:
    document = presentation(own, signed(badge(own.holder.did), own))
    del document["holder"]
    assert verdict(signed(document, own, purpose="authentication")) is Verdict.VERIFIED


def test_a_credential_signed_for_another_purpose(own: Any) -> None:
    document = signed(badge(own.holder.did), own, purpose="authentication")
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.WRONG_PURPOSE)


@pytest.mark.parametrize(("ahead", "expected"), [(4, Verdict.VERIFIED), (6, Verdict.FAILED)])
def test_a_clock_that_runs_ahead(own: Any, ahead: int, expected: Verdict) -> None:
    document = sign_set(badge(own.holder.did), own, NOW + timedelta(minutes=ahead))
    assert verdict(document) is expected


def test_a_proof_that_ran_out(own: Any) -> None:
    document = sign_set(badge(own.holder.did), own, datetime(2026, 11, 1, tzinfo=UTC))
    for proof in document["proof"]:
        proof["expires"] = "2026-11-02T00:00:00Z"
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.PROOF_EXPIRED)
    document["proof"][0]["expires"] = "gisteren"
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.PROOF_MALFORMED)
