"""From the start of Python to the first painted window: little more than Qt itself needs.

Processor time of a child process, so that a busy machine does not count; the least of a few runs, compiled
files in place. The ratio is to a bare Qt window in the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import ROOT

GOAL_SECONDS = 0.5
DEAREST = 4.0
"""Measured 2.1: fonts, style sheet, icons, and the first page."""
RUNS = 4
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
app.processEvents()
window.grab()
print(time.process_time())
"""
_OURS = """
import time
from ui.__main__ import application, opened_window
app = application()
window = opened_window()
app.processEvents()
window.grab()
print(time.process_time())
window.close()
"""

pytestmark = pytest.mark.slow


def least(code: str, environment: dict[str, str]) -> float:
    """Processor seconds of the fastest run; the first one only compiles."""
    seconds = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seconds.append(float(done.stdout.strip().splitlines()[-1]))
    return min(seconds[1:])


def test_the_first_window_is_there_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "STUDIEREGISTER_DIR": str(tmp_path / "register"),
        "XDG_CONFIG_HOME": str(tmp_path / "settings"),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }
    bare, ours = least(_BARE, environment), least(_OURS, environment)
    with capsys.disabled():
        print(f"\ncold start: {ours:.2f} s CPU, {ours / bare:.1f} times a bare Qt window")
    assert ours < GOAL_SECONDS
    assert ours / bare < DEAREST
