"""Foreign exceptions stop here: what the disk and the database say becomes a problem code."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from wallet.errors import InputError, Problem, RefusedError, SurroundingsError, WalletError

_BY_ERRNO = {
    errno.ENOSPC: Problem.DISK_FULL,
    errno.EDQUOT: Problem.DISK_FULL,
    errno.EFBIG: Problem.DISK_FULL,
    errno.EROFS: Problem.READ_ONLY,
    errno.EACCES: Problem.NO_PERMISSION,
    errno.EPERM: Problem.NO_PERMISSION,
    errno.ENOENT: Problem.FILE_MISSING,
    errno.ENOTDIR: Problem.FILE_MISSING,
    errno.ENAMETOOLONG: Problem.FILE_MISSING,
    errno.ELOOP: Problem.FILE_MISSING,
    errno.EEXIST: Problem.ALREADY_EXISTS,
}
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
_CRAMPED = 65_536
"""With less room than this, SQLite may call a full disk an input/output error."""


def free_megabytes(place: Path) -> int:
    """Room left on the disk of this place, in whole MB; 0 when it cannot be told."""
    return free_bytes(place) // 1_000_000


def free_bytes(place: Path) -> int:
    """Room left on the disk of this place; 0 when it cannot be told."""
    while not os.path.exists(place) and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def from_os(error: OSError, place: Path) -> WalletError:
    """The problem that an error of the operating system stands for."""
    if error.errno == errno.EISDIR:
        return InputError(Problem.IS_A_FOLDER)
    problem = _BY_ERRNO.get(error.errno or 0, Problem.DISK_ERROR)
    if problem is Problem.DISK_FULL:
        return SurroundingsError(problem, free=free_megabytes(place))
    return SurroundingsError(problem)


def from_database(error: dbapi2.Error, place: Path) -> WalletError | None:
    """The problem that an error of the database stands for; None: a mistake of ours."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == _FULL or (code in (_IOERR, _CANTOPEN) and free_bytes(place) < _CRAMPED):
        return SurroundingsError(Problem.DISK_FULL, free=free_megabytes(place))
    if code == _READONLY:
        return SurroundingsError(Problem.READ_ONLY)
    if code in (_IOERR, _CANTOPEN):
        return SurroundingsError(Problem.DISK_ERROR)
    if code in (_BUSY, _LOCKED):
        return RefusedError(Problem.REGISTER_IN_USE)
    if code in (_CORRUPT, _NOTADB):
        return RefusedError(Problem.REGISTER_DAMAGED)
    return None


@contextmanager
def door(place: Path) -> Iterator[None]:
    """Inside, files and database may be touched; what fails leaves as a WalletError."""
    try:
        yield
    except OSError as error:
        raise from_os(error, place) from None
    except dbapi2.Error as error:
        known = from_database(error, place)
        if known is None:
            raise
        raise known from None
