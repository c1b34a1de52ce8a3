"""Fields of an SD-JWT VC, and of any other set of claims with selective disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.model.credential import IdentityObject, Issuer, Kind, LangText, StatusEntry
from wallet.reading import claims
from wallet.reading.texts import Dates, lang_text, mapping, text

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
            "issuer": Issuer(text(document.get("iss")), lang_text(document.get("issuing_authority"))),
            "subject_id": text(document.get("sub")),
            "recipients": _recipients(document),
            "valid_from": start,
            "valid_until": end,
            "dates_unreadable": dates.unreadable,
            "statuses": (),
        }
    issued = Dates()
    starts = [found["valid_from"], issued.read(document.get("iat"))]
    found["valid_from"] = max((one for one in starts if one), default=None)
    found["dates_unreadable"] = found["dates_unreadable"] or issued.unreadable
    found["statuses"] = (*found["statuses"], *_statuses(document.get("status")))
    return found


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
