"""The same page in the other engine."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Reader
from tests.browser.portfolio import OTHER, Made, resealed
from tests.browser.test_page import MARKS, PASSED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("firefox")]


def test_an_intact_page_passes(firefox: Reader, made: Made) -> None:
    seen = firefox.sees(made.page)
    assert seen["headline"][0] == PASSED
    assert seen["marks"] == MARKS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Sinds 2021 heeft", b"Sinds 2011 heeft"),
        (b"<!--studieregister-seal:1:", b"<!--studieregister-seal:2:"),
        (b'id="file:evidence-04-verslag.txt">RWVu', b'id="file:evidence-04-verslag.txt">RWVv'),
        (b"--surface:#fffdf9", b"--surface:#fffdf8"),
        (b"</main>", b"<p>Extra</p></main>"),
    ],
)
def test_a_changed_page_does_not(firefox: Reader, made: Made, old: bytes, new: bytes) -> None:
    assert old in made.page
    seen = firefox.sees(made.page.replace(old, new, 1))
    assert seen["headline"] == ["Dit bestand is veranderd na het ondertekenen."]
    assert not seen["marks"]


def test_a_changed_script_does_not_run(firefox: Reader, made: Made) -> None:
    assert b"passed:whole&&sealed" in made.page
    seen = firefox.sees(made.page.replace(b"passed:whole&&sealed", b"passed:true &&sealed"))
    assert seen["reading"]
    assert "Ongewijzigd" not in seen["text"]


def test_a_seal_by_another_key_does_not_help(firefox: Reader, made: Made) -> None:
    seen = firefox.sees(resealed(made.page, b"Sinds 2021 heeft", b"Sinds 2011 heeft", OTHER))
    assert seen["headline"] == ["Dit bestand is veranderd na het ondertekenen."]
