"""An endorsement that was kept by itself finds the badge that it is about, and the badge finds it."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests import world
from tests.journeys import badges
from wallet import multibase
from wallet.cli.main import main
from wallet.journeys import import_credential, show_item
from wallet.journeys.show_item import ShownItem
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming, Kind
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.proofs.sign import sign_set

MATCHES = (Outcome.PASSED, Reason.ABOUT_MATCHES)
OTHER = (Outcome.FAILED, Reason.ABOUT_OTHER)
UNKNOWN = (Outcome.INDETERMINATE, Reason.ABOUT_UNKNOWN)
BADGE = badges.badge()
CLAIMS = json.loads(BADGE)
OWN_ID = CLAIMS["id"]
ACHIEVEMENT = CLAIMS["credentialSubject"]["achievement"]["id"]
ISSUER = CLAIMS["issuer"]["id"]


def sri(content: bytes, name: str = "sha384") -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, content).digest()).decode()}"


def multihash(content: bytes) -> str:
    return multibase.encode_base58(b"\x12\x20" + hashlib.sha256(content).digest())


def endorsement(about: str, number: int = 2, subject: dict[str, Any] | None = None, **more: Any) -> bytes:
    """A signed endorsement of whatever has this id, by somebody else than the issuer."""
    return json.dumps(endorsing(about, number, subject, **more), ensure_ascii=False).encode()


def endorsing(
    about: str, number: int = 2, subject: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    signer = badges.key(number)
    document = badges.claims(
        signer,
        id=f"urn:uuid:6c1b4fae-0d36-4f6a-9d0c-2b8a1f0f7c{number:02d}",
        type=["VerifiableCredential", "EndorsementCredential"],
        name="Verklaring",
        issuer={"id": signer.holder.did, "type": ["Profile"], "name": "Het Taalhuis"},
        **more,
    )
    document["credentialSubject"] = {
        "id": about,
        "type": ["EndorsementSubject"],
        "endorsementComment": "Ik heb het gezien.",
        **(subject or {}),
    }
    return sign_set(document, signer, badges.ISSUED)


def keep(wallet: Wallet, content: bytes, name: str = "bestand.json") -> str:
    arrival = import_credential.look_at(
        Incoming(content, name),
        import_credential.policy_for(wallet, wallet.clock),
        wallet.sandbox,
        wallet.register,
    )
    kept = import_credential.keep(arrival, wallet)
    assert kept.result == "kept"
    return kept.ids[0]


def about(shown: ShownItem) -> tuple[Outcome, Reason]:
    assert shown.inspection is not None
    # Whatever it is about: the signature of the endorsement holds, and nothing else decides.
    assert shown.inspection.report.verdict is Verdict.VERIFIED
    finding = shown.inspection.report.finding(Question.ABOUT)
    assert finding is not None
    return finding.outcome, finding.reason


@pytest.mark.parametrize("named", [OWN_ID, ACHIEVEMENT, ISSUER, OWN_ID.replace("-", "%2D")])
@pytest.mark.parametrize("first", ["badge", "endorsement"])
def test_they_find_each_other_in_whatever_order_they_came(wallet: Wallet, named: str, first: str) -> None:
    files = {"badge": BADGE, "endorsement": endorsement(named)}
    ids = {name: keep(wallet, files[name]) for name in (first, *(files.keys() - {first}))}
    shown = show_item.read(ids["endorsement"], wallet)
    assert about(shown) == MATCHES
    assert [row.id for row in shown.about] == [ids["badge"]]
    assert shown.endorsements == ()
    badge = show_item.read(ids["badge"], wallet)
    assert [row.id for row in badge.endorsements] == [ids["endorsement"]]
    assert badge.about == ()


def test_nothing_that_it_could_be_about(wallet: Wallet) -> None:
    badge = keep(wallet, BADGE)
    kept = keep(wallet, endorsement("urn:uuid:00000000-0000-4000-8000-000000000000"))
    shown = show_item.read(kept, wallet)
    assert about(shown) == UNKNOWN
    assert shown.about == ()
    assert show_item.read(badge, wallet).endorsements == ()
    import_credential.remove(badge, wallet)
    assert about(show_item.read(kept, wallet)) == UNKNOWN


DIGESTS: dict[str, Any] = {
    "multibase": lambda content: {"digestMultibase": multihash(content)},
    "base64url": lambda content: {
        "digestMultibase": multibase.encode_base64url(b"\x12\x20" + hashlib.sha256(content).digest())
    },
    "sri": lambda content: {"digestSRI": sri(content)},
    "sri 256": lambda content: {"digestSRI": sri(content, "sha256")},
    "sri 512": lambda content: {"digestSRI": f"sha256-AAAA {sri(content, 'sha512')}"},
    "both": lambda content: {"digestSRI": sri(content), "digestMultibase": multihash(content)},
}


@pytest.mark.parametrize("form", DIGESTS)
@pytest.mark.parametrize("place", ["subject", "related"])
def test_the_digest_of_the_very_bytes(wallet: Wallet, form: str, place: str) -> None:
    """The endorser saw one badge; another of the same id and issuer lies in the register too."""
    badge = keep(wallet, BADGE)
    changed = badges.badge(description="Iets anders dan wat er werd gezien.")

    def of(content: bytes, number: int) -> bytes:
        digests = DIGESTS[form](content)
        if place == "subject":
            return endorsement(OWN_ID, number, digests)
        related = [{"id": "urn:uuid:0", "digestSRI": sri(b"x")}, {"id": OWN_ID, **digests}]
        return endorsement(OWN_ID, number, relatedResource=related)

    right, wrong = keep(wallet, of(BADGE, 2)), keep(wallet, of(changed, 3))
    shown, other = show_item.read(right, wallet), show_item.read(wrong, wallet)
    assert about(shown) == MATCHES
    assert [row.id for row in shown.about] == [badge]
    assert about(other) == OTHER
    assert other.about == ()
    assert [row.id for row in show_item.read(badge, wallet).endorsements] == [right]


@pytest.mark.parametrize("digest", [{"digestSRI": "sha1-AAAA"}, {"digestMultibase": "zz"}, {"digestSRI": 5}])
def test_a_digest_that_nobody_can_compare_settles_nothing(wallet: Wallet, digest: dict[str, Any]) -> None:
    badge = keep(wallet, BADGE)
    shown = show_item.read(keep(wallet, endorsement(OWN_ID, 2, digest)), wallet)
    assert shown.inspection is not None
    finding = shown.inspection.report.finding(Question.ABOUT)
    assert finding is not None
    assert (finding.outcome, finding.reason) == UNKNOWN
    assert show_item.read(badge, wallet).endorsements == ()


def test_a_badge_in_a_picture_is_the_bytes_in_it_and_the_picture(wallet: Wallet) -> None:
    picture = badges.baked(BADGE)
    badge = keep(wallet, picture, "badge.png")
    inside = keep(wallet, endorsement(OWN_ID, 2, {"digestSRI": sri(BADGE)}))
    outside = keep(wallet, endorsement(OWN_ID, 3, {"digestMultibase": multihash(picture)}))
    assert about(show_item.read(inside, wallet)) == MATCHES
    assert about(show_item.read(outside, wallet)) == MATCHES
    assert [row.id for row in show_item.read(badge, wallet).endorsements] == [outside, inside]


def test_an_issuer_is_endorsed_whatever_digest_its_profile_has(wallet: Wallet) -> None:
    """Of a profile we have no bytes: a digest of it neither fits nor differs."""
    keep(wallet, BADGE)
    shown = show_item.read(keep(wallet, endorsement(ISSUER, 2, {"digestSRI": sri(b"profile")})), wallet)
    assert about(shown) == UNKNOWN


def test_a_token_in_a_badge_is_read_with_answers_of_its_own(wallet: Wallet) -> None:
    """``endorsementJwt``: a token that names this badge, and one that names another."""
    good, stray = (token(named, number) for named, number in ((OWN_ID, 2), ("urn:uuid:1", 3)))
    kept = keep(wallet, badges.badge(endorsementJwt=[good, stray]))
    shown = show_item.read(kept, wallet)
    assert shown.inspection is not None
    assert shown.inspection.report.verdict is Verdict.VERIFIED
    first, second = shown.inspection.contains
    assert first.credential.kind is second.credential.kind is Kind.ENDORSEMENT
    found = [one.report.finding(Question.ABOUT) for one in (first, second)]
    assert [(one.outcome, one.reason) for one in found if one] == [MATCHES, OTHER]
    assert first.report.proofs[0].suite == "vc-jwt"
    assert first.report.verdict is second.report.verdict is Verdict.VERIFIED


def token(named: str, number: int) -> str:
    """The same as a compact token, signed with the key that its header names."""
    signer = badges.key(number)
    document = {name: value for name, value in endorsing(named, number).items() if name != "proof"}
    header = {"alg": "EdDSA", "typ": "JWT", "kid": signer.holder.verification_method}
    head, body = (
        multibase.to_base64url(json.dumps(part).encode())
        for part in (header, {**document, "iss": signer.holder.did, "jti": document["id"], "sub": named})
    )
    return f"{head}.{body}.{multibase.to_base64url(signer.sign(f'{head}.{body}'.encode()))}"


def test_side_by_side_in_a_presentation(wallet: Wallet) -> None:
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [CLAIMS, endorsing(OWN_ID), endorsing("urn:uuid:1", 3)],
    }
    inspection = import_credential.look_at(
        Incoming(json.dumps(presentation).encode(), "p.json"),
        import_credential.policy_for(wallet, wallet.clock),
        wallet.sandbox,
        wallet.register,
    ).inspections[0]
    found = [one.report.finding(Question.ABOUT) for one in inspection.contains]
    assert [(one.outcome, one.reason) for one in found[1:] if one] == [MATCHES, UNKNOWN]


def test_the_command_line_says_both(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made, _ = world.new_wallet(folder, world.clock())
    badge, kept = keep(made, BADGE), keep(made, endorsement(OWN_ID))
    made.close()
    secret = tmp_path / "geheim"
    secret.write_text(world.PASSPHRASE + "\n")
    options = ["--register", str(folder), "--passphrase-file", str(secret)]

    def shown(item: str, *more: str) -> str:
        capfd.readouterr()
        assert main([*options, "show", item, *more]) == 0
        return capfd.readouterr().out

    assert (told := json.loads(shown(badge, "--json")))["endorsements"] == [kept]
    assert told["about"] is None
    assert (told := json.loads(shown(kept, "--json")))["about"] == badge
    assert told["endorsements"] == []
    assert kept in shown(badge, "--language", "nl").split("Verklaring erover", 1)[1]
    assert badge in shown(kept, "--language", "nl").split("Hoort bij", 1)[1]


def test_a_register_of_before_is_brought_along(folder: Path) -> None:
    """What was kept before endorsements were looked for is found by its id, after one more check."""
    made, _ = world.new_wallet(folder, world.clock())
    badge, kept = keep(made, BADGE), keep(made, endorsement(OWN_ID))
    database = made.register._database
    with database.act():
        database.execute("DROP TABLE credential_names")
        database.execute("PRAGMA user_version = 1")
    database.migrate("")
    assert about(show_item.read(kept, made)) == MATCHES
    import_credential.check_again(kept, made)
    assert [row.id for row in show_item.read(kept, made).about] == [badge]
    assert [row.id for row in show_item.read(badge, made).endorsements] == [kept]
    made.close()
