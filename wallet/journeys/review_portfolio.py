"""Open somebody's portfolio: who, what for, every item with what was checked, its files; no register."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from wallet.bundle.control_words import control_words
from wallet.bundle.limits import seconds_for
from wallet.errors import InputError, Problem, RefusedError
from wallet.journeys.check_file import Runner
from wallet.model.inspection import Policy
from wallet.model.reception import FileState, ReceivedFile, Reception
from wallet.store.atomic import writing

__all__ = ["content_of", "control_words", "file_of", "open_bundle", "save_file"]


def open_bundle(path: Path, policy: Policy, sandbox: Runner) -> Reception:
    """Check the whole file in the sandbox. Raises InputError when it is not a portfolio that can be read."""
    from wallet.bundle.review import inspect_bundle

    return Reception(sandbox.run(inspect_bundle, path, policy, seconds=seconds_for(path)), path)


def file_of(reception: Reception, file_id: str) -> ReceivedFile:
    """One of its files. Raises RefusedError(NOT_FOUND)."""
    found = next((one for one in reception.bundle.files if one.id == file_id), None)
    if found is None:
        raise RefusedError(Problem.NOT_FOUND)
    return found


def save_file(reception: Reception, file_id: str, out: Path, sandbox: Runner) -> None:
    """Write an original or evidence file. ``out`` appears only when it is exactly the file that was checked.

    Raises RefusedError(NOT_FOUND) for a file that is not inside, InputError(DAMAGED_FILE) when it changed.
    """
    file = _inside(reception, file_id)
    with writing(out) as target:
        _copy(reception, file, target, sandbox)


def content_of(reception: Reception, file_id: str, sandbox: Runner) -> bytes:
    """The bytes of a checked file, for a picture on the screen. Raises as :func:`save_file`."""
    out = io.BytesIO()
    _copy(reception, _inside(reception, file_id), out, sandbox)
    return out.getvalue()


def _inside(reception: Reception, file_id: str) -> ReceivedFile:
    file = file_of(reception, file_id)
    if file.state is not FileState.MATCHES:
        raise RefusedError(Problem.NOT_FOUND)
    return file


def _copy(reception: Reception, file: ReceivedFile, out: BinaryIO, sandbox: Runner) -> None:
    """Piece by piece, so that a film does not pass through the pipe in one message; and checked once more."""
    from wallet.bundle.open import take_out
    from wallet.bundle.salted import Measuring

    seconds = seconds_for(reception.path)
    found = Measuring()
    while found.size < file.size:
        piece = sandbox.run(take_out, reception.path, file.file_name, found.size, seconds=seconds)
        if not piece:
            break
        found.take(piece)
        out.write(piece)
    if found.size != file.size or found.measure(file.salt).digest != file.digest:
        raise InputError(Problem.DAMAGED_FILE)
