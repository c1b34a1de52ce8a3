"""One changed character: the page says so, or shows nothing as checked. And what a forger could make."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.browser.conftest import Reader
from tests.browser.portfolio import LEARNER, OTHER, Made, portfolio, resealed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

FAILED = "Dit bestand is veranderd na het ondertekenen."
# Places of the file, each as the text it begins and ends with.
REGIONS = {
    "policy": ('http-equiv="', 'name="viewport"'),
    "title": ("<title>", "</title>"),
    "style": (":root{", "</style>"),
    "fonts": ("base64,", ")}"),
    "header": ('<body class="', "<main"),
    "reading": ('<main id="page">', "</main>"),
    "presentation": ('id="presentation">', "</script>"),
    "companions": ('id="companions">', "</script>"),
    "original": ('id="file:original-02.json">', "</script>"),
    "evidence": ('id="file:evidence-04-verslag.txt">', "</script>"),
    "script": ("<script>(() =", "</script>"),
    "words": ("const WORDS", "\n"),
    "seal": ("<!--studieregister-seal:1:", "-->"),
}
_EACH = 8


def _places(page: bytes, region: str) -> list[int]:
    begins, ends = (text.encode() for text in REGIONS[region])
    start = page.index(begins) + len(begins)
    end = page.index(ends, start)
    # Spaces inside tags may be other spaces: parsers drop the difference, so does everybody who looks.
    solid = [at for at in range(start, end) if page[at : at + 1].isalnum()]
    return random.Random(region).sample(solid, min(_EACH, len(solid)))


def _changed(page: bytes, at: int) -> bytes:
    return page[:at] + (b"x" if page[at : at + 1] != b"x" else b"y") + page[at + 1 :]


def _nothing_is_checked(seen: dict[str, Any]) -> bool:
    failed = seen["headline"] == [FAILED] and not seen["marks"]
    preview = seen["reading"] and not seen["headline"] and "Ongewijzigd" not in seen["text"]
    return failed or bool(preview)


@pytest.mark.parametrize("region", REGIONS)
def test_one_changed_character_is_seen(chromium: Reader, made: Made, region: str) -> None:
    for at in _places(made.page, region):
        seen = chromium.sees(_changed(made.page, at))
        assert _nothing_is_checked(seen), (region, made.page[at - 20 : at + 20], seen["headline"])


@pytest.mark.parametrize(
    "added",
    [
        (b"</main>", b"<p>Extra</p></main>"),
        (b"</body>", b"<p>Extra</p></body>"),
        (b"</html>", b"</html><p>Extra</p>"),
        (b"-->", b"--><!--x-->"),
        (b"<!DOCTYPE html>", b""),
        (b"<head>", b'<head><meta name="x">'),
        (b"</style>", b"</style><style>body{}</style>"),
        (b'<body class="reading">', b'<body class="reading" id="x">'),
        (b'<main id="page">', b'<main id="pace">'),
        (b'<main id="page">', b'<mail id="page">'),
        (b'<p id="status"', b'<p id="state"'),
        (b'id="languages"', b'id="language"'),
        (b'<body class="reading">', b"<body>"),
    ],
)
def test_something_added_around_the_data_is_seen(
    chromium: Reader, made: Made, added: tuple[bytes, bytes]
) -> None:
    assert made.page.count(added[0]) >= 1
    seen = chromium.sees(made.page.replace(*added))
    assert _nothing_is_checked(seen)
    if seen["headline"]:
        assert "De pagina is anders dan wat is verzegeld." in seen["text"]


def test_a_cut_off_file_is_seen(chromium: Reader, made: Made) -> None:
    for size in (len(made.page) - 4, len(made.page) - 200, len(made.page) // 2):
        assert _nothing_is_checked(chromium.sees(made.page[:size]))


def test_a_seal_by_another_key_does_not_help(chromium: Reader, made: Made) -> None:
    forged = resealed(made.page, b"Sinds 2021 heeft", b"Sinds 2011 heeft", OTHER)
    assert _nothing_is_checked(chromium.sees(forged))


def test_the_page_says_which_item_differs(chromium: Reader, made: Made) -> None:
    def worse(document: dict[str, Any]) -> None:
        document["verifiableCredential"][0]["credentialSubject"]["hoursPerWeek"] = "40"

    seen = chromium.sees(portfolio(changed=worse).page)
    assert _nothing_is_checked(seen)
    assert "Onderdeel 1" in seen["text"]
    assert "De tekst is anders dan wat is ondertekend." in seen["text"]
    assert "Onderdeel 3" not in seen["text"]
    assert "De andere onderdelen" in seen["text"]


def test_the_page_says_that_the_whole_differs(chromium: Reader) -> None:
    def other_goal(document: dict[str, Any]) -> None:
        document["portfolio"]["portfolioPurpose"] = "Iets anders"

    seen = chromium.sees(portfolio(changed=other_goal).page)
    assert _nothing_is_checked(seen)
    assert "De inhoud als geheel" in seen["text"]
    assert "Onderdeel 1" not in seen["text"]


def test_the_page_says_which_file_differs(chromium: Reader, made: Made) -> None:
    tag = b'id="file:evidence-04-verslag.txt">'
    seen = chromium.sees(resealed(made.page, tag + b"RWVu", tag + b"RWVv"))
    assert _nothing_is_checked(seen)
    assert "Bewijs 3.2" in seen["text"]
    assert "Het bestand is anders dan wat is ondertekend." in seen["text"]


def test_a_missing_and_an_unlisted_file_are_seen(chromium: Reader, made: Made) -> None:
    tag = b'<script type="text/plain" id="file:evidence-04-verslag.txt">'
    start = made.page.index(tag)
    whole = made.page[start : made.page.index(b"</script>", start) + 9]
    gone = chromium.sees(resealed(made.page, whole, b""))
    assert _nothing_is_checked(gone)
    assert "Dit bestand hoort erbij en zit er niet in." in gone["text"]
    extra = whole.replace(b"04-verslag", b"09-extra")
    assert _nothing_is_checked(chromium.sees(resealed(made.page, whole, whole + extra)))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("proof"),
        lambda document: document["proof"].reverse(),
        lambda document: document["proof"].pop(0),
        lambda document: document.update(holder=OTHER.holder.did),
        lambda document: document.update(holder="did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP"),
        lambda document: document["portfolio"]["portfolioItem"].reverse(),
        lambda document: document["portfolio"]["portfolioItem"].pop(),
        lambda document: document["portfolio"].update(portfolioVersion=2),
        lambda document: document["@context"].append("https://school.example/context"),
        lambda document: document["verifiableCredential"].append({}),
        lambda document: document["portfolio"]["portfolioFile"][0].update(filePresence="withheld"),
    ],
)
def test_changed_data_under_a_fitting_seal_is_seen(chromium: Reader, change: Any) -> None:
    assert _nothing_is_checked(chromium.sees(portfolio(changed=change).page))


def test_a_place_that_leads_nowhere_is_seen(chromium: Reader, made: Made) -> None:
    assert _nothing_is_checked(chromium.sees(resealed(made.page, b'"itemMember":0', b'"itemMember":9')))
    assert _nothing_is_checked(
        chromium.sees(resealed(made.page, b'"portfolioItem":[', b'"portfolioItem":["x",'))
    )


def test_the_contents_can_be_shown_anyway_and_then_nothing_is_reliable(chromium: Reader, made: Made) -> None:
    chromium.sees(resealed(made.page, b"Sinds 2021 heeft", b"Sinds 2011 heeft", OTHER))
    chromium.press("Toon de inhoud toch")
    seen = chromium.looks()
    assert seen["marks"] == ["Gewijzigd"] + ["Niet betrouwbaar"] * 5
    assert seen["headline"] == [FAILED]
    assert seen["text"].count("Dit onderdeel is niet betrouwbaar.") == 6
    assert "Uw antwoord bij" not in seen["text"]
    assert "Ongewijzigd" not in seen["text"]


def test_the_checked_layer_shows_what_is_signed_not_what_stands_around_it(
    chromium: Reader, made: Made
) -> None:
    old = b"Sinds 2021 heeft mijn familielid elke dag hulp nodig. Er komen vier mensen.</p>"
    seen = chromium.sees(resealed(made.page, old, b"Iets anders.</p>", LEARNER))
    assert seen["marks"][0] == "Ongewijzigd"
    assert "Iets anders" not in chromium.run("return document.body.textContent.replace(/<script.*/s, '');")
