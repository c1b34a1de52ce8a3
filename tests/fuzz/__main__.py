"""``python3 dev.py fuzz TARGET|all [--runs N] [--minutes M] [--seed S] [--keep DIR] [--jobs J]``.

Changed files for every parser of untrusted bytes. ``--minutes`` is for each target. Exit code 1: something
was found; its inputs stand in the folder that is named. ``fuzz TARGET --one FILE`` runs one such file again.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz import campaign, child
from tests.fuzz.targets import TARGETS

RUNS = 2_000


def main() -> int:
    """Run what is asked and print a line for each target."""
    reader = argparse.ArgumentParser(prog="dev.py fuzz", description=__doc__)
    reader.add_argument("targets", nargs="+", choices=["all", *TARGETS], metavar="TARGET")
    reader.add_argument("--runs", type=int)
    reader.add_argument("--minutes", type=float)
    reader.add_argument("--seed", type=int, default=int(time.time()))
    reader.add_argument("--first", type=int, default=0, help="number of the first input")
    reader.add_argument("--jobs", type=int, default=1, help="targets at a time")
    reader.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "studieregister-fuzz")
    reader.add_argument("--one", type=Path)
    asked = reader.parse_args()
    names = list(TARGETS) if "all" in asked.targets else asked.targets
    if asked.one:
        return _one(names[0], asked.one)
    runs = asked.runs if asked.runs or asked.minutes else RUNS
    seconds = asked.minutes * 60 if asked.minutes else None
    worst = 0
    with ThreadPoolExecutor(asked.jobs) as pool:
        waiting = [
            pool.submit(campaign.fuzz, name, asked.seed, runs, seconds, asked.keep, asked.first)
            for name in names
        ]
        for done in as_completed(waiting):
            tally = done.result()
            worst = max(worst, int(bool(tally.findings)))
            for finding in tally.findings:
                print(f"  {finding}", flush=True)
            print(f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ} {tally.line()}", flush=True)
    if worst:
        print(f"inputs: {asked.keep}")
    return worst


def _one(target: str, path: Path) -> int:
    """One input, with its traceback."""
    module = child.module_of(target)
    for content in module.seeds():
        getattr(module, "learn", module.check)(content)
    began = time.process_time()
    module.check(path.read_bytes())
    print(f"good, in {time.process_time() - began:.3f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
