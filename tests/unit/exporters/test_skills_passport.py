"""The printed passport: structure, language, attachment, what it says and what it never says."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdf
import pytest

from wallet.bundle.control_words import control_words
from wallet.errors import InputError, Problem
from wallet.exporters.skills_passport_pdf import MOST_ATTACHED, Attachment, passport, preview
from wallet.model.experience import Evidence, Experience, Hours, Period, SkillClaim
from wallet.model.portfolio import Portfolio, PortfolioEvidence, PortfolioItem, Presence

MADE = datetime(2026, 11, 18, 10, 42, tzinfo=UTC)
DIGEST = "sha256:" + "7f3a91c25d08e4b6" * 4
PRESENTATION = Attachment("presentation.json", "application/json", b'{"type": "VP"}', "source")


def experience(number: int, skills: int = 1) -> Experience:
    return Experience(
        kind="vrijwilligerswerk",
        title=f"Taalmaatje {number}",
        organisation="Buurthuis",
        period=Period(start="2019", to="2024-06"),
        hours=Hours(total=240),
        skills=tuple(SkillClaim(label=f"Vaardigheid {number}.{place}", level=4) for place in range(skills)),
        private_notes="alleen voor mij",
        shield=("Geheimnaam",),
    )


def evidence(number: int) -> Evidence:
    return Evidence(
        id=f"e{number}",
        kind="document",
        name=f"schema-{number}.pdf",
        media_type="application/pdf",
        size=10,
        digest="sha256:" + "b41c9e07" * 8,
        added=MADE,
    )


def portfolio(items: int = 2, skills: int = 1, presence: Presence = Presence.INCLUDED) -> Portfolio:
    return Portfolio(
        items=tuple(
            PortfolioItem(
                id=str(number),
                title=f"Taalmaatje {number}",
                experience=experience(number, skills),
                evidence=(PortfolioEvidence(evidence(number), presence),),
            )
            for number in range(items)
        ),
        learner="De lerende",
        purpose="Gesprek op school",
    )


def text_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages
    ).replace("\n", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_tagged_archive_pdf_with_the_presentation_attached(language: str) -> None:
    content = passport(portfolio(), language, MADE, DIGEST, (PRESENTATION,))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as facts:
            assert facts["pdfuaid:part"] == "1"
            assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "A")
        roles = tags(pdf.Root.StructTreeRoot)
        assert {"H1", "H2", "H3", "Table", "TH", "TD", "Figure"} <= roles
        assert bytes(pdf.attachments["presentation.json"].get_file().read_bytes()) == PRESENTATION.content
        assert str(pdf.Root.AF[0].AFRelationship) == "/Source"
        assert all(font_is_embedded(page) for page in pdf.pages)


def tags(node: pikepdf.Object) -> set[str]:
    found = {str(node.S).removeprefix("/")} if "/S" in node else set()
    children = node.K if "/K" in node else []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found |= tags(child)
    return found


def font_is_embedded(page: pikepdf.Page) -> bool:
    fonts = page.obj.Resources.Font
    return all("/FontFile3" in font.DescendantFonts[0].FontDescriptor or
               "/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())  # fmt: skip


def test_it_says_whose_word_it_is_and_that_it_is_no_recognition() -> None:
    text = text_of(passport(portfolio(), "nl", MADE, DIGEST))
    assert "Ondertekend door de lerende zelf. Dit is geen officiële erkenning." in text
    assert "Momentopname van 18 november 2026" in text
    assert "Ongewijzigd" in text
    assert "W0" in text
    assert "Zelf beschreven" in text
    assert "7F3A 91C2" in text
    assert ", ".join(control_words(DIGEST)) in text


def test_without_a_signature_it_claims_none() -> None:
    text = text_of(passport(portfolio(), "en", MADE))
    assert "Not signed. This is not official recognition." in text
    assert "Fingerprint" not in text.replace("Fingerprint, start", "")


def test_private_words_never_stand_on_paper() -> None:
    content = passport(portfolio(presence=Presence.WITHHELD), "nl", MADE, DIGEST)
    text = text_of(content)
    for word in ("alleen voor mij", "Geheimnaam", "schema-0.pdf"):
        assert word not in text


@pytest.mark.parametrize(("items", "skills"), [(1, 0), (2, 1), (12, 3), (60, 8)])
def test_it_never_runs_over_two_pages_and_says_what_it_left_out(items: int, skills: int) -> None:
    content = passport(portfolio(items, skills), "nl", MADE, DIGEST)
    assert 1 <= len(pypdf.PdfReader(BytesIO(content)).pages) <= 2
    if items > 12:
        assert "Die staan in het portfolio." in text_of(content)


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (passport(portfolio(), "nl", MADE, DIGEST, (PRESENTATION,)) for _ in range(2))
    assert first == second


def test_attachments_that_do_not_fit_are_refused() -> None:
    heavy = Attachment("film.mp4", "video/mp4", bytes(MOST_ATTACHED + 1))
    with pytest.raises(InputError) as caught:
        passport(portfolio(), "nl", MADE, DIGEST, (heavy,))
    assert caught.value.problem is Problem.TOO_LARGE


def test_a_binary_attachment_travels_unchanged() -> None:
    octets = bytes(range(256))
    content = passport(
        portfolio(), "nl", MADE, DIGEST, (Attachment("a.bin", "application/octet-stream", octets),)
    )
    assert pypdf.PdfReader(BytesIO(content)).attachments["a.bin"][0] == octets


def test_the_preview_shows_the_same_pages() -> None:
    pages = preview(portfolio(), "nl", MADE, DIGEST)
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_markup_in_the_learners_words_stays_text() -> None:
    item = PortfolioItem(id="1", title="#pagebreak() *vet* $x$", experience=experience(1))
    assert "#pagebreak() *vet* $x$" in text_of(passport(Portfolio(items=(item,)), "nl", MADE))
