"""Make dist/studieregister with PyInstaller from a runtime-only environment, and start the result once.

Started as ``python3 dev.py build``; not part of the tests, since it makes an environment of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "studieregister" / ("studieregister.exe" if os.name == "nt" else "studieregister")
# What the program itself needs to be built; the development tools stay out of the folder.
BUILD_TOOLS = ("pyinstaller",)
WINDOW_SECONDS = 5
# What Qt without a screen says of every window with a least size.
OFFSCREEN_NOISE = "does not support propagateSizeHints"
NAME = re.compile(r"^([A-Za-z0-9._-]+)")


def wanted() -> set[str]:
    """Names of the runtime dependencies and the build tool, as pyproject.toml gives them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {NAME.match(line).group(1).lower() for line in project["dependencies"]}
    return names | set(BUILD_TOOLS)


def constraints(folder: Path) -> Path:
    """The lock as constraints: the same versions and hashes, only what is asked for gets installed."""
    pins = re.findall(r"^([A-Za-z0-9._-]+==\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    file = folder / "constraints.txt"
    file.write_text("\n".join(pins) + "\n", "utf-8")
    return file


def start(*words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Start the built program without a screen, away from this source tree."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
    with tempfile.TemporaryDirectory() as elsewhere:
        environment["STUDIEREGISTER_DIR"] = str(Path(elsewhere) / "register")
        return subprocess.run(
            [str(PROGRAM), *words],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            text=True,
            timeout=seconds,
        )


def sample() -> Path:
    """A badge of our own vectors that verifies."""
    return ROOT / "tests" / "vectors" / "proofs" / "eddsa-rdfc-2022-1.json"


def open_window() -> str | None:
    """Open the built window offscreen; None when it stays open and complains of nothing."""
    with tempfile.TemporaryDirectory() as elsewhere:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "STUDIEREGISTER_DIR": str(Path(elsewhere) / "r"),
        }
        window = subprocess.Popen(
            [str(PROGRAM)], cwd=elsewhere, env=environment, stderr=subprocess.PIPE, text=True
        )
        try:
            window.wait(WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            window.terminate()
            said = window.communicate()[1].splitlines()
            return "\n".join(line for line in said if OFFSCREEN_NOISE not in line) or None
        return f"the window closed by itself with {window.returncode}: {window.communicate()[1]}"


def main() -> int:
    """Build, then start it with ``version`` and with the window."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        print("Making a runtime-only environment…")
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        install = [
            str(python),
            "-m",
            "pip",
            "-q",
            "--disable-pip-version-check",
            "install",
            "--only-binary",
            ":all:",
        ]
        subprocess.run([*install, "-c", str(constraints(folder)), *sorted(wanted())], check=True)
        print("Building…")
        command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
        subprocess.run(command, cwd=ROOT, check=True)
    told = start("version", "--json")
    if told.returncode != 0 or "version" not in json.loads(told.stdout):
        print(told.stdout, told.stderr, file=sys.stderr)
        return 1
    print("version:", json.loads(told.stdout)["version"])
    checked = start("verify", "--json", str(sample()))
    if json.loads(checked.stdout or "{}").get("verdict") != "verified":
        print(checked.stdout, checked.stderr, file=sys.stderr)
        return 1
    print("verify: a badge checked in the sandbox child of the built program")
    complaint = open_window()
    if complaint is not None:
        print(complaint, file=sys.stderr)
        return 1
    size = sum(
        file.stat().st_size for file in PROGRAM.parent.rglob("*") if file.is_file() and not file.is_symlink()
    )
    print(f"window: open after {WINDOW_SECONDS} s without a complaint")
    print(f"{PROGRAM.parent.relative_to(ROOT)}: {size // 1_000_000} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
