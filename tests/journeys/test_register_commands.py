"""The commands of the register, as a person types them."""

from __future__ import annotations

import errno
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store import things
from tests.world import CHEAP, PASSPHRASE, clock, new_register
from wallet.cli.console import Exit
from wallet.cli.main import main
from wallet.cli.progress import Progress
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; the passphrase comes from a file unless another file is named."""
    (tmp_path / "words").write_text(PASSPHRASE + "\n", "utf-8")

    def typed(*words: object, passphrase: str = "words") -> tuple[int, str, str]:
        given = [str(word) for word in words] + ["--passphrase-file", str(tmp_path / passphrase)]
        code = main([*given, "--language", "en"])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return typed


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def filled(folder: Path) -> dict[str, str]:
    """A closed register with one item of each common kind: kind -> id."""
    register, _ = new_register(folder)
    with register:
        experience = things.experience(register, text="Wandelen met ouderen")
        credential = register.credentials.add(things.record(b"badge \xff bytes", title="Badge"))
        evidence = things.evidence(register, b"photo" * 100_000, about=(experience,))
    return {"experience": experience, "credential": credential, "evidence": evidence.id}


def test_init_shows_the_code_once_and_the_code_works(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, _ = run("init", "--name", "Sam")
    assert code == Exit.DONE
    recovery = next(line for line in out.splitlines() if line.count("-") == 7)
    (tmp_path / "code").write_text(recovery)
    assert run("check", passphrase="code")[0] == Exit.DONE
    assert run("recovery", "test", passphrase="code")[0] == Exit.DONE
    with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock()) as register:
        assert register.recovery_confirmed
        assert register.holder().name == "Sam"


def test_init_writes_the_code_to_a_file(run: Run, tmp_path: Path) -> None:
    out_file = tmp_path / "code.txt"
    code, out, _ = run("init", "--recovery-file", out_file, "--json")
    assert code == Exit.DONE
    assert objects(out) == [{"register": str(tmp_path / "register"), "recovery_code": None}]
    assert out_file.stat().st_mode & 0o777 == 0o600
    assert run("recovery", "test", "--json", passphrase="code.txt")[1] == '{"recovery": "confirmed"}\n'


def test_init_makes_nothing_when_the_code_could_be_lost(run: Run, folder: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "nowhere" / "code", tmp_path / "words"):
        assert run("init", "--recovery-file", place)[0] == Exit.SURROUNDINGS
        assert not folder.exists()
    assert (tmp_path / "words").read_text() == PASSPHRASE + "\n"


def test_init_shows_the_code_when_the_disk_fills_up_after_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, code: str) -> None:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("wallet.cli.init._write", full)
    code, out, err = run("init", "--recovery-file", tmp_path / "code.txt", "--json")
    assert code == Exit.SURROUNDINGS
    assert err
    assert not (tmp_path / "code.txt").exists()
    (tmp_path / "shown").write_text(objects(out)[0]["recovery_code"])
    assert run("recovery", "test", passphrase="shown")[0] == Exit.DONE


def test_init_refuses_a_short_passphrase_and_a_second_register(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "short").write_text("kort")
    code, _, err = run("init", passphrase="short")
    assert (code, folder.exists()) == (Exit.UNREADABLE, False)
    assert "12" in err
    assert run("init")[0] == Exit.DONE
    before = (folder / "header").read_bytes()
    assert run("init")[0] == Exit.SURROUNDINGS
    assert (folder / "header").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [["list"], ["show", "x"], ["search", "x"], ["check"], ["recovery", "test"], ["backup", "--out", "x"]],
)
def test_no_register_and_a_wrong_passphrase(run: Run, folder: Path, tmp_path: Path, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (Exit.NO_REGISTER, "")
    assert err
    register, _ = new_register(folder)
    register.close()
    (tmp_path / "wrong").write_text("not this one, sorry")
    assert run(*words, passphrase="wrong")[0] == Exit.NO_REGISTER
    (tmp_path / "empty").write_text("")
    assert run(*words, passphrase="empty")[0] == Exit.NO_REGISTER
    assert run(*words, passphrase="missing")[0] == Exit.SURROUNDINGS


def test_recovery_test_wants_the_code_and_not_the_passphrase(run: Run, folder: Path) -> None:
    new_register(folder)[0].close()
    assert run("recovery", "test")[0] == Exit.NO_REGISTER


def test_in_use_elsewhere(run: Run, register: StudyRegister) -> None:
    assert run("list")[0] == Exit.IN_USE


def test_list_and_its_kinds(run: Run, filled: dict[str, str]) -> None:
    code, out, _ = run("list", "--json")
    assert code == Exit.DONE
    assert {found["kind"]: found["id"] for found in objects(out)} == filled
    found = next(found for found in objects(out) if found["kind"] == "credential")
    assert {"id", "kind", "title", "from", "date", "verdict"} <= found.keys()
    assert (found["title"], found["from"], found["verdict"]) == ("Badge", "Buurthuis", "verified")
    for kind, item_id in filled.items():
        assert [found["id"] for found in objects(run("list", "--kind", kind, "--json")[1])] == [item_id]
    assert run("list", "--kind", "portfolio")[1] == ""
    people = run("list")[1]
    assert "Experience · Taalmaatje · Buurthuis · 2024-02" in people
    assert "holds" in people


def test_search(run: Run, filled: dict[str, str]) -> None:
    found = objects(run("search", "wandel", "ouder", "--json")[1])
    assert [one["id"] for one in found] == [filled["experience"]]
    assert run("search", "nothing of this")[:2] == (Exit.DONE, "")


def test_show_gives_everything(run: Run, filled: dict[str, str]) -> None:
    (experience,) = objects(run("show", filled["experience"], "--json")[1])
    assert experience["experience"]["title"] == "Taalmaatje"
    assert experience["evidence"][0]["name"] == "foto.jpg"
    (credential,) = objects(run("show", filled["credential"], "--json")[1])
    assert credential["digest"].startswith("sha256:")
    assert credential["inspection"]["problem"] == "not_recognised"  # it is no badge, and that is said
    assert [report["verdict"] for report in credential["reports"]] == ["verified"]
    (evidence,) = objects(run("show", filled["evidence"], "--json")[1])
    assert evidence["file"]["size"] == 500_000
    assert "Kind: Volunteer" in run("show", filled["experience"])[1]
    assert "foto.jpg" in run("show", filled["experience"])[1]
    assert "Belongs to: " + filled["experience"] in run("show", filled["evidence"])[1]
    assert run("show", filled["credential"])[0] == Exit.UNREADABLE  # this one is no badge
    assert run("show", "unknown")[0] == Exit.UNREADABLE


def test_a_title_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    register, _ = new_register(folder)
    with register:
        item_id = register.credentials.add(things.record(title="\x1b[2J\u202eegdaB\nx"))
    for words in (["list"], ["search", "voorzitten"]):
        out = run(*words)[1]
        assert item_id in out
        assert not {"\x1b", "\u202e"} & set(out)
        assert len(out.splitlines()) == 1


def test_original_byte_for_byte(run: Run, filled: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("original", filled["credential"], "--out", out)[0] == Exit.DONE
    assert out.read_bytes() == b"badge \xff bytes"
    assert run("original", filled["evidence"], "--out", out)[0] == Exit.DONE
    assert out.read_bytes() == b"photo" * 100_000
    assert run("original", filled["experience"], "--out", out)[0] == Exit.UNREADABLE
    assert out.read_bytes() == b"photo" * 100_000


def test_backup_restore_check(run: Run, filled: dict[str, str], tmp_path: Path) -> None:
    whole = {"register": "whole", "records": 2, "evidence": 1, "quarantined": 0, "problems": []}
    out = tmp_path / "register.backup"
    code, said, _ = run("backup", "--out", out, "--json")
    assert (code, objects(said)) == (Exit.DONE, [whole])
    code, said, _ = run("restore", out, "--to", tmp_path / "new", "--json")
    assert (code, objects(said)) == (Exit.DONE, [whole])
    code, said, _ = run("check", "--json", "--register", tmp_path / "new")
    assert (code, objects(said)) == (Exit.DONE, [whole])
    assert "whole" in run("check")[1]
    assert run("restore", out, "--to", tmp_path / "new")[0] == Exit.SURROUNDINGS
    assert run("restore", tmp_path / "words", "--to", tmp_path / "other")[0] == Exit.UNREADABLE


def test_check_tells_damage(run: Run, folder: Path, filled: dict[str, str]) -> None:
    blob = next(path for path in (folder / "blobs").rglob("*") if path.is_file())
    blob.rename(folder / "elsewhere")
    code, out, _ = run("check", "--json")
    assert code == Exit.FAILED
    assert objects(out)[0]["problems"] == ["evidence_missing"]
    assert run("original", filled["evidence"], "--out", folder / "x")[0] == Exit.SURROUNDINGS
    assert not (folder / "x").exists()
    (folder / "vault-1.db").write_bytes(os.urandom(40_960))
    code, out, _ = run("check", "--json")
    assert code == Exit.FAILED
    assert objects(out)[0]["register"] == "damaged"
    assert "damaged" in run("check")[1]
    assert run("list")[0] == Exit.FAILED


def test_check_tells_that_saves_are_missing(run: Run, folder: Path) -> None:
    register, _ = new_register(folder)
    register.close()
    old = (folder / "vault-1.db").read_bytes()
    with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
        things.experience(register)
    (folder / "vault-1.db").write_bytes(old)
    code, out, _ = run("check", "--json")
    assert (code, objects(out)[0]["problems"]) == (Exit.FAILED, ["register_older"])
    code, _, err = run("list")
    assert code == Exit.DONE
    assert err


def test_a_bar_on_a_terminal_only_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    now = 100.0
    monkeypatch.setattr("wallet.cli.progress.time.monotonic", lambda: now)
    for stream, drawn in ((io.StringIO(), False), (Terminal(), True)):
        now = 100.0
        bar = Progress(stream)
        now = 100.5
        bar(1, 4)
        assert stream.getvalue() == ""
        now = 102.0
        bar(2, 4)
        assert ("50 %" in stream.getvalue()) is drawn
        bar.end()
        assert stream.getvalue().endswith("\r") is drawn
