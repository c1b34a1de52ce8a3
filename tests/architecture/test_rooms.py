"""What the import contracts cannot hold: names in registries, no Qt behind the CLI, no connection."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from wallet.cli.main import COMMANDS
from wallet.importers import IMPORTERS
from wallet.proofs import SUITES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("wallet/**/*.py"), *ROOT.glob("ui/**/*.py")])
CONNECTING = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "httpx",
    "requests",
    "asyncio",
    "_socket",
}
# Qt's local socket keeps one window a person; it reaches no network.
LOCAL_SOCKET = ROOT / "ui" / "single.py"
WAY_OUT = ROOT / "wallet" / "reach.py"
MOST_LINES = 400


@pytest.mark.parametrize("registry", [COMMANDS, IMPORTERS, SUITES], ids=["commands", "importers", "suites"])
def test_names_in_a_registry_are_unique(registry: tuple[object, ...]) -> None:
    names = [entry.name for entry in registry]
    assert len(names) == len(set(names))


def imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_only_one_room_can_open_a_connection() -> None:
    connecting = [file for file in SOURCES if imported(file) & CONNECTING]
    assert connecting == [WAY_OUT]
    networked = [file for file in SOURCES if any("QtNetwork" in name for name in imported(file))]
    assert networked == [LOCAL_SOCKET]


def test_the_command_line_never_loads_qt() -> None:
    ask = "import sys, wallet.cli.main; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", ask], cwd=ROOT, check=False).returncode == 0


def test_a_file_can_be_held_in_the_head() -> None:
    long = {
        file.name: lines
        for file in SOURCES
        if (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def test_no_file_names_a_place_of_one_machine() -> None:
    kinds = (".py", ".md", ".toml", ".json", ".js", ".css", ".typ", ".spec", ".lock")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    files = [ROOT / name for name in listed.splitlines() if name.endswith(kinds)]
    needles = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/"]
    guilty = [
        file.name for file in files if file.exists() and any(n in file.read_text("utf-8") for n in needles)
    ]
    assert not guilty
