"""Two sides measured in turn: badges signed by the JavaScript reference, verified by it and by us.

Each side is a process that makes three passes over the same badges; only the user time of the last pass
counts, as the process itself reads it from the system, so that starting and warming up are left out on both
sides alike. Each says at its end how much memory it held at most.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.badges import badges
from tests.unit.jsonld import judges
from tests.world import ROOT, SHARED
from wallet.multibase import from_base64url, to_base64url

PASSES = 3
_PEAK = re.compile(r"maxRSS MB (\d+)")
_BEFORE, _AFTER = b"Voorbeeldschool", b"Voorbeeldschoel"


class NotRun(Exception):
    """Something that the comparison needs is not on this computer; the text says what."""


@dataclass(frozen=True)
class Ran:
    """What one process did."""

    held: int
    """Badges that held in each of its passes."""
    user_ms: float
    """User time of its last pass."""
    megabytes: float
    """The most memory that it held."""


@dataclass(frozen=True)
class Route:
    """One way of signing, with the name that each side has for verifying it."""

    name: str
    file: str
    theirs: str
    ours: str


RDFC = Route("eddsa-rdfc-2022", "badges-rdfc.jsonl", "db-rdfc", "proof")
JCS = Route("eddsa-jcs-2022", "badges-jcs.jsonl", "db-jcs", "proof")
JWT = Route("vc-jwt", "badges-jwt.txt", "jose", "jwt")


def peers() -> Path:
    """The folder of the JavaScript peers; made in a scratch place when PEER_JS does not name it."""
    for needed in ("node", "npm"):
        if shutil.which(needed) is None:
            raise NotRun(f"{needed} is not installed")
    found = judges.peer()
    if found is not None:
        return found
    given = SHARED / "tools" / "peer-js"
    if not given.is_dir():
        raise NotRun("PEER_JS names no folder with the JavaScript peers, and they are not beside the project")
    made = Path(tempfile.gettempdir()) / "studieregister-peer-js"
    if not (made / "node_modules" / "jsonld").is_dir():
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(given, made, copy_function=shutil.copyfile)
        made.chmod(0o755)
        words = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"]
        if subprocess.run(words, cwd=made, check=False).returncode != 0:
            raise NotRun("the JavaScript peers could not be installed")
    return made


class Bench:
    """The badges, signed once, and both sides to verify them."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count, self._peers = folder, count, peers()
        self._environment = {**os.environ, "CONTEXTS": f"{judges.contexts_for_peer(folder)}/"}
        unsigned = folder / "unsigned.jsonl"
        unsigned.write_text("".join(json.dumps(badge) + "\n" for badge in badges(count)), "utf-8")
        self._run([*self._node("sign.mjs"), unsigned, folder / "badges"])

    def lines(self, route: Route) -> list[bytes]:
        """The signed badges."""
        return (self.folder / route.file).read_bytes().strip().split(b"\n")

    def theirs(self, route: Route) -> Ran:
        """The reference verifies them all."""
        words = [*self._node("bench_verify.mjs"), route.theirs, self.folder / route.file, PASSES]
        return self._ran(words)

    def ours(self, route: Route, way: str = "") -> Ran:
        """We do; ``way`` is another entry of :data:`tests.benchmarks.ours.ROUTES` than the route's own."""
        return self._ran([*self._python(), way or route.ours, self.folder / route.file, PASSES])

    def both_refuse_a_changed_one(self, route: Route) -> bool:
        """Of two badges, one of them changed after signing, each side must accept one and refuse one."""
        good, bad = self.lines(route)[0], _changed(self.lines(route)[1])
        file = self.folder / f"changed-{route.file}"
        file.write_bytes(good + b"\n" + bad + b"\n")
        counts = []
        for words in (
            [*self._node("bench_verify.mjs"), route.theirs, file, 1],
            [*self._python(), route.ours, file, 1],
        ):
            done = self._process(words)
            passes = _passes(done.stdout)
            # jose ends its process at the first token that does not hold, with this sentence.
            ended = done.returncode != 0 and "signature verification failed" in done.stderr
            counts.append(1 if ended else passes[0]["ok"] if passes else None)
        return counts == [1, 1]

    def _node(self, script: str) -> list[str | Path]:
        return ["node", self._peers / script]

    def _python(self) -> list[str | Path]:
        return [sys.executable, "-m", "tests.benchmarks.ours"]

    def _process(self, words: Sequence[str | Path | int]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(word) for word in words],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def _run(self, words: Sequence[str | Path | int]) -> None:
        self._process(words).check_returncode()

    def _ran(self, words: Sequence[str | Path | int]) -> Ran:
        """Run it: three passes, and what it says of its own memory at the end."""
        done = self._process(words)
        passes, peak = _passes(done.stdout), _PEAK.search(done.stdout)
        if done.returncode != 0 or len(passes) != PASSES or peak is None:
            raise RuntimeError(f"{words[1]} ended with {done.returncode}")
        held = min(int(one["ok"]) for one in passes)
        return Ran(held, float(passes[-1]["user_ms"]), float(peak[1]))


def pairs(count: int, one: Callable[[], Ran], other: Callable[[], Ran]) -> list[tuple[Ran, Ran]]:
    """Both in turn, each as often first as second."""
    found = []
    for number in range(count):
        if number % 2:
            second = other()
            found.append((one(), second))
        else:
            found.append((one(), other()))
    return found


def _passes(text: str) -> list[dict[str, float]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def _changed(line: bytes) -> bytes:
    if line.startswith(b"{"):
        return line.replace(_BEFORE, _AFTER, 1)
    header, payload, signature = line.decode("ascii").split(".")
    changed = from_base64url(payload).replace(_BEFORE, _AFTER, 1)
    return f"{header}.{to_base64url(changed)}.{signature}".encode("ascii")
