"""A file is to be written into a folder that is not there: said as it is, and nothing appears."""

from __future__ import annotations

from pathlib import Path

import pytest

from wallet.errors import Problem, SurroundingsError
from wallet.store import atomic


@pytest.mark.parametrize("below", ["gone", "gone/deeper"])
def test_the_folder_is_named_as_what_is_missing(tmp_path: Path, below: str) -> None:
    with pytest.raises(SurroundingsError) as caught:
        atomic.write(tmp_path / below / "passport.pdf", b"content")
    assert caught.value.problem is Problem.FOLDER_MISSING
    assert not list(tmp_path.iterdir())


def test_a_file_in_place_of_the_folder_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(SurroundingsError) as caught:
        atomic.write(tmp_path / "file" / "passport.pdf", b"content")
    assert caught.value.problem is Problem.FOLDER_MISSING
    assert (tmp_path / "file").read_bytes() == b"kept"
