"""The child process: changes one input after another and hands each to the parser.

Its processor time for one input is limited by a signal that ends the process, so that a loop inside a library
is found as well; its memory by the system. Where it is, it notes in a small shared file: input number N of a
seed is always the same, so the parent can make it again after the child has died.
"""

from __future__ import annotations

import gc
import importlib
import mmap
import pickle
import random
import signal
import struct
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType

from tests.fuzz.mutate import changed
from tests.fuzz.targets import TARGETS

SECONDS = 2.0
"""Processor time for one input."""
MEGABYTES = 256
"""Growth of the address space beyond what was in use after the good files were read."""
STARTING_SECONDS = 120.0
NOTE = struct.Struct("<QQQd")
"""Where it is: 0 while it starts and 1 after; number of the input; how many are done; seconds of them."""
CRASH_FILE = "crash.txt"
SEEDS_FILE = "seeds"


def module_of(target: str) -> ModuleType:
    """The module behind a target's name."""
    return importlib.import_module(f"tests.fuzz.targets.{TARGETS.get(target, target)}")


def input_of(seeds: list[bytes], target: str, seed: int, number: int) -> bytes:
    """The input with this number; the first ones are the good files themselves."""
    if number < len(seeds):
        return seeds[number]
    chance = random.Random(f"{target}:{seed}:{number}")
    content = changed(chance.choice(seeds), chance)
    if chance.randrange(20) == 0:
        other = chance.choice(seeds)
        content = content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]
    return content


def where(error: BaseException) -> str:
    """Kind and places only: no content of the input."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "fuzz" not in frame.filename
    ]
    said = str(error) if type(error).__name__ == "Forged" else ""
    return " ".join([type(error).__name__, said, *places[-4:]])


def run(target: str, seed: int, first: int, last: int, until: float, folder: Path) -> int:
    """Inputs ``first`` up to ``last``; 0 when all went well or the time is over, 1 after a crash."""
    module = module_of(target)
    # Made once by the parent: some good files have random salts in them.
    seeds: list[bytes] = pickle.loads((folder / SEEDS_FILE).read_bytes())
    with (folder / "note").open("r+b") as file, mmap.mmap(file.fileno(), NOTE.size) as note:
        signal.setitimer(signal.ITIMER_PROF, STARTING_SECONDS)
        for content in seeds:
            getattr(module, "learn", module.check)(content)
        gc.freeze()
        _limit_memory()
        started = time.process_time()
        for number in range(first, last):
            if time.time() > until:
                break
            note[:] = NOTE.pack(1, number, number - first, time.process_time() - started)
            content = input_of(seeds, target, seed, number)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                module.check(content)
            except BaseException as error:  # whatever it is: that it came out is the finding
                signal.setitimer(signal.ITIMER_PROF, 0)
                (folder / CRASH_FILE).write_text(where(error), encoding="utf-8")
                return 1
            signal.setitimer(signal.ITIMER_PROF, 0)
        else:
            number = last
        note[:] = NOTE.pack(1, number, number - first, time.process_time() - started)
    return 0


def _limit_memory() -> None:
    import resource

    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (in_use + MEGABYTES * 1024 * 1024, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    name, number, begin, end, time_limit, place = sys.argv[1:]
    sys.exit(run(name, int(number), int(begin), int(end), float(time_limit), Path(place)))
