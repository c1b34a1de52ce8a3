"""A browser for a whole file of tests, and what a reader sees in it."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser.drivers import Browser, Chromium, Firefox
from tests.browser.portfolio import Made, portfolio

_SEEN = """
const texts = selector => Array.from(document.querySelectorAll(selector), one => one.innerText.trim());
return {
  done: !document.body.classList.contains('checking'),
  text: document.body.innerText,
  reading: document.body.classList.contains('reading'),
  marks: texts('.items tbody td:nth-child(4) .marked'),
  shapes: Array.from(document.querySelectorAll('.items tbody .mark'),
    one => one.getAttribute('class').split(' ')[1]),
  headline: texts('.checked .marked b, .alarm h1'),
  status: document.getElementById('status')?.textContent ?? '',
};
"""
_PATIENCE = 300


@dataclass
class Reader:
    """Opens a page and looks when the page has finished checking."""

    browser: Browser
    folder: Path

    def sees(self, page: bytes) -> dict[str, Any]:
        """What stands on the page. A page whose script does not run is seen as it is."""
        file = self.folder / "portfolio.html"
        file.write_bytes(page)
        self.browser.open(file)
        return self.looks()

    def looks(self) -> dict[str, Any]:
        """What stands on the page now."""
        for _ in range(_PATIENCE):
            seen: dict[str, Any] = self.browser.run(_SEEN)
            if seen["done"]:
                return seen
            time.sleep(0.02)
        raise AssertionError("the page never finishes checking")

    def run(self, script: str) -> Any:
        return self.browser.run(script)

    def press(self, word: str) -> None:
        """The first button with this word."""
        find = f"one => one.textContent === {json.dumps(word)}"
        self.run(f"Array.from(document.querySelectorAll('button')).find({find}).click();")


def _reader(kind: type[Chromium] | type[Firefox], folder: Path) -> Iterator[Reader]:
    if missing := [name for name in kind.needs if shutil.which(name) is None]:
        pytest.skip(f"{missing[0]} is not installed")
    browser = kind(folder / "profile")
    try:
        yield Reader(browser, folder)
    finally:
        browser.close()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    yield from _reader(Chromium, tmp_path_factory.mktemp("chromium"))


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    yield from _reader(Firefox, tmp_path_factory.mktemp("firefox"))


@pytest.fixture(scope="session")
def made() -> Made:
    return portfolio()
