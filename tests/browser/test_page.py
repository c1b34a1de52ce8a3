"""The page in Chromium, opened from a file: what it shows of an intact portfolio, and that it asks nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import Reader
from tests.browser.drivers import Chromium
from tests.browser.portfolio import Made, others, portfolio

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

PASSED = "Het bestand is niet veranderd sinds 18 november 2026, 10.42 uur."
MARKS = ["Ongewijzigd", "Ongewijzigd", "Ongewijzigd", "Nog niet zeker", "Verlopen", "Niet ondertekend"]


@pytest.fixture
def page(chromium: Reader, made: Made) -> Iterator[Reader]:
    """The intact page, open and checked."""
    chromium.sees(made.page)
    yield chromium
    tool(chromium, "Emulation.clearDeviceMetricsOverride")
    tool(chromium, "Emulation.setEmulatedMedia", media="", features=[])


def tool(reader: Reader, command: str, **parameters: Any) -> Any:
    assert isinstance(reader.browser, Chromium)
    return reader.browser.tool(command, **parameters)


def test_an_intact_page_says_so_with_rings_and_never_with_green(page: Reader) -> None:
    seen = page.looks()
    assert not seen["reading"]
    assert seen["headline"] == [PASSED, "1 van de 6 onderdelen is nog niet zeker."]
    assert "Ondertekend door de lerende zelf. Dit is geen officiële erkenning." in seen["text"]
    assert "Dat is hier niet te controleren. Dat zegt niets over de lerende." in seen["text"]
    assert seen["marks"] == MARKS
    assert seen["shapes"] == ["ring", "ring", "ring", "unknown", "failed", "none"]
    assert seen["status"].startswith(PASSED)


def test_the_checked_page_tells_everything_that_is_signed(page: Reader) -> None:
    page.run("document.querySelectorAll('details').forEach(fold => { fold.open = true; });")
    text = page.looks()["text"]
    for told in (
        "Kan ik de opleiding in een kortere tijd doen?",
        "De lerende vraagt u dit te wissen na 1 februari 2027",
        "Beoordelaar van de school",
        "Maart 2021 tot nu",
        "Ik zorg dat iedereen weet wie wanneer komt",
        "plannen en organiseren 4, goed",
        "Elke week een ander thema: <werk> & wonen.",
        "Uitgever noemt zich Een mbo-school",
        "Ongewijzigd en zelfde sleutel. Geen bewijs van identiteit.",
        "De sleutel zit niet in dit bestand.",
        "Niet meegestuurd. De lerende kan het laten zien in het gesprek.",
        "Wie de pagina kan veranderen, kan ook haar uitslag veranderen. Zeker weten?",
    ):
        assert told.lower() in text.lower(), told
    assert made_digest(page) in text


def made_digest(page: Reader) -> str:
    script = """
      const text = document.getElementById('presentation').textContent;
      const bytes = new TextEncoder().encode(text.replaceAll('\\\\u003c', '<'));
      return crypto.subtle.digest('SHA-256', bytes)
        .then(digest => Array.from(new Uint8Array(digest)));
    """
    digest = bytes(page.run(script)).hex()
    return " ".join(digest[at : at + 4] for at in range(0, 64, 4))


def test_no_request_leaves_the_page_and_the_console_is_silent(chromium: Reader, made: Made) -> None:
    browser = chromium.browser
    assert isinstance(browser, Chromium)
    browser.log("performance")
    browser.log("browser")
    chromium.sees(made.page)
    for button in ("Bekijk", "Luister", "Lees"):
        chromium.press(button)
    messages = [json.loads(entry["message"])["message"] for entry in browser.log("performance")]
    asked = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    # The browser's own first tab asks for chrome: addresses; what counts is what our page asks for.
    sent = [one["request"]["url"] for one in asked if not one["documentURL"].startswith("chrome:")]
    assert sent
    assert {url.split(":")[0] for url in sent} <= {"file", "data", "blob"}
    assert len([url for url in sent if url.startswith("file:")]) == 1
    assert browser.log("browser") == []


def test_pictures_sound_and_text_open_in_the_page(page: Reader) -> None:
    for button in ("Bekijk", "Luister", "Lees"):
        page.press(button)
    opened = """
      const image = document.querySelector('.opened img'), audio = document.querySelector('.opened audio');
      return Promise.all([
        image.decode().then(() => [image.naturalWidth, image.alt]),
        new Promise(resolve => audio.readyState ? resolve(audio.duration)
          : audio.addEventListener('loadedmetadata', () => resolve(audio.duration))),
        document.querySelector('.opened pre').textContent,
        document.querySelectorAll('.opened pre b').length,
      ]);
    """
    picture, seconds, text, elements = page.run(opened)
    assert picture == [64, "Foto van het taalcafé.png"]
    assert seconds == pytest.approx(0.1)
    assert text == "Een avond in het taalcafé.\n<b>Geen opmaak</b>\n"
    assert elements == 0


def test_other_files_can_only_be_saved(page: Reader) -> None:
    saved = page.run(
        """
        let kept;
        const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { kept = [this.href, this.download]; };
        const tile = document.querySelector('.evidence li');
        const buttons = Array.from(tile.querySelectorAll('button'), one => one.textContent);
        tile.querySelector('button').click();
        HTMLAnchorElement.prototype.click = click;
        return [buttons, kept[1], kept[0].slice(0, 5)];
        """
    )
    assert saved == [["Bewaar"], "evidence-01-weekschema-van-oktober-2026.pdf", "blob:"]


def test_the_language_changes_on_the_spot(page: Reader) -> None:
    page.run("document.querySelector('.languages [lang=en]').click();")
    seen = page.looks()
    assert seen["headline"][0] == "The file has not changed since 18 November 2026, 10:42."
    assert seen["marks"] == ["Unchanged", "Unchanged", "Unchanged", "Not sure yet", "Expired", "Not signed"]
    assert page.run("return [document.documentElement.lang, document.activeElement.lang];") == ["en", "en"]
    # What the learner wrote stays in the language in which it was written.
    assert page.run("return document.querySelector('.asks p:not(.small)').lang;") == "nl"


def test_a_screen_reader_finds_its_way(page: Reader) -> None:
    found = page.run(
        """
        const all = selector => Array.from(document.querySelectorAll(selector));
        const names = selector => all(selector).length;
        const headings = all('h1,h2,h3,h4').map(one => Number(one.localName[1]));
        const ids = all('[id]').map(one => one.id);
        return {
          landmarks: ['header', 'nav', 'main', 'article', 'h1', '[role=status]', '[role=alert]'].map(names),
          gaps: headings.filter((level, at) => level > (headings[at - 1] ?? 0) + 1),
          twice: ids.filter((id, at) => ids.indexOf(id) !== at),
          lost: all('a[href]').map(one => one.getAttribute('href').slice(1))
            .filter(id => !document.getElementById(id)),
          silent: all('button, a, summary').filter(one => !one.innerText.trim()).length,
          bareMarks: all('svg').filter(one => one.getAttribute('aria-hidden') !== 'true').length,
          wordless: all('.marked').filter(one => !one.textContent.trim()).length,
        };
        """
    )
    assert found["landmarks"] == [1, 2, 1, 6, 1, 1, 0]
    for name in ("gaps", "twice", "lost"):
        assert found[name] == [], name
    assert found["silent"] == found["bareMarks"] == found["wordless"] == 0


@pytest.mark.parametrize(("width", "size"), [(320, 100), (360, 100), (1200, 100), (1200, 200), (420, 200)])
def test_nothing_is_cut_off_on_a_phone_or_with_large_text(page: Reader, width: int, size: int) -> None:
    tool(
        page, "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    page.run(f"document.documentElement.style.fontSize = '{17 * size // 100}px';")
    assert page.run("return document.documentElement.scrollWidth;") <= width
    page.run("document.documentElement.style.fontSize = '';")


def test_what_can_be_pressed_is_large_enough(page: Reader) -> None:
    small = page.run(
        "const high = one => one.getBoundingClientRect().height;"
        "return Array.from(document.querySelectorAll('button, .button, summary, .links a'))"
        ".filter(one => high(one) && high(one) < 44).map(one => one.innerText);"
    )
    assert small == []


def test_paper_shows_everything_and_no_controls(page: Reader) -> None:
    tool(page, "Emulation.setEmulatedMedia", media="print")
    page.run("dispatchEvent(new Event('beforeprint'));")
    seen = page.looks()
    assert "Ik wilde eerst alles zelf doen." in seen["text"]
    assert "Wat wordt van u gevraagd?" not in seen["text"]
    assert "Bewaar presentation.json" in seen["text"]
    page.run("dispatchEvent(new Event('afterprint'));")
    assert page.run("return document.querySelectorAll('details[open]').length;") == 0


def test_a_browser_without_ed25519_says_so_and_shows_no_outcome(chromium: Reader, made: Made) -> None:
    without = "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));"
    script = tool(chromium, "Page.addScriptToEvaluateOnNewDocument", source=without)
    try:
        seen = chromium.sees(made.page)
    finally:
        tool(chromium, "Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
    assert seen["headline"] == [
        "Deze browser kan de handtekeningen niet controleren. Dat zegt niets over het portfolio. "
        "Lezen en antwoorden kan wel."
    ]
    assert seen["marks"] == ["Nog niet bekeken"] * 6
    assert "Ongewijzigd" not in seen["text"]
    assert "Ik regel de zorg thuis." in seen["text"]


def test_without_script_there_is_a_preview_and_nothing_is_checked(chromium: Reader, made: Made) -> None:
    tool(chromium, "Emulation.setScriptExecutionDisabled", value=True)
    try:
        file = chromium.folder / "preview.html"
        file.write_bytes(made.page)
        chromium.browser.open(file)
        seen = chromium.looks()
    finally:
        tool(chromium, "Emulation.setScriptExecutionDisabled", value=False)
    assert seen["reading"]
    assert seen["text"].count("U leest een voorbeeld. Hier is niets gecontroleerd.") == 1
    assert [mark.split("\n")[-1] for mark in seen["marks"]] == ["Nog niet bekeken"] * 6
    assert "Ongewijzigd" not in seen["text"]
    assert "Ik wilde eerst alles zelf doen." in seen["text"]


def test_an_english_portfolio_with_a_name(chromium: Reader) -> None:
    seen = chromium.sees(portfolio(language="en", learner="Şükriye Łęcka-Čapek").page)
    assert seen["headline"][0].startswith("The file has not changed since 18 November 2026")
    assert "Portfolio of Şükriye Łęcka-Čapek" in seen["text"]


def test_what_cannot_be_checked_here_says_why(chromium: Reader) -> None:
    seen = chromium.sees(others().page)
    assert seen["marks"] == [
        "Nog niet zeker",
        "Nog niet zeker",
        "Nog niet zeker",
        "Niet ondertekend",
        "Nog niet zeker",
        "Ongewijzigd",
    ]
    assert seen["headline"][1] == "4 van de 6 onderdelen zijn nog niet zeker."
    reasons = chromium.run(
        "const remark = one => one.querySelector('.remark')?.innerText;"
        "return Array.from(document.querySelectorAll('article'), remark);"
    )
    because = " Dat zegt niets over de lerende."
    assert reasons == [
        "Waarom niet? De sleutel zit niet in dit bestand." + because,
        "Waarom niet? Alleen de website van de uitgever kan dit zeggen." + because,
        "Waarom niet? De sleutel zit niet in dit bestand." + because,
        None,
        "Waarom niet? Of het is ingetrokken, is na 18 november 2026 niet bekend." + because,
        None,
    ]
    # A JWT's text is told, in the words of who signed it.
    assert "Uitgever noemt zich Een mbo-school" in seen["text"]
    assert "Verlopen op 1 mei 2025. Het is wel gedaan." in seen["text"]


def test_evidence_that_lies_beside_the_page_is_named_and_not_checked(chromium: Reader) -> None:
    seen = chromium.sees(others(beside=True).page)
    assert seen["headline"][0] == PASSED
    told = "Staat als los bestand in dezelfde map: evidence-01-bewijs-1.txt. Hier niet bekeken."
    assert told in seen["text"]
    assert "1 los bestand is hier niet bekeken." in seen["text"]
