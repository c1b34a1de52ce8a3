"""One verdict from many findings: unknown is never good and never bad, and only the issuer's proof counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.unit.proofs.support import (
    CONTEXTS,
    NOW,
    POLICY,
    answers,
    badge,
    holding,
    key,
    look,
    signed,
    under,
    verdict,
)
from wallet.model.inspection import Policy
from wallet.model.report import DECIDING, Outcome, Question, Reason, Verdict
from wallet.verification.checks import CHECKS
from wallet.verification.proving import MAX_PROOFS

OWN, OTHER = key(11), key(12)
TEXT = OWN.holder.did.removeprefix("did:key:")
DID = "did:web:school.example"
DID_URL = "https://school.example/.well-known/did.json"
DID_DOCUMENT = {
    "id": DID,
    "name": "Voorbeeldschool",
    "assertionMethod": [
        {"id": f"{DID}#{TEXT}", "type": "Multikey", "controller": DID, "publicKeyMultibase": TEXT}
    ],
}


def of(issuer: str, method: str | None = None, **more: Any) -> dict[str, Any]:
    return signed(badge(issuer, **more), OWN if method is None else under(OWN, method))


def test_every_question_is_asked_once() -> None:
    assert [question for question, _ in CHECKS] == list(Question)
    report = look(of(OWN.holder.did)).report
    assert [finding.question for finding in report] == list(Question)


def test_unsigned_is_never_good() -> None:
    inspection = look(badge(OWN.holder.did, validUntil="2026-02-01T00:00:00Z"))
    assert inspection.report.verdict is Verdict.UNSIGNED
    assert answers(inspection, Question.INTACT) == (Outcome.NOT_APPLICABLE, Reason.NO_SIGNATURE)
    assert answers(inspection, Question.CURRENT) == (Outcome.FAILED, Reason.EXPIRED)


def test_an_empty_list_of_proofs_is_unsigned() -> None:
    assert verdict({**badge(OWN.holder.did), "proof": []}) is Verdict.UNSIGNED


@pytest.mark.parametrize(
    "proof", [{}, {"type": "DataIntegrityProof"}, "x", {"type": "SomethingNew"}, 5, [[]]]
)
def test_a_proof_that_nobody_can_check(proof: Any) -> None:
    assert verdict({**badge(OWN.holder.did), "proof": proof}) in (Verdict.INDETERMINATE, Verdict.FAILED)


def test_a_key_of_somebody_else() -> None:
    inspection = look(of(OTHER.holder.did))
    assert answers(inspection, Question.INTACT)[0] is Outcome.PASSED
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH)
    assert inspection.report.verdict is Verdict.FAILED


def test_a_proof_by_somebody_else_is_reported_and_not_counted() -> None:
    document = of(OWN.holder.did)
    theirs = signed(badge(OWN.holder.did), OTHER)["proof"]
    broken = {**theirs[0], "proofValue": theirs[1]["proofValue"]}
    inspection = look({**document, "proof": [theirs[0], broken, *document["proof"]]})
    assert inspection.report.verdict is Verdict.VERIFIED
    assert [proof.by_issuer for proof in inspection.report.proofs] == [False, False, True, True]


def test_two_halves_do_not_make_a_good_proof() -> None:
    """One proof holds by a key that anyone may name; the other names the right key and cannot be checked."""
    document = of("https://school.example/1", f"https://school.example/1#{TEXT}")
    unknown = {**document["proof"][0], "cryptosuite": "eddsa-rdfc-2099"}
    inspection = look({**document, "proof": [*document["proof"], unknown]})
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED)


def test_an_unknown_proof_beside_a_good_one_changes_nothing() -> None:
    document = of(OWN.holder.did)
    for extra in ({"type": "SomethingNew"}, {**document["proof"][0], "cryptosuite": "bbs-2023"}):
        assert verdict({**document, "proof": [extra, *document["proof"]]}) is Verdict.VERIFIED


def test_too_many_proofs_are_not_looked_at() -> None:
    document = of(OWN.holder.did)
    many = {**document, "proof": document["proof"][:1] * (MAX_PROOFS + 1)}
    assert answers(look(many), Question.INTACT) == (Outcome.INDETERMINATE, Reason.TOO_MUCH_WORK)
    assert verdict({**document, "proof": document["proof"][:1] * MAX_PROOFS}) is Verdict.VERIFIED


def test_did_web_with_and_without_its_document() -> None:
    document = of(DID, f"{DID}#{TEXT}")
    alone = look(document)
    assert alone.report.verdict is Verdict.INDETERMINATE
    assert alone.report.needs == (DID_URL,)
    assert answers(alone, Question.INTACT)[0] is Outcome.PASSED
    given = look(document, holding({DID_URL: DID_DOCUMENT}))
    assert given.report.verdict is Verdict.VERIFIED
    assert answers(given, Question.AUTHENTIC) == (Outcome.PASSED, Reason.KEY_OF_ISSUER)
    assert given.issuer_name_source == "issuer_document"
    sent = look(document, holding({DID_URL: DID_DOCUMENT}, "from_sender"))
    assert answers(sent, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.ACCORDING_TO_SENDER)
    assert sent.report.verdict is Verdict.INDETERMINATE


def test_a_key_that_was_withdrawn_from_the_document() -> None:
    gone = {**DID_DOCUMENT, "assertionMethod": [], "verificationMethod": DID_DOCUMENT["assertionMethod"]}
    inspection = look(of(DID, f"{DID}#{TEXT}"), holding({DID_URL: gone}))
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.FAILED, Reason.KEY_NOT_LISTED)


def test_a_changed_credential_is_failed_also_when_its_key_is_out_of_reach() -> None:
    document = of(DID, f"{DID}#key-1")
    assert verdict(document) is Verdict.INDETERMINATE
    inspection = look({**document, "sneakyClaim": "x", "proof": document["proof"][0]})
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.TERM_UNDEFINED)
    assert verdict({**document, "validUntil": "2026-02-01T00:00:00Z"}) is Verdict.FAILED


def test_published_test_keys() -> None:
    from wallet.keys import PUBLISHED_TEST_KEYS, new_signing_key

    # printed in W3C Data Integrity EdDSA Cryptosuites 1.0, appendix with test vectors
    seed = bytes.fromhex("c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6")
    published, _ = new_signing_key("2026-01-01T00:00:00Z", seed)
    assert published.holder.did.removeprefix("did:key:") in PUBLISHED_TEST_KEYS
    document = signed(badge(published.holder.did), published)
    inspection = look(document)
    assert answers(inspection, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.PUBLISHED_TEST_KEY)
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert verdict(document, replace(POLICY, allow_test_keys=True)) is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"validUntil": "2026-11-22T23:59:59Z"}, (Outcome.FAILED, Reason.EXPIRED)),
        ({"validUntil": "2026-11-23T00:00:00Z"}, (Outcome.PASSED, Reason.WITHIN_DATES)),
        ({"validFrom": "2026-11-23T00:00:01Z"}, (Outcome.FAILED, Reason.NOT_YET_VALID)),
        ({}, (Outcome.PASSED, Reason.NO_END_DATE)),
        ({"validFrom": "in de lente"}, (Outcome.INDETERMINATE, Reason.DATE_UNREADABLE)),
    ],
)
def test_dates(more: dict[str, Any], expected: tuple[Outcome, Reason]) -> None:
    inspection = look(of(OWN.holder.did, **more))
    assert answers(inspection, Question.CURRENT) == expected
    wanted = {Outcome.FAILED: Verdict.FAILED, Outcome.PASSED: Verdict.VERIFIED}
    assert inspection.report.verdict is wanted.get(expected[0], Verdict.INDETERMINATE)


def test_contexts_out_of_order() -> None:
    document = of(OWN.holder.did)
    turned = {**document, "@context": CONTEXTS[::-1]}
    assert answers(look(turned), Question.INTACT) == (Outcome.FAILED, Reason.CONTEXT_INVALID)


@pytest.mark.parametrize("suite", [0, 1])
@pytest.mark.parametrize(
    "extra", [{"@vocab": "https://evil.example/"}, {"name": "https://evil.example/name"}, {"@base": None}]
)
def test_inline_contexts_that_change_words(suite: int, extra: dict[str, Any]) -> None:
    document = of(OWN.holder.did)
    proof = document["proof"][suite]
    contexts = [*CONTEXTS, extra]
    if "@context" in proof:
        proof = {**proof, "@context": contexts}
    assert verdict({**document, "@context": contexts, "proof": proof}) is Verdict.FAILED


def test_a_context_that_is_not_known() -> None:
    contexts = [*CONTEXTS, "https://unknown.example/context"]
    document = of(OWN.holder.did)
    inspection = look({**document, "@context": contexts, "proof": document["proof"][0]})
    assert answers(inspection, Question.INTACT) == (Outcome.INDETERMINATE, Reason.CONTEXT_UNKNOWN)


def test_a_context_behind_the_back_of_a_text_proof() -> None:
    document = of(OWN.holder.did)
    contexts = [*CONTEXTS, "https://w3id.org/security/data-integrity/v2"]
    inspection = look({**document, "@context": contexts, "proof": document["proof"][1]})
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.CONTEXT_UNSAFE)


def test_a_context_of_its_own_in_a_graph_proof() -> None:
    document = of(OWN.holder.did)
    proof = document["proof"][0]
    assert verdict({**document, "proof": {**proof, "@context": CONTEXTS}}) is Verdict.VERIFIED
    inspection = look({**document, "proof": {**proof, "@context": CONTEXTS[:1]}})
    assert answers(inspection, Question.INTACT) == (Outcome.FAILED, Reason.CONTEXT_UNSAFE)


def test_mine() -> None:
    hashed = {
        "type": "IdentityObject",
        "hashed": True,
        "identityType": "emailAddress",
        "salt": "Kosher",
        "identityHash": "sha256$B5809D8A92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399",
    }
    document = badge(OWN.holder.did)
    document["credentialSubject"]["identifier"] = [hashed]
    document = signed(document, OWN)

    def asked(*identities: str) -> tuple[Outcome, Reason]:
        inspection = look(document, replace(POLICY, identities=identities))
        assert inspection.report.verdict is Verdict.VERIFIED
        return answers(inspection, Question.MINE)

    assert asked() == (Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    assert asked("b@example.com", "a@example.com") == (Outcome.PASSED, Reason.IS_MINE)
    assert asked("did:example:learner") == (Outcome.PASSED, Reason.IS_MINE)
    assert asked("b@example.com") == (Outcome.FAILED, Reason.NOT_MINE)


def test_recognised() -> None:
    document = of(DID, f"{DID}#{TEXT}")
    trusted = ((DID, "Voorbeeldschool", "W4"),)
    policy = holding({DID_URL: DID_DOCUMENT}, trusted=trusted)
    inspection = look(document, policy)
    assert answers(inspection, Question.RECOGNISED) == (Outcome.PASSED, Reason.IN_TRUST_LIST)
    assert (inspection.standing.recognition.level, inspection.issuer_name_source) == ("W4", "trust_list")
    unconfirmed = look(document, Policy(now=NOW, trusted=trusted))
    assert answers(unconfirmed, Question.RECOGNISED) == (Outcome.INDETERMINATE, Reason.NOT_CHECKED)
    assert unconfirmed.standing.recognition.level == "W1"
    stranger = look(of(OWN.holder.did), policy)
    assert answers(stranger, Question.RECOGNISED) == (Outcome.INDETERMINATE, Reason.NOT_IN_TRUST_LIST)
    assert stranger.report.verdict is Verdict.VERIFIED


def test_standing_is_not_raised_by_a_signature() -> None:
    assert look(of(OWN.holder.did)).standing.recognition.level == "W1"
    assert look(badge(OWN.holder.did)).standing.recognition.level == "W1"
    confirmed = look(of(DID, f"{DID}#{TEXT}"), holding({DID_URL: DID_DOCUMENT}))
    assert confirmed.standing.recognition.level == "W2"
    own = badge(OWN.holder.did)
    own["credentialSubject"]["id"] = OWN.holder.did
    inspection = look(signed(own, OWN))
    assert inspection.report.verdict is Verdict.VERIFIED
    assert (inspection.standing.recognition.level, inspection.standing.recognition.source) == (
        "W0",
        "learner",
    )
    assert inspection.standing.assessment == "zelf"


def test_form() -> None:
    assert answers(look(of(OWN.holder.did)), Question.WELL_FORMED) == (Outcome.PASSED, Reason.FORM_GOOD)
    document = badge(OWN.holder.did)
    del document["credentialSubject"]["achievement"]["criteria"]
    inspection = look(signed(document, OWN))
    assert answers(inspection, Question.WELL_FORMED) == (Outcome.FAILED, Reason.FORM_DIFFERS)
    assert inspection.report.verdict is Verdict.VERIFIED


def test_findings_that_failed_have_no_part_in_the_verdict_beyond_the_four() -> None:
    assert {question for question, _ in CHECKS} - set(DECIDING) == {
        Question.WELL_FORMED,
        Question.MINE,
        Question.ABOUT,
        Question.RECOGNISED,
    }


def test_a_report_does_not_say_who() -> None:
    inspection = look(of(OWN.holder.did))
    assert "Voorbeeldschool" not in repr(inspection.report)
    assert "Samenwerken" not in repr(inspection)
