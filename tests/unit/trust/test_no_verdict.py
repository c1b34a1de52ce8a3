"""Whatever is on a list, the verdict is what it was; and nobody is recognised whose key was not confirmed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.unit.proofs.support import POLICY, badge, finding, key, look, signed, under
from tests.unit.verification.test_status import entry
from wallet.model.inspection import Inspection
from wallet.model.report import Outcome, Question, Verdict
from wallet.model.standing import RecognitionSource

SCHOOL, OTHER = key(91), key(92)
WEB = "did:web:school.example"


def changed(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "name": "Iets anders"}


DOCUMENTS = (
    signed(badge(SCHOOL.holder.did), SCHOOL),
    changed(signed(badge(SCHOOL.holder.did), SCHOOL)),
    signed(badge(SCHOOL.holder.did), OTHER),
    signed(badge(SCHOOL.holder.did, validUntil="2026-06-01T00:00:00Z"), SCHOOL),
    signed(badge(SCHOOL.holder.did, credentialStatus=entry()), SCHOOL),
    signed(badge(WEB), under(SCHOOL, f"{WEB}#key-1")),
    badge(SCHOOL.holder.did),
)
BEFORE = [look(document) for document in DOCUMENTS]
CONFIRMED = {0, 3, 4}
"""Those that were made with the key of the issuer that they name, and not changed since."""

issuers = some.sampled_from([SCHOOL.holder.did, OTHER.holder.did, WEB, "https://school.example"])
names = some.sampled_from(["Voorbeeldschool", "", "Iemand"])
levels = some.sampled_from(["W0", "W1", "W2", "W3", "W4", "W5"])
lists = some.lists(some.tuples(issuers, names, levels), max_size=6).map(tuple)


def without_recognised(inspection: Inspection) -> Any:
    found = tuple(one for one in inspection.report.findings if one.question is not Question.RECOGNISED)
    return replace(inspection.report, findings=found)


def test_the_documents_have_different_verdicts() -> None:
    verdicts = {one.report.verdict for one in BEFORE}
    assert verdicts == {Verdict.VERIFIED, Verdict.FAILED, Verdict.INDETERMINATE, Verdict.UNSIGNED}


@settings(max_examples=40)
@given(some.sampled_from(range(len(DOCUMENTS))), lists)
def test_a_list_changes_no_verdict(number: int, trusted: tuple[tuple[str, str, str], ...]) -> None:
    after = look(json.dumps(DOCUMENTS[number]).encode(), replace(POLICY, trusted=trusted))

    before = BEFORE[number]
    assert after.report.verdict is before.report.verdict
    assert without_recognised(after) == replace(without_recognised(before), about=after.report.about)
    named = {issuer for issuer, _, _ in trusted}
    recognised = finding(after, Question.RECOGNISED).outcome is Outcome.PASSED
    assert recognised == (number in CONFIRMED and SCHOOL.holder.did in named)
    if not recognised:
        assert (after.standing, after.issuer_name_source) == (before.standing, before.issuer_name_source)
    source = after.standing.recognition.source
    own_word = all(level <= "W1" for issuer, _, level in trusted if issuer == SCHOOL.holder.did)
    assert (source is RecognitionSource.TRUST_LIST) == (recognised and not own_word)
