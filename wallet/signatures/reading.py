"""Whether a reader of the JSON sees every statement about the credential that the graph has.

A graph knows things by their address. Where a document mentions its own id a second time, statements can be
moved there without touching the signature, and a reader of the top would miss an end date or a status.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_VOCABULARY = "https://www.w3.org/2018/credentials#"
_DECIDING = (
    "credentialStatus",
    "credentialSubject",
    "expirationDate",
    "holder",
    "issuanceDate",
    "issuer",
    "validFrom",
    "validUntil",
    "verifiableCredential",
)
"""Members of a credential or presentation that the verdict rests on, by their names in the base contexts."""
_GRAPHS = frozenset({"verifiableCredential"})
"""Members whose every value is a graph of its own: two with the same id are two."""
_STATEMENT = re.compile(rf"^(\S+) <{re.escape(_VOCABULARY)}({'|'.join(_DECIDING)})> (\S+)", re.MULTILINE)


def reading_is_whole(document: Mapping[str, Any], nquads: str) -> bool:
    """Whether the graph says no more of these about the document's own id than stands at its top."""
    own = document.get("id", document.get("@id"))
    if not isinstance(own, str):
        return True  # nothing else in the document can mention a thing without an id
    said: dict[str, set[str]] = {}
    for subject, name, value in _STATEMENT.findall(nquads):
        if subject == f"<{own}>":
            said.setdefault(name, set()).add(value)
    return all(len(values) <= _different(name, document.get(name)) for name, values in said.items())


def _different(member: str, value: Any) -> int:
    """How many different things stand here; those with the same id are one, unless each is a graph."""
    things = value if isinstance(value, list) else [] if value is None else [value]
    if member in _GRAPHS:
        return len(things)
    ids = [thing.get("id", thing.get("@id")) if isinstance(thing, dict) else thing for thing in things]
    named = {name for name in ids if isinstance(name, str)}
    return len(named) + sum(1 for name in ids if not isinstance(name, str))
