"""Fixtures that every test may use. Those of one room stand in that room's own conftest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import world
from wallet.clock import FixedClock
from wallet.journeys.wallet import Wallet
from wallet.store import slots
from wallet.store.register import StudyRegister

# Tests share their processors with others: how long one example takes says nothing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test pays for a real passphrase: the command line and the window have no way to ask for less."""
    monkeypatch.setattr(slots, "FLOOR", world.CHEAP)
    monkeypatch.setattr(slots, "calibrated", lambda: world.CHEAP)


@pytest.fixture(autouse=True)
def no_own_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test finds the register of whoever runs it."""
    monkeypatch.setenv("STUDIEREGISTER_DIR", str(tmp_path / "register"))


@pytest.fixture
def clock() -> FixedClock:
    """Stands at the moment of all tests."""
    return world.clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the test's register is or will be."""
    return tmp_path / "register"


@pytest.fixture
def register(folder: Path, clock: FixedClock) -> Iterator[StudyRegister]:
    """A new, open register."""
    made, _ = world.new_register(folder, clock)
    with made:
        yield made


@pytest.fixture
def wallet(folder: Path, clock: FixedClock) -> Iterator[Wallet]:
    """A new, open wallet."""
    made, _ = world.new_wallet(folder, clock)
    yield made
    made.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests noted under ``summary``: the counts of a run over a whole corpus."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    notes = {words for report in reports for name, words in report.user_properties if name == "summary"}
    for words in sorted(notes):
        terminalreporter.write_line(words)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the tools are promised (``.ci/run``), a test that skipped for want of one is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("STUDIEREGISTER_NO_SKIP"):
        return
    reasons = {str(report.longrepr[2]) for report in reporter.stats.get("skipped", []) if report.longrepr}
    missing = sorted(reason for reason in reasons if "not installed" in reason)
    if missing:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"skipped, and here none may: {'; '.join(missing)}", red=True)
