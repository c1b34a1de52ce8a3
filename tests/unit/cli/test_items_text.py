"""An experience in words for a terminal: every box that was filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import world
from wallet.cli.main import main
from wallet.journeys import record_experience
from wallet.model.experience import Experience


@pytest.mark.parametrize(
    ("hours", "shown"),
    [({"per_week": 3}, ["Uren per week: 3"]), ({"per_week": 2, "weeks": 10}, ["weken: 10", "totaal: 20"])],
)
def test_hours(
    hours: dict[str, float],
    shown: list[str],
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wallet, _ = world.new_wallet(folder)
    made = Experience.model_validate({"kind": "hobby", "title": "Koor", "hours": hours})
    given = record_experience.keep(made, wallet).ids[0]
    wallet.close()
    (tmp_path / "passphrase").write_text(world.PASSPHRASE)
    assert main(["show", given, "--passphrase-file", str(tmp_path / "passphrase"), "--language", "nl"]) == 0
    out = capsys.readouterr().out
    assert all(part in out for part in shown)
