"""A few hundred changed files for each parser, and whether the harness would notice."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.fuzz import campaign, child
from tests.fuzz.mutate import changed
from tests.fuzz.targets import TARGETS

RUNS = 400
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is limited as Linux does it")


@pytest.mark.parametrize("target", TARGETS)
def test_a_changed_file_is_read_or_refused_in_time(target: str, tmp_path: Path) -> None:
    tally = campaign.fuzz(target, seed=1, runs=RUNS, seconds=120, keep=tmp_path)
    assert tally.findings == []
    assert tally.executions == RUNS


def test_what_goes_wrong_is_found_and_the_run_goes_on(tmp_path: Path) -> None:
    tally = campaign.fuzz("planted", seed=1, runs=6, seconds=60, keep=tmp_path)
    assert (tally.executions, tally.crashes, tally.hangs) == (6, 3, 1)
    words = [finding.split(": ", 1)[1].split()[0] for finding in tally.findings]
    assert words == ["KeyError", "hang", "MemoryError", "Forged"]
    kept = sorted(path.read_bytes() for path in tmp_path.glob("planted-*"))
    assert kept == [b"forged", b"key", b"loop", b"memory"]


@pytest.mark.parametrize("target", ["credential", "jose", "png", "svg", "packages"])
def test_the_good_files_are_known_as_verified(target: str) -> None:
    """With none known, a forged one would not be told from them."""
    module = child.module_of(target)
    for content in module.seeds():
        module.learn(content)
    assert module.LOOK.known >= 1


@pytest.mark.parametrize("target", TARGETS)
def test_an_input_is_the_same_each_time_and_rarely_the_good_file(target: str) -> None:
    seeds = child.module_of(target).seeds()
    first = len(seeds)
    made = [child.input_of(seeds, target, 1, number) for number in range(first, first + 100)]
    assert made == [child.input_of(seeds, target, 1, number) for number in range(first, first + 100)]
    assert len(set(made) - set(seeds)) > 70


def test_bytes_of_no_known_format_are_changed_as_well() -> None:
    chance = random.Random(1)
    assert all(
        isinstance(changed(content, chance), bytes) for content in (b"", b"\0", b"{", b"<", b"ey.") * 200
    )
