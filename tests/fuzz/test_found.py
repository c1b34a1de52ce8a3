"""What changed files brought to light: one test for each, with the smallest file that shows it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ByteStringObject

from tests.fuzz.oracle import POLICY
from tests.journeys.badges import badge, claims, key
from tests.unit.packages import files
from wallet import importers
from wallet.bundle import naming, read_pdf
from wallet.errors import InputError, Problem, RefusedError
from wallet.model.credential import Incoming
from wallet.model.report import Outcome, Question, Verdict
from wallet.multibase import to_base64url
from wallet.reach import target_of
from wallet.verification.examine import examine


def token(payload: dict[str, Any], **more: str) -> bytes:
    signer = key(5)
    header = {"alg": "EdDSA", **more, "kid": signer.holder.verification_method}
    payload = {"iss": signer.holder.did, **payload}
    signed = ".".join(to_base64url(json.dumps(part).encode()) for part in (header, payload))
    return f"{signed}.{to_base64url(signer.sign(signed.encode()))}".encode()


def expired() -> dict[str, Any]:
    old = {name: value for name, value in claims(key(5)).items() if name != "validFrom"}
    context = ["https://www.w3.org/2018/credentials/v1", old["@context"][1]]
    dates = {"issuanceDate": "2024-01-01T00:00:00Z", "expirationDate": "2025-01-01T00:00:00Z"}
    return {"vc": {**old, "@context": context, **dates}}


def test_a_tilde_behind_an_expired_token_does_not_make_it_valid() -> None:
    """Read as an SD-JWT, nothing inside ``vc`` was seen: not the end date, and not the status."""
    whole = token(expired())
    assert examine(Incoming(whole, ""), POLICY).report.verdict is Verdict.FAILED
    with pytest.raises(InputError) as raised:
        examine(Incoming(whole + b"~", ""), POLICY)
    assert raised.value.problem is Problem.NOT_RECOGNISED


@pytest.mark.parametrize("name", ["vc", "vp"])
def test_a_credential_inside_a_claim_is_no_sd_jwt(name: str) -> None:
    with pytest.raises(InputError):
        examine(Incoming(token({name: {}}) + b"~", ""), POLICY)


def test_a_signed_badge_2_with_a_tilde_is_no_sd_jwt() -> None:
    badge = {"type": "Assertion", "id": "urn:x:1", "recipient": {}, "badge": "https://x.example/b"}
    with pytest.raises(InputError):
        examine(Incoming(token({**badge, "expires": "2025-01-01T00:00:00Z"}) + b"~", ""), POLICY)


def test_claims_that_contradict_each_other_do_not_pass_behind_a_tilde() -> None:
    whole = token({**claims(key(5)), "jti": "urn:x:other"})
    assert examine(Incoming(whole, ""), POLICY).report.verdict is Verdict.FAILED
    with pytest.raises(InputError):
        examine(Incoming(whole + b"~", ""), POLICY)


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt", "vp+jwt", "statuslist+jwt", "at+jwt"])
def test_a_token_that_names_another_form_is_no_sd_jwt(typ: str) -> None:
    said = {"vct": "urn:x:diploma", "_sd_alg": "sha-256"}
    with pytest.raises(InputError):
        examine(Incoming(token(said, typ=typ) + b"~", ""), POLICY)
    assert (
        examine(Incoming(token(said, typ="dc+sd-jwt") + b"~", ""), POLICY).report.verdict is Verdict.VERIFIED
    )


def test_an_attachment_whose_name_is_no_text() -> None:
    """The library hands such a name on as bytes."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    for name in (naming.PRESENTATION, naming.COMPANIONS, "x.txt"):
        writer.add_attachment(name, b"{}")
    names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]
    names[names.index("x.txt")] = ByteStringObject(b"\x9f\x9f")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(InputError) as raised:
        read_pdf.read(out.getvalue())
    assert raised.value.problem is Problem.DAMAGED_FILE


def test_an_attachment_without_an_end() -> None:
    """Asked for its size, the library reads the whole of it."""
    whole = files.pdf(("een.json", badge()), ("twee.json", badge(key(2))))
    opened = importers.take_apart(Incoming(whole.replace(b"endstream", b"endstreax"), "x.pdf"))
    assert opened is not None
    assert [part.problem for part in opened.parts] == [Problem.DAMAGED_FILE] * 2


def test_an_address_that_grows_when_it_is_written_out() -> None:
    """Each of these letters takes nine characters in a request."""
    with pytest.raises(RefusedError):
        target_of("https://voorbeeld.example/" + "\u20ac" * 300)


@pytest.mark.parametrize("member", ["name", "credentialSubject", "evidence"])
@pytest.mark.parametrize("hidden", [lambda value: [[value]], lambda value: {"@set": [value]}])
def test_what_is_signed_is_not_hidden_in_arrays(member: str, hidden: Callable[[Any], Any]) -> None:
    """To a graph an array in an array is nothing; the page showed no achievement, and "verified"."""
    evidence = {"id": "urn:x:3", "type": ["Evidence"], "name": "Verslag"}
    signed = json.loads(badge(evidence=evidence))
    document = {**signed, "proof": signed["proof"][0]}
    assert examine(Incoming(json.dumps(document).encode(), ""), POLICY).report.verdict is Verdict.VERIFIED
    document[member] = hidden(document[member])
    assert examine(Incoming(json.dumps(document).encode(), ""), POLICY).report.verdict is Verdict.FAILED


LISTED = "https://school.example/lijst"


@pytest.mark.parametrize("more", [{}, {"status": {"status_list": {"uri": "https://x.example/l", "idx": 1}}}])
def test_a_status_of_the_other_form_in_a_token_of_claims(more: dict[str, Any]) -> None:
    """It was not read: alone it broke the check, beside the usual one it was passed over."""
    entry = {"type": "StatusList2021Entry", "statusListIndex": "1", "statusListCredential": LISTED}
    told = {"vct": "https://school.example/diploma", "credentialStatus": entry, **more}
    report = examine(Incoming(token(told, typ="dc+sd-jwt") + b"~", ""), POLICY).report
    status = report.finding(Question.STATUS)
    assert status is not None
    assert status.outcome is Outcome.INDETERMINATE
    assert LISTED in report.needs
