"""Reading keys out of the documents of those who control them: DID documents, issuer profiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from wallet import strict_json
from wallet.errors import InputError, InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, from_method, from_multikey
from wallet.model.inspection import CapsuleDocument
from wallet.model.keys import PublicKey, ResolvedKey
from wallet.model.report import Reason

_KEY_MEMBERS = ("assertionMethod", "authentication", "verificationMethod", "publicKey")
MAX_METHODS = 200
"""Keys of one controller that are looked through; large organisations list a few dozen."""


def load(held: CapsuleDocument) -> Mapping[str, Any] | None:
    """The document as an object; None when it is not readable JSON."""
    try:
        value = strict_json.load(held.content)
    except InputError:
        return None
    return value if isinstance(value, dict) else None


def find_key(
    document: Mapping[str, Any], method: str, controller: str, held: CapsuleDocument, purpose: str
) -> ResolvedKey:
    """The key that this document lists under ``purpose`` as ``method``.

    Raises InvalidProof when it lists keys and not this one. A document that lists no key at all neither
    confirms nor denies: then the key that the address spells out stays unconfirmed.
    """
    if not any(member in document for member in _KEY_MEMBERS):
        return from_fragment(method.partition("#")[2], controller, needs=())
    described = _described(document, method, controller)
    if described is None:
        if held.origin == "from_sender":  # what came along neither confirms nor denies
            return from_fragment(method.partition("#")[2], controller, needs=(held.url,))
        raise InvalidProof(Reason.KEY_NOT_LISTED)
    owner = described.get("controller", described.get("owner", controller))
    return ResolvedKey(
        key=from_method(described),
        controller=owner if isinstance(owner, str) else "",
        listed=method in _listed(document, purpose, controller),
        source=held.source,
        as_of=held.as_of,
        origin=held.origin,
        of_document=True,
        name=name_in(document),
        needs=held.needs,
    )


def host_of(address: str) -> str:
    """Host and port of a web address; "" for what is none."""
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:
        return ""


def name_in(document: Mapping[str, Any]) -> str:
    """What the document calls its controller; "" when it does not say so in one text."""
    name = document.get("name")
    return name if isinstance(name, str) else ""


def from_fragment(fragment: str, controller: str, *, needs: tuple[str, ...]) -> ResolvedKey:
    """The key that an address spells out behind its hash: it checks the bytes and confirms nobody."""
    key = _spelled(fragment)
    if key is None:
        raise UncheckedProof(Reason.KEY_UNREACHABLE, needs)
    return ResolvedKey(key, controller=controller, confirmed=False, needs=needs)


def _spelled(fragment: str) -> PublicKey | None:
    try:
        return from_multikey(fragment)
    except (RefusedKey, UnknownKey):
        return None


def _entries(document: Mapping[str, Any], member: str) -> list[Any]:
    value = document.get(member)
    entries = value if isinstance(value, list) else [value]
    return entries[:MAX_METHODS]


def _absolute(name: Any, controller: str) -> str:
    if not isinstance(name, str):
        return ""
    return controller + name if name.startswith("#") else name


def _described(document: Mapping[str, Any], method: str, controller: str) -> Mapping[str, Any] | None:
    for member in _KEY_MEMBERS:
        for entry in _entries(document, member):
            if isinstance(entry, dict) and _absolute(entry.get("id"), controller) == method:
                return entry
    return None


def _listed(document: Mapping[str, Any], purpose: str, controller: str) -> set[str]:
    # Profiles of Open Badges 2.0 know one list of keys, and no purposes.
    member = purpose if "verificationMethod" in document or purpose in document else "publicKey"
    names = (entry.get("id") if isinstance(entry, dict) else entry for entry in _entries(document, member))
    return {_absolute(name, controller) for name in names}
