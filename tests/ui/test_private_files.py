"""What the window writes itself: for its owner only, and as a whole or not at all."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow, settle
from tests.ui.test_window import name, page
from ui.preferences import WindowPreferences

modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@modes
def test_preferences_are_for_their_owner(tmp_path: Path) -> None:
    WindowPreferences(tmp_path / "new").save()
    (written,) = (tmp_path / "new").iterdir()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


@modes
def test_preferences_are_replaced_as_a_whole(tmp_path: Path) -> None:
    WindowPreferences(tmp_path, scale=100).save()
    (written,) = tmp_path.iterdir()
    before = written.stat().st_ino
    WindowPreferences(tmp_path, scale=150).save()
    assert written.stat().st_ino != before
    assert WindowPreferences.load(tmp_path).scale == 150
    assert list(tmp_path.iterdir()) == [written]


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    WindowPreferences(tmp_path / "file" / "below").save()
    assert WindowPreferences.load(tmp_path / "file" / "below").scale == 100


@modes
def test_a_recovery_code_in_a_file_is_for_its_owner(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    window.with_register(lambda wallet: None)
    qtbot.keyClick(page(window)._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    assert name(window) == "RecoveryPage"
    out = tmp_path / "code.txt"
    out.write_text("what was there", "utf-8")
    out.chmod(0o644)
    before = out.stat().st_ino
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    code = page(window)._shown.text()
    page(window)._as_file()
    assert code in out.read_text("utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.stat().st_ino != before
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "code.txt"), ""))
    page(window)._as_file()
    assert page(window)._banner.isVisible()
    assert not (tmp_path / "no").exists()
