"""The contract of ``studieregister verify``: keys, verdicts, exit codes, order."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from tests.unit.checking.conftest import AT, Verify, signed, unsigned_badge
from tests.world import MOMENT
from wallet.cli.main import main
from wallet.exporters.bake import bake
from wallet.keys import SigningKey
from wallet.model.credential import Incoming
from wallet.proofs.sign import sign_set

VECTORS = Path(__file__).parents[2] / "vectors" / "importers"
KEYS = [
    "file",
    "verdict",
    "problem",
    "kind",
    "container",
    "id",
    "name",
    "issuer",
    "subject",
    "valid_from",
    "valid_until",
    "recognition",
    "notes",
    "proofs",
    "checks",
    "needs",
    "contains",
]


def test_a_signed_badge_says_everything_the_contract_names(
    verify: Verify, badge: Path, issuer: SigningKey
) -> None:
    code, (found,) = verify(badge)
    assert code == 0
    assert list(found) == KEYS
    assert found["verdict"] == "verified"
    assert found["problem"] is None
    assert (found["kind"], found["container"]) == ("open-badge-3", "json")
    assert found["id"] == "urn:uuid:5e0c1a3e-7c52-4b52-9a66-000000000011"
    assert found["issuer"] == {"id": issuer.holder.did, "name": "Voorbeeldschool", "name_source": "self"}
    assert (found["name"], found["subject"]) == ("Samenwerken", "did:example:leerling")
    assert (found["valid_from"], found["valid_until"]) == ("2026-01-15T10:00:00Z", None)
    assert [proof["suite"] for proof in found["proofs"]] == ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
    for proof in found["proofs"]:
        assert list(proof) == ["suite", "algorithm", "verification_method", "outcome", "reason"]
        assert (proof["algorithm"], proof["outcome"]) == ("Ed25519", "passed")
    for check in found["checks"]:
        assert list(check) == ["question", "outcome", "reason", "source", "as_of"]
    outcomes = {check["question"]: check["outcome"] for check in found["checks"]}
    assert outcomes["intact"] == outcomes["authentic"] == outcomes["current"] == "passed"
    assert outcomes["status"] == "not_applicable"
    assert found["recognition"]["source"] in ("issuer", "learner")


def test_allowing_test_keys_changes_nothing_for_another_key(verify: Verify, badge: Path) -> None:
    assert verify(badge, "--allow-test-keys")[0] == 0


def test_one_changed_letter_fails(verify: Verify, badge: Path) -> None:
    badge.write_bytes(badge.read_bytes().replace(b"team", b"tram"))
    code, (found,) = verify(badge)
    assert (code, found["verdict"]) == (1, "failed")
    assert {"question": "intact", "outcome": "failed"}.items() <= found["checks"][0].items()


def test_an_added_member_that_no_context_knows_fails(verify: Verify, badge: Path) -> None:
    document = json.loads(badge.read_bytes()) | {"sneaky": "claim"}
    badge.write_text(json.dumps(document), "utf-8")
    code, (found,) = verify(badge)
    assert (code, found["verdict"]) == (1, "failed")


def test_expired(verify: Verify, tmp_path: Path, issuer: SigningKey) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(signed(unsigned_badge(issuer, validUntil="2026-02-01T00:00:00Z"), issuer))
    code, (found,) = verify(path)
    assert (code, found["verdict"]) == (1, "failed")
    assert "expired" in [check["reason"] for check in found["checks"]]


def test_unsigned_and_indeterminate_share_an_exit_code(verify: Verify) -> None:
    code, found = verify(VECTORS / "vc_json/data-model-1.json", VECTORS / "ob2_json/hosted.json")
    assert code == 2
    assert [one["verdict"] for one in found] == ["unsigned", "indeterminate"]
    assert "https://badges.example/a/1" in found[1]["needs"]


@pytest.mark.parametrize("picture", ["png", "svg"])
def test_a_baked_badge_is_the_top_object(verify: Verify, badge: Path, tmp_path: Path, picture: str) -> None:
    other = (VECTORS / f"baked_{picture}").glob("*")
    base = next(iter(sorted(path for path in other if path.suffix == f".{picture}"))).read_bytes()
    if picture == "svg":
        base = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>'
    path = tmp_path / f"badge.{picture}"
    path.write_bytes(bake(Incoming(badge.read_bytes(), ""), base))
    code, (found,) = verify(path)
    assert (code, found["verdict"], found["container"]) == (0, "verified", picture)


def test_a_presentation_answers_for_its_members(
    verify: Verify, badge: Path, tmp_path: Path, issuer: SigningKey
) -> None:
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": issuer.holder.did,
        "verifiableCredential": [json.loads(badge.read_bytes())],
    }
    path = tmp_path / "presentation.json"
    made = sign_set(document, issuer, MOMENT, purpose="authentication", challenge="c1", domain="d1")
    path.write_text(json.dumps(made), "utf-8")
    code, (found,) = verify(path, "--challenge", "c1", "--audience", "d1")
    assert (code, found["verdict"], found["kind"]) == (0, "verified", "presentation")
    assert [inner["verdict"] for inner in found["contains"]] == ["verified"]
    assert list(found["contains"][0]) == KEYS
    assert verify(path, "--challenge", "other")[0] == 1
    made["verifiableCredential"][0]["name"] = "Iets anders"
    path.write_text(json.dumps(made), "utf-8")
    code, (found,) = verify(path)
    assert (code, found["contains"][0]["verdict"]) == (1, "failed")


def test_results_come_in_order_also_with_jobs(verify: Verify, badge: Path, tmp_path: Path) -> None:
    files = []
    for number in range(6):
        path = tmp_path / f"{number}.json"
        path.write_bytes(badge.read_bytes() if number % 2 else b"")
        files.append(path)
    code, found = verify(*files, "--jobs", "3")
    assert code == 3
    assert [one["file"] for one in found] == [str(path) for path in files]
    assert [one["verdict"] for one in found] == ["unreadable", "verified"] * 3


def test_the_first_exit_code_that_applies(verify: Verify, badge: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    broken = tmp_path / "broken.json"
    broken.write_bytes(badge.read_bytes().replace(b"team", b"tram"))
    unsigned = VECTORS / "vc_json/data-model-1.json"
    assert verify(badge, unsigned)[0] == 2
    assert verify(unsigned, empty, badge)[0] == 3
    assert verify(empty, broken, unsigned)[0] == 1
    code, found = verify(broken, tmp_path / "absent.json", badge)
    assert code == 5
    assert [(one["verdict"], one["problem"]) for one in found] == [
        ("failed", None),
        ("unreadable", "file_missing"),
        ("verified", None),
    ]


def test_a_folder_is_not_a_file(verify: Verify, tmp_path: Path) -> None:
    code, (found,) = verify(tmp_path)
    assert (code, found["verdict"]) == (3, "unreadable")


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes of another kind")
def test_a_pipe_is_read_once(verify: Verify, badge: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(badge.read_bytes()))
    writer.start()
    code, (found,) = verify(pipe)
    writer.join()
    assert (code, found["verdict"]) == (0, "verified")


def test_an_older_badge_is_named_by_the_documents_that_were_given(verify: Verify, tmp_path: Path) -> None:
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://badges.example/a/2",
        "recipient": {"type": "email", "hashed": False, "identity": "anna@example.org"},
        "issuedOn": "2021-05-01T12:00:00Z",
        "badge": "https://badges.example/b/2",
        "verification": {"type": "hosted"},
    }
    given = {
        "https://badges.example/b/2": {
            "type": "BadgeClass",
            "id": "https://badges.example/b/2",
            "name": "Fietsen maken",
            "issuer": "https://badges.example/i/2",
        },
        "https://badges.example/i/2": {"type": "Issuer", "id": "https://badges.example/i/2", "name": "Maker"},
    }
    badge, capsule = tmp_path / "a.json", tmp_path / "capsule.json"
    badge.write_text(json.dumps(assertion), "utf-8")
    capsule.write_text(json.dumps(given), "utf-8")
    _, (found,) = verify(badge)
    assert (found["name"], found["verdict"]) == (None, "indeterminate")
    _, (found,) = verify(badge, "--capsule", capsule)
    assert (found["name"], found["verdict"]) == ("Fietsen maken", "indeterminate")
    assert found["issuer"] == {"id": "https://badges.example/i/2", "name": "Maker", "name_source": "self"}


def test_standard_input(verify: Verify, badge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(badge.read_bytes())))
    code, (found,) = verify("-")
    assert (code, found["file"], found["verdict"]) == (0, "-", "verified")


def test_a_link_without_online_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--language", "en", "https://school.example/badge.json"]) == 3
    assert "--online" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["verify"], ["verify", "--jobs", "0", "x"], ["verify", "--at", "soon", "x"]]
)
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 64


def test_a_trust_list_recognises_and_changes_no_verdict(
    verify: Verify, badge: Path, tmp_path: Path, issuer: SigningKey
) -> None:
    trust = tmp_path / "trust.json"
    entry = {"id": issuer.holder.did, "name": "Voorbeeldschool", "level": "W4"}
    trust.write_text(json.dumps({"issuers": [entry]}), "utf-8")
    code, (found,) = verify(badge, "--trust", trust)
    assert code == 0
    assert found["recognition"] == {"level": "W4", "source": "trust_list"}
    assert found["issuer"]["name_source"] == "trust_list"
    trust.write_text(json.dumps({"issuers": [entry | {"level": "W9"}]}), "utf-8")
    assert main(["verify", str(badge), "--trust", str(trust)]) == 3


def test_an_identity_is_compared_and_changes_no_verdict(verify: Verify, badge: Path) -> None:
    for identity, outcome in (("did:example:leerling", "passed"), ("iemand@example.org", "failed")):
        code, (found,) = verify(badge, "--identity", identity)
        mine = next(check for check in found["checks"] if check["question"] == "mine")
        assert (code, found["verdict"], mine["outcome"]) == (0, "verified", outcome)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_for_people(
    badge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    files = [
        badge,
        empty,
        VECTORS / "baked_png/two-generations.png",
        VECTORS / "presentation/unreadable-member.json",
    ]
    assert main(["verify", "--language", language, "--at", AT, *map(str, files)]) in (1, 3)
    out = capsys.readouterr().out
    assert str(badge) in out
    assert {"nl": "Ongewijzigd.", "en": "Unchanged."}[language] in out
    assert {"nl": "Dit bestand is leeg.", "en": "This file is empty."}[language] in out
    assert "None" not in out
    assert "{" not in out


def test_text_of_strangers_cannot_steer_the_terminal(
    tmp_path: Path, issuer: SigningKey, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "steering.json"
    path.write_bytes(signed(unsigned_badge(issuer, name="\x1b[2J\u202eweg\nVERIFIED"), issuer))
    main(["verify", "--at", AT, str(path)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\nVERIFIED" not in out


def test_unbake_gives_the_very_bytes(
    badge: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    picture = tmp_path / "badge.svg"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>'
    picture.write_bytes(bake(Incoming(badge.read_bytes(), ""), svg))
    out = tmp_path / "out.json"
    assert main(["unbake", str(picture), "--out", str(out)]) == 0
    assert out.read_bytes() == badge.read_bytes()
    assert main(["unbake", str(badge)]) == 3
    assert b"Traceback" not in capfdbinary.readouterr().err


def test_bake_without_a_register(tmp_path: Path, badge: Path) -> None:
    words = ["bake", "x", "--image", str(badge), "--out", str(tmp_path / "o.png")]
    assert main(words) == 4


def test_a_seal_says_whose_it_is(verify: Verify, capsys: pytest.CaptureFixture[str]) -> None:
    path = VECTORS / "jws_json" / "sealed.json"
    code, (found,) = verify(path)
    assert (code, found["verdict"], found["kind"], found["container"]) == (
        2,
        "indeterminate",
        "elm-3",
        "json",
    )
    (proof,) = found["proofs"]
    assert (proof["suite"], proof["signed_at"]) == ("jades", "2026-02-01T12:00:00Z")
    assert proof["certificate"]["holder"] == "Zegel van de Voorbeeldschool"
    assert main(["verify", "--language", "nl", "--at", AT, str(path)]) == 2
    assert "Het certificaat is van Uitgever van zegels. Gezet op 2026-02-01." in capsys.readouterr().out


def test_the_holder_of_an_sd_jwt_answers_a_question(verify: Verify) -> None:
    path = VECTORS / "sd_jwt" / "bound.sd-jwt"
    asked = ("--challenge", "vraag-1", "--audience", "https://reader.example")
    code, (found,) = verify(path, *asked)
    assert (code, found["kind"], found["container"]) == (0, "sd-jwt-vc", "sd-jwt")
    assert [proof["suite"] for proof in found["proofs"]] == ["sd-jwt", "kb-jwt"]
    code, (found,) = verify(path, "--challenge", "vraag-2")
    assert (code, found["verdict"], found["checks"][0]["reason"]) == (1, "failed", "other_challenge")
