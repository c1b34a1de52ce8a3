"""A portfolio made of parts in memory: own experiences, others' credentials in several forms, evidence."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from wallet.bundle import html, naming, pdf, salted, zip
from wallet.bundle.presentation import Chosen, Travelling, build
from wallet.bundle.review import inspect_bundle
from wallet.errors import InputError
from wallet.exporters.skills_passport_pdf import Attachment, passport
from wallet.importers import read
from wallet.journeys.self_declared import EvidenceClaim, as_credential
from wallet.keys import SigningKey, new_signing_key
from wallet.model.credential import Incoming
from wallet.model.experience import Experience
from wallet.model.inspection import Policy
from wallet.model.own_terms import OPEN_BADGES_3, VC_2
from wallet.model.portfolio import EvidencePart, Portfolio, PortfolioItem, Presence, Presentation
from wallet.model.reception import OpenedBundle
from wallet.model.report import Verdict
from wallet.model.standing import SELF_DESCRIBED
from wallet.multibase import to_base64url
from wallet.proofs.sign import sign_set
from wallet.verification import verifier

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
POLICY = Policy(now=NOW)
HOLDER, _ = new_signing_key("2026-11-23", bytes(range(32)))
ISSUER, _ = new_signing_key("2026-11-23", bytes(range(1, 33)))
STRANGER, _ = new_signing_key("2026-11-23", bytes(range(2, 34)))

SCHEDULE = b"maandag: Anna helpen\n" * 40
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DIARY = b"blijft thuis"
LETTER = "Kan ik korter?\n</script><script>alert(1)</script><!-- \u2028 & é"
WRAPPINGS = ("html", "zip", "pdf")


def identity(number: int) -> str:
    """A register id."""
    return f"018f0000-0000-7000-8000-{number:012x}"


@dataclass
class Parts:
    """Everything that goes into a portfolio; change a part and build again."""

    chosen: list[Chosen] = field(default_factory=list)
    files: list[Travelling] = field(default_factory=list)
    audience: str = "Intake"
    purpose: str = "Instroom"
    letter: str = LETTER

    def portfolio(self) -> Portfolio:
        """The texts; the items as the print names them."""
        items = tuple(PortfolioItem(one.id, one.title) for one in self.chosen)
        return Portfolio(
            items=items,
            learner="Robin",
            purpose=self.purpose,
            audience=self.audience,
            letter=self.letter,
            retention="2027-02-01",
        )

    def build(self, key: SigningKey = HOLDER) -> Presentation:
        """Sign it."""
        return build(self.portfolio(), self.chosen, self.files, key, NOW, "een-uitdaging-van-22-tekens")


def parts() -> Parts:
    """Two experiences, four credentials of others, evidence included, withheld and by itself."""
    files = [
        travelling(1, "Weekschema thuis.txt", "text/plain", SCHEDULE),
        travelling(2, "Foto <b> & tuin.png", "image/png", PICTURE),
        travelling(3, "Dagboek.txt", "text/plain", DIARY, Presence.WITHHELD),
    ]
    return Parts(
        chosen=[
            experience(1, "Zorgen voor een familielid", files[:1], kind="mantelzorg"),
            experience(2, "Taalmaatje <b>", files[1:], kind="vrijwilligerswerk"),
            credential(3, json.dumps(badge(), indent=2).encode(), "badge.json"),
            credential(4, jwt_badge().encode(), "badge.jwt"),
            credential(5, json.dumps(older_badge()).encode(), "ouder.json"),
            Chosen(identity(6), "evidence", "foto", "Foto", SELF_DESCRIBED, evidence=(files[1].part.id,)),
        ],
        files=files,
    )


def small() -> Parts:
    """One experience with one file."""
    files = [travelling(1, "Weekschema thuis.txt", "text/plain", SCHEDULE)]
    return Parts([experience(1, "Zorgen voor een familielid", files, kind="mantelzorg")], files)


def travelling(
    number: int, name: str, media_type: str, content: bytes, presence: Presence = Presence.INCLUDED
) -> Travelling:
    """An evidence file, measured."""
    salt = hashlib.sha256(bytes([number])).digest()
    measure = salted.measure(io.BytesIO(content), salt)
    part = EvidencePart(
        id=identity(100 + number),
        name=name,
        media_type=media_type,
        size=measure.size,
        open=partial(io.BytesIO, content),
        file_name=naming.evidence_name(number, name),
    )
    return Travelling(part, presence, measure.digest, salt)


def experience(number: int, title: str, files: list[Travelling], **members: Any) -> Chosen:
    """An own experience."""
    told = Experience(id=identity(number), title=title, summary="Ik regelde veel.", **members)
    claims = [EvidenceClaim(f.part.id, f.part.name, f.part.media_type, f.digest) for f in files]
    own = as_credential(told, HOLDER.holder, claims, created=NOW, name="Robin")
    evidence = tuple(file.part.id for file in files)
    return Chosen(told.id, "experience", told.kind.value, title, SELF_DESCRIBED, own=own, evidence=evidence)


def credential(number: int, original: bytes, name: str) -> Chosen:
    """Somebody else's."""
    inspection = verifier.inspect(read(Incoming(original, name)), POLICY)
    kind = inspection.credential.kind.value
    return Chosen(identity(number), "credential", kind, name, inspection.standing, inspection=inspection)


