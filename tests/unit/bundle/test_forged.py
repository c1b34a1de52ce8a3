"""The holder signs and seals, and something inside does not fit: sealing alone makes nothing true."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from tests.unit.bundle import content
from tests.unit.bundle.content import HOLDER, NOW, STRANGER, Parts, look, verdict, wrap
from wallet import jcs
from wallet.bundle import blocks, salted, zip
from wallet.errors import InputError, Problem
from wallet.keys import did_key
from wallet.model.credential import Incoming, digest_of
from wallet.model.portfolio import Presentation
from wallet.model.report import Question, Reason
from wallet.proofs.sign import sign_set

Document = dict[str, Any]


def reason_of(data: bytes) -> Reason:
    report = look(data).inspection.report
    assert report.verdict.value == "failed"
    finding = report.finding(Question.INTACT)
    assert finding is not None
    return finding.reason


def resigned(presentation: Presentation, change: Callable[[Document], None]) -> Presentation:
    """The same presentation with a changed document, properly signed again by the holder."""
    document = json.loads(json.dumps(presentation.document))
    proof = document["proof"][0]
    change(document)
    signed = sign_set(
        document,
        HOLDER,
        NOW,
        purpose="authentication",
        challenge=proof["challenge"],
        domain=proof.get("domain"),
    )
    return replace(presentation, document=signed, digest=digest_of(b""))


def html(presentation: Presentation) -> bytes:
    return wrap("html", presentation, Parts())


def spliced(presentation: Presentation, document: Document) -> bytes:
    """The page of one presentation with the data of another in it: our own page says no nonsense."""
    page = html(presentation)
    start = page.index(blocks.PRESENTATION)
    end = page.index(blocks.END, start) + len(blocks.END)
    return page[:start] + blocks.json_block(blocks.PRESENTATION, jcs.canonical(document)) + page[end:]


def test_an_original_that_is_another_file(presentation: Presentation) -> None:
    first, *rest = presentation.originals
    other = Incoming(first.original.replace(b"Badge", b"Bagde"), first.name)
    assert reason_of(html(replace(presentation, originals=(other, *rest)))) is Reason.MEMBER_DIFFERS


def test_an_original_that_is_not_there(presentation: Presentation) -> None:
    without = replace(presentation, originals=presentation.originals[1:])
    assert reason_of(html(without)) is Reason.MEMBER_MISSING


def test_evidence_that_is_another_file(presentation: Presentation) -> None:
    first, *rest = presentation.evidence
    other = replace(first, open=partial(BytesIO, b"x" * first.size))
    assert reason_of(html(replace(presentation, evidence=(other, *rest)))) is Reason.EVIDENCE_DIFFERS


def test_evidence_that_is_not_there(presentation: Presentation) -> None:
    without = replace(presentation, evidence=presentation.evidence[1:], salts=presentation.salts[1:])
    assert reason_of(html(without)) is Reason.MEMBER_MISSING


def test_a_wrong_salt(presentation: Presentation) -> None:
    (first, _), *rest = presentation.salts
    other = replace(presentation, salts=((first, "A" * 43), *rest))
    assert reason_of(html(other)) is Reason.EVIDENCE_DIFFERS


def test_a_file_that_the_manifest_does_not_name(presentation: Presentation) -> None:
    more = replace(presentation, originals=(*presentation.originals, Incoming(b"{}", "original-99.json")))
    with pytest.raises(InputError) as raised:
        look(html(more))
    assert raised.value.problem is Problem.DAMAGED_FILE


def test_withheld_evidence_that_came_along_after_all(presentation: Presentation) -> None:
    withheld = content.parts().files[2]
    more = replace(presentation, evidence=(*presentation.evidence, withheld.part))
    with pytest.raises(InputError):
        look(html(more))


def test_an_embedded_copy_that_says_something_else_than_its_original() -> None:
    """Both are honest badges of the same issuer; the embedded one is another one than the original."""
    parts = content.Parts([content.credential(3, json.dumps(content.badge()).encode(), "b.json")])
    other = content.badge(name="Iets anders")

    def change(document: Document) -> None:
        document["verifiableCredential"][0] = other

    assert reason_of(html(resigned(parts.build(), change))) is Reason.MEMBER_DIFFERS


def test_an_experience_that_another_key_signed() -> None:
    parts = content.small()
    own = dict(parts.chosen[0].own or {})
    foreign = {**own, "issuer": {"id": STRANGER.holder.did, "type": ["Profile"]}}

    def change(document: Document) -> None:
        document["verifiableCredential"][0] = sign_set(foreign, STRANGER, NOW)

    assert reason_of(html(resigned(parts.build(), change))) is Reason.MEMBER_DIFFERS


def test_an_experience_that_does_not_say_it_is_self_declared() -> None:
    parts = content.small()
    own = {name: value for name, value in (parts.chosen[0].own or {}).items() if name != "selfDeclared"}

    def change(document: Document) -> None:
        document["verifiableCredential"][0] = sign_set(own, HOLDER, NOW)

    assert reason_of(html(resigned(parts.build(), change))) is Reason.MEMBER_DIFFERS


def test_an_experience_that_names_other_evidence() -> None:
    parts = content.small()
    own = json.loads(json.dumps(parts.chosen[0].own))
    own["evidence"][0]["saltedDigest"] = salted.digest(b"x")

    def change(document: Document) -> None:
        document["verifiableCredential"][0] = sign_set(own, HOLDER, NOW)

    assert reason_of(html(resigned(parts.build(), change))) is Reason.MEMBER_DIFFERS


def test_a_changed_member_that_was_sealed_in() -> None:
    presentation = content.small().build()

    def change(document: Document) -> None:
        document["verifiableCredential"][0]["name"] = "Iets anders"

    assert reason_of(html(resigned(presentation, change))) is Reason.MEMBER_FAILED


@pytest.mark.parametrize("kept", [0, 1])
def test_both_proofs_must_be_there(kept: int) -> None:
    presentation = content.small().build()
    document = {**presentation.document, "proof": [presentation.document["proof"][kept]]}
    assert reason_of(html(replace(presentation, document=document))) is Reason.PROOF_MALFORMED


def test_no_proof_at_all_is_no_portfolio() -> None:
    presentation = content.small().build()
    document = {name: value for name, value in presentation.document.items() if name != "proof"}
    assert verdict(html(replace(presentation, document=document))) == "failed"


def test_the_audience_in_the_proof_is_the_one_that_is_shown() -> None:
    presentation = content.small().build()

    def change(document: Document) -> None:
        document["portfolio"]["portfolioAudience"] = "Iemand anders"

    assert reason_of(html(resigned(presentation, change))) is Reason.PROOF_MALFORMED


def test_another_holder_than_the_one_who_signed() -> None:
    presentation = content.small().build()

    def change(document: Document) -> None:
        document["holder"] = STRANGER.holder.did

    assert verdict(html(resigned(presentation, change))) == "failed"


@pytest.mark.parametrize(
    "holder",
    [
        "did:web:example.org",
        "did:key:zNope",
        # An Ed25519 key of small order: signatures exist that fit every message.
        did_key(b"\1" + bytes(31)),
    ],
)
def test_a_holder_without_a_usable_key(holder: str) -> None:
    presentation = content.small().build()

    def change(document: Document) -> None:
        document["holder"] = holder

    assert verdict(html(resigned(presentation, change))) == "failed"


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(portfolioVersion=2),
        lambda m: m.update(portfolioVersion=True),
        lambda m: m.pop("portfolioItem"),
        lambda m: m.update(portfolioMade="gisteren"),
        lambda m: m.update(portfolioMade="2026-13-45T00:00:00Z"),
        lambda m: m.update(portfolioPurpose=["a"]),
        lambda m: m["portfolioItem"][0].update(itemMember=7),
        lambda m: m["portfolioItem"][0].pop("itemMember"),
        lambda m: m["portfolioItem"][0].update(itemKind="diploma"),
        lambda m: m["portfolioItem"][0].update(itemRecognition="W9"),
        lambda m: m["portfolioItem"][0].update(itemEvidence=["urn:uuid:" + content.identity(999)]),
        lambda m: m["portfolioItem"][0].update(id="urn:uuid:nope"),
        lambda m: m["portfolioItem"].append(m["portfolioItem"][0]),
        lambda m: m["portfolioFile"][0].update(fileName="../evidence-01.txt"),
        lambda m: m["portfolioFile"][0].update(fileName="presentation.json"),
        lambda m: m["portfolioFile"][0].update(filePresence="perhaps"),
        lambda m: m["portfolioFile"][0].update(fileSize=-1),
        lambda m: m["portfolioFile"][0].update(saltedDigest="uAAAA"),
        lambda m: m["portfolioFile"].append(m["portfolioFile"][0]),
        lambda m: m["portfolioFile"].append("x"),
    ],
)
def test_a_manifest_of_another_form_is_unreadable(change: Callable[[Document], None]) -> None:
    presentation = content.small().build()
    document = json.loads(json.dumps(presentation.document))
    change(document["portfolio"])
    with pytest.raises(InputError) as raised:
        look(spliced(presentation, document))
    assert raised.value.problem in (Problem.DAMAGED_FILE, Problem.NEWER_FORMAT)


def test_another_context_is_another_format() -> None:
    presentation = content.small().build()
    document = json.loads(json.dumps(presentation.document))
    document["@context"][1]["portfolioLetter"]["@id"] = "urn:studieregister:portfolioPurpose"
    with pytest.raises(InputError) as raised:
        look(spliced(presentation, document))
    assert raised.value.problem is Problem.NEWER_FORMAT


def test_a_presentation_in_another_spelling(
    presentation: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever hashes the file in the archive must find the portfolio's digest."""
    monkeypatch.setattr(zip, "content_of", lambda one: json.dumps(one.document, indent=1).encode())
    with pytest.raises(InputError) as raised:
        look(wrap("zip", presentation, Parts()))
    assert raised.value.problem is Problem.DAMAGED_FILE


@pytest.mark.parametrize("change", ["other bytes", "swapped", "renamed", "left out"])
def test_an_archive_packed_again_in_our_own_form(presentation: Presentation, change: str) -> None:
    """By somebody who knows the format and has not the key: sealed by another one, or not at all."""
    first, second = presentation.evidence
    evidence = {
        "other bytes": (replace(first, open=partial(BytesIO, b"y" * first.size)), second),
        "swapped": (replace(first, file_name=second.file_name), replace(second, file_name=first.file_name)),
        "renamed": (replace(first, file_name="evidence-09-ander.txt"), second),
        "left out": (second,),
    }[change]
    kept = {part.id for part in evidence}
    salts = tuple(one for one in presentation.salts if one[0] in kept)
    changed = replace(presentation, evidence=evidence, salts=salts)
    for key in (STRANGER, HOLDER):
        assert verdict(wrap("zip", changed, Parts(), key)) in {"failed", "unreadable"}
