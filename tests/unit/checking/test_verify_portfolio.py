"""``verify`` of our own portfolio files: as a path, from standard input, and after one changed bit."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path

import pytest

from tests.unit.checking.conftest import Verify
from wallet.journeys import record_experience, share_portfolio
from wallet.journeys.wallet import Wallet
from wallet.model.experience import ExperienceKind

WRAPPINGS = ("html", "zip", "pdf")


@pytest.fixture
def portfolio(wallet: Wallet, tmp_path: Path) -> dict[str, Path]:
    """The same portfolio in each wrapping, of one own experience."""
    draft = record_experience.start(ExperienceKind.VOLUNTEERING, "nl")
    kept = record_experience.keep(draft.model_copy(update={"title": "Taalmaatje"}), wallet)
    chosen = share_portfolio.compose(list(kept.ids), wallet, purpose="Gesprek", audience="School")
    files = {}
    for wrapping in WRAPPINGS:
        files[wrapping] = tmp_path / f"portfolio.{wrapping}"
        share_portfolio.write(share_portfolio.seal(chosen, wallet), chosen, files[wrapping], wallet)
    return files


def test_each_wrapping_is_one_portfolio(
    portfolio: dict[str, Path], verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, found = verify(*portfolio.values())
    assert code == 0
    assert [(one["kind"], one["container"], one["verdict"]) for one in found] == [
        ("portfolio", wrapping, "verified") for wrapping in WRAPPINGS
    ]
    assert [inner["verdict"] for inner in found[0]["contains"]] == ["verified"]
    for wrapping, path in portfolio.items():
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
        code, (one,) = verify("-")
        assert (code, one["container"], one["verdict"]) == (0, wrapping, "verified")


def test_one_changed_bit_is_never_verified(
    portfolio: dict[str, Path], verify: Verify, tmp_path: Path
) -> None:
    changed = []
    for wrapping, path in portfolio.items():
        content = path.read_bytes()
        for number in range(8):
            other = bytearray(content)
            other[random.randrange(len(other))] ^= 1 << random.randrange(8)
            changed.append(tmp_path / f"changed-{number}.{wrapping}")
            changed[-1].write_bytes(other)
    _, found = verify(*changed)
    assert {one["verdict"] for one in found} <= {"failed", "unreadable"}


def test_a_name_decides_nothing(portfolio: dict[str, Path], verify: Verify, tmp_path: Path) -> None:
    disguised = tmp_path / "badge.json"
    disguised.write_bytes(portfolio["pdf"].read_bytes())
    assert verify(disguised)[1][0]["container"] == "pdf"
