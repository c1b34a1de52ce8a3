"""did:web: the key stands in a document on the issuer's site."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, unquote

from wallet.controllers import find_key, from_fragment, load
from wallet.errors import UncheckedProof
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason

_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")


class DidWeb:
    """``did:web:example.org:path#key``."""

    name = "did_web"

    def handles(self, verification_method: str) -> bool:
        """Whether it is a did:web."""
        return verification_method.startswith("did:web:")

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key as the document lists it; without the document, a key that its fragment spells out."""
        did, _, fragment = verification_method.partition("#")
        url = address_of(did)
        if url is None:
            raise UncheckedProof(Reason.KEY_UNREACHABLE)
        # A capsule may have it under the address or under the identifier itself.
        held = policy.document(url) or policy.document(did)
        document = load(held) if held else None
        if held is None or document is None or document.get("id") != did:
            return from_fragment(fragment, did, needs=(url,))
        found = find_key(document, verification_method, did, held, purpose)
        return replace(found, needs=(url,)) if held.needs else found


def address_of(did: str) -> str | None:
    """Where the document of a did:web stands (did:web method, §3.2); None for a malformed identifier."""
    host, *path = did.removeprefix("did:web:").split(":")
    host = unquote(host)
    if not _HOST.fullmatch(host) or not all(path):
        return None
    where = "/".join(quote(unquote(part), safe="") for part in path) if path else ".well-known"
    return f"https://{host}/{where}/did.json"
