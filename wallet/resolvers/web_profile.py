"""Issuers that are a web address: the key stands in the document there (Open Badges 2.0 and 3.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.controllers import find_key, from_fragment, load, name_in
from wallet.errors import UncheckedProof
from wallet.keys import UnknownKey, from_jwk, from_method
from wallet.model.inspection import CapsuleDocument, Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Reason


class WebProfile:
    """``https://issuer.example/profile#key``, or a key at an address of its own."""

    name = "web_profile"

    def handles(self, verification_method: str) -> bool:
        """Whether it is a web address."""
        return verification_method.startswith(("https://", "http://"))

    def resolve(self, verification_method: str, policy: Policy, purpose: str) -> ResolvedKey:
        """The key as the document lists it; without the document, a key that its fragment spells out."""
        address, _, fragment = verification_method.partition("#")
        held = policy.document(address)
        document = load(held) if held else None
        if held is None or document is None:
            return from_fragment(fragment, address, needs=(address,))
        if "kty" in document or "keys" in document:
            return _bare(document, fragment, held)
        owner = document.get("owner", document.get("controller"))
        if isinstance(owner, str) and owner != address and "publicKeyPem" in document:
            return _of_owner(document, address, owner, policy, held)
        if document.get("id", address) != address:
            return from_fragment(fragment, address, needs=(address,))
        return find_key(document, verification_method, address, held, purpose)


def _bare(document: Mapping[str, Any], fragment: str, held: CapsuleDocument) -> ResolvedKey:
    """A JSON Web Key (or a set of them) at an address: it does not say whose it is."""
    keys = document.get("keys", [document])
    named = [one for one in keys if isinstance(one, dict)] if isinstance(keys, list) else []
    if len(named) > 1:
        named = [one for one in named if fragment and one.get("kid") == fragment]
    if len(named) != 1:
        raise UnknownKey("no such key in the set")
    return ResolvedKey(
        key=from_jwk(named[0]),
        controller="",
        address=held.url,
        source=held.source,
        as_of=held.as_of,
        origin=held.origin,
        of_document=True,
        needs=held.needs,
    )


def _of_owner(
    document: Mapping[str, Any], address: str, owner: str, policy: Policy, held: CapsuleDocument
) -> ResolvedKey:
    """A key at an address of its own counts when the profile of its owner names it."""
    theirs = policy.document(owner)
    profile = load(theirs) if theirs else None
    if theirs is None or profile is None:
        raise UncheckedProof(Reason.KEY_UNREACHABLE, (owner,))
    names = profile.get("publicKey")
    listed = names if isinstance(names, list) else [names]
    from_sender = "from_sender" in (held.origin, theirs.origin)
    return ResolvedKey(
        key=from_method(document),
        controller=owner,
        listed=any(one == address or (isinstance(one, dict) and one.get("id") == address) for one in listed),
        source=theirs.source,
        as_of=theirs.as_of,
        origin="from_sender" if from_sender else theirs.origin,
        of_document=True,
        name=name_in(profile),
        needs=(*held.needs, *theirs.needs),
    )
