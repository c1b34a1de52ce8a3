"""No journey tries a connection unless it is told to: seen from outside by strace, from inside by Python.

Stories about asking have a folder of their own, which is left out here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.world import school

ROOT = Path(__file__).resolve().parents[2]
ONLINE = "tests/journeys/online"
STRACE = shutil.which("strace")
INTERNET = re.compile(r"\b(AF_INET6?)\b")
PLANTED = "import socket\ns = socket.socket()\ns.setblocking(False)\ns.connect_ex(('192.0.2.1', 9))\n"

WATCHED = """
import runpy, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        if event != "socket.connect" or not isinstance(arguments[1], (str, bytes)):  # a path is no internet
            print("CALL", event, file=sys.__stderr__, flush=True)
            raise OSError("nothing leaves a test")
sys.addaudithook(watch)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""Runs a module; every look at the internet is told, and stopped."""
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")


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


def watched(*words: str) -> tuple[int, str]:
    """Run a module of Python with an audit hook; its exit code and the looks at the internet."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WATCHED, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, "\n".join(line for line in done.stderr.splitlines() if line.startswith("CALL"))


@needs_strace
@pytest.mark.timeout(600)
def test_the_stories_try_no_connection(tmp_path: Path) -> None:
    stories = ("-q", "-n0", "-p", "no:randomly", "tests/journeys", f"--ignore={ONLINE}")
    code, calls = traced(tmp_path / "calls", "-m", "pytest", *stories)
    assert code == 0
    assert not calls


def test_without_online_a_command_looks_at_no_name(tmp_path: Path) -> None:
    badge = tmp_path / "diploma.json"
    badge.write_bytes(school.diploma())
    for words in (("verify", str(badge)), ("verify", "https://school.example/badge.json")):
        code, calls = watched("wallet", *words)
        assert (code, calls) == (2 if str(badge) in words else 3, "")


def test_with_online_the_look_is_seen_from_inside(tmp_path: Path) -> None:
    """The control: the same command, told to ask, is caught by the same watch, which lets nothing out."""
    badge = tmp_path / "diploma.json"
    badge.write_bytes(school.diploma())
    code, calls = watched("wallet", "verify", "--online", str(badge))
    assert (code, set(calls.splitlines())) == (2, {"CALL socket.getaddrinfo"})


@needs_strace
def test_a_planted_connection_is_seen(tmp_path: Path) -> None:
    _, calls = traced(tmp_path / "calls", "-c", PLANTED)
    assert calls
