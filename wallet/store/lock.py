"""One writer: a lock of the operating system on the file ``lock``, which ends with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from wallet.errors import Problem, RefusedError
from wallet.store.doors import door


class FolderLock:
    """Holds the register's lock from construction until :meth:`release`.

    On a medium that cannot be written the file may be missing; then nobody can write, and nothing is locked.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._descriptor: int | None = None
        flags = os.O_RDONLY if read_only else os.O_RDWR | os.O_CREAT
        path = folder / "lock"
        if read_only and not path.exists():
            return
        with door(folder):
            descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _take(descriptor)
        except OSError:
            os.close(descriptor)
            raise RefusedError(Problem.REGISTER_IN_USE) from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; twice is fine. The file stays: removing it could let two others in at once."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