def badge(created: datetime = NOW, **members: Any) -> dict[str, Any]:
    """A badge by another key, in a form that can be embedded."""
    return sign_set({**_claims("urn:uuid:" + identity(50)), **members}, ISSUER, created)


def jwt_badge() -> str:
    """The same kind of badge as a VC-JWT."""
    header = {"alg": "EdDSA", "typ": "vc+jwt", "kid": ISSUER.holder.verification_method}
    parts = [
        to_base64url(json.dumps(part).encode()) for part in (header, _claims("urn:uuid:" + identity(51)))
    ]
    signed = ".".join(parts)
    return signed + "." + to_base64url(ISSUER.sign(signed.encode()))


def older_badge() -> dict[str, Any]:
    """A hosted badge 2.0: travels as its bytes only."""
    return {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://example.org/assertions/1",
        "recipient": {"type": "email", "hashed": False, "identity": "robin@example.org"},
        "issuedOn": "2025-01-01T00:00:00Z",
        "verification": {"type": "hosted"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://example.org/badges/1",
            "name": "Oudere badge",
            "description": "…",
            "criteria": {"narrative": "…"},
            "issuer": {"type": "Issuer", "id": "https://example.org/issuer", "name": "Voorbeeld"},
        },
    }


def _claims(id: str) -> dict[str, Any]:
    return {
        "@context": [VC_2, OPEN_BADGES_3],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER.holder.did, "type": ["Profile"], "name": "Voorbeeldschool"},
        "validFrom": "2026-01-01T00:00:00Z",
        "name": "Badge",
        "credentialSubject": {
            "id": HOLDER.holder.did,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:" + identity(60),
                "type": ["Achievement"],
                "name": "Badge",
                "description": "Voor wie het kan.",
                "criteria": {"narrative": "Laat het zien."},
            },
        },
    }


def wrap(kind: str, presentation: Presentation, of: Parts, key: SigningKey = HOLDER) -> bytes:
    """The file in this wrapping."""
    out = io.BytesIO()
    if kind == "html":
        html.write(presentation, key, out)
    elif kind == "zip":
        zip.write(presentation, key, out, passport=_print(presentation, of, key, beside=True))
    else:
        out.write(_print(presentation, of, key, beside=False))
    return out.getvalue()


def _print(presentation: Presentation, of: Parts, key: SigningKey, *, beside: bool) -> bytes:
    attached = tuple(Attachment(*one) for one in pdf.attachments(presentation, beside=beside))
    out = io.BytesIO()
    seen = Portfolio(items=(), learner="Robin", purpose=of.purpose)
    pdf.write(passport(seen, "nl", NOW, presentation.digest, attached), key, out)
    return out.getvalue()


def look(content: bytes) -> OpenedBundle:
    """Open and check."""
    return inspect_bundle(content, POLICY)


def verdict(content: bytes) -> str:
    """The one word; ``unreadable`` when it cannot be opened."""
    try:
        return look(content).inspection.report.verdict.value
    except InputError:
        return Verdict.UNREADABLE.value


Change = Callable[[bytes], bytes]
