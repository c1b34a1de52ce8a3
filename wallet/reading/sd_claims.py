"""Fields of an SD-JWT VC, and of any other set of claims with selective disclosure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from wallet.model.credential import IdentityObject, Issuer, Kind, LangText, StatusEntry
from wallet.reading import claims
from wallet.reading.limits import CLAIMS_TOLD
from wallet.reading.texts import Dates, lang_text, mapping, text

_REGISTERED = frozenset(
    {"iss", "iat", "nbf", "exp", "sub", "jti", "aud", "vct", "vct#integrity", "cnf", "status"}
)
"""Claims about the credential itself."""
_KEPT = (Kind.OPEN_BADGE_3, Kind.ENDORSEMENT, Kind.CLR_2, Kind.ELM_3)
"""Kinds that stay what they are, however they are signed."""


def kind_of(document: Mapping[str, Any]) -> Kind:
    """A badge stays a badge; everything else is a credential of this format."""
    kind = claims.kind_of(document)
    return kind if kind in _KEPT and claims.is_credential(document) else Kind.SD_JWT_VC


def fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Credential. Without a description of its type, the type is its name."""
    if claims.is_credential(document):
        found = claims.fields(document, document)
    else:
        dates = Dates()
        start, end = dates.read(document.get("nbf")), dates.read(document.get("exp"))
        name = text(document.get("vct"))
        found = {
            "id": text(document.get("jti")),
            "name": LangText((("", name),)) if name else LangText(),
            "description": _listed(document),
            "issuer": Issuer(text(document.get("iss")), lang_text(document.get("issuing_authority"))),
            "subject_id": text(document.get("sub")),
            "recipients": _recipients(document),
            "valid_from": start,
            "valid_until": end,
            "dates_unreadable": dates.unreadable,
            "statuses": claims.statuses_of(document),
        }
    issued = Dates()
    starts = [found["valid_from"], issued.read(document.get("iat"))]
    found["valid_from"] = max((one for one in starts if one), default=None)
    found["dates_unreadable"] = found["dates_unreadable"] or issued.unreadable
    found["statuses"] = (*found["statuses"], *_statuses(document.get("status")))
    return found


def _listed(document: Mapping[str, Any]) -> LangText:
    """Such a credential describes nothing: what is disclosed stands in its place, one claim on a line."""
    said = {name: value for name, value in document.items() if name not in _REGISTERED}
    lines = list(islice(_lines(said, ""), CLAIMS_TOLD))
    return LangText((("", "\n".join(lines)),)) if lines else LangText()


def _lines(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _lines(one, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one, where)
    elif value is not None and not (isinstance(value, str) and value.startswith("data:")):
        told = json.dumps(value) if isinstance(value, bool) else str(value)
        yield f"{where}: {told}"


def _statuses(status: Any) -> tuple[StatusEntry, ...]:
    """Each way of telling that it was withdrawn; one that is written in no known way is there as such."""
    if status is None:
        return ()
    found = []
    for way, where in mapping(status).items():
        here = mapping(where)
        address, index = text(here.get("uri")), here.get("idx")
        known = isinstance(index, int) and not isinstance(index, bool) and index >= 0
        found.append(StatusEntry(way, address, address, index if known else None))
    return tuple(found) or (StatusEntry(""),)


def _recipients(document: Mapping[str, Any]) -> tuple[IdentityObject, ...]:
    address = text(document.get("email"))
    return (IdentityObject(address, hashed=False, identity_type="emailAddress"),) if address else ()
