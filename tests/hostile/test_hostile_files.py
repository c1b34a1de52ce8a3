"""Hostile files, one call for all of them: each gets its code, none disturbs the next one."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import files, packages
from tests.world import MOMENT
from wallet.cli.main import main
from wallet.keys import new_signing_key
from wallet.proofs.sign import sign_set

AT = MOMENT.isoformat().replace("+00:00", "Z")


@pytest.fixture
def control(tmp_path: Path) -> Path:
    """A good credential that must verify after everything."""
    key, _ = new_signing_key("2026-01-01T00:00:00Z", seed=b"issuer of controls".ljust(32, b"."))
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": key.holder.did,
        "credentialSubject": {"id": "did:example:1"},
    }
    path = tmp_path / "control.json"
    path.write_text(json.dumps(sign_set(document, key, MOMENT)), "utf-8")
    return path


def verify(paths: list[Path], capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    code = main(["verify", "--json", "--at", AT, *words, *map(str, paths)])
    out, err = capsys.readouterr()
    assert code != 70, err
    assert "Traceback" not in out + err
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "group",
    [
        files.json_files,
        files.other_files,
        files.jwt_files,
        files.png_files,
        files.svg_files,
        files.wrapped_files,
        *packages.GROUPS,
    ],
    ids=["json", "other", "jwt", "png", "svg", "wrapped", *(group.__name__ for group in packages.GROUPS)],
)
def test_each_file_gets_its_code_and_the_control_verifies(
    group: Any, control: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = list(group())
    random.shuffle(cases)
    place = tmp_path / "in"
    place.mkdir()
    paths = []
    for name, content, _ in cases:
        path = place / name
        path.write_bytes(content)
        paths.append(path)
    *found, last = verify([*paths, control], capsys)
    said = {Path(one["file"]).name: one for one in found}
    wrong = {
        name: (problem or "readable", said[name]["problem"], said[name]["verdict"])
        for name, _, problem in cases
        if (said[name]["problem"] or "") != problem
        or (said[name]["verdict"] == "unreadable") != bool(problem)
        or said[name]["verdict"] == "verified"
    }
    assert wrong == {}
    assert last["verdict"] == "verified"
    assert sorted(path.name for path in place.iterdir()) == sorted(name for name, _, _ in cases)


def test_a_sentence_and_no_traceback_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "twice.json"
    path.write_bytes(files.with_member('{"a": 1, "a": 2}'))
    assert main(["verify", "--language", "en", str(path)]) == 3
    out, err = capsys.readouterr()
    assert "A name stands twice" in out
    assert "Traceback" not in out + err
