"""Content for pictures: a register with a bit of everything, kept through the real journeys."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.badges import LEARNER, WebKey, badge, key
from wallet.journeys import collect_evidence, import_credential, record_experience, share_portfolio
from wallet.journeys.wallet import Wallet
from wallet.keys import SigningKey
from wallet.model.credential import Incoming
from wallet.model.experience import Experience, ExperienceKind, Hours, Period, SkillClaim, Starr
from wallet.model.inspection import CapsuleDocument

ISSUER = "did:web:regiocollege.example"
KEPT_ON = datetime(2026, 5, 2, 9, tzinfo=UTC)
CARE = Experience(
    kind=ExperienceKind.CAREGIVING,
    title="Zorgen voor een familielid",
    period=Period(start="2021-03", ongoing=True),
    hours=Hours(per_week=14),
    summary=(
        "Ik plan de week: wie komt wanneer. Ik deel de medicijnen uit. "
        "Ik praat met de wijkverpleegkundige en regel de papieren."
    ),
    starr=Starr(
        situation="Een familielid kon niet meer alles zelf. Er kwamen drie soorten hulp.",
        task="Zorgen dat elke dag iemand er is en de medicijnen kloppen.",
        action="Ik maakte een weekschema. Ik belde elke vrijdag met de wijkverpleging.",
    ),
    skills=(
        SkillClaim(label="Plannen en organiseren", level=4),
        SkillClaim(label="Communiceren", level=4),
        SkillClaim(label="Problemen oplossen", level=3),
    ),
)
OTHERS = (
    Experience(
        kind=ExperienceKind.BOARD,
        title="Penningmeester speeltuin",
        period=Period(start="2019", to="2024"),
        summary="Ik hield de boeken bij en vroeg subsidie aan.",
    ),
    Experience(
        kind=ExperienceKind.VOLUNTEERING,
        title="Koken in het buurthuis",
        period=Period(start="2023", ongoing=True),
        hours=Hours(per_week=3),
    ),
    Experience(
        kind=ExperienceKind.CIVIC, title="Meedenken in de wijkraad", period=Period(start="2025", ongoing=True)
    ),
    Experience(
        kind=ExperienceKind.SELF_STUDY, title="Zelf leren naaien", period=Period(start="2022", ongoing=True)
    ),
    Experience(kind=ExperienceKind.PLACEMENT, title="Stage in een bakkerij", period=Period(start="2016")),
)


@dataclass(frozen=True)
class Demo:
    """Ids and files that the pictures need."""

    care: str
    badge: str
    unsure: str
    files: tuple[Path, ...]
    portfolio: Path


def college() -> SigningKey:
    """A school whose key stands in the document of its website."""
    inner = key(3)
    holder = inner.holder
    return SigningKey(WebKey(holder.did, holder.public, holder.created, ISSUER), inner.sign)


def website(signer: SigningKey) -> CapsuleDocument:
    """What that website would give, as it was kept."""
    method = signer.holder.verification_method
    content = {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": ISSUER,
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": ISSUER,
                "publicKeyMultibase": signer.holder.did.removeprefix("did:key:"),
            }
        ],
        "assertionMethod": [method],
    }
    return CapsuleDocument(
        "https://regiocollege.example/.well-known/did.json", json.dumps(content).encode(), KEPT_ON
    )


def _named(name: str, number: int, **more: object) -> dict[str, object]:
    achievement = {
        "id": f"urn:uuid:0a6e7f4e-9d1b-4a5e-8f56-1f3f0f3b2a{number:02d}",
        "type": ["Achievement"],
        "name": name,
        "description": (
            "Je werkt veilig samen in gedeelde bestanden. Je spreekt af wie wat doet. "
            "Je legt aan een ander uit hoe het werkt."
        ),
        "criteria": {"narrative": "Een toets met toezicht."},
    }
    subject = {"id": LEARNER, "type": ["AchievementSubject"], "achievement": achievement}
    own = {
        "id": f"urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7b{number:02d}",
        "name": name,
        "credentialSubject": subject,
    }
    return {**own, **more}


def files() -> tuple[tuple[str, bytes], ...]:
    """Badges as they would come in: one that holds, one unsure, one expired, one changed, one not a badge."""
    school = college()
    by = {"id": ISSUER, "type": ["Profile"], "name": "Regiocollege De Waard"}
    listed = {
        "id": "https://vrijwilligerspunt.example/lijst/1#94",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94",
        "statusListCredential": "https://vrijwilligerspunt.example/lijst/1",
    }
    good = badge(school, **_named("Digitaal samenwerken", 20, issuer=by, validFrom="2026-04-12T09:00:00Z"))
    unsure = badge(
        key(2),
        **_named("Taalcoach in de wijk", 21, credentialStatus=listed, validFrom="2026-06-03T09:00:00Z"),
    )
    late = badge(
        school,
        **_named(
            "Bedrijfshulpverlening (BHV)",
            22,
            issuer=by,
            validFrom="2024-05-01T09:00:00Z",
            validUntil="2026-05-01T09:00:00Z",
        ),
    )
    changed = good.replace(b"Digitaal samenwerken", b"Certificaat gastvrijheid")
    changed = changed.replace(b"7b20", b"7b29")
    return (
        ("digitaal-samenwerken.json", good),
        ("taalcoach.json", unsure),
        ("bhv.json", late),
        ("certificaat.json", changed),
        ("brief.txt", b"Bedankt voor je hulp bij het buurtfeest.\n"),
    )


def fill(wallet: Wallet, folder: Path) -> Demo:
    """Keep all of it, and leave the same files in ``folder`` to be dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    for experience in reversed(OTHERS):
        record_experience.keep(experience, wallet)
    care = record_experience.keep(CARE, wallet).ids[0]
    policy = import_credential.policy_for(wallet, wallet.clock, (website(college()),))
    kept = []
    for name, content in files():
        arrival = import_credential.look_at(Incoming(content, name), policy, wallet.sandbox, wallet.register)
        if name in ("digitaal-samenwerken.json", "taalcoach.json", "bhv.json"):
            kept.append(import_credential.keep(arrival, wallet).ids[0])
    for name, content in (
        ("weekschema.txt", b"maandag: boodschappen\n"),
        ("rooster.csv", b"dag,wie\nma,ik\n"),
    ):
        file = folder / name
        file.write_bytes(content)
        arrived = collect_evidence.look_at(file)
        collect_evidence.attach_stream(io.BytesIO(content), arrived, care, wallet)
    made = _portfolio((care, *kept[:2]), wallet, folder)
    return Demo(care, kept[0], kept[1], dropped(folder), made)


