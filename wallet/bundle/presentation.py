"""Builds the presentation: manifest, members, two proofs. Everything that is signed is put together here."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wallet import jcs
from wallet.bundle import embedding, limits, naming, salted
from wallet.errors import Problem, RefusedError
from wallet.keys import SigningKey
from wallet.model.credential import Incoming, digest_of
from wallet.model.inspection import Inspection
from wallet.model.own_terms import OWN_CONTEXT, VC_2
from wallet.model.portfolio import EvidencePart, Portfolio, Presence, Presentation
from wallet.model.standing import Standing
from wallet.multibase import to_base64url
from wallet.proofs.sign import sign_set

VERSION = 1
TYPE = "StudieregisterPortfolio"
_CHALLENGE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Travelling:
    """An evidence file, measured: what the manifest says of it, and the file itself when it is included."""

    part: EvidencePart
    presence: Presence
    digest: str
    salt: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item as it goes in: an own credential still unsigned, or an inspected one with its file."""

    id: str
    kind: str
    """``experience``, ``credential`` or ``evidence``."""
    sort: str
    title: str = field(repr=False)
    standing: Standing
    own: dict[str, Any] | None = field(default=None, repr=False)
    inspection: Inspection | None = None
    evidence: tuple[str, ...] = ()
    """Ids of travelling files."""


def build(
    portfolio: Portfolio,
    chosen: Sequence[Chosen],
    files: Sequence[Travelling],
    key: SigningKey,
    created: datetime,
    challenge: str | None = None,
) -> Presentation:
    """Put the presentation together and sign it. ``challenge``: the reader's; else fresh random."""
    created = created.astimezone(UTC).replace(microsecond=0)
    members: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    originals: list[Incoming] = []
    items: list[dict[str, Any]] = []
    room = _Room()
    for number, one in enumerate(chosen, 1):
        item = _item(one)
        if one.own is not None:
            item["itemMember"] = len(members)
            members.append(sign_set(one.own, key, created))
        elif one.inspection is not None:
            credential = one.inspection.credential
            name, media_type = naming.original_name(number, credential.container)
            original = Incoming(credential.source.original, name)
            originals.append(original)
            entries.append(_original(original, media_type))
            item["itemOriginal"] = entries[-1]["id"]
            member = embedding.embedded(credential)
            if member is not None and room.takes(member):
                item["itemMember"] = len(members)
                members.append(member)
        items.append(item)
    entries += [_evidence(file) for file in files]
    document: dict[str, Any] = {
        "@context": [VC_2, OWN_CONTEXT],
        "id": uuid.uuid4().urn,
        "type": ["VerifiablePresentation", TYPE],
        "holder": key.holder.did,
        "portfolio": _manifest(portfolio, created, items, entries),
    }
    if members:
        document["verifiableCredential"] = members
    signed = sign_set(
        document,
        key,
        created,
        purpose="authentication",
        challenge=challenge or to_base64url(secrets.token_bytes(_CHALLENGE_BYTES)),
        domain=portfolio.audience or None,
    )
    content = jcs.canonical(signed)
    if len(content) > limits.PRESENTATION_BYTES:
        raise RefusedError(Problem.TOO_LARGE, limit=limits.PRESENTATION_BYTES)
    included = [file for file in files if file.presence is Presence.INCLUDED]
    return Presentation(
        document=signed,
        digest=digest_of(content),
        created=created,
        originals=tuple(originals),
        evidence=tuple(file.part for file in included),
        salts=tuple((file.part.id, to_base64url(file.salt)) for file in included),
        withheld=tuple((file.part.id, to_base64url(file.salt)) for file in files if file not in included),
    )


def content_of(presentation: Presentation) -> bytes:
    """The bytes that every wrapping holds, and that the digest is over."""
    return jcs.canonical(presentation.document)


def companions(presentation: Presentation, *, beside: bool) -> bytes:
    """The salts; ``beside``: the evidence is not in this file but lies next to it."""
    names = {part.id: part.file_name for part in presentation.evidence}
    return jcs.canonical(
        {
            "companionsVersion": 1,
            "beside": [part.file_name for part in presentation.evidence] if beside else [],
            "salts": {names[id]: salt for id, salt in presentation.salts},
        }
    )


class _Room:
    """Keeps the embedded credentials of others within what a strict reader takes."""

    def __init__(self) -> None:
        self._bytes = limits.EMBEDDED_BYTES
        self._nodes = limits.EMBEDDED_NODES

    def takes(self, member: dict[str, Any]) -> bool:
        size, count = len(jcs.canonical(member)), embedding.nodes(member)
        if size > self._bytes or count > self._nodes:
            return False
        self._bytes -= size
        self._nodes -= count
        return True


def _manifest(
    portfolio: Portfolio, created: datetime, items: list[dict[str, Any]], files: list[dict[str, Any]]
) -> dict[str, Any]:
    manifest = {
        "id": uuid.uuid4().urn,
        "type": ["PortfolioManifest"],
        "portfolioVersion": VERSION,
        "portfolioMade": _moment(created),
        "portfolioLanguage": portfolio.language,
        "portfolioLearner": portfolio.learner,
        "portfolioPurpose": portfolio.purpose,
        "portfolioAudience": portfolio.audience,
        "portfolioRetention": portfolio.retention,
        "portfolioLetter": portfolio.letter,
        "portfolioItem": items,
        "portfolioFile": files,
    }
    return _told(manifest)


def _item(one: Chosen) -> dict[str, Any]:
    report = one.inspection.report if one.inspection else None
    return _told(
        {
            "id": _urn(one.id),
            "type": ["PortfolioItem"],
            "itemKind": one.kind,
            "itemSort": one.sort,
            "name": one.title,
            "itemRecognition": one.standing.recognition.level.value,
            "itemRecognitionSource": one.standing.recognition.source.value,
            "itemAssessment": one.standing.assessment.value,
            "itemEvidence": [_urn(id) for id in one.evidence],
            "itemVerdict": report.verdict.value if report is not None else None,
            "itemChecked": _moment(report.checked_at) if report is not None else None,
        }
    )


def _original(original: Incoming, media_type: str) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().urn,
        "type": ["PortfolioFile"],
        "fileRole": "original",
        "fileName": original.name,
        "mediaType": media_type,
        "fileSize": len(original.original),
        "filePresence": Presence.INCLUDED.value,
        "digestMultibase": salted.digest(original.original),
    }


def _evidence(file: Travelling) -> dict[str, Any]:
    return _told(
        {
            "id": _urn(file.part.id),
            "type": ["PortfolioFile"],
            "fileRole": "evidence",
            "fileName": file.part.file_name,
            "name": file.part.name,
            "mediaType": file.part.media_type,
            "fileSize": file.part.size,
            "filePresence": file.presence.value,
            "saltedDigest": file.digest,
        }
    )


def _told(members: dict[str, Any]) -> dict[str, Any]:
    """Without what has no value: nothing that was not chosen is named."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _urn(id: str) -> str:
    return uuid.UUID(id).urn
