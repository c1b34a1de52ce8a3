"""Remarks that an importer may make: each has a sentence in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallet.importers import read
from wallet.model.credential import Incoming
from wallet.words import LANGUAGES, knows

VECTORS = Path(__file__).parents[2] / "vectors" / "importers"


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("baked_png/compressed.png", "baked_compressed"),
        ("baked_png/oldest.png", "baked_in_legacy_chunk"),
        ("baked_png/two-generations.png", "several_badges"),
    ],
)
def test_remarks_of_pictures(name: str, remark: str) -> None:
    assert remark in read(Incoming((VECTORS / name).read_bytes(), "")).remarks


def test_a_member_that_cannot_be_read_says_so() -> None:
    found = read(Incoming((VECTORS / "presentation/unreadable-member.json").read_bytes(), ""))
    assert [inner.remarks for inner in found.contains] == [(), ("member_unreadable",), ()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_remark_has_a_sentence(language: str) -> None:
    remarks = (
        "baked_compressed",
        "baked_in_legacy_chunk",
        "member_unreadable",
        "other_badge_unreadable",
        "several_badges",
    )
    assert all(knows(f"note.{remark}", language) for remark in remarks)
