"""Read a file and answer every question about it: what runs in the sandbox."""

from __future__ import annotations

from dataclasses import replace

from wallet import importers
from wallet.model.credential import Credential, Incoming, Kind
from wallet.model.inspection import Inspection, Policy
from wallet.reading import badge2
from wallet.verification import verifier
from wallet.verification.hosted import follow

_NAMED_BY_ADDRESS = (Kind.OPEN_BADGE_2, Kind.OPEN_BADGE_1)


def examine(incoming: Incoming, policy: Policy) -> Inspection:
    """The reading with its report. Raises InputError when there is no credential that can be read."""
    return verifier.inspect(completed(importers.read(incoming), policy), policy)


def completed(credential: Credential, policy: Policy) -> Credential:
    """A badge 2.0 names its class and issuer by address: their names are read from what stands there.

    The assertion itself stays as it was found; so does everything where no such document is at hand.
    """
    inner = tuple(completed(one, policy) for one in credential.contains)
    credential = replace(credential, contains=inner) if inner else credential
    if credential.kind not in _NAMED_BY_ADDRESS:
        return credential
    badge = follow(credential.document.get("badge"), policy)
    if badge.value is None:
        return credential
    named = badge.value.get("issuer", credential.document.get("issuer"))
    issuer = follow(named, policy)
    known = {**credential.document, "badge": {**badge.value, "issuer": issuer.value or named}}
    fields = badge2.fields(known)
    return replace(
        credential, name=fields["name"], achievement=fields["achievement"], issuer=fields["issuer"]
    )
