"""Things to put in a register."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from wallet.model.changes import ItemKind, ItemRow
from wallet.model.credential import Incoming, digest_of
from wallet.model.experience import Evidence, EvidenceKind, Experience, ExperienceKind
from wallet.model.inspection import CapsuleDocument
from wallet.model.records import CredentialRecord
from wallet.model.report import Verdict
from wallet.model.standing import SELF_DESCRIBED
from wallet.store.register import StudyRegister

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def row(kind: ItemKind = ItemKind.EXPERIENCE, **members: object) -> ItemRow:
    """A line; say only what matters."""
    whole: dict[str, object] = {
        "id": "",
        "kind": kind,
        "sort": "vrijwilligerswerk",
        "title": "Taalmaatje",
        "by": "Buurthuis",
        "date": "2024-02",
        "until": "",
        "verdict": None,
        "standing": SELF_DESCRIBED,
    }
    return ItemRow(**(whole | members))  # type: ignore[arg-type]


def experience(register: StudyRegister, title: str = "Taalmaatje", item_id: str = "", text: str = "") -> str:
    """Keep an experience; returns its id."""
    kept = Experience(id=item_id, kind=ExperienceKind.VOLUNTEERING, title=title)
    return register.experiences.put(kept, row(title=title), f"{title} {text}")


def document(url: str = "https://issuer.example/did.json", content: bytes = b"{}") -> CapsuleDocument:
    """A capsule document."""
    return CapsuleDocument(url=url, content=content, as_of=DAY)


def record(content: bytes = b'{"a": 1}', same_as: str = "", **members: object) -> CredentialRecord:
    """A credential as the journey would hand it in."""
    documents = members.pop("documents", ())
    members.setdefault("verdict", Verdict.VERIFIED)
    return CredentialRecord(
        row=row(ItemKind.CREDENTIAL, **members),
        original=Incoming(content, "badge.json"),
        media_type="application/json",
        digest=digest_of(content),
        same_as=same_as,
        report='{"verdict": "verified"}',
        documents=documents,  # type: ignore[arg-type]
        text="Voorzitten van een vergadering",
    )


def evidence(register: StudyRegister, content: bytes = b"foto" * 10, about: tuple[str, ...] = ()) -> Evidence:
    """Keep an evidence file."""
    return register.evidence.add(
        io.BytesIO(content), name="foto.jpg", kind=EvidenceKind.PHOTO, media_type="image/jpeg", about=about
    )
