"""A mail from a school, a backup of another wallet, a folder of both: all in them is looked at and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests import world
from tests.journeys import badges
from tests.unit.bundle.conftest import made_small
from tests.unit.packages import files
from wallet.cli.console import Exit
from wallet.cli.main import main
from wallet.journeys import import_batch, import_credential
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming

AT = ("--at", "2026-11-23T00:00:00Z")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a register of this test: (exit code, standard output)."""
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(world.PASSPHRASE + "\n")

    def one(*words: object) -> tuple[int, str]:
        code = main(["--passphrase-file", str(passphrase), "--language", "nl", *map(str, words)])
        return code, capsys.readouterr().out

    assert one("init", "--recovery-file", tmp_path / "code.txt")[0] == Exit.DONE
    return one


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_mail_with_a_badge_and_a_diploma_both_are_kept_as_they_came(run: Run, tmp_path: Path) -> None:
    png, pdf = badges.baked(badges.badge()), files.pdf()
    content = files.mail(("badge.png", "image/png", png), ("diploma.pdf", "application/pdf", pdf))
    mail = put(tmp_path, "mail.eml", content)

    code, out = run("import", "--json", *AT, mail)

    badge, diploma = objects(out)
    assert code == Exit.DONE
    assert (badge["file"], badge["result"], badge["verdict"]) == (f"{mail} › badge.png", "kept", "verified")
    assert badge["notes"] == ["wrapping_not_kept"]
    assert (diploma["file"], diploma["result"]) == (f"{mail} › diploma.pdf", "evidence")
    for given, original in ((badge, png), (diploma, pdf)):
        out_file = tmp_path / "terug"
        assert run("original", given["ids"][0], "--out", out_file)[0] == Exit.DONE
        assert out_file.read_bytes() == original
        out_file.unlink()
    titles = {one["title"] for one in objects(run("list", "--json")[1])}
    assert titles == {"Taalmaatje", "diploma.pdf"}

    again = objects(run("import", "--json", *AT, mail)[1])
    assert [(one["result"], one["ids"]) for one in again] == [
        ("twin", badge["ids"]),
        ("twin", diploma["ids"]),
    ]


def test_verify_judges_the_badge_in_the_mail(run: Run, tmp_path: Path) -> None:
    png, pdf = badges.baked(badges.badge()), files.pdf()
    one = put(tmp_path, "een.eml", files.mail(("b.png", "image/png", png), ("d.pdf", "application/pdf", pdf)))
    changed = badges.forged(badges.badge(), name="Iets anders")
    two = put(tmp_path, "twee.zip", files.archive(("b.png", png), ("c.json", changed)))

    code, out = run("verify", "--json", *AT, one, two)

    first, second = objects(out)
    assert code == Exit.FAILED
    assert (first["verdict"], first["kind"], first["container"]) == ("verified", "open-badge-3", "eml")
    assert (first["name"], first["notes"]) == ("Taalmaatje", ["other_files_inside"])
    assert (second["verdict"], second["kind"], second["container"]) == ("failed", "unknown", "zip")
    assert (second["proofs"], [one["verdict"] for one in second["contains"]]) == ([], ["verified", "failed"])
    told = run("verify", *AT, two)[1]
    assert "In dit bestand zitten 2 bewijzen." in told


def test_a_backup_of_another_wallet_is_taken_over_without_its_keys(run: Run, tmp_path: Path) -> None:
    both = (badges.badge(), badges.badge(badges.key(2), id="urn:example:2"))
    backup = put(tmp_path, "Wallet Backup.json", files.universal_wallet(*both))

    code, out = run("import", "--json", *AT, backup)

    found = objects(out)
    assert (code, [one["verdict"] for one in found]) == (Exit.DONE, ["verified", "verified"])
    assert found[0]["notes"] == ["wrapping_not_kept", "keys_left_out"]
    kept = [run("show", one["ids"][0], "--json")[1] for one in found]
    assert "VERYSECRET" not in "".join(kept)
    said = run("import", *AT, put(tmp_path, "keys.json", files.universal_wallet()))
    assert said[0] == Exit.UNREADABLE
    assert "Die bewaren we nooit" in said[1]


def test_a_folder_of_packages_is_one_batch(wallet: Wallet, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    put(folder, "a.eml", files.mail(("b.json", "application/json", badges.badge())))
    put(folder, "b.zip", files.archive(("c.json", files.credential(1)), ("d.txt", b"hallo")))
    put(folder, "c.json", b"[" + files.credential(2) + b", " + files.credential(3) + b"]")
    paths, policy = import_batch.begin([folder], wallet, wallet.clock)

    looked = [one for path in paths for one in import_batch.look(path, policy, wallet.sandbox, wallet)]

    assert [one.arrival.incoming.name for one in looked] == [
        "a.eml › b.json",
        "b.zip › c.json",
        "b.zip › d.txt",
        "c.json › 1.json",
        "c.json › 2.json",
    ]
    batch = import_batch.keep([(one.path, one.arrival) for one in looked], wallet, Event())
    assert (batch.problem, len(batch.added)) == (None, 5)
    assert sorted(row.title for row in wallet.register.rows("evidence")) == ["d.txt"]
    import_batch.take_back(batch, wallet)
    assert wallet.register.rows() == ()


def test_a_portfolio_goes_its_own_way_also_inside_a_mail(run: Run, tmp_path: Path) -> None:
    made = made_small()
    paths = [put(tmp_path, f"p.{kind}", made[kind]) for kind in ("html", "zip", "pdf")]
    mails = [
        put(tmp_path, f"{kind}.eml", files.mail((f"p.{kind}", "application/octet-stream", made[kind])))
        for kind in ("html", "zip", "pdf")
    ]
    found = objects(run("verify", "--json", *AT, *paths, *mails)[1])
    assert [one["kind"] for one in found] == ["portfolio"] * 6
    assert [one["container"] for one in found] == ["html", "zip", "pdf", "eml", "eml", "eml"]
    assert len({one["verdict"] for one in found}) == 1


def test_a_europass_cv_is_told(run: Run, tmp_path: Path) -> None:
    xml = (files.VECTORS / "europass" / "candidate.xml").read_bytes()
    code, out = run("import", *AT, put(tmp_path, "cv.pdf", files.pdf(("attachment.xml", xml))))
    assert code == Exit.DONE
    assert "Taalmaatje, Buurthuis, 2024-02 – nu" in out
    assert "Niemand heeft het gecontroleerd." in out
    (told,) = objects(run("import", "--json", *AT, put(tmp_path, "cv.xml", xml))[1])
    assert (told["result"], told["facts"]["work"][0]["title"]) == ("evidence", "Bakker")


def test_a_qr_code_in_the_sandbox(wallet: Wallet) -> None:
    policy = import_credential.policy_for(wallet, wallet.clock)

    def looked(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
        arrivals = import_credential.look_at_package(
            Incoming(content, "x"), policy, wallet.sandbox, wallet.register
        )
        return [(one.result, one.links) for one in arrivals]

    assert looked(files.qr(files.credential().decode(), "jpeg")) == [("kept", ()), ("evidence", ())]
    link = "https://badges.example.org/1"
    assert looked(files.qr(link)) == [("evidence", (link,))]
