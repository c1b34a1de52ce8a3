from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.unit.store import things
from tests.world import CHEAP, PASSPHRASE, clock, new_register
from wallet.errors import Cancelled, InputError, Problem, RefusedError, SurroundingsError, WalletError
from wallet.store import backups
from wallet.store.register import StudyRegister
from wallet.store.slots import Passphrase, RecoveryCode

RIGHT = Passphrase(PASSPHRASE)


@pytest.fixture
def backup(tmp_path: Path, register: StudyRegister) -> Path:
    """Of a register with an experience, a credential and evidence."""
    kept = things.experience(register)
    register.credentials.add(things.record(documents=(things.document(),)))
    things.evidence(register, b"a" * 200_000, about=(kept,))
    things.evidence(register, b"")
    out = tmp_path / "register.backup"
    report = backups.write(register, out)
    assert (report.state, report.records, report.evidence) == ("whole", 2, 2)
    return out


def contents(register: StudyRegister) -> object:
    """Everything a person put in, whatever the files look like."""
    files = [register.evidence.get(row.id) for row in register.rows("evidence")]
    return (
        register.rows(),
        [row.title for row in register.rows()],
        [register.experiences.get(row.id).model_dump() for row in register.rows("experiences")],
        [register.credentials.get(row.id) for row in register.rows("badges")],
        files,
        [register.evidence.open(file.id).read() for file in files],
        register.holder(),
        register.signing_key().holder,
    )


def test_what_was_backed_up_comes_back(tmp_path: Path, register: StudyRegister, backup: Path) -> None:
    register.signing_key()
    backups.write(register, backup)
    report = backups.restore(backup, RIGHT, tmp_path / "new", clock())
    assert (report.state, report.records, report.evidence) == ("whole", 2, 2)
    with StudyRegister.open(tmp_path / "new", RIGHT, clock(), floor=CHEAP) as again:
        assert contents(again) == contents(register)
        things.experience(again)


def test_the_recovery_code_opens_it_too(tmp_path: Path) -> None:
    register, code = new_register(tmp_path / "one")
    with register:
        backups.write(register, tmp_path / "register.backup")
    backups.restore(tmp_path / "register.backup", RecoveryCode(code), tmp_path / "new", clock())
    assert (tmp_path / "new" / "header").exists()


def test_nothing_in_it_can_be_read_without_the_key(backup: Path) -> None:
    content = backup.read_bytes()
    for text in (b"Taalmaatje", b"foto.jpg", b"vault-1.db\x22,\x22size", b"aaaaaaaa"):
        assert text not in content
    assert backup.stat().st_mode & 0o777 == 0o600


def test_two_backups_never_share_a_key_stream(register: StudyRegister, backup: Path) -> None:
    first = backup.read_bytes()
    backups.write(register, backup)
    second = backup.read_bytes()
    assert len(first) == len(second)
    same = sum(one == two for one, two in zip(first[-10_000:], second[-10_000:], strict=True))
    assert same < 200


