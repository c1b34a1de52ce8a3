"""The bundled JSON-LD contexts, by exact address and hash. This loader cannot reach anything else.

An address may have two texts: 1EdTech edited ``context-3.0.3.json`` in place, so badges were signed under
either. Both are bundled, the newer one first; nobody else's address has an alias here, since versions of a
context map the same words to different IRIs.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from wallet.errors import Problem, SurroundingsError
from wallet.jsonld.errors import UnknownContext
from wallet.paths import schema


@dataclass(frozen=True, slots=True)
class Bundled:
    """One text of a context, as ``schemas/INDEX.toml`` describes it."""

    url: str
    file: str
    sha256: str


def _index() -> Mapping[str, tuple[Bundled, ...]]:
    entries = tomllib.loads(schema("INDEX.toml").read_text("utf-8"))["context"]
    known: dict[str, tuple[Bundled, ...]] = {}
    for entry in entries:
        text = Bundled(entry["url"], entry["file"], entry["sha256"])
        known[text.url] = (*known.get(text.url, ()), text)
    return MappingProxyType(known)


KNOWN: Mapping[str, tuple[Bundled, ...]] = _index()
"""Every address that is understood, with its texts, the newest first."""


def named(url: str, *, older: bool = False) -> Bundled:
    """The newest text of this context, or the one before it. Raises UnknownContext."""
    texts = KNOWN.get(url)
    if texts is None:
        raise UnknownContext(url)
    return texts[-1] if older else texts[0]


@cache
def load(text: Bundled) -> Any:
    """The value of its ``@context``. SurroundingsError: the file is not the one that was bundled."""
    try:
        content = schema("contexts", text.file).read_bytes()
    except OSError:
        raise SurroundingsError(Problem.FILE_UNREADABLE) from None
    if hashlib.sha256(content).hexdigest() != text.sha256:
        raise SurroundingsError(Problem.DAMAGED_FILE)
    return json.loads(content)["@context"]
