"""ZIP, HTML and PDF files that were built to harm: each gets its code, and nothing is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.unit.bundle.conftest import made_small
from tests.unit.bundle.content import POLICY
from wallet.bundle import limits
from wallet.bundle.review import inspect_bundle
from wallet.errors import InputError, Problem
from wallet.reading import zip_rules


def problem_of(content: bytes) -> Problem:
    with pytest.raises(InputError) as raised:
        inspect_bundle(content, POLICY)
    return raised.value.problem


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in entries:
            made.writestr(name, content)
    return out.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system = 3
    made.external_attr = 0o120777 << 16
    return made


def declared(size: int) -> bytes:
    """An archive of one stored entry that says it is this large."""
    made = bytearray(archive(("a.txt", b"x"), method=zipfile.ZIP_STORED))
    at = made.rfind(b"PK\x01\x02")
    made[at + 20 : at + 28] = struct.pack("<LL", size, size)
    return bytes(made)


def overlapping() -> bytes:
    """Two entries, the second of which points at the first."""
    made = bytearray(archive(("a.txt", b"x"), ("b.txt", b"x"), method=zipfile.ZIP_STORED))
    second = made.rfind(b"PK\x01\x02")
    made[second + 42 : second + 46] = bytes(4)
    return bytes(made)


def renamed_inside() -> bytes:
    """The name before the entry is another one than in the directory."""
    made = archive(("a.txt", b"x"), method=zipfile.ZIP_STORED)
    return made.replace(b"a.txt", b"b.txt", 1)


def encrypted() -> bytes:
    made = bytearray(archive(("a.txt", b"x"), method=zipfile.ZIP_STORED))
    at = made.rfind(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


REFUSED = Problem.ZIP_REFUSED


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: archive(("readme.txt", b"x")), Problem.NOT_RECOGNISED),
        (lambda: archive(("word/document.xml", b"<x/>")), Problem.NOT_RECOGNISED),
        (lambda: archive(), Problem.NOT_RECOGNISED),
        (lambda: archive(("presentation.json", b"{}")), REFUSED),
        (lambda: archive(("../x.txt", b"x")), REFUSED),
        (lambda: archive(("a/../../x.txt", b"x")), REFUSED),
        (lambda: archive(("/etc/passwd", b"x")), REFUSED),
        (lambda: archive(("C:/x.txt", b"x")), REFUSED),
        (lambda: archive(("a/con.txt", b"x")), REFUSED),
        (lambda: archive(("x\x1b[1m.txt", b"x")), REFUSED),
        (lambda: archive((link("a"), b"/etc/passwd")), REFUSED),
        (lambda: archive(("inner.zip", archive(("a", b"x")))), REFUSED),
        (lambda: archive(("a.txt", b"x"), ("A.TXT", b"y")), REFUSED),
        (lambda: archive(("\u00e9.txt", b"x"), ("e\u0301.txt", b"y")), REFUSED),
        (lambda: archive(("a.txt", bytes(zip_rules.RATIO_FROM * 3))), REFUSED),
        (lambda: archive(("a.txt", b"x"), method=zipfile.ZIP_BZIP2), REFUSED),
        (lambda: b"PK\x03\x04" + archive(("a.txt", b"x")), REFUSED),
        (lambda: archive(("a.txt", b"x")) + b"more", REFUSED),
        (lambda: declared(zip_rules.BYTES + 1), Problem.TOO_LARGE),
        (lambda: archive(*((f"{n}.txt", b"") for n in range(limits.ENTRIES + 1))), Problem.TOO_MANY_PARTS),
        (overlapping, REFUSED),
        (renamed_inside, REFUSED),
        (encrypted, Problem.LOCKED_FILE),
        (lambda: archive(("a.txt", b"x"))[:-30], Problem.DAMAGED_FILE),
        (lambda: b"PK\x03\x04" + bytes(100), Problem.DAMAGED_FILE),
    ],
)
def test_archives(make: Callable[[], bytes], problem: Problem) -> None:
    assert problem_of(make()) is problem


def test_an_entry_more_than_the_portfolio_has() -> None:
    """Even with all rules for archives kept: what is not part of the signed portfolio is not shown."""
    with zipfile.ZipFile(io.BytesIO(made_small()["zip"])) as whole:
        entries = [(name, whole.read(name)) for name in whole.namelist()]
    again = archive(*entries, ("evidence/evidence-09-virus.exe", b"MZ"), method=zipfile.ZIP_STORED)
    assert problem_of(again) is REFUSED


def test_the_same_entries_packed_by_another_program() -> None:
    with zipfile.ZipFile(io.BytesIO(made_small()["zip"])) as whole:
        entries = [(name, whole.read(name)) for name in whole.namelist()]
    assert problem_of(archive(*entries, method=zipfile.ZIP_STORED)) is REFUSED


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<!DOCTYPE html><html><body>een gewone pagina</body></html>", Problem.NOT_RECOGNISED),
        ('<html><script type="application/json" id="presentation">{}', Problem.DAMAGED_FILE),
        ('<html><script type="application/json" id="presentation">{}</script>', Problem.NOT_RECOGNISED),
        (
            '<html><script type="application/json" id="presentation">{}</script>'
            '<script type="application/json" id="presentation">{}</script>',
            Problem.DAMAGED_FILE,
        ),
        (
            '<html><script type="application/json" id="presentation">{"a":1,"a":2}</script>'
            '<script type="application/json" id="companions">'
            '{"beside":[],"companionsVersion":1,"salts":{}}</script>',
            Problem.DUPLICATE_KEY,
        ),
        (
            '<html><script type="application/json" id="presentation">' + "[" * 100 + "]" * 100 + "</script>"
            '<script type="application/json" id="companions">'
            '{"beside":[],"companionsVersion":1,"salts":{}}</script>',
            Problem.TOO_DEEP,
        ),
        (
            '<html><script type="application/json" id="presentation">[1]</script>'
            '<script type="application/json" id="companions">{"companionsVersion":2}</script>',
            Problem.NEWER_FORMAT,
        ),
        (
            '<html><script type="application/json" id="presentation">[1]</script>'
            '<script type="application/json" id="companions">'
            '{"beside":["../x"],"companionsVersion":1,"salts":{}}</script>',
            Problem.DAMAGED_FILE,
        ),
    ],
)
def test_pages(page: str, problem: Problem) -> None:
    assert problem_of(page.encode()) is problem


def test_a_page_with_a_block_that_is_no_base64() -> None:
    page = made_small()["html"]
    at = page.index(b'id="file:evidence-01') + 60
    assert problem_of(page[:at] + b"!" + page[at + 1 :]) is Problem.DAMAGED_FILE


def test_a_page_with_a_file_twice() -> None:
    page = made_small()["html"]
    start = page.index(b'<script type="text/plain"')
    end = page.index(b"</script>", start) + len(b"</script>")
    assert problem_of(page[:end] + page[start:end] + page[end:]) is Problem.DAMAGED_FILE


def test_a_pdf_without_a_portfolio() -> None:
    from pypdf import PdfWriter

    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert problem_of(out.getvalue()) is Problem.NOT_RECOGNISED


def test_a_locked_pdf() -> None:
    from pypdf import PdfWriter

    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(out)
    assert problem_of(out.getvalue()) is Problem.LOCKED_FILE


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + bytes(1000)])
def test_broken_pdfs(content: bytes) -> None:
    assert problem_of(content) is Problem.DAMAGED_FILE


def test_limits_on_size(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, limit in (("html", "PAGE_BYTES"), ("pdf", "PDF_BYTES"), ("zip", "FILE_BYTES")):
        content = made_small()[kind]
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, len(content) - 1)
            assert problem_of(content) is Problem.TOO_LARGE
        assert inspect_bundle(content, POLICY).seal_holds
