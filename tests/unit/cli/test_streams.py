"""What comes in and goes out: names no text can hold, a full disk behind the pipe, nobody at the keyboard."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import world
from wallet.cli.main import main
from wallet.journeys import collect_evidence, record_experience
from wallet.model.experience import Experience

NO_UTF8 = os.fsdecode(b"caf\xe9.json")


@pytest.fixture
def words(folder: Path, tmp_path: Path) -> list[str]:
    """Words that unlock a closed, empty register."""
    world.new_wallet(folder)[0].close()
    (tmp_path / "passphrase").write_text(world.PASSPHRASE)
    return ["--passphrase-file", str(tmp_path / "passphrase"), "--language", "en"]


@pytest.mark.skipif(sys.platform != "linux", reason="only here a file can have such a name")
@pytest.mark.parametrize("content", [b'{"not": "a badge"}', b"notes"])
def test_a_file_whose_name_is_no_text(
    content: bytes, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / NO_UTF8).write_bytes(content)
    assert main(["import", "--json", *words, str(tmp_path / NO_UTF8)]) == 0
    assert json.loads(capsys.readouterr().out)["result"] == "evidence"
    assert main(["list", *words]) == 0
    assert "caf\ufffd.json" in capsys.readouterr().out


@pytest.mark.parametrize("option", ["--name", "--purpose", "--source"])
def test_a_text_that_is_no_text_is_wrong_usage(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = {"--name": ["init"], "--source": ["import", "x"]}.get(
        option, ["portfolio", "export", "--items", "x", "--out", "x.html"]
    )
    with pytest.raises(SystemExit) as left:
        main([*command, option, NO_UTF8])
    assert left.value.code == 64
    capsys.readouterr()


def test_a_name_does_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "a\x1b[2Jb\nc"
    odd.write_bytes(b"x")
    assert main(["verify", str(odd)]) == 3
    assert "a [2Jb c\n" in capsys.readouterr().out


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--json", str(tmp_path)]) == 3
    assert json.loads(capsys.readouterr().out)["problem"] == "is_a_folder"


def test_nobody_gave_a_passphrase(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["list", "--language", "en"]) == 4
    assert "--passphrase-file" in capsys.readouterr().err

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", ended)
    assert main(["list", "--language", "en"]) == 4
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_standard_output_on_a_full_disk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed: list[Any] = []
    monkeypatch.setattr("wallet.cli.main._close_output", lambda: closed.append(1))
    full = open("/dev/full", "wb", buffering=0)  # noqa: SIM115  (the wrapper below closes it, and may not)
    with full:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(full), write_through=True))
        assert main(["version", "--language", "en"]) == 5
        monkeypatch.undo()
    assert closed
    assert "full" in capsys.readouterr().err


def test_a_file_that_cannot_be_cleaned_is_told_and_does_not_hold_the_share(
    words: list[str], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from wallet.journeys import open_register

    (tmp_path / "film.bin").write_bytes(b"\x00\x01")
    wallet = open_register.unlock(folder, world.PASSPHRASE, world.clock())
    given = record_experience.keep(Experience(kind="hobby", title="Film"), wallet).ids[0]
    collect_evidence.attach(collect_evidence.look_at(tmp_path / "film.bin"), given, wallet)
    wallet.close()
    out = tmp_path / "p.html"
    assert main(["portfolio", "export", "--items", given, "--out", str(out), *words]) == 0
    assert "film.bin" in capsys.readouterr().err
    assert main(["verify", str(out)]) == 0


def test_a_passphrase_on_standard_input_that_is_no_text(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), encoding="utf-8"))
    assert main(["list", "--passphrase-file", "-", *words[2:]]) == 5
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_the_calendar_is_wrong_usage(
    moment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["verify", "--at", moment, "x.json"])
    assert left.value.code == 64
    capsys.readouterr()


def test_a_bug_is_told_also_where_no_report_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nowhere(**_: str) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", nowhere)
    monkeypatch.setattr("wallet.cli.version._version", lambda _: {}[0])
    assert main(["version", "--language", "en"]) == 70
    told = capsys.readouterr().err
    assert "KeyError\n" in told
    assert "main.py:" in told


def test_a_name_that_no_file_can_have_is_told(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "--json", *words, str(tmp_path / ("x" * 300))]) == 5
    assert json.loads(capsys.readouterr().out)["result"] == "refused"
