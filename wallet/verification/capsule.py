"""Documents that a check needed, kept as bytes or given by the caller: DID documents, profiles, lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wallet import strict_json
from wallet.errors import InputError, Problem, SurroundingsError
from wallet.model.inspection import CapsuleDocument, Inspection, Policy
from wallet.reading.texts import moment

MAX_CAPSULE_BYTES = 25_000_000
"""As any file that comes in."""


def read_capsule(path: Path) -> tuple[CapsuleDocument, ...]:
    """The documents of a capsule: a JSON file ``{"url": document}``, or a folder with an ``index.json``.

    The index has, for each address, a file name or an object with ``file`` (and perhaps ``as_of``). A
    document without a date of its own has the date of its file. Raises InputError or SurroundingsError.
    """
    try:
        if path.is_dir():
            return tuple(_from_folder(path))
        return tuple(_from_file(path))
    except FileNotFoundError:
        raise SurroundingsError(Problem.FILE_MISSING) from None
    except OSError:
        raise SurroundingsError(Problem.FILE_UNREADABLE) from None


def used(inspection: Inspection, policy: Policy) -> tuple[CapsuleDocument, ...]:
    """The documents of the policy that this inspection may have looked at, to be kept with the credential.

    Chosen by the hosts that the credential names, so that a large capsule is not kept whole.
    """
    text = inspection.credential.source.original.decode("utf-8", "replace")
    first = [one for one in policy.documents if _named(one.url, text)]
    # Profiles name further documents (keys, revocation lists).
    further = "\n".join(one.content.decode("utf-8", "replace") for one in first)
    return tuple(one for one in policy.documents if one in first or _named(one.url, further))


def _named(url: str, text: str) -> bool:
    did = "did:web:" + url.removeprefix("https://").removesuffix("/did.json").removesuffix(
        "/.well-known"
    ).replace("/", ":")
    return url in text or did in text


def _from_file(path: Path) -> Iterator[CapsuleDocument]:
    as_of = _date(path)
    for url, document in _object(_bytes(path)).items():
        content = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
        yield CapsuleDocument(url, content.encode("utf-8"), as_of)


def _from_folder(folder: Path) -> Iterator[CapsuleDocument]:
    for url, entry in _object(_bytes(folder / "index.json")).items():
        here = entry if isinstance(entry, dict) else {"file": entry}
        name = here.get("file")
        # A capsule points into itself only.
        if not isinstance(name, str) or not name or Path(name).name != name:
            raise InputError(Problem.NOT_RECOGNISED)
        file = folder / name
        yield CapsuleDocument(url, _bytes(file), moment(here.get("as_of")) or _date(file))


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_CAPSULE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=MAX_CAPSULE_BYTES)
    return path.read_bytes()


def _date(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _object(content: bytes) -> dict[str, Any]:
    value = strict_json.load(content)
    if not isinstance(value, dict):
        raise InputError(Problem.NOT_RECOGNISED)
    return value
