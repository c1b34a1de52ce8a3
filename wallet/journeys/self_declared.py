"""An own experience as an Open Badges 3.0 credential that says of itself that it is self-declared.

Issuer and subject are the learner's own key. What Open Badges has no word for stands in terms of our own,
defined in one fixed context inside the credential (:mod:`wallet.model.own_terms`): others fetch none of ours.
Numbers stand as text with a datatype, since engines write JSON doubles differently. Addresses stand as text,
since what a person typed need not be an IRI, and one that is not would be dropped from the signed data.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wallet.model.experience import Experience, ExperienceKind, SkillClaim
from wallet.model.holder import HolderKey
from wallet.model.own_terms import OPEN_BADGES_3, OWN_CONTEXT, VC_2
from wallet.privacy.pseudonyms import shielded
from wallet.words import say

CONTEXTS: tuple[Any, ...] = (VC_2, OPEN_BADGES_3, OWN_CONTEXT)

# Values of Open Badges' AchievementType where they fit; its extension prefix where they do not.
_ACHIEVEMENT_TYPES = {
    ExperienceKind.WORK: "ext:Werkervaring",
    ExperienceKind.VOLUNTEERING: "CommunityService",
    ExperienceKind.CAREGIVING: "ext:Mantelzorg",
    ExperienceKind.BOARD: "ext:Bestuurswerk",
    ExperienceKind.CIVIC: "CommunityService",
    ExperienceKind.HOBBY: "ext:Hobby",
    ExperienceKind.COURSE: "Course",
    ExperienceKind.PLACEMENT: "Fieldwork",
    ExperienceKind.SELF_STUDY: "ext:Zelfstudie",
    ExperienceKind.OTHER: "ext:Ervaring",
}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_FULL_DATE = 10
"""Characters of a whole ISO date: only whole days may stand in Open Badges' own date members."""


@dataclass(frozen=True, slots=True)
class EvidenceClaim:
    """An evidence file as the credential names it: never its content."""

    id: str
    name: str = field(repr=False)
    media_type: str
    digest: str
    """Multibase text of the salted digest (portfolio specification)."""


def as_credential(
    experience: Experience,
    key: HolderKey,
    evidence: Sequence[EvidenceClaim] = (),
    *,
    created: datetime,
    name: str = "",
) -> dict[str, Any]:
    """The unsigned credential. ``name`` is the learner's own, given only when it may be told.

    Marked names are replaced, and private notes and the list of marked names are absent.
    """
    told = shielded(experience)
    identity = uuid.UUID(told.id) if told.id else uuid.uuid4()
    issuer: dict[str, Any] = {"id": key.did, "type": ["Profile"]}
    if name:
        issuer["name"] = name
    credential: dict[str, Any] = {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{identity}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": told.title,
        "description": say("experience.self_declared", told.language),
        "selfDeclared": True,
        "issuer": issuer,
        "validFrom": created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": _subject(told, key, identity),
    }
    if evidence:
        credential["evidence"] = [
            {
                "id": f"urn:uuid:{file.id}",
                "type": ["Evidence"],
                "name": file.name,
                "mediaType": file.media_type,
                "saltedDigest": file.digest,
            }
            for file in evidence
        ]
    return credential


def _subject(told: Experience, key: HolderKey, identity: uuid.UUID) -> dict[str, Any]:
    period, hours, care = told.period, told.hours, told.cared_for
    subject: dict[str, Any] = {
        "id": key.did,
        "type": ["AchievementSubject"],
        "experienceKind": told.kind.value,
        "experienceKindOther": told.kind_other,
        "role": told.role,
        "organisation": told.organisation,
        "periodFrom": period.start,
        "periodTo": period.to,
        "periodOngoing": period.ongoing or None,
        "activityStartDate": _whole_day(period.start),
        "activityEndDate": _whole_day(period.to),
        "hoursPerWeek": _decimal(hours.per_week),
        "hoursWeeks": _decimal(hours.weeks),
        "hoursTotal": _decimal(hours.estimate()),
        "summary": told.summary,
        # Once each: alike cells of a list cost a verifier more work than the reference allows itself.
        "tasksDone": list(dict.fromkeys(told.tasks)),
        **{f"starr{box.capitalize()}": text for box, text in told.starr.model_dump().items()},
        "careRelation": care.relation if care else None,
        "careAgeBand": care.age_band if care else None,
        "narrative": _narrative(told),
        "skillClaim": [_skill(skill, identity, n) for n, skill in enumerate(told.skills)],
        "achievement": _achievement(told, identity),
    }
    return {term: value for term, value in subject.items() if value not in (None, "", [])}


def _achievement(told: Experience, identity: uuid.UUID) -> dict[str, Any]:
    achievement: dict[str, Any] = {
        "id": f"urn:uuid:{uuid.uuid5(identity, 'achievement')}",
        "type": ["Achievement"],
        "achievementType": _ACHIEVEMENT_TYPES[told.kind],
        "name": told.title,
        "description": told.summary or told.title,
        "criteria": {"narrative": say("experience.self_declared_criteria", told.language)},
        "inLanguage": told.language,
    }
    alignments = [
        {
            "type": ["Alignment"],
            "targetName": skill.label,
            "targetUrl": skill.uri,
            "targetFramework": skill.scheme,
        }
        for skill in told.skills
        if _is_iri(skill.uri)
    ]
    tags = [skill.label for skill in told.skills if not _is_iri(skill.uri)]
    if alignments:
        achievement["alignment"] = alignments
    if tags:
        achievement["tag"] = tags
    return achievement


def _skill(skill: SkillClaim, identity: uuid.UUID, position: int) -> dict[str, str]:
    claim = {
        # In a list, four things without an id are already more than the reference verifier canonicalises.
        "id": f"urn:uuid:{uuid.uuid5(identity, f'skill {position}')}",
        "skillLabel": skill.label,
        "skillUri": skill.uri,
        "skillScheme": skill.scheme,
        "skillLevel": str(skill.level) if skill.level else None,
        "skillLastUsed": skill.last_used,
    }
    return {term: value for term, value in claim.items() if value}


def _narrative(told: Experience) -> str:
    """The six boxes as one text, for readers that do not know our terms."""
    boxes = told.starr.model_dump().items()
    return "\n\n".join(f"{say(f'starr.{box}', told.language)}: {text}" for box, text in boxes if text)


def _whole_day(date: str | None) -> str | None:
    """A moment, since that is what Open Badges asks for here; a month or a year has none."""
    return f"{date}T00:00:00Z" if date and len(date) == _FULL_DATE else None


def _is_iri(text: str | None) -> bool:
    return bool(_IRI.fullmatch(text or ""))


def _decimal(number: float | None) -> str | None:
    """A number in the canonical form of xsd:decimal without needless zeros: ``3``, ``2.5``."""
    if number is None:
        return None
    return f"{number:.2f}".rstrip("0").rstrip(".")
