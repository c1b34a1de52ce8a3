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
from wallet.store import backups
from wallet.store.slots import Passphrase

TRIALS = 10
"""Enough to notice a broken order of writing; the nightly run does two thousand."""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a matter of POSIX")
def test_killed_at_any_moment_nothing_is_lost(folder: Path) -> None:
    new_register(folder)[0].close()
    journal, chance = Journal(), random.Random(1)
    for trial in range(TRIALS):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.store.writer", str(folder), str(trial)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert "READY" in writer.stdout.readline()
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
