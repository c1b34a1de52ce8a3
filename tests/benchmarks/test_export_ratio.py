"""Evidence leaves at no less than half the speed of hashing and copying it, and the memory stays flat.

A ratio within one run, in processor time, so that a busy machine does not count; what an export costs
whatever the size (signing, the page, the print) is measured apart and taken off. ``STUDIEREGISTER_BENCH_MB``
asks for another amount of evidence, such as 500.
"""

from __future__ import annotations

import hashlib
import os
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wallet.journeys import collect_evidence, record_experience, share_portfolio
from wallet.journeys.wallet import Wallet
from wallet.model.experience import Experience
from wallet.model.portfolio import Portfolio, PortfolioItem, Presence

MEGABYTES = int(os.environ.get("STUDIEREGISTER_BENCH_MB", "128"))
FILE_MEGABYTES = 32
GOAL = 0.5
"""Measured 0.55 to 0.61: decrypting and the archive's checksum come on top of hashing and writing."""
ROUNDS = range(3, 15)
"""At least three; more while other work on the computer disturbs."""
BLOCK = 1 << 20
COPIED = 1 << 18
"""The block that copying is fastest with here."""
MOST_MEMORY = 24 * BLOCK
"""Of our own during an export: blocks, the page, the print; far below one file of evidence."""

pytestmark = pytest.mark.slow


@pytest.fixture
def films(tmp_path: Path) -> list[Path]:
    """Files that do not pack, like film."""
    made = []
    for number in range(max(MEGABYTES // FILE_MEGABYTES, 1)):
        made.append(tmp_path / f"film-{number}.bin")
        with made[-1].open("wb") as file:
            for _ in range(FILE_MEGABYTES):
                file.write(os.urandom(BLOCK))
    return made


@pytest.fixture
def portfolio(wallet: Wallet, films: list[Path]) -> Portfolio:
    """One experience with all of them."""
    item = record_experience.keep(Experience(kind="werk", title="Filmen"), wallet).ids[0]
    for film in films:
        collect_evidence.attach(collect_evidence.look_at(film), item, wallet)
    return share_portfolio.compose([item], wallet)


def withheld(portfolio: Portfolio) -> Portfolio:
    """The same with nothing but names of files."""

    def named(item: PortfolioItem) -> PortfolioItem:
        files = tuple(replace(one, presence=Presence.WITHHELD) for one in item.evidence)
        return replace(item, evidence=files)

    return replace(portfolio, items=tuple(map(named, portfolio.items)))


def export(portfolio: Portfolio, wallet: Wallet, out: Path) -> None:
    hits = share_portfolio.disclose(portfolio, wallet).hits
    passed = frozenset(hit.key for hit in hits)
    presentation = share_portfolio.seal(portfolio, wallet, passed=passed)
    share_portfolio.write(presentation, portfolio, out, wallet)


def hash_and_copy(films: list[Path], out: Path) -> None:
    digest = hashlib.sha256()
    with out.open("wb") as target:
        for film in films:
            with film.open("rb") as file:
                while block := file.read(COPIED):
                    digest.update(block)
                    target.write(block)
        target.flush()
        os.fsync(target.fileno())


def seconds(work: Callable[[], None], out: Path) -> float:
    """Processor time of this process, into a file that was not there."""
    out.unlink(missing_ok=True)
    start = time.process_time()
    work()
    return time.process_time() - start


def test_speed(portfolio: Portfolio, wallet: Wallet, films: list[Path], tmp_path: Path) -> None:
    out, copy = tmp_path / "portfolio.zip", tmp_path / "copy.bin"
    nothing = withheld(portfolio)
    constant, ours, theirs, ratio = [], [], [], 0.0
    while len(ours) < ROUNDS.start or (ratio < GOAL and len(ours) < ROUNDS.stop):
        constant.append(seconds(lambda: export(nothing, wallet, out), out))
        ours.append(seconds(lambda: export(portfolio, wallet, out), out))
        theirs.append(seconds(lambda: hash_and_copy(films, copy), copy))
        # The least disturbed round of each: what the work itself costs.
        ratio = min(theirs) / (min(ours) - min(constant))
    assert copy.stat().st_size == len(films) * FILE_MEGABYTES * BLOCK
    print(f"export of {MEGABYTES} MB: {ratio:.2f} of the speed of hashing and copying")
    assert ratio >= GOAL


def test_memory(portfolio: Portfolio, wallet: Wallet, tmp_path: Path) -> None:
    export(withheld(portfolio), wallet, tmp_path / "warm.zip")
    tracemalloc.start()
    try:
        export(portfolio, wallet, tmp_path / "portfolio.zip")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
