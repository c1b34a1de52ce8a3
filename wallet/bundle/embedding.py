"""Which of others' credentials also stand inside the presentation, so that other verifiers see them.

The original bytes are what counts and always travel; the embedded copy is a service.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wallet import jcs, strict_json
from wallet.errors import InputError
from wallet.jsonld import canonize
from wallet.jsonld.errors import JsonLdError
from wallet.model.credential import Container, Credential
from wallet.model.own_terms import VC_2

ENVELOPED = "EnvelopedVerifiableCredential"
JWT_DATA = "data:application/vc+jwt,"
_FIRST_CONTEXTS = ("https://www.w3.org/2018/credentials/v1", VC_2)
_COMPACT = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def embedded(credential: Credential) -> dict[str, Any] | None:
    """The member for this credential; None when it can only be bound by digest."""
    form = form_of(credential)
    if form is None:
        return None
    if form.get("type") == ENVELOPED:
        return form
    context = form.get("@context")
    first = context[0] if isinstance(context, list) and context else context
    kinds = form.get("type")
    if first not in _FIRST_CONTEXTS or not isinstance(kinds, list) or "VerifiableCredential" not in kinds:
        return None
    try:
        jcs.canonical(form)
        canonize({"@context": VC_2, "type": ["VerifiablePresentation"], "verifiableCredential": [form]})
    except (InputError, JsonLdError):
        return None
    return form


def form_of(credential: Credential) -> dict[str, Any] | None:
    """What an embedded copy of this credential looks like, safe or not; None when there is no such form."""
    own = (credential.carried or credential.source.original).strip()
    if _COMPACT.fullmatch(own):
        if credential.container is Container.SD_JWT:
            return None
        return {"@context": VC_2, "id": JWT_DATA + own.decode("ascii"), "type": ENVELOPED}
    try:
        value = strict_json.load(own)
    except InputError:
        return None
    return value if isinstance(value, dict) else None


def nodes(value: Any) -> int:
    """How many JSON values this is."""
    if isinstance(value, Mapping):
        return 1 + sum(nodes(member) for member in value.values())
    if isinstance(value, list):
        return 1 + sum(nodes(member) for member in value)
    return 1


def same(member: Any, credential: Credential) -> bool:
    """Whether an embedded member is the credential that was read from its original."""
    form = form_of(credential)
    try:
        return form is not None and jcs.canonical(form) == jcs.canonical(member)
    except InputError:
        return False
