from __future__ import annotations

import errno
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.sandbox import errands
from tests.world import ROOT
from wallet.errors import Cancelled, InputError, Problem, SurroundingsError
from wallet.model.credential import LangText
from wallet.sandbox import STARTING_SECONDS, Sandbox, SandboxError, SandboxPool, _Child, _plain

limits_by_system = pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces these limits")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def test_answers_and_keeps_its_child(sandbox: Sandbox) -> None:
    assert sandbox.run(errands.double, 21) == 42
    assert sandbox.run(errands.who) == sandbox.run(errands.who)


def test_our_own_data_comes_back_as_itself(sandbox: Sandbox) -> None:
    assert sandbox.run(errands.text) == LangText((("nl", "boot"),))


def test_expected_errors_travel_with_their_numbers(sandbox: Sandbox) -> None:
    with pytest.raises(InputError) as caught:
        sandbox.run(errands.refuse)
    assert caught.value.problem is Problem.TOO_LARGE
    assert caught.value.numbers == {"limit": 7}


def test_a_bug_says_where_and_not_on_what(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError) as caught:
        sandbox.run(errands.trip, "Zandbak-Naam")
    assert "KeyError" in str(caught.value)
    assert "errands.py" in str(caught.value)
    assert "Zandbak-Naam" not in str(caught.value)


@limits_by_system
def test_processor_time_ends_the_child_and_the_next_call_works(sandbox: Sandbox) -> None:
    before = sandbox.run(errands.who)
    started = time.monotonic()
    with pytest.raises(InputError) as caught:
        sandbox.run(errands.spin, seconds=0.5)
    assert caught.value.problem is Problem.TOO_MUCH_WORK
    assert time.monotonic() - started < STARTING_SECONDS  # later, the clock on the wall ended it
    assert sandbox.run(errands.who) != before


def test_waiting_for_nothing_ends_on_the_wall(sandbox: Sandbox) -> None:
    sandbox.run(errands.double, 1)
    with pytest.raises(InputError) as caught:
        _twice_loaded(sandbox)
    assert caught.value.problem is Problem.TOO_MUCH_WORK


def _twice_loaded(sandbox: Sandbox) -> None:
    # The first call of a function may take longer, because modules have to be loaded.
    child = sandbox._child
    assert child is not None
    child._loaded.add(f"{errands.sleep.__module__}.{errands.sleep.__qualname__}")
    sandbox.run(errands.sleep, seconds=0.3)


@limits_by_system
def test_memory_ends_the_child(sandbox: Sandbox) -> None:
    with pytest.raises(InputError) as caught:
        sandbox.run(errands.swallow_memory)
    assert caught.value.problem is Problem.TOO_MUCH_WORK
    assert sandbox.run(errands.double, 2) == 4


def test_a_dead_child_is_replaced(sandbox: Sandbox) -> None:
    with pytest.raises(InputError):
        sandbox.run(errands.die)
    assert sandbox.run(errands.double, 3) == 6


@pytest.mark.parametrize("errand", [errands.connect, errands.look_up, errands.start_program])
def test_no_connection_and_no_program(sandbox: Sandbox, errand: object) -> None:
    with pytest.raises(SandboxError, match="PermissionError"):
        sandbox.run(errand)  # type: ignore[arg-type]  # a parametrised callable


def test_no_file_is_written(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="PermissionError"):
        sandbox.run(errands.write_file, str(tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_what_libraries_print_does_not_disturb(sandbox: Sandbox) -> None:
    assert sandbox.run(errands.chatter) == "said"
    assert sandbox.run(errands.double, 4) == 8


def test_nothing_of_the_environment_is_inherited(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIEREGISTER_SECRET", "x")
    with Sandbox() as fresh:
        assert "STUDIEREGISTER_SECRET" not in fresh.run(errands.environment)


def test_the_child_loads_neither_qt_nor_the_test_runner(sandbox: Sandbox) -> None:
    loaded = sandbox.run(errands.modules)
    assert not [name for name in loaded if name.split(".")[0] in ("PySide6", "pytest", "_pytest")]


def test_an_answer_cannot_make_the_parent_run_anything(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="not understood"):
        sandbox.run(errands.trap)


def test_threads_wait_for_one_another(sandbox: Sandbox) -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(sandbox.run(errands.double, n))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [0, 2, 4, 6, 8, 10, 12, 14]


def test_a_pool_uses_several_children() -> None:
    with SandboxPool(2) as pool:
        first = pool._free.get()
        second = pool._free.get()
        assert first.run(errands.who) != second.run(errands.who)
        pool._free.put(first)
        pool._free.put(second)
        assert pool.run(errands.double, 5) == 10


def test_closing_ends_a_call_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes: list[type[BaseException]] = []
    closing = Sandbox()
    assert closing.run(errands.double, 1) == 2

    def wait() -> None:
        try:
            closing.run(errands.sleep)
        except Cancelled as error:
            outcomes.append(type(error))

    under_way = threading.Event()
    asked = _Child.ask

    def ask(child: _Child, request: bytes, name: str, seconds: float) -> object:
        under_way.set()
        return asked(child, request, name, seconds)

    monkeypatch.setattr(_Child, "ask", ask)
    waiting = threading.Thread(target=wait)
    waiting.start()
    assert under_way.wait(timeout=60)
    closing.close()
    waiting.join(timeout=60)
    assert outcomes == [Cancelled]


def test_closing_while_the_child_is_being_made_ends_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    closing = Sandbox()
    closer = threading.Thread(target=closing.close)
    begin = _Child.__init__

    def slowly(child: _Child) -> None:
        begin(child)
        closer.start()
        closer.join(timeout=0.5)  # it has to wait for this call, and has said by now that nobody wants it

    monkeypatch.setattr(_Child, "__init__", slowly)
    with pytest.raises(Cancelled):
        closing.run(errands.double, 1)
    closer.join(timeout=60)
    monkeypatch.undo()
    assert closing.run(errands.double, 2) == 4
    closing.close()


def test_a_child_that_cannot_be_started_is_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "Zandbak-Naam")

    with Sandbox() as fresh:
        monkeypatch.setattr(subprocess, "Popen", full)
        with pytest.raises(SurroundingsError) as caught:
            fresh.run(errands.double, 1)
        assert caught.value.problem is Problem.READER_NOT_STARTED
        assert "Zandbak-Naam" not in str(caught.value)
        monkeypatch.undo()
        assert fresh.run(errands.double, 2) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
def test_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "studieregister"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}"\nexec "{sys.executable}" -m ui "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Sandbox() as frozen:
        assert frozen.run(errands.double, 4) == 8
        loaded = frozen.run(errands.modules)
    assert not [name for name in loaded if name.startswith("PySide6")]


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\x05\x8e" + b"\xff" * 8 + b".",
        b"\x80\x05\x8e" + bytes(5) + b"\x01" + bytes(2) + b".",
        b"\x80\x05cdatetime\ntimedelta\nJ\xff\xff\xff\x7f\x85R.",
        b"(((",
    ],
)
def test_an_answer_that_is_none_brings_nothing_down(content: bytes) -> None:
    assert _plain(content) == ("bug", "answer not understood")
