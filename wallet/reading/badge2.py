"""Fields of an Open Badges 2.0 assertion, and of its older relatives 1.x."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.model.credential import Achievement, IdentityObject, Issuer, Kind, LangText, Proof
from wallet.reading import education
from wallet.reading.claims import alignments, evidence_ref
from wallet.reading.texts import Dates, id_of, lang_text, listed, mapping, text, texts, types_of


def is_badge(document: Mapping[str, Any]) -> bool:
    """Whether this object is an assertion (or an endorsement) of Open Badges 2.0 or before."""
    if "credentialSubject" in document:
        return False
    types = types_of(document)
    if "Assertion" in types or ("Endorsement" in types and "claim" in document):
        return True
    # 1.0 had no type: a recipient and what was awarded, or where it is hosted.
    return "recipient" in document and ("badge" in document or "verify" in document)


def kind_of(document: Mapping[str, Any]) -> Kind:
    """2.0 names itself by its type; an endorsement has a claim."""
    types = types_of(document)
    if "Endorsement" in types:
        return Kind.ENDORSEMENT
    oldest = isinstance(document.get("recipient"), str)
    older = any("/openbadges/v1" in context for context in texts(document.get("@context")))
    if oldest or older or not types:
        return Kind.OPEN_BADGE_1
    return Kind.OPEN_BADGE_2


def fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Credential that stand in the assertion itself."""
    dates = Dates()
    issued = dates.read(document.get("issuedOn", document.get("issued_on")))
    expires = dates.read(document.get("expires"), end=True)
    badge = mapping(document.get("badge"))
    achievement = _achievement(document.get("badge"))
    claim = mapping(document.get("claim"))
    return {
        "id": _address(document),
        "types": types_of(document),
        "name": achievement.name if achievement else LangText(),
        "description": lang_text(claim.get("endorsementComment")) or lang_text(document.get("narrative")),
        "issuer": _issuer(badge.get("issuer", document.get("issuer"))),
        "subject_id": id_of(document.get("claim")),
        "recipients": _recipients(document),
        "valid_from": issued,
        "valid_until": expires,
        "dates_unreadable": dates.unreadable,
        "achievement": achievement,
        "evidence": tuple(evidence_ref(one) for one in listed(document.get("evidence"))),
    }


def hosted(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """The "proof" of a badge without a signature: what stands at its own address. None without an address."""
    address = _address(document)
    if not address:
        return ()
    return (Proof(suite="ob2-hosted", verification_method=address, raw=_verification(document)),)


def at_address(address: str) -> Mapping[str, Any]:
    """The reading of a badge that says no more than where it is hosted (1.0 images)."""
    return {"id": address}


def _verification(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return mapping(document.get("verification", document.get("verify")))


def _address(document: Mapping[str, Any]) -> str:
    verify = _verification(document)
    return id_of(document) or text(verify.get("url")) or text(document.get("uid"))


def _recipients(document: Mapping[str, Any]) -> tuple[IdentityObject, ...]:
    value = document.get("recipient")
    if isinstance(value, str):
        return (IdentityObject(value, "$" in value, "email", text(document.get("salt"))),)
    here = mapping(value)
    identity = text(here.get("identity"))
    if not identity:
        return ()
    hashed = here.get("hashed") is True
    return (IdentityObject(identity, hashed, text(here.get("type")), text(here.get("salt"))),)


def _achievement(value: Any) -> Achievement | None:
    if not value:
        return None
    here = mapping(value)
    criteria = here.get("criteria")
    return Achievement(
        id=id_of(value),
        name=lang_text(here.get("name")),
        description=lang_text(here.get("description")),
        criteria=lang_text(mapping(criteria).get("narrative")) or lang_text(id_of(criteria) or None),
        image=id_of(here.get("image")),
        alignments=alignments(here.get("alignment")),
        tags=texts(here.get("tags")),
        education=education.of_badge_class(here),
    )


def _issuer(value: Any) -> Issuer:
    here = mapping(value)
    return Issuer(
        id=id_of(value) or text(here.get("origin")),
        name=lang_text(here.get("name")),
        url=id_of(here.get("url")) or text(here.get("origin")),
    )
