"""No journey tries a connection: the stories run under strace, and no call names an internet address."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STRACE = shutil.which("strace")
INTERNET = re.compile(r"\b(AF_INET6?)\b")
PLANTED = "import socket\ns = socket.socket()\ns.setblocking(False)\ns.connect_ex(('192.0.2.1', 9))\n"

pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


def traced(out: Path, *words: str) -> tuple[int, list[str]]:
    """Run Python under strace; its exit code and the calls that name an internet address."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [
        STRACE or "strace",
        "-f",
        "-qq",
        "-e",
        "trace=%network",
        "-o",
        str(out),
        sys.executable,
        *words,
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, [line for line in out.read_text("utf-8").splitlines() if INTERNET.search(line)]


@pytest.mark.timeout(600)
def test_the_stories_try_no_connection(tmp_path: Path) -> None:
    code, calls = traced(
        tmp_path / "calls", "-m", "pytest", "-q", "-n0", "-p", "no:randomly", "tests/journeys"
    )
    assert code == 0
    assert not calls


def test_a_planted_connection_is_seen(tmp_path: Path) -> None:
    _, calls = traced(tmp_path / "calls", "-c", PLANTED)
    assert calls
