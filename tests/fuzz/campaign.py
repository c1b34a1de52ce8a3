"""The parent: starts children, replaces those that died, keeps what broke them, and counts."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz import child
from tests.world import ROOT

BATCH = 5_000
"""Inputs for one child: a new one shows that nothing piles up."""
STUCK_SECONDS = 300.0
"""Wall time without a step, beyond which a child that uses no processor time is ended."""
MOST_FINDINGS = 40
"""After so many the target says the same again and again."""


@dataclass
class Tally:
    """What became of one target."""

    target: str
    seed: int
    executions: int = 0
    crashes: int = 0
    hangs: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    findings: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The summary, one line."""
        speed = self.executions / self.cpu if self.cpu else 0.0
        return (
            f"{self.target}: {self.executions} executions, {speed:.0f} a processor second, "
            f"{self.crashes} crashes, {self.hangs} hangs, "
            f"{self.wall:.1f} s wall, {self.cpu:.1f} s processor, seed {self.seed}"
        )


def fuzz(
    target: str, seed: int, runs: int | None, seconds: float | None, keep: Path, first: int = 0
) -> Tally:
    """Run a target for so many inputs, or so long, whichever ends first."""
    tally = Tally(target, seed)
    begun = time.monotonic()
    until = time.time() + (seconds if seconds is not None else 86_400.0)
    number, end = first, first + (runs if runs is not None else 10**12)
    with tempfile.TemporaryDirectory(prefix="studieregister-fuzz-") as name:
        folder = Path(name)
        seeds: list[bytes] = child.module_of(target).seeds()
        (folder / child.SEEDS_FILE).write_bytes(pickle.dumps(seeds))
        while number < end and time.time() < until and len(tally.findings) < MOST_FINDINGS:
            last = min(end, number + BATCH)
            died, said = _batch(target, seed, number, last, until, folder)
            started, at, done, cpu = child.NOTE.unpack((folder / "note").read_bytes())
            if not started:
                tally.crashes += 1
                tally.findings.append(f"{target} does not start: {said}")
                break
            tally.executions += done + died
            tally.cpu += cpu
            number = at + 1 if died else at
            if died:
                _found(tally, child.input_of(seeds, target, seed, at), at, said, keep)
    tally.wall = time.monotonic() - begun
    return tally


def _batch(target: str, seed: int, first: int, last: int, until: float, folder: Path) -> tuple[bool, str]:
    """Whether the child ended before its time, and what it said."""
    note, crash, errors = folder / "note", folder / child.CRASH_FILE, folder / "errors.txt"
    note.write_bytes(child.NOTE.pack(0, first, 0, 0.0))
    crash.unlink(missing_ok=True)
    words = [sys.executable, "-m", "tests.fuzz.child", target, str(seed), str(first), str(last), str(until)]
    # A file and no pipe: a library that warns about every object would fill a pipe and wait for ever.
    with errors.open("wb") as out:
        process = subprocess.Popen([*words, str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=out)
    before, since = b"", time.monotonic()
    while process.poll() is None:
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            now = note.read_bytes()
            if now != before:
                before, since = now, time.monotonic()
            started = child.NOTE.unpack(now)[0]
            if time.monotonic() - since > (STUCK_SECONDS if started else 2 * child.STARTING_SECONDS):
                process.kill()
    if process.returncode == 0:
        return False, ""
    if crash.exists():
        return True, crash.read_text(encoding="utf-8")
    if process.returncode < 0:
        return True, f"hang (signal {-process.returncode})"
    lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    return True, lines[-1] if lines else f"exit code {process.returncode}"


def _found(tally: Tally, content: bytes, number: int, said: str, keep: Path) -> None:
    short = hashlib.sha256(content).hexdigest()[:12]
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"{tally.target}-{short}").write_bytes(content)
    if said.startswith("hang"):
        tally.hangs += 1
    else:
        tally.crashes += 1
    finding = f"{tally.target} {short} input {number}: {said}"
    tally.findings.append(finding)
    with (keep / "findings.txt").open("a", encoding="utf-8") as log:
        log.write(f"seed {tally.seed} {finding}\n")
