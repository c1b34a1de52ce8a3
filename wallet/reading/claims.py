"""Fields of a Verifiable Credential or Presentation (data models 1.1 and 2.0, Open Badges 3.0, CLR 2.0)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.model.credential import (
    Achievement,
    Alignment,
    EvidenceRef,
    IdentityObject,
    Issuer,
    Kind,
    LangText,
    Proof,
    StatusEntry,
)
from wallet.reading import education
from wallet.reading.endorsed import stated_digests
from wallet.reading.remaining import remaining
from wallet.reading.texts import (
    Dates,
    id_of,
    lang_text,
    listed,
    mapping,
    mappings,
    moment,
    text,
    texts,
    types_of,
)

_KINDS = (
    (("VerifiablePresentation",), Kind.PRESENTATION),
    (("ClrCredential",), Kind.CLR_2),
    (("OpenBadgeCredential", "AchievementCredential"), Kind.OPEN_BADGE_3),
    (("EndorsementCredential",), Kind.ENDORSEMENT),
    (("BitstringStatusListCredential", "StatusList2021Credential"), Kind.STATUS_LIST),
    (("EuropeanDigitalCredential", "EuropassCredential"), Kind.ELM_3),
)


def is_presentation(document: Mapping[str, Any]) -> bool:
    """Whether this object is a Verifiable Presentation."""
    if "VerifiablePresentation" in types_of(document):
        return True
    return "verifiableCredential" in document and "credentialSubject" not in document


def is_credential(document: Mapping[str, Any]) -> bool:
    """Whether this object is a Verifiable Credential, however incomplete."""
    types = types_of(document)
    known = any(name in types for names, _ in _KINDS for name in names)
    return known or "VerifiableCredential" in types or "credentialSubject" in document


def kind_of(document: Mapping[str, Any]) -> Kind:
    """The kind by its types; a credential of no known type is just that."""
    if is_presentation(document):
        return Kind.PRESENTATION
    types = types_of(document)
    return next((kind for names, kind in _KINDS if any(name in types for name in names)), Kind.CREDENTIAL)


def fields(document: Mapping[str, Any], token: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Credential that stand in the claims; ``token`` has the registered claims of a JWT.

    Where both speak, the credential itself is read; whether they agree is a matter of the signature.
    """
    dates = Dates()
    starts = [dates.read(document.get(name)) for name in ("validFrom", "issuanceDate")]
    starts.append(dates.read(token.get("nbf")))
    ends = [dates.read(document.get(name), end=True) for name in ("validUntil", "expirationDate")]
    ends.append(dates.read(token.get("exp")))
    subject = mapping(document.get("credentialSubject"))
    achievement = _achievement(subject)
    name = lang_text(document.get("name")) or (achievement.name if achievement else LangText())
    # European credentials keep their title in what a viewer should display.
    name = name or lang_text(mapping(document.get("displayParameter")).get("title"))
    comment = lang_text(subject.get("endorsementComment"))
    kind = kind_of(document)
    subject_id = id_of(document.get("credentialSubject")) or text(token.get("sub"))
    return {
        "id": id_of(document) or text(token.get("jti")),
        "types": types_of(document),
        "name": name,
        "description": lang_text(document.get("description")) or comment,
        "issuer": _issuer(document, token),
        "subject_id": subject_id,
        "endorsed_digests": stated_digests(document, subject_id) if kind is Kind.ENDORSEMENT else (),
        "recipients": _recipients(document),
        # Two notations of one date: the stricter of them counts.
        "valid_from": max((one for one in starts if one), default=None),
        "valid_until": min((one for one in ends if one), default=None),
        "dates_unreadable": dates.unreadable,
        "achievement": achievement,
        "statuses": statuses_of(document),
        "evidence": tuple(_evidence(document, subject)),
        # The bits of a status list are for programs, and there are very many of them.
        "other": () if kind in (Kind.PRESENTATION, Kind.STATUS_LIST) else remaining(document),
    }