def _portfolio(items: tuple[str, ...], wallet: Wallet, folder: Path) -> Path:
    """What a school would get, and the note of it."""
    portfolio = share_portfolio.compose(
        items,
        wallet,
        purpose="Intakegesprek zorg",
        audience="Regiocollege De Waard",
        letter="Ik wil graag de opleiding verzorgende doen. Ik wil weten wat ik kan overslaan.",
        language="nl",
    )
    out = folder / "portfolio.html"
    receipt = share_portfolio.write(share_portfolio.seal(portfolio, wallet), portfolio, out, wallet)
    share_portfolio.noted(receipt, wallet)
    return out


def dropped(folder: Path) -> tuple[Path, ...]:
    """Files to drop: one that holds, one unsure, one no badge, one changed, one there already."""
    contents = dict(files())
    new = contents["digitaal-samenwerken.json"]
    by = {"id": ISSUER, "type": ["Profile"], "name": "Regiocollege De Waard"}
    arriving = {
        "gastvrij.json": badge(college(), **_named("Gastvrij ontvangen", 31, issuer=by)),
        "taalcoach-2.json": badge(
            key(2),
            **_named(
                "Taalcoach voor starters",
                32,
                credentialStatus={
                    "id": "https://vrijwilligerspunt.example/lijst/1#95",
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "95",
                    "statusListCredential": "https://vrijwilligerspunt.example/lijst/1",
                },
            ),
        ),
        "brief.txt": contents["brief.txt"],
        "certificaat.json": contents["certificaat.json"],
        "kopie-van-badge.json": new,
    }
    for name, content in arriving.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in arriving)
