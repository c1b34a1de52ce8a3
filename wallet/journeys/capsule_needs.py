"""Which of the given documents a check used: kept with the credential, so that it can be repeated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from wallet.model.inspection import CapsuleDocument, Inspection


def used_documents(
    inspection: Inspection, documents: Sequence[CapsuleDocument]
) -> tuple[CapsuleDocument, ...]:
    """The documents that the credential names, and those that these name in turn."""
    named = "\n".join(_texts(inspection))
    left, used = list(documents), []
    while found := [document for document in left if any(name in named for name in _names(document.url))]:
        used += found
        left = [document for document in left if document not in found]
        named = "\n".join(document.content.decode("utf-8", "replace") for document in found)
    return tuple(used)


def _texts(inspection: Inspection) -> list[str]:
    credential = inspection.credential
    methods = [proof.verification_method or "" for proof in credential.proofs]
    own = [
        json.dumps(credential.document, ensure_ascii=False, default=str),
        *methods,
        *inspection.report.needs,
    ]
    return [*own, *(text for member in inspection.contains for text in _texts(member))]


def _names(url: str) -> tuple[str, ...]:
    """An address as a credential may write it: also as the did:web identifier that stands for it."""
    parts = urlsplit(url)
    if not parts.path.endswith("/did.json"):
        return (url,)
    host = quote(parts.netloc, safe="")
    folders = parts.path.removesuffix("/did.json").removesuffix("/.well-known").strip("/")
    return (url, ":".join(["did:web", host, *filter(None, folders.split("/"))]))
