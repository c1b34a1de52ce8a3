"""One window per register: the second start brings the first one forward."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.single import Single


def test_the_second_asks_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Single(tmp_path), Single(tmp_path)
    assert first.first()
    with qtbot.waitSignal(first.asked, timeout=5_000):
        assert not second.first()
    first.close()
    assert second.first()
    second.close()


def test_another_register_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Single(tmp_path / "a"), Single(tmp_path / "b")
    assert first.first()
    assert second.first()
    first.close()
    second.close()
