"""One flipped bit in any file of a register at rest: noticed, or without any consequence (R6)."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.unit.store import things
from tests.world import CHEAP, PASSPHRASE, clock, new_register
from wallet.errors import Problem, WalletError
from wallet.store import backups
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase

FLIPS = 25
"""In each kind of file; the nightly run does twenty thousand."""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A register with things in it, closed."""
    folder = tmp_path / "gold"
    register, _ = new_register(folder)
    with register:
        for number in range(10):
            kept = things.experience(register, f"Ervaring {number}", text="woorden " * 100)
            things.evidence(register, bytes([number]) * 5_000, about=(kept,))
    return folder


def look(folder: Path) -> object:
    """Everything that can be read, and what the check says; or the problem."""
    try:
        with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
            report = register.integrity()
            files = []
            for row in register.rows("evidence"):
                with register.evidence.open(row.id) as file:
                    files.append(file.read())
            return report, register.rows(), [row.title for row in register.rows()], files
    except WalletError as error:
        return error.problem


@pytest.mark.parametrize("name", ["header", "header.bak", "head", "vault-1.db", "blobs"])
def test_no_flip_goes_unnoticed(gold: Path, tmp_path: Path, name: str) -> None:
    clean = look(gold)
    assert isinstance(clean, tuple)
    chance = random.Random(name)
    noticed = 0
    for _ in range(FLIPS):
        copy = tmp_path / "copy"
        shutil.copytree(gold, copy)
        files = [path for path in (copy / name).rglob("*") if path.is_file()] or [copy / name]
        file = chance.choice(files)
        content = bytearray(file.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        found = look(copy)
        if name.startswith("header"):
            assert found == clean, "the other copy of the header was there"
            assert (copy / "header").read_bytes() == (gold / "header").read_bytes()
        elif found != clean:
            noticed += 1
            problems = (found,) if isinstance(found, Problem) else found[0].problems  # type: ignore[index]
            assert problems
        else:
            assert name == "vault-1.db", "only a byte that the database does not use may stay unseen"
        shutil.rmtree(copy)
    if not name.startswith("header"):
        assert noticed == FLIPS


def test_no_flip_in_a_backup_goes_unnoticed(gold: Path, tmp_path: Path) -> None:
    backup = tmp_path / "register.backup"
    with StudyRegister.open(gold, Passphrase(PASSPHRASE), clock(), floor=CHEAP) as register:
        backups.write(register, backup)
    chance, whole = random.Random(2), backup.read_bytes()
    for _ in range(FLIPS):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        backup.write_bytes(content)
        with pytest.raises(WalletError):
            backups.restore(backup, Passphrase(PASSPHRASE), tmp_path / "restored", clock())
        assert not (tmp_path / "restored").exists()


def test_a_cut_or_mixed_register_is_noticed(gold: Path, tmp_path: Path) -> None:
    clean = look(gold)
    blobs = sorted(path for path in (gold / "blobs").rglob("*") if path.is_file())
    one, two = blobs[0].relative_to(gold), blobs[1].relative_to(gold)

    def cut(copy: Path) -> None:
        (copy / "vault-1.db").write_bytes((copy / "vault-1.db").read_bytes()[:-4096])

    def zeroed(copy: Path) -> None:
        content = bytearray((copy / "vault-1.db").read_bytes())
        content[8192:12288] = bytes(4096)
        (copy / "vault-1.db").write_bytes(content)

    def swapped_pages(copy: Path) -> None:
        content = (copy / "vault-1.db").read_bytes()
        (copy / "vault-1.db").write_bytes(
            content[:8192] + content[12288:16384] + content[8192:12288] + content[16384:]
        )

    def swapped_blobs(copy: Path) -> None:
        first, second = (copy / one).read_bytes(), (copy / two).read_bytes()
        (copy / one).write_bytes(second)
        (copy / two).write_bytes(first)

    def cut_blob(copy: Path) -> None:
        (copy / one).write_bytes((copy / one).read_bytes()[:-1])

    def no_database(copy: Path) -> None:
        (copy / "vault-1.db").unlink()

    def empty_database(copy: Path) -> None:
        (copy / "vault-1.db").write_bytes(b"")

    for damage in (cut, zeroed, swapped_pages, swapped_blobs, cut_blob, no_database, empty_database):
        copy = tmp_path / damage.__name__
        shutil.copytree(gold, copy)
        damage(copy)
        found = look(copy)
        assert found != clean, damage.__name__
        if isinstance(found, Problem):
            assert found in (Problem.REGISTER_DAMAGED, Problem.EVIDENCE_DAMAGED), damage.__name__
        else:
            assert found[0].problems, damage.__name__  # type: ignore[index]
