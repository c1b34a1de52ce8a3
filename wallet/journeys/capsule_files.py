"""Documents that the user of the command line gives beforehand: what would otherwise be fetched.

A capsule is a JSON file ``{"url": document}``, or a folder with an ``index.json`` whose values are a file
name or an object with ``file``. That they are genuine is the caller's own word; that they are well formed is
not: they are read in the sandbox.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, Problem, SurroundingsError
from wallet.model.inspection import CapsuleDocument
from wallet.paths import is_folder
from wallet.reading.slices import members
from wallet.reading.texts import mapping, moment, text

INDEX = "index.json"
CAPSULE_BYTES = 25_000_000
"""One file of a capsule; the largest thing in it is a status list."""
DOCUMENTS = 5_000
"""Documents in one capsule; a school's whole intake needs some hundreds."""
_FILE_NAME = re.compile(r"[^/\\:\0]{1,200}")
_DATES = ("as_of", "fetched", "date")


def load_capsules(paths: tuple[Path, ...]) -> tuple[CapsuleDocument, ...]:
    """All documents of these capsules. Raises InputError or SurroundingsError."""
    found: list[CapsuleDocument] = []
    for path in paths:
        found += _folder(path) if is_folder(path) else _file(path)
        if len(found) > DOCUMENTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=DOCUMENTS)
    return tuple(found)


def _file(path: Path) -> list[CapsuleDocument]:
    content = _content(path)
    value = strict_json.load(content)
    if not isinstance(value, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    date = _changed(path)
    written = dict(members(content.decode("utf-8")))
    return [CapsuleDocument(url, _document(one, written[url]), date) for url, one in value.items()]


def _document(value: Any, written: str) -> bytes:
    """A document as it was written; one that is a text (a JWS, for instance) is that text."""
    return (value if isinstance(value, str) else written).encode("utf-8")


def _folder(path: Path) -> list[CapsuleDocument]:
    index = strict_json.load(_content(path / INDEX))
    if not isinstance(index, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    found = []
    for url, value in index.items():
        entry = mapping(value)
        name = text(value) or text(entry.get("file"))
        # The index names files beside it and nothing else on this computer.
        if not _FILE_NAME.fullmatch(name) or name in (".", ".."):
            raise InputError(Problem.NOT_RECOGNISED)
        dates = (moment(entry.get(key)) for key in _DATES)
        date = next((one for one in dates if one), None)
        found.append(CapsuleDocument(url, _content(path / name), date or _changed(path / name)))
    return found


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(CAPSULE_BYTES + 1)
    except FileNotFoundError:
        raise SurroundingsError(Problem.FILE_MISSING) from None
    except OSError:
        raise SurroundingsError(Problem.FILE_UNREADABLE) from None
    if len(content) > CAPSULE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=CAPSULE_BYTES)
    return content


def _changed(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):  # gone meanwhile, or from a clock of another age
        raise SurroundingsError(Problem.FILE_UNREADABLE) from None
