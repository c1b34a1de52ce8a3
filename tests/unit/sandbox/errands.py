"""What the tests send into the child: functions must be importable by name."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

from wallet.errors import InputError, Problem
from wallet.model.credential import LangText


def double(number: int) -> int:
    return number * 2


def text() -> LangText:
    return LangText((("nl", "boot"),))


def who() -> int:
    return os.getpid()


def worked() -> float:
    return time.process_time()


def refuse() -> None:
    raise InputError(Problem.TOO_LARGE, limit=7)


def trip(name: str) -> None:
    raise KeyError(name)


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def swallow_memory() -> int:
    held = []
    while True:
        held.append(bytearray(16_000_000))


def die() -> None:
    os._exit(3)


def connect() -> None:
    socket.create_connection(("127.0.0.1", 9))


def look_up() -> None:
    socket.getaddrinfo("localhost", 80)


def start_program() -> None:
    subprocess.run([sys.executable, "-c", ""], check=False)


def write_file(path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write("x")


def chatter() -> str:
    print("to nobody", flush=True)
    os.write(1, b"\0" * 100)
    return "said"


def environment() -> dict[str, str]:
    return dict(os.environ)


def modules() -> list[str]:
    return sorted(sys.modules)


class Trap:
    """Unpickled by a careless parent, it would run a function of its choice."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os.getenv, ("HOME",))


def trap() -> Trap:
    return Trap()
