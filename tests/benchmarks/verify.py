"""``python3 dev.py bench verify [PAIRS]``: what verification costs, as ratios of runs that took turns."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.side_by_side import JCS, JWT, RDFC, Bench, NotRun, Ran, Route, pairs
from tests.world import ROOT

BADGES = 500
PAIRS = 5
NOT_RUN = 3
"""Exit code when something needed is not here: neither good nor bad."""
LEAST = {RDFC: 3.0, JCS: 1.0, JWT: 1.2}
"""How many times the throughput of the reference."""
MEMORY = 0.35
WHOLE = 1.5
JOBS = 1.5


def main(words: Sequence[str]) -> int:
    """Print everything; 0 when every goal is met, 1 when one is not."""
    count = int(words[0]) if words else PAIRS
    with tempfile.TemporaryDirectory() as folder:
        try:
            bench = Bench(Path(folder), BADGES)
        except NotRun as missing:
            print(f"not run: {missing}")
            return NOT_RUN
        _machine()
        good = [_route(bench, route, count) for route in (RDFC, JCS, JWT)]
        good += [_whole(bench, count), _jobs(bench, count)]
    print(f"load {_load()} at the end")
    return 0 if all(good) else 1


def _machine() -> None:
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {platform.platform()}, {_processor()}")
    print(
        f"{os.cpu_count()} processors, Python {platform.python_version()}, "
        f"cryptography {version('cryptography')}, node {node}; load {_load()}"
    )
    print("user time of the last of three passes in one process, on both sides; pairs in turn")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


def _load() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def _route(bench: Bench, route: Route, count: int) -> bool:
    """One suite beside the reference. Nothing is timed before both were seen to accept and to refuse."""
    if not bench.both_refuse_a_changed_one(route):
        print(f"{route.name}: the two sides do not agree about a changed badge")
        return False
    found = pairs(count, lambda: bench.theirs(route), lambda: bench.ours(route))
    if not _all_held(found):
        print(f"{route.name}: not all {BADGES} held on both sides")
        return False
    faster = _said(
        f"{route.name}, throughput to the reference",
        [theirs.user_ms / ours.user_ms for theirs, ours in found],
        at_least=LEAST[route],
    )
    theirs, ours = (statistics.median(side) / BADGES for side in _times(found))
    print(f"    {BADGES} accepted, a changed one refused, by both; {theirs:.2f} and {ours:.2f} ms each")
    memory = [ours.megabytes / theirs.megabytes for theirs, ours in found]
    peaks = [max(one.megabytes for one in side) for side in zip(*found, strict=True)]
    least = MEMORY if route is RDFC else None
    small = _said(f"{route.name}, peak memory to the reference", memory, at_most=least)
    print(f"    {peaks[0]:.0f} and {peaks[1]:.0f} MB")
    return faster and small


def _whole(bench: Bench, count: int) -> bool:
    found = pairs(count, lambda: bench.ours(RDFC, "whole"), lambda: bench.ours(RDFC))
    cost = [whole.user_ms / proof.user_ms for whole, proof in found]
    said = _said("everything about an eddsa-rdfc-2022 badge, cost to its proof alone", cost, at_most=WHOLE)
    print(f"    {statistics.median(_times(found)[0]) / BADGES:.2f} ms each")
    return said and _all_held(found)


def _jobs(bench: Bench, count: int) -> bool:
    """The command itself on 500 files, on the clock; the best of each, since others use the machine too."""
    files = []
    for number, line in enumerate(bench.lines(RDFC)):
        files.append(bench.folder / f"badge-{number}.json")
        files[-1].write_bytes(line)
    one, two = [], []
    for _ in range(count):
        one.append(_clocked(1, files))
        two.append(_clocked(2, files))
    said = _said("verify --jobs 2, speed to one job", [a / b for a, b in zip(one, two, strict=True)])
    best = min(one) / min(two)
    print(f"    best of each: {min(one):.2f} s and {min(two):.2f} s, {best:.2f} times; goal {JOBS}")
    return said and best >= JOBS


def _clocked(jobs: int, files: list[Path]) -> float:
    started = time.perf_counter()
    words = [sys.executable, "-m", "wallet", "verify", "--json", "--jobs", str(jobs), *map(str, files)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    took = time.perf_counter() - started
    if done.stdout.count(b'"verdict": "verified"') + done.stdout.count(b'"verdict":"verified"') != len(files):
        raise RuntimeError("not all files were verified")
    return took


def _times(found: list[tuple[Ran, Ran]]) -> list[list[float]]:
    return [[ran.user_ms for ran in side] for side in zip(*found, strict=True)]


def _all_held(found: list[tuple[Ran, Ran]]) -> bool:
    return all(ran.held == BADGES for pair in found for ran in pair)


def _said(
    what: str, ratios: list[float], *, at_least: float | None = None, at_most: float | None = None
) -> bool:
    """Print least, median and most; the goal is for the median."""
    middle = statistics.median(ratios)
    good = (at_least is None or middle >= at_least) and (at_most is None or middle <= at_most)
    goal = f"; goal >= {at_least}" if at_least else f"; goal <= {at_most}" if at_most else ""
    print(
        f"{what}: min {min(ratios):.2f}, median {middle:.2f}, max {max(ratios):.2f} "
        f"({len(ratios)} pairs{goal}{'' if good else ', MISSED'})",
        flush=True,
    )
    return good
