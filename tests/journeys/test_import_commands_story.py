"""The same on the command line: import, experience add, evidence add, exactly as the contract says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import world
from tests.journeys import badges
from wallet.cli.console import Exit
from wallet.cli.main import main
from wallet.journeys import import_credential
from wallet.sandbox import SandboxError
from wallet.words import LANGUAGES

LEAST = {
    "kind": "vrijwilligerswerk",
    "title": "Taalmaatje in het buurthuis",
    "period": {"from": "2024-02", "ongoing": True},
}
AT = ("--at", "2026-11-23T00:00:00Z")
Said = tuple[int, str, str]
Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a register of this test: (exit code, standard output, standard error)."""
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(world.PASSPHRASE + "\n")

    def one(*words: object) -> Said:
        code = main(["--passphrase-file", str(passphrase), "--language", "nl", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    assert one("init", "--recovery-file", tmp_path / "code.txt")[0] == Exit.DONE
    return one


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def put(folder: Path, name: str, content: bytes | dict[str, Any] | list[Any]) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_an_experience_is_added_and_its_id_stands_alone_on_the_last_line(run: Run, tmp_path: Path) -> None:
    code, out, err = run("experience", "add", "--from", put(tmp_path, "e.json", LEAST))
    assert (code, err) == (Exit.DONE, "")
    item = out.splitlines()[-1]

    code, out, _ = run("show", item, "--json")
    assert code == Exit.DONE
    (shown,) = objects(out)
    assert (shown["id"], shown["kind"], shown["title"]) == (item, "experience", LEAST["title"])


def test_a_list_of_experiences_is_added_as_one(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "e.json", [LEAST, {**LEAST, "title": "Bestuur", "kind": "bestuur"}])
    code, out, _ = run("experience", "add", "--from", path, "--json")
    assert code == Exit.DONE
    assert [one["title"] for one in objects(out)] == [LEAST["title"], "Bestuur"]
    assert len({one["id"] for one in objects(out)}) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_box_is_named_and_nothing_is_kept(run: Run, tmp_path: Path, language: str) -> None:
    path = put(tmp_path, "e.json", [LEAST, {**LEAST, "period": {"from": "lang geleden"}}])
    code, out, err = run("experience", "add", "--from", path, "--language", language)
    assert (code, out) == (Exit.UNREADABLE, "")
    assert "period.from" in err
    assert {"nl": "Periode, vanaf", "en": "Period, from"}[language] in err
    assert "lang geleden" not in err
    assert run("list", "--json")[1] == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_a_file_without_experiences_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    code, out, err = run("experience", "add", "--from", put(tmp_path, "e.json", content))
    assert (code, out) == (Exit.UNREADABLE, "")
    assert err.strip()
    assert "Traceback" not in err


def test_a_missing_file_is_a_matter_of_the_surroundings(run: Run, tmp_path: Path) -> None:
    assert run("experience", "add", "--from", tmp_path / "weg.json")[0] == Exit.SURROUNDINGS


def test_import_gives_one_object_for_each_file_in_order(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "inkomend"
    folder.mkdir()
    put(folder, "a.json", badges.badge())
    put(folder, "b.png", badges.baked(badges.badge()))
    put(folder, "c.bin", b"\x00\x01iets")
    put(folder, "d.json", badges.forged(badges.badge(id="urn:uuid:2"), name="Directeur"))
    code, out, _ = run("import", "--json", *AT, "--source", "Buurthuis", folder, tmp_path / "weg.json")

    first, *_ = found = objects(out)
    assert [set(one) for one in found] == [{"file", "result", "ids", "verdict", "problem"}] * 5
    assert [one["result"] for one in found] == ["kept", "twin", "evidence", "kept", "refused"]
    assert [one["verdict"] for one in found] == ["verified", "verified", None, "failed", None]
    assert [one["problem"] for one in found] == [None, None, "not_recognised", None, "file_missing"]
    assert found[1]["ids"] == first["ids"]
    assert first["file"] == str(folder / "a.json")
    assert code == Exit.SURROUNDINGS, "one file was not there"

    copy = tmp_path / "terug.json"
    assert run("original", first["ids"][0], "--out", copy)[0] == Exit.DONE
    assert copy.read_bytes() == badges.badge()


def test_a_folder_of_fifty_mixed_files_gives_fifty_answers(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    for number in range(50):
        name, content = [
            ("badge.json", badges.badge(id=f"urn:uuid:{number}")),
            ("badge.png", badges.baked(badges.badge(id=f"urn:uuid:{number}"))),
            ("notitie.txt", f"notitie {number}".encode()),
            ("bestand", bytes([number, 0, 255])),
            ("half.json", badges.badge()[: 100 + number]),
        ][number % 5]
        put(folder, f"{number:02} {name}", content)

    code, out, err = run("import", "--json", *AT, folder)

    found = objects(out)
    assert (code, err) == (Exit.DONE, "")
    assert [Path(one["file"]).name[:2] for one in found] == [f"{number:02}" for number in range(50)]
    assert [one["result"] for one in found] == ["kept", "kept", "evidence", "evidence", "evidence"] * 10
    assert len({tuple(one["ids"]) for one in found}) == 50


def test_import_is_done_when_everything_was_kept_whatever_it_is_worth(run: Run, tmp_path: Path) -> None:
    unsigned = put(tmp_path, "los.json", badges.claims(badges.key()))
    assert run("import", *AT, unsigned, put(tmp_path, "x.txt", b"tekst"))[0] == Exit.DONE
    assert run("import", *AT, put(tmp_path, "leeg.json", b""))[0] == Exit.UNREADABLE


def test_import_tells_people_in_words(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("import", *AT, put(tmp_path, "badge.json", badges.badge()))
    assert "Bewaard in je register." in out
    assert "klopt" in out


def test_a_capsule_settles_what_the_network_would(run: Run, tmp_path: Path) -> None:
    document, badge = badges.school_badge()
    path = put(tmp_path, "badge.json", badge)
    capsule = put(tmp_path, "capsule.json", {"https://school.example/badges/did.json": document})

    _, out, _ = run("import", "--json", *AT, path)
    assert objects(out)[0]["verdict"] == "indeterminate"
    _, out, _ = run("import", "--json", *AT, "--capsule", capsule, path)

    assert (objects(out)[0]["result"], objects(out)[0]["verdict"]) == ("twin", "verified")
    _, out, _ = run("list", "--json")
    assert [one["verdict"] for one in objects(out)] == ["verified"]


def test_evidence_is_attached_to_an_item(run: Run, tmp_path: Path) -> None:
    item = run("experience", "add", "--from", put(tmp_path, "e.json", LEAST))[1].splitlines()[-1]
    note, film = put(tmp_path, "a.txt", b"ik"), put(tmp_path, "film.mp4", b"\x00\x00\x00\x18ftypmp42....")

    code, out, err = run("evidence", "add", item, note, film, "--json")

    assert code == Exit.DONE
    first, second = objects(out)
    assert (first["result"], first["kind"], first["hidden_data_stays"]) == ("evidence", "document", False)
    assert (second["kind"], second["hidden_data_stays"]) == ("video", True)
    assert "verborgen" in err
    assert objects(run("evidence", "add", item, note, "--json")[1])[0]["result"] == "twin"


def test_evidence_for_an_unknown_item_or_a_missing_file_is_refused(run: Run, tmp_path: Path) -> None:
    note = put(tmp_path, "a.txt", b"ik")
    assert run("evidence", "add", "01a205b3-d000-7278-9d26-cbdc522fd2af", note)[0] == Exit.UNREADABLE
    item = run("experience", "add", "--from", put(tmp_path, "e.json", LEAST))[1].splitlines()[-1]

    code, out, _ = run("evidence", "add", item, "--json", tmp_path / "weg.txt", note)

    assert code == Exit.SURROUNDINGS
    assert [one["result"] for one in objects(out)] == ["refused", "evidence"]


def test_a_bug_in_reading_one_file_is_told_and_keeps_every_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = import_credential.check_file.check_alone

    def broken(what: Any, **rest: Any) -> Any:
        if what.name == "kapot.json":
            raise SandboxError("somewhere")
        return real(what, **rest)

    monkeypatch.setattr(import_credential.check_file, "check_alone", broken)
    first, second = put(tmp_path, "kapot.json", b"{}"), put(tmp_path, "goed.json", badges.badge())

    code, out, _ = run("import", "--json", *AT, first, second)

    assert code == Exit.OUR_BUG
    assert [one["result"] for one in objects(out)] == ["evidence", "kept"]


def test_without_a_register_or_with_a_wrong_passphrase_nothing_is_looked_at(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("helemaal niet de goede zin")
    path = put(tmp_path, "e.json", LEAST)
    for words in (["experience", "add", "--from", str(path)], ["import", str(path)]):
        assert main(["--passphrase-file", str(wrong), *words]) == Exit.NO_REGISTER
        assert main(["--register", str(tmp_path / "nergens"), *words]) == Exit.NO_REGISTER
    assert capsys.readouterr().out == ""
