"""``portfolio export``: tells what leaves on standard error and prints the digest; held when it must be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import world
from wallet.cli.main import main
from wallet.journeys import collect_evidence, record_experience
from wallet.model.experience import Experience
from wallet.model.holder import Holder

Run = Callable[..., int]


@pytest.fixture
def item(folder: Path, tmp_path: Path) -> str:
    """A closed register with one experience that has a text file; the experience's id."""
    made, _ = world.new_wallet(folder)
    made.register.set_holder(Holder(name="Robin"))
    experience = Experience(kind="vrijwilligerswerk", title="Taalmaatje", summary="Bel 06-12345678.")
    given = record_experience.keep(experience, made).ids[0]
    (tmp_path / "notulen.txt").write_text("verslag")
    collect_evidence.attach(collect_evidence.look_at(tmp_path / "notulen.txt"), given, made)
    made.close()
    (tmp_path / "passphrase").write_text(world.PASSPHRASE + "\n")
    return given


@pytest.fixture
def export(item: str, tmp_path: Path) -> Run:
    """The command with these further words."""

    def run(*words: str) -> int:
        start = ["portfolio", "export", "--items", item, "--passphrase-file", str(tmp_path / "passphrase")]
        return main([*start, "--language", "nl", *words])

    return run


@pytest.mark.parametrize("kind", ["html", "zip", "pdf"])
def test_it_prints_the_digest_and_nothing_else(
    kind: str, export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"portfolio.{kind}"
    assert export("--out", str(out), "--purpose", "Intake", "--privacy-checked") == 0
    told = capsys.readouterr()
    assert told.out.startswith("Kenmerk: sha256:")
    assert len(told.out.splitlines()) == 1
    for seen in ("Robin", "Intake", "Taalmaatje", "notulen.txt", "06-12345678", "kun je niet terughalen"):
        assert seen in told.err
    assert main(["verify", str(out), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    verified = json.loads(line)
    assert (verified["verdict"], verified["kind"], verified["container"]) == ("verified", "portfolio", kind)
    assert (verified["name"], verified["issuer"]["name"]) == ("Intake", "Robin")


def test_json(export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "p.html"
    assert export("--out", str(out), "--json", "--privacy-checked", "--audience", "ROC") == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["problem"] is None
    assert told["file_digest"] == "sha256:" + hashlib.sha256(out.read_bytes()).hexdigest()
    assert told["size"] == out.stat().st_size
    assert told["texts"] == {"learner": "Robin", "audience": "ROC"}
    assert told["leaves"][0]["files"] == [{"name": "notulen.txt", "size": 7, "presence": "included"}]
    assert [(one["kind"], one["where"]) for one in told["warnings"]] == [("phone", "summary")]


def test_it_is_held(export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "p.html"
    assert export("--out", str(out)) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "lijkt een telefoonnummer" in told.err
    assert "--privacy-checked" in told.err
    assert export("--out", str(out), "--json") == 3
    assert json.loads(capsys.readouterr().out)["problem"] == "privacy_not_settled"
    assert not out.exists()


def test_withheld(item: str, export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "p.zip"
    assert export("--out", str(out), "--withhold", item, "--privacy-checked") == 0
    assert "notulen.txt (7 bytes), niet meegestuurd" in capsys.readouterr().err
    assert b"verslag" not in out.read_bytes()


@pytest.mark.parametrize("lock", [["--lock", "passphrase"], ["--lock-file", "x"]])
def test_a_lock_is_refused_and_not_forgotten(
    lock: list[str], export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "p.html"
    assert export("--out", str(out), "--privacy-checked", *lock) == 3
    assert "op slot doen kan nog niet" in capsys.readouterr().err
    assert not out.exists()


def test_another_suffix(export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--out", str(tmp_path / "p.docx"), "--privacy-checked") == 64
    assert ".html, .zip of .pdf" in capsys.readouterr().err


def test_an_unknown_item(export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "p.html")
    assert export("--items", "018f0000-0000-7000-8000-00000000ffff", "--out", out) == 3
    assert export("--items", " , ", "--out", out) == 3
    capsys.readouterr()


def test_no_such_folder(export: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export("--out", str(tmp_path / "no" / "p.html"), "--privacy-checked") == 5
    capsys.readouterr()


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["portfolio", "export", "--help"])
    told = capsys.readouterr().out
    assert "studieregister portfolio export --items" in told
    assert "--privacy-checked" in told
