"""What the start of the program loads: the window appears before anything heavy is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pydantic",
    "typst",
    "PIL",
    "pypdf",
    "jsonschema",
    "joserfc",
    "cryptography",
    "sqlcipher3",
    "wallet.store",
    "wallet.verification",
    "wallet.bundle",
)
_START = """
import sys
from ui.__main__ import application, opened_window
app = application()
window = opened_window()
app.processEvents()
window.grab()
print(*sorted(sys.modules))
window.close()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "STUDIEREGISTER_DIR": str(tmp_path / "register"),
        "XDG_CONFIG_HOME": str(tmp_path / "settings"),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
    }


def _loaded(environment: dict[str, str]) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _START], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return set(done.stdout.strip().splitlines()[-1].split())


def test_the_first_window_loads_little(environment: dict[str, str]) -> None:
    names = _loaded(environment)
    assert not [name for name in HEAVY if name in names]


def test_words_go_to_the_command_line_without_qt(environment: dict[str, str]) -> None:
    code = "import sys\nfrom ui.__main__ import main\nmain(['version'])\nprint('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().endswith("False")


def test_without_a_screen_it_says_so(environment: dict[str, str]) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only there a program can run without a screen")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "ui"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1
