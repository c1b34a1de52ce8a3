"""What a page tells of somebody else's credential, out of a member of the presentation. Checks nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wallet.bundle.embedding import ENVELOPED, JWT_DATA
from wallet.multibase import from_base64url


@dataclass(frozen=True, slots=True)
class Told:
    """In the words of who signed it; "" where it says nothing."""

    issuer: str = field(default="", repr=False)
    issued: str = ""
    until: str = ""
    description: str = field(default="", repr=False)
    criteria: str = field(default="", repr=False)


def told(member: Mapping[str, Any], language: str) -> Told:
    """What stands in the member, or in the claims of the JWT that it envelopes."""
    claims = _claims(member)
    subject = _first(claims.get("credentialSubject"))
    achievement = _first(subject.get("achievement"))
    return Told(
        issuer=text_of(_first(claims.get("issuer")).get("name"), language),
        issued=text_of(claims.get("validFrom") or claims.get("issuanceDate"), language),
        until=text_of(claims.get("validUntil") or claims.get("expirationDate"), language),
        description=text_of(achievement.get("description") or claims.get("description"), language),
        criteria=text_of(achievement.get("criteria"), language),
    )


def text_of(value: Any, language: str) -> str:
    """A text, a language map, or a list of either, as the text in this language or else the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        spoken = [one for one in value if isinstance(one, Mapping) and one.get("@language") == language]
        return text_of((spoken or value or [""])[0], language)
    if not isinstance(value, Mapping):
        return ""
    for name in ("@value", language, "narrative"):
        if name in value:
            return text_of(value[name], language)
    return next((text for text in value.values() if isinstance(text, str)), "")


def _claims(member: Mapping[str, Any]) -> Mapping[str, Any]:
    if member.get("type") != ENVELOPED:
        return member
    try:
        payload = json.loads(from_base64url(str(member.get("id")).removeprefix(JWT_DATA).split(".")[1]))
    except (ValueError, IndexError):
        return {}
    claims = payload.get("vc", payload) if isinstance(payload, dict) else {}
    return claims if isinstance(claims, dict) else {}


def _first(value: Any) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, Mapping) else {}
