"""A portfolio with every kind of item, made by the product's own room: what the page must show."""

from __future__ import annotations

import base64
import io
import json
import struct
import uuid
import wave
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from wallet.bundle import html, naming, presentation, salted
from wallet.bundle.seal import MARK, Sealing
from wallet.journeys.self_declared import EvidenceClaim, as_credential
from wallet.keys import SigningKey, new_signing_key
from wallet.model.credential import Container, Credential, Kind, Source
from wallet.model.experience import CareContext, Experience, ExperienceKind, Hours, Period, SkillClaim, Starr
from wallet.model.inspection import Inspection
from wallet.model.own_terms import OPEN_BADGES_3, VC_2
from wallet.model.portfolio import EvidencePart, Portfolio, Presence, Presentation
from wallet.model.report import Verdict, VerificationReport
from wallet.model.standing import AssessmentRigour, Recognition, RecognitionLevel, RecognitionSource, Standing
from wallet.proofs.sign import sign_set

MADE = datetime(2026, 11, 18, 9, 42, tzinfo=UTC)
LEARNER, _ = new_signing_key("2026-11-01", bytes(range(32)))
OTHER, _ = new_signing_key("2026-11-01", bytes(range(1, 33)))

LETTER = (
    "Ik zorg al vijf jaar voor een familielid en help in een taalcafé. "
    "Kan ik de opleiding in een kortere tijd doen?"
)


@dataclass(frozen=True)
class Made:
    presentation: Presentation
    page: bytes


def portfolio(
    *, language: str = "nl", learner: str = "", changed: Callable[[dict[str, Any]], None] | None = None
) -> Made:
    """Six items. ``changed`` alters the document before it is sealed: the seal fits, the proof does not."""
    files = [
        _file(1, "Weekschema van oktober 2026.pdf", "application/pdf", b"%PDF-1.7 nothing to see"),
        _file(2, "Gesproken verslag van een lastige week.wav", "audio/wav", _sound()),
        _file(3, "Foto van het taalcafé.png", "image/png", _picture()),
        _file(4, "Verslag.txt", "text/plain", "Een avond in het taalcafé.\n<b>Geen opmaak</b>\n".encode()),
        _file(5, "Brief van de praktijkbegeleider.pdf", "application/pdf", b"withheld", Presence.WITHHELD),
        _file(6, "Eerste hulp bij ongelukken.jpg", "image/jpeg", b"\xff\xd8\xff\xd9"),
    ]
    chosen = [
        _own(_caregiving(), files[:2]),
        _foreign(
            "Begeleiden van ouderen thuis", _badge("Begeleiden van ouderen thuis", OTHER), RecognitionLevel.W1
        ),
        _own(_volunteering(), files[2:5]),
        _foreign("Gastvrij ontvangen", _badge("Gastvrij ontvangen", None), RecognitionLevel.W1),
        _foreign(
            "Fietsen maken", _badge("Fietsen maken", OTHER, until="2025-05-01T00:00:00Z"), RecognitionLevel.W1
        ),
        presentation.Chosen(
            id=_id(60),
            kind="evidence",
            sort="document",
            title="Eerste hulp bij ongelukken",
            standing=_standing(RecognitionLevel.W0, AssessmentRigour.NONE),
            evidence=(files[5].part.id,),
        ),
    ]
    composed = Portfolio(
        items=(),
        learner=learner,
        purpose="Gesprek over instroom in een mbo-opleiding in de zorg",
        audience="Beoordelaar van de school",
        letter=LETTER,
        retention="2027-02-01",
        language=language,
    )
    made = presentation.build(composed, chosen, files, LEARNER, MADE)
    if changed:
        changed(made.document)
    out = io.BytesIO()
    html.write(made, LEARNER, out)
    return Made(made, out.getvalue())


def others(*, beside: bool = False) -> Made:
    """Items of other origins: a JWT, a hosted badge, one without signature past its date, one with a list."""
    unsigned = {**_badge("Zonder handtekening", OTHER, until="2025-05-01T00:00:00Z")}
    unsigned.pop("proof")
    unsafe = {**_badge("Niet ingebed", None), "unheard_of": "A member that no signature covers."}
    with_status = _badge("Met een lijst", OTHER, status=True)
    hosted = b'{"@context":"https://w3id.org/openbadges/v2","type":"Assertion"}'
    chosen = [
        _foreign(
            "Een JWT", _badge("Een JWT", None), RecognitionLevel.W1, original=_jwt(_badge("Een JWT", None))
        ),
        _foreign("Op een website", {}, RecognitionLevel.W1, original=hosted, sort="open-badge-2"),
        _foreign("Niet ingebed", unsafe, RecognitionLevel.W1),
        _foreign("Zonder handtekening", unsigned, RecognitionLevel.W1),
        _foreign("Met een lijst", with_status, RecognitionLevel.W1),
    ]
    file = _file(1, "Bewijs <1>.txt", "text/plain", b"bewijs")
    chosen.append(_own(_caregiving(), [file]))
    made = presentation.build(Portfolio(items=()), chosen, [file], LEARNER, MADE)
    out = io.BytesIO()
    html.write(made, LEARNER, out, beside=beside)
    return Made(made, out.getvalue())


def _jwt(badge: dict[str, Any]) -> bytes:
    parts = [{"alg": "EdDSA", "kid": "https://school.example/keys/1"}, badge]
    return b".".join([*(_base64url(json.dumps(part).encode()) for part in parts), _base64url(bytes(64))])


def _base64url(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def _id(number: int) -> str:
    return str(uuid.UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + number))


