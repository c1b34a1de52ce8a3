"""The same on the command line: lists and issuers are added, shown and taken away again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import badges
from tests.world import PASSPHRASE
from tests.world.trust import school_list, signed_list
from wallet.cli.main import main

SCHOOL = badges.key().holder.did
AT = "2026-11-23T00:00:00Z"


class Line:
    """The command line of one person."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.passphrase = folder / "passphrase"
        self.passphrase.write_text(PASSPHRASE, "utf-8")

    def __call__(self, *words: str | Path) -> tuple[int, str, str]:
        code = main([*map(str, words), "--passphrase-file", str(self.passphrase)])
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    def objects(self, *words: str | Path) -> list[dict[str, Any]]:
        code, out, err = self(*words, "--json")
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    def file(self, name: str, content: bytes | dict[str, Any]) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    made = Line(tmp_path, capsys)
    assert made("init", "--name", "Sam Voorbeeld")[0] == 0
    return made


def recognised(found: dict[str, Any]) -> tuple[str, str]:
    (one,) = [check for check in found["checks"] if check["question"] == "recognised"]
    return found["verdict"], one["reason"]


def test_an_issuer_is_known_and_forgotten(line: Line) -> None:
    ((item,),) = (one["ids"] for one in line.objects("import", line.file("badge.json", badges.badge())))

    def check() -> tuple[str, str]:
        (found,) = line.objects("recheck", item, "--at", AT)
        return recognised(found)

    assert check() == ("verified", "no_trust_list")
    known = {"kind": "issuer", "id": SCHOOL, "name": "Het buurthuis", "level": "W1"}
    assert line.objects("trust", "know", SCHOOL, "--name", "Het buurthuis") == [known]
    assert line.objects("trust", "list") == [known]
    assert check() == ("verified", "in_trust_list")
    assert line("trust", "forget", SCHOOL)[0] == 0
    assert line.objects("trust", "list") == []
    assert check() == ("verified", "no_trust_list")
    code, _, err = line("trust", "forget", SCHOOL, "--language", "en")
    assert (code, bool(err.strip())) == (3, True)
    assert line("trust", "know", "Het buurthuis")[0] == 3


def test_a_list_is_added_shown_and_removed(line: Line) -> None:
    maker = badges.key(21)
    path = line.file("scholen.json", signed_list(school_list(SCHOOL), maker))
    (added,) = line.objects("trust", "add", path)
    assert added == {
        "kind": "list",
        "id": "urn:uuid:1f0c1a3e-7c52-4b52-9a66-000000000001",
        "name": "Scholen",
        "publisher": "Samenwerking",
        "date": "2026-11-01",
        "valid_until": "2027-11-01",
        "past": False,
        "signed_by": maker.holder.did,
        "issuers": 1,
    }
    assert line.objects("trust", "list") == [added]
    imported = line.objects("import", line.file("badge.json", badges.badge()))
    (shown,) = line.objects("recheck", imported[0]["ids"][0], "--at", AT)
    assert recognised(shown) == ("verified", "in_trust_list")
    assert line("trust", "remove", added["id"])[0] == 0
    assert line("trust", "remove", added["id"])[0] == 3
    assert line.objects("trust", "list") == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'[{"name": "R", "url": "https://registry.example/r.json"}]', "other lists"),
        (b"eyJhIjoxfQ.eyJhIjoxfQ.AAAA", "federation"),
        (b'{"issuers": []}', "no list of issuers"),
        (json.dumps({**signed_list(school_list(SCHOOL), badges.key(21)), "name": "X"}).encode(), "signature"),
        (b"[" * 5_000, ""),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence_and_not_kept(line: Line, content: bytes, word: str) -> None:
    code, out, err = line("trust", "add", line.file("list.json", content), "--language", "en")
    assert (code, out) == (3, "")
    assert word in err
    assert line.objects("trust", "list") == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_for_people(line: Line, language: str) -> None:
    def told(*words: str | Path) -> str:
        code, out, err = line("trust", *words, "--language", language)
        assert (code, err) == (0, "")
        return out

    assert told("list").strip()
    unsigned = line.file("oud.json", school_list(SCHOOL, validUntil="2020-01-01"))
    assert "2020-01-01" in told("add", unsigned)
    assert told("know", "did:web:school.example", "--name", "Mijn\u202eschool".replace("\u202e", " "))
    shown = told("list")
    assert all(word in shown for word in ("Scholen", "Samenwerking", "2020-01-01", "did:web:school.example"))
    assert told("forget", "did:web:school.example").strip()
    assert told("remove", school_list()["id"]).strip()


def test_a_list_for_once_that_is_past_does_not_count_and_that_is_told(line: Line) -> None:
    badge = line.file("badge.json", badges.badge())
    trust = line.file("trust.json", school_list(SCHOOL, validUntil="2026-11-22"))
    for command in ("verify", "import"):
        code, out, err = line(command, "--json", "--at", AT, "--trust", trust, badge)
        assert code == 0
        assert "2026-11-22" in err
        if command == "verify":
            assert recognised(json.loads(out)) == ("verified", "no_trust_list")
    code, out, err = line("verify", "--json", "--at", "2026-11-22T23:00:00Z", "--trust", trust, badge)
    assert (code, err, recognised(json.loads(out))) == (0, "", ("verified", "in_trust_list"))
