"""A kept badge into a picture and out again, by the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.unit.checking.conftest import Verify
from tests.world import PASSPHRASE
from wallet.cli.main import main


@pytest.fixture
def pass_file(tmp_path: Path) -> str:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", "utf-8")
    return str(path)


@pytest.fixture
def kept(badge: Path, pass_file: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of a badge in a new register."""
    assert main(["init", "--passphrase-file", pass_file]) == 0
    capsys.readouterr()
    assert main(["import", "--json", "--passphrase-file", pass_file, str(badge)]) == 0
    (result,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert result["result"] == "kept"
    return str(result["ids"][0])


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    path = tmp_path / "star.png"
    path.write_bytes(out.getvalue())
    return path


def test_bake_verify_unbake(
    kept: str, badge: Path, picture: Path, pass_file: str, tmp_path: Path, verify: Verify
) -> None:
    before = picture.read_bytes()
    baked = tmp_path / "baked.png"
    words = ["bake", kept, "--image", str(picture), "--out", str(baked), "--passphrase-file", pass_file]
    assert main(words) == 0
    assert picture.read_bytes() == before
    out = tmp_path / "unbaked.json"
    assert main(["unbake", str(baked), "--out", str(out)]) == 0
    assert out.read_bytes() == badge.read_bytes()


def test_what_was_baked_verifies(
    kept: str,
    picture: Path,
    pass_file: str,
    tmp_path: Path,
    verify: Verify,
    capsys: pytest.CaptureFixture[str],
) -> None:
    baked = tmp_path / "baked.png"
    words = ["bake", kept, "--image", str(picture), "--out", str(baked), "--passphrase-file", pass_file]
    assert main(words) == 0
    capsys.readouterr()
    code, (found,) = verify(baked)
    assert (code, found["verdict"], found["container"]) == (0, "verified", "png")


@pytest.mark.parametrize(("image", "code"), [("text", 3), ("absent", 5)])
def test_a_picture_that_cannot_hold_it_leaves_nothing(
    kept: str, pass_file: str, tmp_path: Path, image: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text").write_text("no picture", "utf-8")
    out = tmp_path / "baked.png"
    words = ["bake", kept, "--image", str(tmp_path / image), "--out", str(out)]
    assert main([*words, "--passphrase-file", pass_file]) == code
    assert not out.exists()
    assert "Traceback" not in capsys.readouterr().err


def test_an_id_that_is_not_there(
    kept: str, picture: Path, pass_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "o.png")
    words = ["bake", "0197-nothing", "--image", str(picture), "--out", out, "--passphrase-file", pass_file]
    assert main(words) == 3
    assert "Traceback" not in capsys.readouterr().err
