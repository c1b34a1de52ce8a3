"""Claims that are disclosed one by one: each rule of RFC 9901, and that no change to any vector passes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.proofs.sd_support import (
    HOLDER,
    ISSUER,
    VECTORS_SD,
    bound,
    claims,
    digest,
    disclosure,
    jwk,
    sd_jwt,
    token,
)
from tests.unit.proofs.support import answers, look, verdict
from wallet.errors import InputError, Problem
from wallet.model.credential import Container, Kind
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.reading.limits import CLAIMS_TOLD, DISCLOSURES

BASIC = ("iss", "iat", "exp", "vct", "sub", "cnf")
SHOWN: dict[str, dict[str, Any]] = {
    "ES256-flat.sd-jwt": {"graad": "Bachelor", "school": "Voorbeeldschool"},
    "EdDSA-flat.sd-jwt": {"graad": "Bachelor", "school": "Voorbeeldschool"},
    "ES384-flat.sd-jwt": {"graad": "Bachelor", "school": "Voorbeeldschool"},
    "structured.sd-jwt": {"adres": {"plaats": "Delft"}, "vakken": ["Engels", "Wiskunde"]},
    "recursive.sd-jwt": {"adres": {"plaats": {"naam": "Delft"}}},
    "elements.sd-jwt": {"talen": ["nl", "de", [{"code": "fy"}]]},
    "nothing-shown.sd-jwt": {"talen": []},
    "everything-shown.sd-jwt": {"naam": "Kandidaat Een", "talen": ["nl", None, 7, [], {"a": 1.5}]},
    "bound.sd-jwt": {"graad": "Bachelor"},
    "bound-not-shown.sd-jwt": {"graad": "Bachelor"},
    "flattened.json": {"graad": "Bachelor"},
}
BROKEN = (Outcome.FAILED, Reason.DISCLOSURE_DIFFERS)


@pytest.mark.parametrize("name", SHOWN)
def test_what_another_library_signed(name: str) -> None:
    found = look((VECTORS_SD / name).read_bytes())
    said = {member: value for member, value in found.credential.document.items() if member not in BASIC}
    assert found.report.verdict is Verdict.VERIFIED
    assert said == SHOWN[name]
    assert (found.credential.kind, found.credential.container) == (Kind.SD_JWT_VC, Container.SD_JWT)


@pytest.mark.parametrize("path", sorted(VECTORS_SD.glob("*.sd-jwt")), ids=lambda path: path.name)
def test_no_other_character_passes(path: Path) -> None:
    text = path.read_text()
    for place, letter in enumerate(text):
        changed = text[:place] + ("B" if letter == "A" else "A") + text[place + 1 :]
        try:
            assert verdict(changed) is not Verdict.VERIFIED, place
        except InputError:
            continue


def test_a_holder_may_show_less_and_in_another_order() -> None:
    first, *shown, _ = (VECTORS_SD / "everything-shown.sd-jwt").read_text().split("~")
    assert verdict("~".join([first, *reversed(shown), ""])) is Verdict.VERIFIED
    for left_out in range(len(shown)):
        less = shown[:left_out] + shown[left_out + 1 :]
        assert verdict("~".join([first, *less, ""])) is Verdict.VERIFIED


@pytest.mark.parametrize("added", [disclosure("graad", "Master"), disclosure("nl"), "", "AAAA"])
def test_nothing_can_be_added(added: str) -> None:
    text = (VECTORS_SD / "ES256-flat.sd-jwt").read_text()
    assert answers(look(text + added + "~"), Question.INTACT) == BROKEN


def test_a_disclosure_stands_there_once() -> None:
    first, one, _ = (VECTORS_SD / "ES256-flat.sd-jwt").read_text().split("~")
    assert answers(look("~".join([first, one, one, ""])), Question.INTACT) == BROKEN


GRADE = disclosure("graad", "Bachelor")


@pytest.mark.parametrize(
    ("payload", "shown"),
    [
        ({"_sd": [digest(GRADE), digest(GRADE)]}, GRADE),
        ({"_sd": [digest(GRADE)], "a": {"_sd": [digest(GRADE)]}}, GRADE),
        ({"_sd": ["x", "x"]}, None),
        ({"_sd": [digest(GRADE)], "graad": "Master"}, GRADE),
        ({"_sd": digest(GRADE)}, GRADE),
        ({"_sd": [7]}, None),
        ({"_sd": None}, None),
        ({"a": {"...": digest(disclosure("nl"))}}, disclosure("nl")),
        ({"a": [{"...": digest(disclosure("nl")), "b": 1}]}, disclosure("nl")),
        ({"a": [{"...": 7}]}, None),
        ({"a": [{"...": digest(GRADE)}]}, GRADE),
        ({"_sd": [digest(disclosure("nl"))]}, disclosure("nl")),
        ({"_sd": [digest(disclosure("_sd", []))]}, disclosure("_sd", [])),
        ({"_sd": [digest(disclosure("...", "x"))]}, disclosure("...", "x")),
        ({"_sd": [digest(disclosure(7, "x"))]}, disclosure(7, "x")),
        ({"_sd": [digest("e30")]}, "e30"),
        ({"_sd": [digest("=")]}, "="),
    ],
)
def test_digests_that_break_a_rule(payload: dict[str, Any], shown: str | None) -> None:
    text = sd_jwt(claims(**payload), *([shown] if shown else []))
    assert answers(look(text), Question.INTACT) == BROKEN


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "status"])
def test_what_must_not_be_left_out_cannot_be_disclosed(name: str) -> None:
    hidden = disclosure(name, ISSUER.holder.did if name == "iss" else {})
    text = sd_jwt(claims(**{name: ..., "_sd": [digest(hidden)]}), hidden)
    assert look(text).report.verdict is Verdict.FAILED


@pytest.mark.parametrize(("named", "hash_name"), [("sha-512", "sha512"), ("sha3-256", "sha3_256")])
def test_other_hashes(named: str, hash_name: str) -> None:
    text = sd_jwt(claims(_sd_alg=named, _sd=[digest(GRADE, hash_name)]), GRADE)
    assert look(text).credential.document["graad"] == "Bachelor"
    assert verdict(text) is Verdict.VERIFIED


@pytest.mark.parametrize("named", ["md5", "sha-256-32", "SHA-256", 7, None])
def test_hashes_that_nobody_here_knows(named: Any) -> None:
    text = sd_jwt(claims(_sd_alg=named, _sd=[digest(GRADE)]), GRADE)
    assert answers(look(text), Question.INTACT) == (Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)


def test_disclosures_inside_disclosures_have_an_end() -> None:
    shown = [disclosure("a", 1)]
    for _ in range(100):
        shown.append(disclosure("a", {"_sd": [digest(shown[-1])]}))
    text = sd_jwt(claims(_sd=[digest(shown[-1])]), *shown)
    assert answers(look(text), Question.INTACT) == BROKEN
    with pytest.raises(InputError) as caught:
        look(token(claims()) + "~" * (DISCLOSURES + 2))
    assert caught.value.problem is Problem.TOO_MANY_PARTS


@pytest.mark.parametrize("header", [{"crit": ["b64"]}, {"b64": False}, {"zip": "DEF"}, {"alg": "none"}])
def test_headers_that_change_what_is_signed(header: dict[str, Any]) -> None:
    assert verdict(sd_jwt(claims(), **header)) is Verdict.FAILED


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"exp": 1_700_000_000}, Reason.EXPIRED),
        ({"nbf": 1_900_000_000}, Reason.NOT_YET_VALID),
        ({"iat": 1_900_000_000}, Reason.NOT_YET_VALID),
    ],
)
def test_dates(dates: dict[str, int], reason: Reason) -> None:
    found = look(sd_jwt(claims(**dates)))
    assert answers(found, Question.CURRENT) == (Outcome.FAILED, reason)
    assert found.report.verdict is Verdict.FAILED
    assert answers(look(sd_jwt(claims(exp="ooit"))), Question.CURRENT)[0] is Outcome.INDETERMINATE


def test_fields_that_are_read() -> None:
    shown = disclosure("email", "kandidaat@example.org")
    said = claims(jti="urn:a", sub="did:example:1", iat=1_700_000_000, exp=1_900_000_000, _sd=[digest(shown)])
    found = look(sd_jwt(said, shown)).credential
    assert (found.id, found.subject_id, found.issuer.id) == ("urn:a", "did:example:1", ISSUER.holder.did)
    assert found.name.best("nl") == "https://school.example/soorten/diploma"
    assert found.valid_from == datetime.fromtimestamp(1_700_000_000, UTC)
    assert found.valid_until == datetime.fromtimestamp(1_900_000_000, UTC)
    assert [(one.identity, one.hashed) for one in found.recipients] == [("kandidaat@example.org", False)]


def test_what_is_disclosed_is_told() -> None:
    said = claims(
        sub="did:example:1", naam="Kandidaat Een", adres={"plaats": "Delft", "nummer": 7}, talen=["nl", "en"]
    )
    said.update({"gehaald": True, "niets": None, "foto": "data:image/png;base64,AAAA"})
    assert look(sd_jwt(said)).credential.description.best("nl").splitlines() == [
        "naam: Kandidaat Een",
        "adres.plaats: Delft",
        "adres.nummer: 7",
        "talen: nl",
        "talen: en",
        "gehaald: true",
    ]
    many = look(sd_jwt(claims(talen=["nl"] * 1_000))).credential.description
    assert len(many.best("nl").splitlines()) == CLAIMS_TOLD
    assert not look(sd_jwt(claims())).credential.description


def test_a_badge_stays_a_badge() -> None:
    found = look((VECTORS_SD / "badge.sd-jwt").read_bytes())
    assert (found.credential.kind, found.report.verdict) == (Kind.OPEN_BADGE_3, Verdict.VERIFIED)
    assert answers(found, Question.WELL_FORMED) == (Outcome.PASSED, Reason.FORM_GOOD)


def test_a_member_of_a_presentation_and_in_an_envelope() -> None:
    text = bound(sd_jwt(claims(cnf={"jwk": jwk(HOLDER)})))
    envelope = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/dc+sd-jwt,{text}",
        "type": "EnvelopedVerifiableCredential",
    }
    found = look({"type": ["VerifiablePresentation"], "verifiableCredential": [text, envelope]})
    assert [one.report.verdict for one in found.contains] == [Verdict.VERIFIED] * 2
    assert {one.credential.container for one in found.contains} == {Container.SD_JWT}
    assert look(envelope).report.verdict is Verdict.VERIFIED
