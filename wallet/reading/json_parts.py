"""JSON with several credentials in it, cut as they were written. Each is read strictly afterwards."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any

from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading.limits import ELEMENT_DEPTH
from wallet.reading.packages import PARTS, Contents, Entry, given
from wallet.reading.slices import members, pieces

_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"
_SECRETS = frozenset(
    {
        "privateKeyMultibase",
        "privateKeyBase58",
        "privateKeyJwk",
        "privateKeyPem",
        "privateKeyHex",
        "secretKeyMultibase",
        "secretKeyJwk",
        "seed",
        "mnemonic",
    }
)
"""Members that hold a private key, as wallets write them."""


def text_of(original: bytes) -> str:
    """The text of a JSON file. Raises InputError(NOT_UTF8)."""
    try:
        return original.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(Problem.NOT_UTF8) from None


def elements(text: str) -> list[tuple[Any, str]]:
    """(value, as written) of each element of a list. Raises InputError; NOT_RECOGNISED for no list."""
    at = _space(text, 0)
    if text[at : at + 1] != "[":
        raise InputError(Problem.NOT_RECOGNISED)
    found: list[tuple[Any, str]] = []
    at = _space(text, at + 1)
    closed = text[at : at + 1] == "]"
    while not closed:
        value, end = decoded(text, at)
        found.append((value, text[at:end]))
        if len(found) > PARTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
        at = _space(text, end)
        closed = text[at : at + 1] == "]"
        if not closed and text[at : at + 1] != ",":
            raise InputError(Problem.NOT_JSON)
        at = at if closed else _space(text, at + 1)
    if text[at + 1 :].strip(_SPACE):
        raise InputError(Problem.NOT_JSON)
    return found


def lines(text: str) -> list[tuple[Any, str]]:
    """(value, as written) of each line of JSON Lines. Raises InputError(NOT_RECOGNISED) for anything else."""
    written = [line for line in text.split("\n") if line.strip()]
    if len(written) < 2:
        raise InputError(Problem.NOT_RECOGNISED)
    if len(written) > PARTS:
        raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
    found = []
    for line in written:
        value, end = decoded(line, _space(line, 0))
        if line[end:].strip() or not isinstance(value, dict):
            raise InputError(Problem.NOT_RECOGNISED)
        found.append((value, line.strip()))
    return found


def listed_in(text: str, names: tuple[str, ...]) -> list[tuple[Any, str]]:
    """The same for the first of these members of an object that is a list."""
    value, end = decoded(text, _space(text, 0))
    if not isinstance(value, dict) or text[end:].strip(_SPACE):
        raise InputError(Problem.NOT_RECOGNISED)
    name = next((one for one in names if isinstance(value.get(one), list)), None)
    if name is None:
        raise InputError(Problem.NOT_RECOGNISED)
    if len(value[name]) > PARTS:
        raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
    if sum(1 for one, _ in members(text) if one == name) > 1:
        raise InputError(Problem.DUPLICATE_KEY)
    return list(zip(value[name], pieces(text, (name,)), strict=True))


def decoded(text: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins here, and where it ends. Raises InputError."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        raise InputError(Problem.TOO_DEEP, limit=ELEMENT_DEPTH) from None
    except ValueError:
        raise InputError(Problem.NOT_JSON) from None
    return value, end


def contents_of(found: list[tuple[Any, str]], *, secret: bool = False) -> Contents:
    """Parts out of these values; what holds a private key is left out, and that is said."""
    kept = [(value, written) for value, written in found if not holds_secret(value)]
    left_out = secret or len(kept) < len(found)
    return Contents(
        container=Container.JSON,
        entries=tuple(_entries(kept)),
        notes=("keys_left_out",) if left_out else (),
        secret=left_out,
    )


def holds_secret(value: Any) -> bool:
    """Whether there is a private key in this value, at whatever depth."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, dict):
            if not _SECRETS.isdisjoint(here) or ("kty" in here and "d" in here):
                return True
            waiting.extend(here.values())
    return False


def _entries(found: list[tuple[Any, str]]) -> Iterator[Entry]:
    for number, (value, written) in enumerate(found, 1):
        if isinstance(value, str):
            own = value.encode("utf-8", "surrogatepass")
            yield Entry(f"{number}.jwt", given(own), len(own))
        else:
            own = written.encode("utf-8")
            yield Entry(f"{number}.json", given(own), len(own))


def _space(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\r", "\n"):
        at += 1
    return at
