"""Files that are there as a whole or not at all: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from wallet.errors import Problem, SurroundingsError
from wallet.store.doors import door

TEMPORARY = ".tmp-"
"""Names of unfinished files begin like this."""


def make_folder(folder: Path) -> None:
    """Make a private folder (0700) with its parents; there already is fine."""
    with door(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sync(descriptor: int) -> None:
    """Put an open file on the disk itself."""
    if sys.platform == "darwin":  # fsync stops at the drive's cache there
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make renames and new names in a folder last through a power cut."""
    if sys.platform == "win32":  # NTFS keeps its own journal and folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def create(path: Path) -> int:
    """A new file of our own (0600) that must not exist yet; returns its descriptor."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags, 0o600)


@contextmanager
def writing(path: Path, check: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """Write to a file that appears under ``path`` only when the block ends well, replacing what was there.

    ``check`` is given the finished temporary file before it counts; what it raises keeps the old file.
    """
    with door(path.parent):
        if not path.parent.is_dir():
            raise SurroundingsError(Problem.FOLDER_MISSING)
        temporary = path.with_name(TEMPORARY + secrets.token_hex(8))
        try:
            with os.fdopen(create(temporary), "w+b") as file:
                yield file
                file.flush()
                sync(file.fileno())
            if check is not None:
                check(temporary)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def write(path: Path, content: bytes) -> None:
    """Replace a file's content as a whole."""
    with writing(path) as file:
        file.write(content)
