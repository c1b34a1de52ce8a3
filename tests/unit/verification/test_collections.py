"""Presentations, transcripts, endorsements: who answers for whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.proofs.support import CONTEXTS, answers, badge, key, look, signed
from wallet.errors import InputError, Problem
from wallet.model.report import Outcome, Question, Reason, Verdict

OWN, SCHOOL = key(21), key(22)
CLR_CONTEXT = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"


def presented(*members: Any, **more: Any) -> dict[str, Any]:
    document = {
        "@context": CONTEXTS[:1],
        "type": ["VerifiablePresentation"],
        "holder": OWN.holder.did,
        "verifiableCredential": list(members),
        **more,
    }
    return signed(document, OWN, purpose="authentication")


def good() -> dict[str, Any]:
    return signed(badge(SCHOOL.holder.did), SCHOOL)


def endorsement(about: str) -> dict[str, Any]:
    return {
        "@context": CONTEXTS,
        "id": "urn:uuid:30000000-0000-4000-8000-000000000009",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": OWN.holder.did, "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "name": "Steun",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Gezien.",
        },
    }


def test_a_presentation_and_its_members() -> None:
    inspection = look(presented(good(), good()))
    assert inspection.report.verdict is Verdict.VERIFIED
    assert [one.report.verdict for one in inspection.contains] == [Verdict.VERIFIED] * 2
    assert inspection.standing.recognition.source == "learner"


def changed() -> dict[str, Any]:
    return {**good(), "name": "Anders"}


def forged() -> dict[str, Any]:
    return signed(badge(SCHOOL.holder.did), OWN)


@pytest.mark.parametrize("member", [changed, forged])
def test_a_member_that_fails_fails_the_whole(member: Any) -> None:
    inspection = look(presented(good(), member()))
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.MEMBER_FAILED)
    assert inspection.report.verdict is Verdict.FAILED
    assert inspection.report.proofs[0].outcome is Outcome.PASSED


def expired() -> dict[str, Any]:
    return signed(badge(SCHOOL.holder.did, validUntil="2026-02-01T00:00:00Z"), SCHOOL)


def unsigned() -> dict[str, Any]:
    return badge(SCHOOL.holder.did)


def unconfirmed() -> dict[str, Any]:
    document = good()
    method = "did:web:school.example#key-1"
    return {**document, "proof": {**document["proof"][0], "verificationMethod": method}}


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (expired, Verdict.FAILED),
        (unsigned, Verdict.UNSIGNED),
        (unconfirmed, Verdict.INDETERMINATE),
    ],
)
def test_dates_and_open_questions_of_a_member_are_its_own(member: Any, expected: Verdict) -> None:
    inspection = look(presented(good(), member()))
    assert inspection.report.verdict is Verdict.VERIFIED
    assert inspection.contains[1].report.verdict is expected


def test_a_failure_deep_inside_comes_up() -> None:
    inner = presented(changed())
    inspection = look(presented(good(), inner))
    assert inspection.report.verdict is Verdict.FAILED


def test_no_member_at_all() -> None:
    with pytest.raises(InputError) as caught:
        look(presented())
    assert caught.value.problem is Problem.NO_MEMBERS


def test_an_unsigned_presentation_stays_unsigned() -> None:
    document = presented(changed())
    del document["proof"]
    inspection = look(document)
    assert inspection.report.verdict is Verdict.UNSIGNED
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.MEMBER_FAILED)


def test_a_presentation_that_was_changed() -> None:
    document = presented(good())
    document["verifiableCredential"].append(good())
    assert look(document).report.verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("about", "broken", "expected"),
    [
        ("urn:uuid:30000000-0000-4000-8000-000000000002", False, Reason.ABOUT_MATCHES),
        ("urn:uuid:30000000-0000-4000-8000-000000000001", False, Reason.ABOUT_MATCHES),
        ("urn:uuid:something-else", False, Reason.ABOUT_OTHER),
        ("urn:uuid:30000000-0000-4000-8000-000000000002", True, Reason.ABOUT_MATCHES),
    ],
)
def test_an_endorsement_never_changes_the_badge(about: str, broken: bool, expected: Reason) -> None:
    inner = signed(endorsement(about), OWN)
    if broken:
        inner["credentialSubject"]["endorsementComment"] = "Heel erg goed."
    inspection = look(signed(badge(SCHOOL.holder.did, endorsement=[inner]), SCHOOL))
    assert inspection.report.verdict is Verdict.VERIFIED
    (found,) = inspection.contains
    assert found.report.verdict is (Verdict.FAILED if broken else Verdict.VERIFIED)
    assert answers(found, Question.ABOUT)[1] is expected


def test_an_endorsement_alone() -> None:
    inspection = look(signed(endorsement("urn:uuid:x"), OWN))
    assert answers(inspection, Question.ABOUT) == (Outcome.INDETERMINATE, Reason.ABOUT_UNKNOWN)
    assert inspection.report.verdict is Verdict.VERIFIED


def test_a_transcript_answers_for_its_badges_and_not_for_its_endorsements() -> None:
    def transcript(*members: Any, **more: Any) -> dict[str, Any]:
        document = badge(SCHOOL.holder.did, type=["VerifiableCredential", "ClrCredential"], **more)
        document["@context"] = [CONTEXTS[0], CLR_CONTEXT, CONTEXTS[1]]
        document["credentialSubject"] = {
            "id": "did:example:learner",
            "type": ["ClrSubject"],
            "verifiableCredential": list(members),
        }
        return signed(document, SCHOOL)

    assert look(transcript(good())).report.verdict is Verdict.VERIFIED
    assert look(transcript(good(), changed())).report.verdict is Verdict.FAILED
    broken = {**signed(endorsement("urn:uuid:x"), OWN), "name": "Anders"}
    assert look(transcript(good(), endorsement=[broken])).report.verdict is Verdict.VERIFIED
