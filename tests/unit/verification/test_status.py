"""Status lists: what they say, and whether they may say it."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from tests.unit.proofs.support import answers, badge, finding, holding, key, look, signed, under
from wallet.model.report import FindingSource, Outcome, Question, Reason, Verdict
from wallet.multibase import encode_base64url
from wallet.verification.status_lists import MAX_LIST_BYTES

SCHOOL, OTHER = key(31), key(32)
URL = "https://school.example/status/1"
SIZE = 131_072 // 8


def bits(*indices: int, size: int = SIZE) -> bytes:
    content = bytearray(size)
    for index in indices:
        content[index // 8] |= 0x80 >> index % 8
    return bytes(content)


def status_list(content: bytes, by: Any = SCHOOL, issuer: str = "", **more: Any) -> dict[str, Any]:
    subject = {
        "id": URL + "#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": encode_base64url(gzip.compress(content)),
    }
    subject |= more.pop("subject", {})
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer or by.holder.did,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": subject,
        **more,
    }
    return signed(document, by)


def entry(index: Any = "5", **more: Any) -> dict[str, Any]:
    return {
        "id": URL + "#5",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": index,
        "statusListCredential": URL,
        **more,
    }


def with_status(*entries: Any) -> dict[str, Any]:
    return signed(badge(SCHOOL.holder.did, credentialStatus=list(entries)), SCHOOL)


def status(document: dict[str, Any], held: Any, origin: str = "given") -> tuple[Outcome, Reason]:
    return answers(look(document, holding({URL: held}, origin)), Question.STATUS)


def test_revoked_and_not_revoked() -> None:
    document = with_status(entry())
    inspection = look(document, holding({URL: status_list(bits(4, 6))}))
    assert answers(inspection, Question.STATUS) == (Outcome.PASSED, Reason.NOT_REVOKED)
    assert finding(inspection, Question.STATUS).source is FindingSource.CAPSULE
    assert inspection.report.verdict is Verdict.VERIFIED
    revoked = look(document, holding({URL: status_list(bits(5))}))
    assert answers(revoked, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)
    assert revoked.report.verdict is Verdict.FAILED


@pytest.mark.parametrize("index", [0, 7, 8, 131_071])
def test_the_first_index_is_the_leftmost_bit(index: int) -> None:
    document = with_status(entry(str(index)))
    assert status(document, status_list(bits(index)))[1] is Reason.REVOKED
    beside = [one for one in (index - 1, index + 1) if 0 <= one < SIZE * 8]
    assert status(document, status_list(bits(*beside)))[1] is Reason.NOT_REVOKED


def test_out_of_reach() -> None:
    inspection = look(with_status(entry()))
    assert answers(inspection, Question.STATUS) == (Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE)
    assert inspection.report.needs == (URL,)
    assert inspection.report.verdict is Verdict.INDETERMINATE


def test_what_the_sender_says() -> None:
    found = status(with_status(entry()), status_list(bits()), "from_sender")
    assert found == (Outcome.INDETERMINATE, Reason.ACCORDING_TO_SENDER)


def test_suspended() -> None:
    document = with_status(entry(statusPurpose="suspension"))
    held = status_list(bits(5), subject={"statusPurpose": ["revocation", "suspension"]})
    assert status(document, held) == (Outcome.FAILED, Reason.SUSPENDED)


def test_a_message_is_no_withdrawal() -> None:
    document = with_status(entry(statusPurpose="message"))
    held = status_list(bits(5), subject={"statusPurpose": "message"})
    inspection = look(document, holding({URL: held}))
    assert answers(inspection, Question.STATUS) == (Outcome.PASSED, Reason.NOT_REVOKED)
    assert inspection.report.notes == ("status_says_more",)


def test_every_entry_counts() -> None:
    document = with_status(entry(), entry("6", statusListCredential=URL + "b"))
    policy = holding({URL: status_list(bits()), URL + "b": status_list(bits(6))})
    assert answers(look(document, policy), Question.STATUS)[1] is Reason.REVOKED
    assert status(document, status_list(bits()))[1] is Reason.STATUS_UNREACHABLE


BROKEN = {
    "another purpose": status_list(bits(), subject={"statusPurpose": "suspension"}),
    "another type": status_list(bits(), type=["VerifiableCredential"]),
    "another content": {**status_list(bits()), "credentialSubject": {"type": "Something"}},
    "no readable date": {**status_list(bits()), "validUntil": "ooit"},
    "not yet valid": status_list(bits(), validFrom="2026-12-01T00:00:00Z"),
    "not packed": status_list(bits(), subject={"encodedList": "uAAAA"}),
    "cut off": status_list(bits(), subject={"encodedList": encode_base64url(gzip.compress(bits())[:-9])}),
    "changed": {**status_list(bits()), "validUntil": "2030-01-01T00:00:00Z"},
    "not a credential": {"hello": "world"},
    "not json": "<html>",
    "signed by another": status_list(bits(), by=OTHER, issuer=SCHOOL.holder.did),
}


@pytest.mark.parametrize("held", BROKEN.values(), ids=BROKEN)
def test_lists_that_say_nothing(held: Any) -> None:
    assert status(with_status(entry()), held) == (Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)


@pytest.mark.parametrize("index", ["131072", "-1", "1.5", None, "١"])
def test_an_index_that_is_not_in_the_list(index: Any) -> None:
    document = badge(SCHOOL.holder.did, credentialStatus=entry(index))
    found = status({**document, "proof": {"type": "x"}}, status_list(bits()))
    assert found == (Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)


def test_an_index_as_a_number() -> None:
    document = badge(SCHOOL.holder.did, credentialStatus=entry(5))
    assert status(document, status_list(bits(5))) == (Outcome.FAILED, Reason.REVOKED)


def test_an_old_list() -> None:
    held = status_list(bits(), validUntil="2026-02-01T00:00:00Z")
    assert status(with_status(entry()), held) == (Outcome.INDETERMINATE, Reason.STATUS_LIST_EXPIRED)


def test_a_list_without_dates() -> None:
    assert status(with_status(entry()), status_list(bits(), validFrom=None)) == (
        Outcome.PASSED,
        Reason.NOT_REVOKED,
    )


def test_a_list_without_a_signature() -> None:
    held = status_list(bits(5))
    del held["proof"]
    assert status(with_status(entry()), held) == (Outcome.INDETERMINATE, Reason.STATUS_LIST_UNCONFIRMED)


def test_a_list_of_another_issuer_whose_key_is_known() -> None:
    assert status(with_status(entry()), status_list(bits(5), by=OTHER)) == (Outcome.FAILED, Reason.REVOKED)


def test_a_list_whose_key_nobody_confirmed() -> None:
    issuer = "https://lists.example/1"
    text = OTHER.holder.did.removeprefix("did:key:")
    held = status_list(bits(5), by=under(OTHER, f"{issuer}#{text}"), issuer=issuer)
    found = status(with_status(entry()), held)
    assert found == (Outcome.INDETERMINATE, Reason.STATUS_LIST_UNCONFIRMED)


def test_a_list_by_the_very_key_that_signed_the_credential() -> None:
    issuer = "https://school.example/1"
    own = under(SCHOOL, f"{issuer}#{SCHOOL.holder.did.removeprefix('did:key:')}")
    document = signed(badge(issuer, credentialStatus=entry()), own)
    inspection = look(document, holding({URL: status_list(bits(5), by=own, issuer=issuer)}))
    assert answers(inspection, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED)


def test_a_short_list_is_a_remark() -> None:
    inspection = look(
        with_status(entry()), holding({URL: status_list(bits(size=100_000 // 8), id=URL + "x")})
    )
    assert answers(inspection, Question.STATUS)[0] is Outcome.PASSED
    assert inspection.report.notes == ("status_list_short", "status_list_other_address")


def test_a_bomb() -> None:
    held = status_list(
        b"", subject={"encodedList": encode_base64url(gzip.compress(bytes(MAX_LIST_BYTES + 1)))}
    )
    assert status(with_status(entry()), held)[1] is Reason.STATUS_LIST_BROKEN


def test_kinds_that_nobody_here_knows() -> None:
    unknown = {"id": "https://school.example/x", "type": "SomethingNew2030"}
    document = {**badge(SCHOOL.holder.did, credentialStatus=unknown), "proof": {"type": "x"}}
    assert answers(look(document), Question.STATUS) == (Outcome.INDETERMINATE, Reason.STATUS_TYPE_UNKNOWN)
    no_object = {**document, "credentialStatus": "https://school.example/x"}
    assert answers(look(no_object), Question.STATUS)[1] is Reason.STATUS_TYPE_UNKNOWN


def names(*ids: Any, **more: Any) -> dict[str, Any]:
    return {"id": URL, "issuer": SCHOOL.holder.did, "revokedCredential": list(ids), **more}


def test_a_list_of_names() -> None:
    document = badge(SCHOOL.holder.did, credentialStatus={"id": URL, "type": "1EdTechRevocationList"})
    own = document["id"]
    assert status(document, names()) == (Outcome.PASSED, Reason.NOT_REVOKED)
    assert status(document, names({"id": own, "revoked": True})) == (Outcome.FAILED, Reason.REVOKED)
    assert status(document, names(own)) == (Outcome.FAILED, Reason.REVOKED)
    assert status(document, names({"id": own, "revoked": False})) == (Outcome.PASSED, Reason.NOT_REVOKED)
    assert status(document, names(issuer="did:example:x"))[1] is Reason.STATUS_LIST_UNCONFIRMED
    assert status(document, {"id": URL})[1] is Reason.STATUS_LIST_BROKEN
    assert status(document, "[]")[1] is Reason.STATUS_LIST_BROKEN
