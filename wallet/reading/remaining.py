"""Members of a credential that no field of its reading shows: where each stands, and its plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LIMIT = 60
"""Members; a screen with more is not read."""
LENGTH = 500
"""Characters of one text."""
DEPTH = 12
HIDDEN = "•••"
"""Stands for what may be shown to nobody who looks along: a date of birth, a national number."""

_MACHINE = frozenset({"@context", "proof", "credentialSchema", "id", "@id", "type", "@type"})
_SHOWN = frozenset(
    {
        "name",
        "description",
        "issuer.name",
        "issuer.url",
        "holder.name",
        "validFrom",
        "validUntil",
        "issuanceDate",
        "expirationDate",
        "credentialStatus",
        "verifiableCredential",
        "endorsement",
        "endorsementJwt",
        "evidence.name",
        "credentialSubject.identifier",
        "credentialSubject.verifiableCredential",
        "credentialSubject.endorsementComment",
        "credentialSubject.evidence.name",
        *(
            f"credentialSubject.achievement.{name}"
            for name in (
                *("name", "description", "criteria", "image", "tag", "endorsement", "endorsementJwt"),
                *("alignment.targetName", "alignment.targetUrl", "alignment.targetCode"),
                *("alignment.targetFramework", "ECTS", "SBU", "timeInvestment", "participationType"),
                *("assessmentType", "supervisionType", "identityChecked", "inLanguage"),
                "educationProgramIdentifier",
            )
        ),
    }
)
_PRIVATE = frozenset(
    {
        *("birthdate", "dateofbirth", "birth_date", "date_of_birth", "placeofbirth"),
        *("nationalid", "personalid", "socialsecuritynumber", "bsn", "burgerservicenummer"),
    }
)


def remaining(document: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """At most LIMIT members, in the order of the document, without pictures and empty texts."""
    found: list[tuple[str, str]] = []
    _look("", document, DEPTH, found)
    return tuple(found[:LIMIT])


def _look(place: str, value: Any, depth: int, found: list[tuple[str, str]]) -> None:
    if isinstance(value, dict) and depth:
        above = f"{place}." if place else ""
        for name, inner in value.items():
            if name in _MACHINE or (here := above + name) in _SHOWN:
                continue
            if name.lower() in _PRIVATE:
                found.append((here[:LENGTH], HIDDEN))
            else:
                _look(here, inner, depth - 1, found)
            if len(found) >= LIMIT:
                return
    elif isinstance(value, list) and depth:
        for inner in value:
            _look(place, inner, depth - 1, found)
            if len(found) >= LIMIT:
                return
    elif place:
        text = _text(value)
        if text:
            found.append((place[:LENGTH], text))


def _text(value: Any) -> str:
    if isinstance(value, str):
        said = value.strip()
        if said.startswith("data:"):
            return ""
        return said if len(said) <= LENGTH else said[: LENGTH - 1] + "…"
    if isinstance(value, bool):
        return "true" if value else "false"
    # A number with thousands of digits is not written out.
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else ""
    return str(value) if isinstance(value, float) else ""