def test_restoring_never_writes_over_anything(tmp_path: Path, folder: Path, backup: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for place in (folder, tmp_path / "full", tmp_path / "file"):
        with pytest.raises(SurroundingsError) as caught:
            backups.restore(backup, RIGHT, place, clock())
        assert caught.value.problem in (Problem.FOLDER_IN_USE, Problem.ALREADY_EXISTS)
    assert (tmp_path / "full" / "mine").read_text() == (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    backups.restore(backup, RIGHT, tmp_path / "empty", clock())
    assert not list(tmp_path.glob(".tmp-*"))


def test_wrong_words_restore_nothing(tmp_path: Path, backup: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(RefusedError) as caught:
        backups.restore(backup, Passphrase("fout"), tmp_path / "new", clock())
    assert caught.value.problem is Problem.WRONG_PASSPHRASE
    assert sorted(tmp_path.iterdir()) == before


def test_files_that_are_no_backup(tmp_path: Path, folder: Path, backup: Path) -> None:
    whole = backup.read_bytes()
    cases = {
        b"": Problem.NOT_A_BACKUP,
        b"hello": Problem.NOT_A_BACKUP,
        (folder / "header").read_bytes(): Problem.NOT_A_BACKUP,
        whole[:11]: Problem.NOT_A_BACKUP,
        whole[:40]: Problem.DAMAGED_FILE,
        whole[:-1]: Problem.DAMAGED_FILE,
        whole[: len(whole) // 2]: Problem.DAMAGED_FILE,
        whole + b"\0": Problem.DAMAGED_FILE,
        whole[:10] + b"\0\2" + whole[12:]: Problem.NEWER_FORMAT,
        whole.replace(b'"created":"2026', b'"created":"2027', 1): Problem.DAMAGED_FILE,
    }
    for content, problem in cases.items():
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(WalletError) as caught:
            backups.restore(tmp_path / "other", RIGHT, tmp_path / "new", clock())
        assert caught.value.problem is problem
        assert not (tmp_path / "new").exists()
    with pytest.raises(SurroundingsError) as missing:
        backups.restore(tmp_path / "nowhere", RIGHT, tmp_path / "new", clock())
    assert missing.value.problem is Problem.FILE_MISSING


def test_a_damaged_register_is_copied_as_far_as_it_is_there(
    tmp_path: Path, folder: Path, register: StudyRegister
) -> None:
    things.experience(register)
    gone, hurt = things.evidence(register), things.evidence(register, b"b" * 100)
    paths = {path.stat().st_size: path for path in (folder / "blobs").rglob("*") if path.is_file()}
    paths[gone.size + 16].unlink()
    paths[hurt.size + 16].write_bytes(bytes(116))
    report = backups.write(register, tmp_path / "register.backup")
    assert report.state == "damaged"
    assert set(report.problems) == {Problem.EVIDENCE_MISSING, Problem.EVIDENCE_DAMAGED}
    report = backups.restore(tmp_path / "register.backup", RIGHT, tmp_path / "new", clock())
    assert (report.state, report.records) == ("damaged", 1)


def test_a_stopped_backup_keeps_the_former_one(register: StudyRegister, backup: Path) -> None:
    before, stop = backup.read_bytes(), threading.Event()
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))
        stop.set()

    with pytest.raises(Cancelled):
        backups.write(register, backup, progress, stop)
    assert backup.read_bytes() == before
    assert len(seen) == 1
    assert 0 < seen[0][0] < seen[0][1]
    things.experience(register)


def test_a_backup_that_cannot_be_read_back_does_not_count(
    register: StudyRegister, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that keeps other bytes than it was given."""
    before = backup.read_bytes()
    honest = backups.backup_file.opened

    def forgetful(path: Path):  # type: ignore[no-untyped-def]
        with path.open("r+b") as file:
            file.seek(-5, 2)
            file.write(b"xxxxx")
        return honest(path)

    monkeypatch.setattr(backups.backup_file, "opened", forgetful)
    with pytest.raises(SurroundingsError) as caught:
        backups.write(register, backup)
    assert caught.value.problem is Problem.DISK_ERROR
    assert backup.read_bytes() == before


def test_a_member_outside_the_register_is_refused(tmp_path: Path, register: StudyRegister) -> None:
    """Whoever knows the passphrase of a backup must still not write beside the folder."""
    (tmp_path / "outside").write_bytes(b"x")
    with register.standing_still() as keyring, (tmp_path / "evil").open("wb") as file:
        names = ["../outside", register.header.database]
        backups.backup_file.write(file, register.header, keyring, register.folder, names)
    with pytest.raises(InputError) as caught:
        backups.restore(tmp_path / "evil", RIGHT, tmp_path / "new", clock())
    assert caught.value.problem is Problem.DAMAGED_FILE
