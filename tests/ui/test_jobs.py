"""Work beside the window: answers come home, sentences for what went wrong, nothing for who is gone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.voice import Say
from wallet.errors import InputError, Problem


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_answers_come_home_in_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    jobs.run(owner, threading.get_ident, lambda worker: heard.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(heard))
    worker, home = heard[0]
    assert home == threading.get_ident() != worker


def test_the_register_has_one_thread(jobs: Jobs, qtbot: QtBot) -> None:
    owner, threads = QObject(), []
    for _ in range(5):
        jobs.run(owner, threading.get_ident, threads.append)
    qtbot.waitUntil(lambda: len(threads) == 5)
    assert len(set(threads)) == 1


def test_a_wallet_error_becomes_a_sentence(jobs: Jobs, qtbot: QtBot) -> None:
    owner, said = QObject(), []

    def work() -> None:
        raise InputError(Problem.TOO_LARGE, limit=3)

    jobs.run(owner, work, said.append, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [Say("problem.too_large", {"limit": 3})]


def test_our_bug_is_not_hidden(jobs: Jobs, qtbot: QtBot) -> None:
    owner, bugs = QObject(), []
    jobs.crashed.connect(bugs.append)
    jobs.run(owner, lambda: 1 / 0)
    qtbot.waitUntil(lambda: bool(bugs))
    assert isinstance(bugs[0], ZeroDivisionError)


def test_answers_are_dropped_when_nobody_waits(jobs: Jobs, qtbot: QtBot) -> None:
    owner, heard, go = QObject(), [], Event()
    jobs.run(owner, go.wait, heard.append)
    del owner
    gc.collect()
    go.set()
    qtbot.waitUntil(jobs.idle)
    assert heard == []


def test_progress_and_stop(jobs: Jobs, qtbot: QtBot) -> None:
    owner, told, done = QObject(), [], []

    def work(progress: object, stop: Event) -> str:
        progress(1, 2)
        stop.wait(10)
        return "late"

    job = jobs.run(owner, work, done.append, progress=lambda *numbers: told.append(numbers))
    qtbot.waitUntil(lambda: bool(told))
    job.stop()
    qtbot.waitUntil(jobs.idle)
    assert told == [(1, 2)]
    assert done == []


def test_close_waits_and_keeps_what_was_asked(qtbot: QtBot) -> None:
    jobs, owner, written = Jobs(), QObject(), []
    go = Event()
    jobs.run(owner, go.wait)
    jobs.run(owner, lambda: written.append("kept"))
    go.set()
    jobs.close(last=lambda: written.append("locked"))
    assert written == ["kept", "locked"]
