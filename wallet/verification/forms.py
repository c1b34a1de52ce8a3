"""Our own JSON Schemas of what is issued: which one is for which kind, compiled once, when first asked for.

The lenient reading tells whether the form is good. Where a document uses its freedom (a list without its
brackets, a text per language), the strict reading would refuse it: that is a remark.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from wallet.model.credential import Kind
from wallet.paths import schema
from wallet.verification.compiled import Check, compiled

FORMS = {
    Kind.OPEN_BADGE_3: ("ob", "achievement-credential.json"),
    Kind.ENDORSEMENT: ("ob", "endorsement-credential.json"),
    Kind.CLR_2: ("clr", "clr-credential.json"),
}
_VC_1 = "https://www.w3.org/2018/credentials/v1"
_VC_2 = "https://www.w3.org/ns/credentials/v2"
_RENAMED = {"issuanceDate": "validFrom", "expirationDate": "validUntil"}


@cache
def form(folder: str, name: str) -> Check:
    """What the file below ``schemas/`` asks."""
    return compiled(json.loads(schema(folder, name).read_text("utf-8")))


def lapses(kind: Kind, document: Any) -> tuple[str, ...] | None:
    """The remarks of the strict reading on this document; None when not even the lenient one holds."""
    found: list[str] = []
    if not form(*FORMS[kind])(renewed(document) if _may_be_older(document) else document, found):
        return None
    return tuple(sorted(set(found)))


def _may_be_older(document: Any) -> bool:
    """Whether something in this document is written in the words of VC Data Model 1.1; most have nothing."""
    waiting = [document]
    for here in waiting:  # which grows meanwhile
        if type(here) is dict:
            contexts = here.get("@context")
            if isinstance(contexts, list) and contexts[:1] == [_VC_1]:
                return True
            here = here.values()
        waiting += [inside for inside in here if type(inside) is dict or type(inside) is list]
    return False


def renewed(value: Any) -> Any:
    """The document in the words of VC Data Model 2.0, when it is written in those of 1.1.

    The published forms are written for 2.0, and Open Badges allows both. The older model has other names for
    the two dates and another first context; credentials inside the document may be of either.
    """
    if isinstance(value, list):
        return [renewed(one) for one in value]
    if not isinstance(value, dict):
        return value
    read = {term: renewed(inside) for term, inside in value.items()}
    contexts = read.get("@context")
    if isinstance(contexts, list) and contexts[:1] == [_VC_1]:
        read["@context"] = [_VC_2, *contexts[1:]]
        for older, newer in _RENAMED.items():
            if older in read:
                read.setdefault(newer, read.pop(older))
    return read