def _file(
    number: int, name: str, media_type: str, content: bytes, presence: Presence = Presence.INCLUDED
) -> presentation.Travelling:
    salt = bytes([number]) * 32
    part = EvidencePart(
        id=_id(100 + number),
        name=name,
        media_type=media_type,
        size=len(content),
        open=partial(io.BytesIO, content),
        file_name=naming.evidence_name(number, name),
    )
    return presentation.Travelling(part, presence, salted.digest(content, salt), salt)


def _own(experience: Experience, files: list[presentation.Travelling]) -> presentation.Chosen:
    claims = [
        EvidenceClaim(file.part.id, file.part.name, file.part.media_type, file.digest) for file in files
    ]
    return presentation.Chosen(
        id=experience.id,
        kind="experience",
        sort=experience.kind.value,
        title=experience.title,
        standing=_standing(RecognitionLevel.W0, AssessmentRigour.SELF),
        own=as_credential(experience, LEARNER.holder, claims, created=MADE),
        evidence=tuple(file.part.id for file in files),
    )


def _standing(level: RecognitionLevel, rigour: AssessmentRigour) -> Standing:
    return Standing(Recognition(level, RecognitionSource.LEARNER), rigour)


def _badge(name: str, key: SigningKey | None, until: str = "", *, status: bool = False) -> dict[str, Any]:
    credential: dict[str, Any] = {
        "@context": [VC_2, OPEN_BADGES_3],
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": {
            "id": key.holder.did if key else "https://school.example/issuers/1",
            "type": ["Profile"],
            "name": "Een mbo-school",
        },
        "validFrom": "2025-03-03T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:5f0f5a8e-3f0b-4f6a-9d3f-0d4f0f6a9d3f",
                "type": ["Achievement"],
                "name": name,
                "description": "Samen met een oudere plannen wat thuis nog kan en op tijd overleggen.",
                "criteria": {"narrative": "Een verslag van drie huisbezoeken."},
            },
        },
    }
    if until:
        credential["validUntil"] = until
    if status:
        credential["credentialStatus"] = {
            "id": "https://school.example/status/1#7",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://school.example/status/1",
        }
    if key:
        return sign_set(credential, key, datetime(2025, 3, 3, tzinfo=UTC))
    return {
        **credential,
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2025-03-03T00:00:00Z",
            "verificationMethod": "https://school.example/issuers/1#key-1",
            "proofPurpose": "assertionMethod",
            "proofValue": "z3FXQjecWufY46yg5abdVZsXqLhxhueuSoZgNSARiKBk",
        },
    }


def _foreign(
    title: str,
    badge: dict[str, Any],
    level: RecognitionLevel,
    *,
    original: bytes = b"",
    sort: str = "open-badge-3",
) -> presentation.Chosen:
    container = Container.JWT if original.startswith(b"ey") else Container.JSON
    credential = Credential(
        kind=Kind.OPEN_BADGE_3,
        container=container,
        source=Source(original or json.dumps(badge, indent=1).encode(), "application/json"),
        document=badge,
    )
    report = VerificationReport("sha256:" + "0" * 64, MADE, (), verdict=Verdict.INDETERMINATE)
    standing = _standing(level, AssessmentRigour.ORGANISATION)
    return presentation.Chosen(
        id=_id(len(title)),
        kind="credential",
        sort=sort,
        title=title,
        standing=standing,
        inspection=Inspection(credential, report, standing),
    )


def _caregiving() -> Experience:
    return Experience(
        id=_id(1),
        kind=ExperienceKind.CAREGIVING,
        title="Mantelzorg voor een familielid",
        period=Period(start="2021-03", ongoing=True),
        hours=Hours(per_week=12, weeks=200),
        summary="Ik regel de zorg thuis. Ik maak het weekschema, houd de lijst met medicijnen bij, "
        "ga mee naar gesprekken en overleg met de wijkverpleging.",
        tasks=("weekschema maken", "overleggen met de wijkverpleging"),
        starr=Starr(
            situation="Sinds 2021 heeft mijn familielid elke dag hulp nodig. Er komen vier mensen.",
            task="Ik zorg dat iedereen weet wie wanneer komt, en dat er niets wordt vergeten.",
            action="Ik maakte een schema op één blad en een schrift waarin staat wat is gebeurd.",
            result="In het laatste jaar is er geen dag zonder hulp geweest.",
            reflection="Ik wilde eerst alles zelf doen. Nu vraag ik eerder om hulp.",
        ),
        skills=(
            SkillClaim(label="plannen en organiseren", level=4),
            SkillClaim(label="inleven", level=4),
            SkillClaim(label="communiceren", level=3),
        ),
        cared_for=CareContext(relation="een familielid"),
    )


def _volunteering() -> Experience:
    return Experience(
        id=_id(3),
        kind=ExperienceKind.VOLUNTEERING,
        title="Taalcoach in een taalcafé",
        organisation="Taalcafé De Brug",
        role="taalcoach",
        period=Period(start="2023-09-01", to="2025-06-30"),
        hours=Hours(total=120),
        summary="Ik oefen Nederlands met nieuwkomers.\n\nElke week een ander thema: <werk> & wonen.",
    )


def _picture() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    lines = b"".join(
        b"\0" + bytes((40 + x, 120, 200 - y)[c] for x in range(64) for c in range(3)) for y in range(48)
    )
    head = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def _sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return out.getvalue()


def resealed(page: bytes, old: bytes, new: bytes, key: SigningKey = LEARNER) -> bytes:
    """The page with one text replaced, and a seal that fits again: what somebody with a key could make."""
    assert page.count(old) >= 1
    body = page.replace(old, new)
    start = body.rindex(MARK)
    out = io.BytesIO()
    file = Sealing(out)
    file.write(body[: start - len(html.BEFORE_SEAL)])
    file.seal(html.BEFORE_SEAL, html.AFTER_SEAL, key.sign)
    return out.getvalue()
