"""Check a file without a register: a credential in whatever wrapping, or one of our own portfolio files."""

from __future__ import annotations

import errno
import re
from functools import partial
from pathlib import Path

from wallet.bundle.limits import seconds_for
from wallet.errors import InputError, Problem, SurroundingsError
from wallet.journeys import packages
from wallet.journeys.runner import Runner as Runner
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection, Policy
from wallet.paths import readable_name
from wallet.reading.limits import FILE_BYTES
from wallet.sandbox import SECONDS

_HEAD = 1024
_WRAPPED = re.compile(rb"\s*(?:%PDF-|PK\x03\x04|PK\x05\x06|<!doctype\s+html|<html)", re.IGNORECASE)


def check_file(what: Path | Incoming, policy: Policy, sandbox: Runner) -> Inspection:
    """What is in this file, and whether it holds. Nothing of it is parsed in this process.

    A mail, a ZIP, a PDF or a picture with one credential in it is judged as that credential; with several,
    they stand side by side (``wallet.journeys.packages``). Raises InputError when there is none that can be
    read, SurroundingsError when not even the file can.
    """
    try:
        return check_alone(what, policy, sandbox)
    except InputError as error:
        if not packages.may_open(error):
            raise
    incoming = what if isinstance(what, Incoming) else incoming_of(what)
    check = partial(check_alone, policy=policy, sandbox=sandbox)
    found, container = packages.look_into(incoming, check, sandbox, hold=False)
    return packages.together(incoming, found, container, policy)


def check_alone(what: Path | Incoming, policy: Policy, sandbox: Runner) -> Inspection:
    """The same for a file that is to be one credential, or a portfolio of ours, and nothing else."""
    if isinstance(what, Incoming):
        return _credential(what, policy, sandbox)
    if not _is_plain(what):
        # A pipe can be read once only.
        return _credential(incoming_of(what), policy, sandbox)
    if is_wrapped(_bytes(what, _HEAD)):
        return _portfolio(what, policy, sandbox)
    return _credential(incoming_of(what), policy, sandbox)


def incoming_of(path: Path) -> Incoming:
    """The bytes of a file that is to be read as one credential. Raises InputError(TOO_LARGE)."""
    content = _bytes(path, FILE_BYTES + 1)
    if len(content) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    return Incoming(content, readable_name(path))


def is_wrapped(head: bytes) -> bool:
    """Whether a file that begins like this may be a portfolio file (page, ZIP or PDF)."""
    return bool(_WRAPPED.match(head))


def _credential(incoming: Incoming, policy: Policy, sandbox: Runner) -> Inspection:
    from wallet.verification.examine import examine

    if len(incoming.original) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    if is_wrapped(incoming.original[:_HEAD]):
        return _portfolio(incoming.original, policy, sandbox)
    found = sandbox.run(examine, incoming, policy)
    assert isinstance(found, Inspection)
    return found


def _portfolio(source: Path | bytes, policy: Policy, sandbox: Runner) -> Inspection:
    from wallet.bundle.review import inspect_bundle

    seconds = seconds_for(source) if isinstance(source, Path) else SECONDS
    opened = sandbox.run(inspect_bundle, source, policy, seconds=seconds)
    assert isinstance(opened.inspection, Inspection)
    return opened.inspection


def _is_plain(path: Path) -> bool:
    """Whether it is a file on a disk, or not there at all."""
    try:
        return path.is_file() or not path.exists()
    except (OSError, ValueError):
        return True


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: a name that no file can have.
        raise SurroundingsError(Problem.FILE_MISSING) from None
    except PermissionError:
        raise SurroundingsError(Problem.NO_PERMISSION) from None
    except IsADirectoryError:
        raise InputError(Problem.IS_A_FOLDER) from None
    except OSError as error:
        problem = Problem.DISK_ERROR if error.errno == errno.EIO else Problem.FILE_UNREADABLE
        raise SurroundingsError(problem) from None
