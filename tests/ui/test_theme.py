"""Tokens, style sheet and icons: enough contrast in both palettes, nothing missing, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.theme import SCALES, TOKENS, look
from wallet.paths import resource

ROOT = Path(__file__).resolve().parents[2]
TEXT, LARGE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunk", "hover")
PAIRS = (
    *(("ink", ground, TEXT) for ground in (*GROUNDS, "soft")),
    *(("ink2", ground, TEXT) for ground in GROUNDS),
    *(("accentink", ground, TEXT) for ground in ("paper", "surface", "soft", "hover")),
    ("onaccent", "accent", TEXT),
    ("accent", "paper", LARGE),
    ("accent", "surface", LARGE),
    ("edge", "paper", LARGE),
    ("edge", "surface", LARGE),
    *(
        (tone, f"{tone}bg", TEXT)
        for tone in ("ok", "fault", "unk", "na", "caution", "clay", "sky", "teal", "sand")
    ),
    *((tone, ground, TEXT) for tone in ("ok", "fault", "unk") for ground in ("paper", "soft")),
)


def luminance(colour: QColor) -> float:
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(ink: str, ground: str, least: float, dark: bool) -> None:
    assert contrast(TOKENS[ink][dark], TOKENS[ground][dark]) >= least


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("scale", SCALES)
def test_the_sheet_has_everything_filled_in(qapp: QApplication, choice: str, scale: int) -> None:
    look.choice, look.scale = choice, scale
    look.apply(qapp)
    assert not re.search(r"[@$]\w|&(base|semi|icons)", look.sheet())
    assert "transparent" not in "".join(re.findall(r"Q(?:List|Tree|Table)View\s*\{[^}]*\}", look.sheet()))


def test_the_faces_are_ours(qapp: QApplication) -> None:
    look.apply(qapp)
    assert qapp.font().family() == "Atkinson Hyperlegible Next"
    assert [QFontInfo(look.font(weight=weight)).weight() for weight in (400, 600, 700)] == [400, 600, 700]


def test_lengths_grow_with_the_text() -> None:
    look.scale = 150
    assert look.px(16) == 24
    assert look.units(1200) == 50


def test_every_icon_is_used() -> None:
    sources = "".join(
        file.read_text("utf-8") for file in (*ROOT.glob("ui/**/*.py"), *ROOT.glob("tests/tools/*.py"))
    )
    unused = [file.stem for file in resource("icons").glob("*.svg") if f'"{file.stem}"' not in sources]
    assert unused == []
