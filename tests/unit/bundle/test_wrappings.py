"""One content, three wrappings: whatever it was wrapped in, the same comes out and holds."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import pytest

from tests.unit.bundle import content
from tests.unit.bundle.content import WRAPPINGS, look
from wallet import jcs
from wallet.bundle import salted
from wallet.bundle.presentation import content_of
from wallet.model.credential import Container, Kind
from wallet.model.portfolio import Presentation
from wallet.model.reception import FileState
from wallet.model.report import Verdict
from wallet.multibase import to_base64url


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_every_wrapping_holds_and_tells_the_same(
    kind: str, files: dict[str, bytes], presentation: Presentation
) -> None:
    opened = look(files[kind])
    report = opened.inspection.report
    assert report.verdict is Verdict.VERIFIED
    assert opened.seal_holds
    assert opened.presentation_holds
    assert opened.inspection.credential.kind is Kind.PORTFOLIO
    assert opened.inspection.credential.container is Container(kind)
    assert opened.digest == presentation.digest
    assert opened.file_digest == "sha256:" + hashlib.sha256(files[kind]).hexdigest()
    assert (opened.learner, opened.purpose, opened.audience) == ("Robin", "Instroom", "Intake")
    assert opened.letter == content.LETTER
    assert opened.made == content.NOW
    assert [item.kind for item in opened.items] == ["experience"] * 2 + ["credential"] * 3 + ["evidence"]
    assert [(one.suite, one.outcome.value) for one in report.proofs] == [
        ("eddsa-rdfc-2022", "passed"),
        ("eddsa-jcs-2022", "passed"),
    ]


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_members_are_checked_each_for_itself(kind: str, files: dict[str, bytes]) -> None:
    opened = look(files[kind])
    verdicts = [item.inspection.report.verdict if item.inspection else None for item in opened.items]
    # A hosted badge 2.0 cannot be settled offline; that is told beside it and counts for nothing.
    verified = Verdict.VERIFIED
    assert verdicts == [verified, verified, verified, verified, Verdict.INDETERMINATE, None]
    # Four embedded ones and the one that is bound by digest only.
    assert len(opened.inspection.contains) == 5


@pytest.mark.parametrize("kind", WRAPPINGS)
def test_files_are_told_by_what_became_of_them(kind: str, files: dict[str, bytes]) -> None:
    states = {file.file_name: file.state for file in look(files[kind]).files}
    assert states == {
        "original-03.json": FileState.MATCHES,
        "original-04.jwt": FileState.MATCHES,
        "original-05.json": FileState.MATCHES,
        "evidence-01-weekschema-thuis.txt": FileState.MATCHES,
        "evidence-02-foto-b-tuin.png": FileState.MATCHES,
        "evidence-03-dagboek.txt": FileState.WITHHELD,
    }


def test_the_page_inside_the_archive_holds_by_itself(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        assert archive.testzip() is None
        page, paper = archive.read("portfolio.html"), archive.read("passport.pdf")
        assert archive.namelist() == [
            "portfolio.html",
            "presentation.json",
            "companions.json",
            "passport.pdf",
            "originals/original-03.json",
            "originals/original-04.jwt",
            "originals/original-05.json",
            "evidence/evidence-01-weekschema-thuis.txt",
            "evidence/evidence-02-foto-b-tuin.png",
        ]
    for part in (page, paper):
        opened = look(part)
        assert opened.inspection.report.verdict is Verdict.VERIFIED
        states = {file.state for file in opened.files if file.role == "evidence"}
        assert states == {FileState.BESIDE, FileState.WITHHELD}
        assert opened.inspection.report.notes == ("evidence_beside", "evidence_withheld")
    assert look(files["zip"]).inspection.report.notes == ("evidence_withheld",)


def test_the_pdf_opens_in_other_programs(files: dict[str, bytes]) -> None:
    import pikepdf
    import pypdfium2

    with pikepdf.open(io.BytesIO(files["pdf"])) as document:
        assert document.check_pdf_syntax() == []
        assert "presentation.json" in document.attachments
        assert document.Root.MarkInfo.Marked
    drawn = pypdfium2.PdfDocument(files["pdf"])
    assert len(drawn) >= 1
    drawn.close()
    assert files["pdf"].rstrip().endswith(b"%%EOF"), "PDF/A: nothing follows the end mark"


def test_the_digest_is_that_of_the_file_in_the_archive(
    files: dict[str, bytes], presentation: Presentation
) -> None:
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as archive:
        data = archive.read("presentation.json")
    assert data == content_of(presentation) == jcs.canonical(json.loads(data))
    assert presentation.digest == "sha256:" + hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("kind", ["html", "zip"])
def test_writing_twice_gives_the_same_bytes(kind: str, presentation: Presentation) -> None:
    parts = content.parts()
    assert content.wrap(kind, presentation, parts) == content.wrap(kind, presentation, parts)


def test_every_presentation_has_its_own_challenge_and_id() -> None:
    parts = content.small()
    args = (parts.portfolio(), parts.chosen, parts.files, content.HOLDER, content.NOW)
    documents = [content.build(*args).document for _ in range(2)]
    challenges = {proof["challenge"] for document in documents for proof in document["proof"]}
    assert len(challenges) == 2
    assert all(len(one) >= 22 for one in challenges)
    assert documents[0]["id"] != documents[1]["id"]


def test_a_withheld_file_leaves_neither_bytes_nor_salt(
    files: dict[str, bytes], presentation: Presentation
) -> None:
    salt = content.parts().files[2].salt
    traces = [content.DIARY, to_base64url(salt).encode(), salt.hex().encode(), salt]
    for kind, data in files.items():
        for spread in unpacked(kind, data):
            assert not any(trace in spread for trace in traces)
    assert presentation.withheld == ((content.identity(103), to_base64url(salt)),)
    told = next(
        one
        for one in presentation.document["portfolio"]["portfolioFile"]
        if one["filePresence"] == "withheld"
    )
    assert told["saltedDigest"] == salted.digest(content.DIARY, salt)


def test_only_others_credentials_that_cannot_be_embedded() -> None:
    parts = content.Parts([content.credential(5, json.dumps(content.older_badge()).encode(), "o.json")])
    presentation = parts.build()
    assert "verifiableCredential" not in presentation.document
    for kind in WRAPPINGS:
        opened = look(content.wrap(kind, presentation, parts))
        assert opened.inspection.report.verdict is Verdict.VERIFIED
        assert len(opened.inspection.contains) == 1


def test_without_an_audience_there_is_no_domain() -> None:
    parts = content.small()
    parts.audience = ""
    presentation = parts.build()
    assert all("domain" not in proof for proof in presentation.document["proof"])
    assert content.verdict(content.wrap("html", presentation, parts)) == "verified"


def test_an_empty_file_is_a_file_too() -> None:
    files = [content.travelling(1, "leeg.txt", "text/plain", b"")]
    parts = content.Parts([content.experience(1, "Iets", files, kind="hobby")], files)
    presentation = parts.build()
    for kind in WRAPPINGS:
        opened = look(content.wrap(kind, presentation, parts))
        assert opened.inspection.report.verdict is Verdict.VERIFIED
        assert opened.files[0].state is FileState.MATCHES


def unpacked(kind: str, data: bytes) -> list[bytes]:
    """The bytes of a file and of everything inside it, however packed."""
    import base64
    import re

    from pypdf import PdfReader

    found = [data]
    if kind == "html":
        blocks = re.findall(rb">([A-Za-z0-9+/=]{40,})<", data)
        found += [base64.b64decode(block, validate=True) for block in blocks if len(block) % 4 == 0]
    elif kind == "pdf":
        reader = PdfReader(io.BytesIO(data))
        found += [bytes(one.content) for one in reader.attachment_list]
        found += [page.extract_text().encode() for page in reader.pages]
        found.append(repr(reader.metadata).encode())
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                inner = archive.read(name)
                wrapping = {"html": "html", "pdf": "pdf"}.get(name.rpartition(".")[2])
                found += unpacked(wrapping, inner) if wrapping else [inner]
    return found
