"""The writer is killed at random moments (R1): nothing acknowledged is lost, nothing half is there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.store.journal import Journal
from tests.world import PASSPHRASE, ROOT, clock, new_register
from wallet.errors import Problem, RefusedError
from wallet.store import backups
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase

TRIALS = 10
"""Enough to notice a broken order of writing; the nightly run does two thousand."""


def started(folder: Path, seed: int) -> subprocess.Popen[str]:
    """A writer in another process that has the register open."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.store.writer", str(folder), str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert "READY" in writer.stdout.readline()
    return writer


def test_another_program_has_it_open(folder: Path) -> None:
    new_register(folder)[0].close()
    writer = started(folder, 1)
    for text in (PASSPHRASE, "fout"):
        with pytest.raises(RefusedError) as caught:
            StudyRegister.open(folder, Passphrase(text), clock())
        assert caught.value.problem is Problem.REGISTER_IN_USE
    writer.kill()
    writer.communicate()
    StudyRegister.open(folder, Passphrase(PASSPHRASE), clock()).close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a matter of POSIX")
def test_killed_at_any_moment_nothing_is_lost(folder: Path) -> None:
    new_register(folder)[0].close()
    journal, chance = Journal(), random.Random(1)
    for trial in range(TRIALS):
        writer = started(folder, trial)
        time.sleep(chance.uniform(0, 0.4))
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        journal.read(rest.splitlines())
        journal.verify(folder)
    assert journal.acknowledged > TRIALS
    print(f"{TRIALS} kills, {journal.acknowledged} acknowledged, 0 lost")
    backup = folder.parent / "register.backup"
    if backup.exists():  # whatever stands under that name was finished
        backups.restore(backup, Passphrase(PASSPHRASE), folder.parent / "restored", clock())
