"""Token Status List: what the list says of an SD-JWT VC, and when it says nothing."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from tests.unit.proofs.sd_support import HOLDER, ISSUER, VECTORS_SD, claims, jwk, sd_jwt, token
from tests.unit.proofs.support import answers, holding, look
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import to_base64url

ADDRESS = "https://school.example/status/1"
BROKEN = (Outcome.INDETERMINATE, Reason.STATUS_LIST_BROKEN)
UNCONFIRMED = (Outcome.INDETERMINATE, Reason.STATUS_LIST_UNCONFIRMED)


def bits(content: bytes, width: Any = 1) -> dict[str, Any]:
    return {"bits": width, "lst": to_base64url(zlib.compress(content))}


def status_list(typ: str = "statuslist+jwt", by: Any = ISSUER, **changes: Any) -> str:
    said = {"sub": ADDRESS, "iat": 1_790_000_000, "status_list": bits(bytes([0b1000_0010, 0b1])), **changes}
    said = {name: value for name, value in said.items() if value is not ...}
    return token(said, by, typ=typ)


def at(index: Any, **more: Any) -> str:
    return sd_jwt(claims(status={"status_list": {"idx": index, "uri": ADDRESS}}, **more))


def asked(text: str, index: Any = 0) -> tuple[Outcome, Reason]:
    return answers(look(at(index), holding({ADDRESS: text})), Question.STATUS)


@pytest.mark.parametrize(
    ("word", "expected", "verdict"),
    [
        ("valid", (Outcome.PASSED, Reason.NOT_REVOKED), Verdict.VERIFIED),
        ("revoked", (Outcome.FAILED, Reason.REVOKED), Verdict.FAILED),
        ("suspended", (Outcome.FAILED, Reason.SUSPENDED), Verdict.FAILED),
        ("other", (Outcome.PASSED, Reason.NOT_REVOKED), Verdict.VERIFIED),
    ],
)
def test_what_another_library_signed(word: str, expected: tuple[Outcome, Reason], verdict: Verdict) -> None:
    text = (VECTORS_SD / f"status-{word}.sd-jwt").read_text()
    alone = look(text)
    assert answers(alone, Question.STATUS) == (Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE)
    assert (alone.report.verdict, alone.report.needs) == (Verdict.INDETERMINATE, (ADDRESS,))
    kept = (VECTORS_SD / "status-list.jwt").read_text()
    found = look(text, holding({ADDRESS: kept}))
    assert (answers(found, Question.STATUS), found.report.verdict) == (expected, verdict)
    assert ("status_says_more" in found.report.notes) == (word == "other")
    from_sender = look(text, holding({ADDRESS: kept}, origin="from_sender"))
    assert answers(from_sender, Question.STATUS)[1] is Reason.ACCORDING_TO_SENDER


@pytest.mark.parametrize(("index", "revoked"), [(0, 0), (1, 1), (6, 0), (7, 1), (8, 1), (9, 0), (15, 0)])
def test_bits_are_counted_from_the_right(index: int, revoked: int) -> None:
    assert asked(status_list(), index)[1] is (Reason.REVOKED if revoked else Reason.NOT_REVOKED)


@pytest.mark.parametrize(("width", "content", "index"), [(4, b"\x20", 1), (8, b"\x00\x02", 1)])
def test_wider_places(width: int, content: bytes, index: int) -> None:
    assert asked(status_list(status_list=bits(content, width)), index)[1] is Reason.SUSPENDED
    assert asked(status_list(status_list=bits(content, width)), 0)[1] is Reason.NOT_REVOKED


@pytest.mark.parametrize(
    "changes",
    [
        {"typ": "JWT"},
        {"sub": "https://school.example/status/2"},
        {"iat": ...},
        {"iat": 1_900_000_000},
        {"exp": "ooit"},
        {"status_list": ...},
        {"status_list": bits(b"\0", 3)},
        {"status_list": bits(b"\0", True)},
        {"status_list": bits(b"", 1)},
        {"status_list": {"bits": 1, "lst": "AAAA"}},
        {"status_list": {"bits": 1, "lst": to_base64url(zlib.compress(b"\0" * 9)[:-1])}},
        {"status_list": {"bits": 1, "lst": to_base64url(zlib.compress(b"\0" * 17_000_000))}},
    ],
)
def test_lists_that_say_nothing(changes: dict[str, Any]) -> None:
    assert asked(status_list(**changes)) == BROKEN


def test_a_list_that_is_none() -> None:
    for text in ("niets", json.dumps({"status_list": {}}), "é", status_list()[:-3], status_list() + "A"):
        assert asked(text) == BROKEN
    assert asked(status_list(exp=1_791_000_000))[1] is Reason.STATUS_LIST_EXPIRED
    assert asked(status_list(), 16) == BROKEN
    assert asked(status_list(), "1") == BROKEN
    assert asked(status_list(), -1) == BROKEN


def test_a_list_by_somebody_else() -> None:
    assert asked(status_list(by=HOLDER)) == BROKEN
    named = HOLDER.holder.did
    assert asked(status_list(by=HOLDER, iss=named)) == (Outcome.PASSED, Reason.NOT_REVOKED)
    header_only = token(
        {"sub": ADDRESS, "iat": 1, "iss": "https://other.example", "status_list": bits(b"\0")},
        HOLDER,
        typ="statuslist+jwt",
        jwk=jwk(HOLDER),
    )
    assert asked(header_only) == UNCONFIRMED
    same_key = token(
        {"sub": ADDRESS, "iat": 1, "iss": "https://other.example", "status_list": bits(b"\0")},
        ISSUER,
        typ="statuslist+jwt",
        jwk=jwk(ISSUER),
    )
    assert asked(same_key) == (Outcome.PASSED, Reason.NOT_REVOKED)


@pytest.mark.parametrize("status", [{}, "weg", 7, [], {"anders": {}}, {"status_list": 7}])
def test_a_status_that_nobody_here_can_read_is_not_a_good_one(status: Any) -> None:
    found = look(sd_jwt(claims(status=status)))
    assert answers(found, Question.STATUS)[0] is Outcome.INDETERMINATE
