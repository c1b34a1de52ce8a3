"""A full disk, a medium that cannot be written: a sentence for each, and nothing half-written."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.store import things
from tests.unit.store.journal import Journal
from tests.world import CHEAP, PASSPHRASE, ROOT, clock, new_register
from wallet.errors import InputError, Problem, RefusedError, SurroundingsError
from wallet.store import atomic, backups
from wallet.store.register import StudyRegister, exists
from wallet.store.slots import Passphrase

needs_root = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk needs Linux and root"
)


def reopen(folder: Path) -> StudyRegister:
    return StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP)


@contextmanager
def disk(tmp_path: Path, megabytes: int) -> Iterator[Path]:
    """A small ext4 of its own: on tmpfs a full disk behaves more kindly than on a real one."""
    image, place = tmp_path / "disk.img", tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    place.mkdir()
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m0", str(image)], check=True)
    if subprocess.run(["mount", "-o", "loop", str(image), str(place)], capture_output=True).returncode:
        pytest.skip("this machine does not let root mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@needs_root
@pytest.mark.parametrize("seed", [1, 2])
def test_a_full_disk(tmp_path: Path, seed: int) -> None:
    with disk(tmp_path, 6) as place:
        folder = place / "register"
        new_register(folder)[0].close()
        ballast = place / "ballast"
        ballast.write_bytes(bytes(random.Random(seed).randrange(4_000, 900_000)))
        writer = subprocess.run(
            [sys.executable, "-m", "tests.unit.store.writer", str(folder), str(seed), "60"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,  # killed by SIGBUS would be a failure of ours
        )
        journal = Journal()
        journal.read(writer.stdout.splitlines())
        assert journal.errors.get(Problem.DISK_FULL, 0) > 0
        assert set(journal.errors) == {Problem.DISK_FULL}
        journal.verify_after_errors(folder)  # while it is still full
        ballast.unlink()
        (place / "register.backup").unlink(missing_ok=True)
        with reopen(folder) as register:
            kept = things.experience(register)
        with reopen(folder) as register:
            assert register.row(kept) is not None
            assert register.integrity().problems == ()
        print(f"{journal.acknowledged} acknowledged, {journal.errors} refused, 0 lost")


@needs_root
def test_a_medium_that_cannot_be_written(tmp_path: Path) -> None:
    with disk(tmp_path, 12) as place:
        folder = place / "register"
        register, _ = new_register(folder)
        with register:
            kept = things.experience(register)
            file = things.evidence(register)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        with reopen(folder) as register:
            assert register.read_only
            assert register.experiences.get(kept).title == "Taalmaatje"
            assert register.evidence.open(file.id).read() == b"foto" * 10
            assert register.integrity().state == "whole"
            for write in (
                lambda: things.experience(register),
                lambda: things.evidence(register),
                lambda: register.evidence.remove(file.id),
            ):
                with pytest.raises(SurroundingsError) as caught:
                    write()
                assert caught.value.problem is Problem.READ_ONLY
            backups.write(register, tmp_path / "register.backup")
            with pytest.raises(SurroundingsError) as caught:
                backups.write(register, place / "register.backup")
            assert caught.value.problem is Problem.READ_ONLY
        with pytest.raises(RefusedError) as refused:
            StudyRegister.open(folder, Passphrase("fout"), clock())
        assert refused.value.problem is Problem.WRONG_PASSPHRASE
        with pytest.raises(SurroundingsError) as caught:
            new_register(place / "new")
        assert caught.value.problem is Problem.READ_ONLY
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
    backups.restore(tmp_path / "register.backup", Passphrase(PASSPHRASE), tmp_path / "restored", clock())


def test_what_the_system_says_becomes_a_problem(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as caught:
        atomic.write(tmp_path / "missing" / "file", b"x")
    assert caught.value.problem is Problem.FOLDER_MISSING
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as refused:
        atomic.write(tmp_path / "folder", b"x")
    assert refused.value.problem is Problem.IS_A_FOLDER
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_place_that_cannot_be_looked_into_is_not_an_empty_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SurroundingsError) as caught:
        exists(tmp_path / ("a" * 300))
    assert caught.value.problem is Problem.FILE_MISSING

    def refuse(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(SurroundingsError) as caught:
        exists(tmp_path)
    assert caught.value.problem is Problem.NO_PERMISSION


def test_a_write_that_fails_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    atomic.write(file, b"old")

    def half() -> None:
        with atomic.writing(file) as out:
            out.write(b"new")
            raise OSError(28, "no space")

    with pytest.raises(SurroundingsError) as caught:
        half()
    assert caught.value.problem is Problem.DISK_FULL
    assert caught.value.numbers["free"] > 0
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