def data_integrity(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """The embedded proofs, each as it came. A thing that is no object is a proof that nobody can check."""
    return tuple(_proof(one) for one in listed(document.get("proof")))


def _proof(value: Any) -> Proof:
    if not isinstance(value, dict):
        return Proof(suite="", verification_method=None)
    kind = types_of(value)
    suite = text(value.get("cryptosuite")) if "DataIntegrityProof" in kind else ""
    return Proof(
        suite=suite or (kind[0] if kind else ""),
        verification_method=id_of(value.get("verificationMethod")) or None,
        raw=value,
        purpose=id_of(value.get("proofPurpose")),
        created=moment(value.get("created")),
        expires=moment(value.get("expires")),
    )


def _issuer(document: Mapping[str, Any], token: Mapping[str, Any]) -> Issuer:
    """The issuer of a credential, the holder of a presentation."""
    value = document.get("holder") if is_presentation(document) else document.get("issuer")
    here = mapping(value)
    return Issuer(
        id=id_of(value) or text(token.get("iss")),
        name=lang_text(here.get("name") or here.get("legalName")),
        url=id_of(here.get("url")),
    )


def _recipients(document: Mapping[str, Any]) -> tuple[IdentityObject, ...]:
    found = []
    for subject in mappings(document.get("credentialSubject")):
        for one in mappings(subject.get("identifier")):
            identity = text(one.get("identityHash"))
            if identity:
                found.append(
                    IdentityObject(
                        identity=identity,
                        hashed=one.get("hashed") is True,
                        identity_type=text(one.get("identityType")),
                        salt=text(one.get("salt")),
                    )
                )
    return tuple(found)


def _achievement(subject: Mapping[str, Any]) -> Achievement | None:
    here = mapping(subject.get("achievement"))
    if not here:
        return None
    criteria = here.get("criteria")
    return Achievement(
        id=id_of(here),
        name=lang_text(here.get("name")),
        description=lang_text(here.get("description")),
        criteria=lang_text(mapping(criteria).get("narrative")) or lang_text(id_of(criteria) or None),
        achievement_type=next(iter(texts(here.get("achievementType"))), ""),
        image=id_of(here.get("image")),
        alignments=alignments(here.get("alignment")),
        tags=texts(here.get("tag", here.get("tags"))),
        education=education.of_achievement(here),
    )


def alignments(value: Any) -> tuple[Alignment, ...]:
    """Links to frameworks; a bare address is a link without a name."""
    found = []
    for one in listed(value):
        here = one if isinstance(one, dict) else {"targetUrl": one}
        found.append(
            Alignment(
                target_name=lang_text(here.get("targetName")).best("en"),
                target_url=id_of(here.get("targetUrl")),
                framework=lang_text(here.get("targetFramework")).best("en"),
                code=text(here.get("targetCode")),
            )
        )
    return tuple(one for one in found if one.target_name or one.target_url)


def statuses_of(document: Mapping[str, Any]) -> tuple[StatusEntry, ...]:
    """Each entry of ``credentialStatus`` that is an object."""
    return tuple(_status(entry) for entry in mappings(document.get("credentialStatus")))


def _status(entry: Mapping[str, Any]) -> StatusEntry:
    kind = types_of(entry)
    address = id_of(entry)
    return StatusEntry(
        type=kind[0] if kind else "",
        id=address,
        list_url=id_of(entry.get("statusListCredential")) or address,
        index=_index(entry.get("statusListIndex")),
        purpose=text(entry.get("statusPurpose")) or "revocation",
    )


def _index(value: Any) -> int | None:
    """A base-10 text by the standard; real lists also have numbers."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    digits = text(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None


def _evidence(document: Mapping[str, Any], subject: Mapping[str, Any]) -> list[EvidenceRef]:
    return [evidence_ref(one) for holder in (document, subject) for one in listed(holder.get("evidence"))]


def evidence_ref(value: Any) -> EvidenceRef:
    """Evidence as an address or as an object with a name and a story."""
    here = mapping(value)
    return EvidenceRef(
        id=id_of(value),
        name=lang_text(here.get("name")).best("en"),
        narrative=lang_text(here.get("narrative") or here.get("description")).best("en"),
    )
