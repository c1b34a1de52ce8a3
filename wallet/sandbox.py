"""Runs a function on untrusted bytes in a child process that can be killed. Knows none of its callers.

The child has a limit on processor time and memory, opens no connection, starts no program and writes no file.
It is started at the first use, kept, and replaced when it was killed. What it answers is unpickled by an
unpickler that builds our own plain data and nothing else, so that a child taken over cannot take over us.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from wallet.errors import Cancelled, InputError, Problem, SurroundingsError, WalletError

SECONDS = 5.0
"""Processor time for one call: a hundred times what a real credential takes."""
MEGABYTES = 512
"""Address space of the child; the interpreter with its libraries takes about half."""
STARTING_SECONDS = 30.0
"""Added to the wall time of a call that first has to load modules, for slow disks."""
MESSAGE_BYTES = 256_000_000
"""One message over the pipe: the largest file to import, its reading, and room."""
CHILD_WORD = "--sandbox-child"
"""How a frozen program starts itself as the child: its ``__main__`` hands over to :func:`child_main`."""

_LENGTH = struct.Struct(">Q")
_START = (
    "import sys; sys.path[:] = sys.argv[1].split(sys.argv[2]); "
    "from wallet.sandbox import child_main; child_main()"
)
# Variables that a process cannot start without on some system; nothing of the person's environment.
_NEEDED = ("SYSTEMROOT", "WINDIR")
_Answer = tuple[str, Any]
T = TypeVar("T")


class SandboxError(RuntimeError):
    """The function failed in a way nobody expected: a bug of ours. Says where, never on what."""


class Sandbox:
    """One resident child. Safe to use from several threads; they wait for one another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Only ever held for a moment: who closes must not wait for a call to find its child.
        self._swap = threading.Lock()
        self._child: _Child | None = None
        self._closings = 0
        atexit.register(self.close)

    def run(
        self, function: Callable[..., T], *args: object, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> T:
        """The function's result. It must be importable by name, and the arguments picklable.

        Raises what the function raised when that is a WalletError; InputError(TOO_MUCH_WORK) when the
        child ran out of time or memory or died; Cancelled when it was closed meanwhile; SandboxError for
        anything else. SurroundingsError(READER_NOT_STARTED) when the system starts no child.
        """
        request = pickle.dumps((seconds, megabytes, function, args), protocol=5)
        with self._lock:
            child = self._ready()
            answer = child.ask(request, f"{function.__module__}.{function.__qualname__}", seconds)
            if answer is None or answer[0] == "exhausted":
                self._drop()
        if answer is None and child.stopped:
            raise Cancelled
        if answer is None or answer[0] == "exhausted":
            raise InputError(Problem.TOO_MUCH_WORK)
        outcome, value = answer
        if outcome == "raised" and isinstance(value, WalletError):
            raise value
        if outcome != "done":
            raise SandboxError(str(value))
        result: T = value
        return result

    def close(self) -> None:
        """End the child, also in the middle of a call. The next call starts a new one."""
        with self._swap:
            self._closings += 1
            if self._child:
                self._child.stop()
        with self._lock:
            self._drop()
        atexit.unregister(self.close)

    def _ready(self) -> _Child:
        """The child for a call. Raises Cancelled when it was closed while a new one was made."""
        with self._swap:
            child, closings = self._child, self._closings
        if child is not None and child.alive():
            return child
        self._drop()
        try:
            fresh = _Child()
        except OSError:
            raise SurroundingsError(Problem.READER_NOT_STARTED) from None
        with self._swap:
            closed = self._closings != closings
            if not closed:
                self._child = fresh
        if closed:
            fresh.end()
            raise Cancelled
        return fresh

    def _drop(self) -> None:
        with self._swap:
            child, self._child = self._child, None
        if child:
            child.end()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SandboxPool:
    """Several children, for many files at once; each is started when it is first needed."""

    def __init__(self, size: int) -> None:
        self._all = [Sandbox() for _ in range(size)]
        # Last in, first out: a child that has already loaded its modules is preferred.
        self._free: queue.LifoQueue[Sandbox] = queue.LifoQueue()
        for sandbox in self._all:
            self._free.put(sandbox)

    def run(
        self, function: Callable[..., T], *args: object, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> T:
        """As :meth:`Sandbox.run`, in whichever child is free."""
        sandbox = self._free.get()
        try:
            return sandbox.run(function, *args, seconds=seconds, megabytes=megabytes)
        finally:
            self._free.put(sandbox)

    def close(self) -> None:
        """End all children."""
        for sandbox in self._all:
            sandbox.close()

    def __enter__(self) -> SandboxPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Child:
    """The parent's side of one child process."""

    def __init__(self) -> None:
        if getattr(sys, "frozen", False):
            command = [sys.executable, CHILD_WORD]
        else:
            home = str(Path(__file__).resolve().parent.parent)
            places = os.pathsep.join([home, *(place for place in sys.path if place)])
            command = [sys.executable, "-I", "-c", _START, places, os.pathsep]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._loaded: set[str] = set()
        self._overdue = False
        self.stopped = False
        """Whether somebody no longer wants the answer."""

    def alive(self) -> bool:
        return not (self._overdue or self.stopped) and self._process.poll() is None

    def ask(self, request: bytes, name: str, seconds: float) -> _Answer | None:
        """The child's answer; None when it died or had to be killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # The child is stopped by its processor time; on a busy computer that takes longer on the wall.
        wall = seconds * 2 + (0.0 if name in self._loaded else STARTING_SECONDS)
        timer = threading.Timer(wall, self._kill_overdue)
        timer.daemon = True
        timer.start()
        try:
            _write(self._process.stdin, request)
            content = _read(self._process.stdout)
            answer = None if content is None else _plain(content)
        except OSError:
            answer = None
        finally:
            timer.cancel()
        self._loaded.add(name)
        return answer

    def _kill_overdue(self) -> None:
        self._overdue = True
        self._process.kill()

    def stop(self) -> None:
        self.stopped = True
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _plain(content: bytes) -> _Answer:
    try:
        answer = _PlainUnpickler(io.BytesIO(content)).load()
    except Exception:  # these bytes are the child's: whatever they bring about, none of it is an answer
        return ("bug", "answer not understood")
    well_formed = isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], str)
    return answer if well_formed else ("bug", "answer not understood")


class _PlainUnpickler(pickle.Unpickler):
    """Builds our own data classes, enums, records and errors, dates, and what needs no class at all."""

    _OTHERS = frozenset(
        {
            ("datetime", "datetime"),
            ("datetime", "date"),
            ("datetime", "timedelta"),
            ("datetime", "timezone"),
            ("builtins", "set"),
            ("builtins", "frozenset"),
            ("builtins", "bytearray"),
            ("wallet.errors", "_rebuild"),
        }
    )

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in self._OTHERS:
            return super().find_class(module, name)
        if module.startswith("wallet.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_data(found):
                return found
        raise pickle.UnpicklingError("not plain data")


def _is_data(kind: type) -> bool:
    if is_dataclass(kind) or issubclass(kind, Enum | WalletError):
        return True
    return any(base.__module__ == "pydantic.main" for base in kind.__mro__)


def _write(pipe: BinaryIO | Any, content: bytes) -> None:
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _read(pipe: BinaryIO | Any) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MESSAGE_BYTES:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None


# --- the child's side ---------------------------------------------------------------------------------


def child_main() -> None:
    """Serve calls from standard input until it is closed. Never returns a traceback to anybody."""
    calls, answers = _own_pipes()
    _fence()
    while (request := _read(calls)) is not None:
        _write(answers, _serve(request))


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes on descriptors that no library prints to."""
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    return calls, answers


def _fence() -> None:
    """No connection, no program, no file written, no core image; interrupts are the parent's affair."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError("not in here")
    if event == "open":
        path, mode, flags = arguments
        writes = any(letter in mode for letter in "wax+") if mode else bool(flags and flags & _WRITING)
        if writes and path != os.devnull:
            raise PermissionError("not in here")


def _serve(request: bytes) -> bytes:
    try:
        # Loading modules is not the input's doing and does not count.
        _limit(STARTING_SECONDS, MEGABYTES)
        seconds, megabytes, function, arguments = pickle.loads(request)  # noqa: S301  (from our own parent)
        _limit(seconds, megabytes)
        answer: _Answer = ("done", function(*arguments))
        return pickle.dumps(answer, protocol=5)
    except WalletError as error:
        return pickle.dumps(("raised", error), protocol=5)
    except (MemoryError, RecursionError):
        return pickle.dumps(("exhausted", None), protocol=5)
    except BaseException as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
        return pickle.dumps(("bug", " ".join([type(error).__name__, *places])), protocol=5)


def _limit(seconds: float, megabytes: int) -> None:
    """Processor time from now on, and the whole address space. Windows has neither: there the wall counts."""
    try:
        import resource
    except ImportError:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _soft(resource.RLIMIT_CPU, int(used + seconds) + 1)
    _soft(resource.RLIMIT_AS, megabytes * 1024 * 1024)


def _soft(which: int, amount: int) -> None:
    import resource

    hard = resource.getrlimit(which)[1]
    ceiling = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    # macOS has the name of the memory limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (ceiling, hard))
