"""One self-contained file: strict policy, no address, small."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.browser.portfolio import Made, portfolio
from wallet.bundle import blocks, viewer
from wallet.bundle.presentation import companions, content_of

LIMIT = 120_000
"""Bytes of a page before any content: a mail attachment that opens at once."""


@pytest.fixture(scope="module")
def made() -> Made:
    return portfolio()


def test_the_policy_allows_exactly_our_script_and_style(made: Made) -> None:
    text = made.page.decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert found is not None
    for name in ("script", "style"):
        content = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert len(content) == 1
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in found[1]
    assert found[1].startswith("default-src 'none'; ")
    assert "unsafe" not in found[1]
    assert text.index(found[0]) < text.index("<style>")


def test_the_page_names_no_address_and_runs_nothing_inline(made: Made) -> None:
    shell = re.sub(r'<script type="[^"]+" id="[^"]+">.*?</script>', "", made.page.decode(), flags=re.DOTALL)
    shell = shell.replace("http://www.w3.org/2000/svg", "")
    assert "://" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", shell)
    opening = re.sub(r"<(script|style)>.*?</\1>", "", shell, flags=re.DOTALL)
    assert not re.search(r"<[^>]+\s(style|on\w+|src|srcset|action)=", opening)
    assert all(link.startswith('href="#') for link in re.findall(r'href="[^"]*"', opening))


def test_a_page_without_content_is_small(made: Made) -> None:
    page = viewer.page(content_of(made.presentation), companions(made.presentation, beside=False))
    data = re.sub(rb'<script type="[^"]+" id="[^"]+">.*?</script>', b"", page, flags=re.DOTALL)
    without = re.sub(rb'<main id="page">.*?</main>', b"", data, flags=re.DOTALL)
    assert len(without) <= LIMIT


def test_the_place_of_files_and_the_blocks_stand_there_once(made: Made) -> None:
    page = viewer.page(content_of(made.presentation), companions(made.presentation, beside=False))
    for once in (
        blocks.FILES_HERE,
        blocks.PRESENTATION,
        blocks.COMPANIONS,
        b"<!--",
        b"</head>",
        b"</body></html>",
    ):
        assert page.count(once) == 1, once
    assert page.endswith(b"</body></html>")
    assert b"\r" not in page


def test_the_reading_layer_holds_the_text_and_no_mark_but_not_checked(made: Made) -> None:
    reading = made.page.decode().partition('<main id="page">')[2].partition("</main>")[0]
    assert "U leest een voorbeeld. Hier is niets gecontroleerd." in reading
    assert "You are reading a preview. Nothing has been checked." in reading
    assert "Sinds 2021 heeft mijn familielid elke dag hulp nodig." in reading
    assert "&lt;werk&gt; &amp; wonen" in reading
    assert "Uitgever noemt zich Een mbo-school" in reading
    assert "Samen met een oudere plannen wat thuis nog kan en op tijd overleggen." in reading
    assert "Geldig tot 1 mei 2025" in reading
    assert "Niet meegestuurd. De lerende kan het laten zien in het gesprek." in reading
    assert reading.count("Nog niet bekeken") == 12
    assert "Ongewijzigd" not in reading
    assert "Klopt.</" not in reading


def test_the_page_speaks_the_portfolios_language() -> None:
    page = portfolio(language="en", learner="Sam Voorbeeld").page.decode()
    assert '<html lang="en">' in page
    assert "<title>Portfolio of Sam Voorbeeld</title>" in page
    assert "<h1>Portfolio of Sam Voorbeeld</h1>" in page
