#!/usr/bin/env python3
"""One door to the project, standard library only: ``python3 dev.py COMMAND``.

run [-- ARGS]     make the environment and open the window, or pass ARGS on to the program
test [ARGS]       make the environment and run all tests; ARGS go to pytest
check             format, lint, types, import contracts, dead dependencies
setup             make the environment and stop
fuzz TARGET|all   changed files for every parser of untrusted bytes; see tests/fuzz
bench NAME        what verify, search, export or start costs, as ratios of paired runs
differential      canonical forms of generated documents beside the JavaScript reference; see tests/fuzz
verdicts [--check]  our verdicts beside those of others: docs/verdicts.md, and how many agree
screenshots OUT   a picture of every page, Dutch and English, light and dark
build             a one-folder program in dist/, started once to see that it works

The environment is ``.venv`` beside this file. It is made again when ``requirements.lock`` or Python changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".installed"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)

# Shared libraries that the Qt wheels do not carry, as Debian and Ubuntu name them.
QT_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def stop(sentence: str) -> None:
    """Say one sentence to the person and end with exit code 1."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def call(*words: str | Path, **options: object) -> int:
    """Run a program in the project's root and return its exit code."""
    return subprocess.run([str(word) for word in words], cwd=ROOT, **options).returncode  # type: ignore[call-overload]


def wanted_stamp() -> str:
    """What the environment must have been made from: the lock and this Python."""
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode() + str(VENV).encode()).hexdigest()


def install_debian(packages: list[str], purpose: str) -> None:
    """Install Debian packages where that needs no question; else print the line to type and stop."""
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = not root and shutil.which("sudo") and call("sudo", "-n", "true", stderr=subprocess.DEVNULL) == 0
    if not root and not sudo:
        stop(f"{purpose} Type this once, then try again:\n  sudo {' '.join(line)}")
    before = [] if root else ["sudo", "-n"]
    print(f"{purpose} Installing: {' '.join(packages)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    if call(*before, *line, env=environment, stdout=quiet) == 0:
        return
    call(*before, "apt-get", "update", stdout=quiet)
    if call(*before, *line, env=environment, stdout=quiet) != 0:
        stop(f"That did not work. Type this once, then try again:\n  sudo {' '.join(line)}")


def system_libraries() -> None:
    """On Debian and Ubuntu: see to the shared libraries that Qt needs."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    known = subprocess.run(
        [shutil.which("ldconfig") or "/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False
    ).stdout
    missing = [package for library, package in QT_PACKAGES.items() if library not in known]
    if missing:
        install_debian(missing, "The window needs a few libraries of the system.")


def setup() -> None:
    """Make ``.venv`` as the lock says; nothing happens when it is there already."""
    stamp = wanted_stamp()
    if STAMP.exists() and STAMP.read_text() == stamp:
        return
    system_libraries()
    try:
        import ensurepip  # noqa: F401  (Debian ships venv without it)
    except ImportError:
        if not shutil.which("apt-get"):
            stop("This Python cannot make an environment: its modules venv and ensurepip are missing.")
        install_debian([f"python3.{sys.version_info.minor}-venv"], "Python needs one more part.")
    print("Making the environment in .venv (once, about a minute)…", file=sys.stderr)
    shutil.rmtree(VENV, ignore_errors=True)
    if call(sys.executable, "-m", "venv", VENV) != 0:
        stop("The environment could not be made. What is above says why.")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK) != 0:
        stop("The libraries could not be installed. Is there internet? Nothing else was changed; try again.")
    found = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    # A path line instead of an editable install: no build tool, and `python -m wallet` works from any folder.
    Path(found.stdout.strip(), "studieregister.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    STAMP.write_text(stamp)


def has_display() -> bool:
    """Whether a window can appear on this machine."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(rest: list[str]) -> int:
    """Open the window, or hand ARGS to the command line, in the folder the person is in."""
    if not rest and not has_display():
        stop("There is no screen here, so no window can open. The command line works: dev.py run -- --help")
    # -P: a folder named `ui` or `wallet` where the person happens to be must not be taken for ours.
    return subprocess.run([str(PYTHON), "-P", "-m", "ui", *rest], check=False).returncode


def test(rest: list[str]) -> int:
    """Run the tests, two at a time, without a screen."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    workers = [] if any(word.startswith("-n") for word in rest) else ["-n", "2"]
    return call(PYTHON, "-m", "pytest", *workers, *rest)


def check() -> int:
    """Run every static check; all of them, also after the first that complains."""
    checks = (
        ("format", "ruff", "format", "--check", "."),
        ("lint", "ruff", "check", "."),
        ("types", "mypy"),
        ("import contracts", "importlinter.cli", "lint"),
        ("dead dependencies", "deptry", "."),
    )
    worst = 0
    for name, module, *words in checks:
        program = [PYTHON, VENV / PYTHON.parent.name / "lint-imports"] if name == "import contracts" else None
        code = call(*program) if program else call(PYTHON, "-m", module, *words)
        print(f"{name}: {'good' if code == 0 else 'see above'}")
        worst = max(worst, code)
    return worst


def build() -> int:
    """Make dist/studieregister with PyInstaller from a runtime-only environment and start it."""
    return call(PYTHON, ROOT / "tests" / "tools" / "build_program.py")


def main(words: list[str]) -> int:
    """Do what the first word says; see the text at the top of this file."""
    if sys.version_info < OLDEST:
        stop(
            f"Studieregister needs Python {OLDEST[0]}.{OLDEST[1]} or newer. This is {sys.version.split()[0]}."
        )
    command, rest = (words[0], words[1:]) if words else ("", [])
    rest = rest[1:] if rest[:1] == ["--"] else rest
    known = (
        "run",
        "test",
        "check",
        "setup",
        "bench",
        "fuzz",
        "differential",
        "verdicts",
        "screenshots",
        "build",
    )
    if command not in known:
        print(__doc__)
        return 0 if command in ("", "-h", "--help", "help") else 64
    setup()
    if command == "run":
        return run(rest)
    if command == "test":
        return test(rest)
    if command == "check":
        return check()
    if command == "bench":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return call(PYTHON, "-m", "tests.benchmarks", *rest)
    if command in ("fuzz", "differential"):
        return call(PYTHON, "-m", "tests.fuzz" if command == "fuzz" else "tests.fuzz.differential", *rest)
    if command == "verdicts":
        return call(PYTHON, "-m", "tests.tools.verdicts", *rest)
    if command == "screenshots":
        return call(PYTHON, ROOT / "tests" / "tools" / "screenshots.py", *rest)
    return build() if command == "build" else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
