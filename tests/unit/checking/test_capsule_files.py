"""Documents and trust lists that are given on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wallet.errors import InputError, Problem, SurroundingsError
from wallet.journeys.capsule_files import load_capsules


def write(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return path


def test_a_json_file_gives_each_document_as_it_was_written(tmp_path: Path) -> None:
    path = write(tmp_path / "c.json", '{"https://a.example": { "n" : 1.50 }, "https://b.example": "eyJ.e.s"}')
    first, second = load_capsules((path,))
    assert (first.url, first.content) == ("https://a.example", b'{ "n" : 1.50 }')
    assert (second.url, second.content) == ("https://b.example", b"eyJ.e.s")
    assert first.origin == "given"
    assert first.as_of == datetime.fromtimestamp(path.stat().st_mtime, UTC)


def test_a_folder_has_an_index_with_names_or_objects(tmp_path: Path) -> None:
    write(tmp_path / "one.json", "{ }")
    write(tmp_path / "two.json", "[1]")
    entry = {"file": "two.json", "as_of": "2026-03-01T00:00:00Z"}
    write(tmp_path / "index.json", {"https://a.example": "one.json", "https://b.example": entry})
    first, second = load_capsules((tmp_path,))
    assert (first.content, second.content) == (b"{ }", b"[1]")
    assert second.as_of == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["../outside.json", "/etc/hostname", "a/b.json", "..", "", "C:x", 7, None])
def test_an_index_names_files_beside_it_only(tmp_path: Path, name: Any) -> None:
    folder = tmp_path / "capsule"
    folder.mkdir()
    write(tmp_path / "outside.json", "{}")
    write(folder / "index.json", {"https://a.example": {"file": name}})
    with pytest.raises(InputError) as caught:
        load_capsules((folder,))
    assert caught.value.problem is Problem.NOT_RECOGNISED


def test_what_is_missing_or_no_capsule_says_so(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as missing:
        load_capsules((tmp_path / "absent.json",))
    assert missing.value.problem is Problem.FILE_MISSING
    with pytest.raises(SurroundingsError):
        load_capsules((tmp_path,))
    for content in ("[]", "7"):
        with pytest.raises(InputError) as caught:
            load_capsules((write(tmp_path / "list.json", content),))
        assert caught.value.problem is Problem.NOT_RECOGNISED


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError):
        load_capsules((tmp_path / ("x" * 300),))
