"""Evidence: kept encrypted byte for byte, given out as a copy without hidden data, streamed both ways."""

from __future__ import annotations

import io
import os
from pathlib import Path
from threading import Event

import pytest
from PIL import Image

from wallet.errors import Cancelled, InputError, Problem, SurroundingsError, WalletError
from wallet.journeys import collect_evidence, record_experience
from wallet.journeys.collect_evidence import attach, cleaned_copy, look_at
from wallet.journeys.wallet import Wallet
from wallet.model.experience import EvidenceKind, Experience, ExperienceKind

SECRET = b"Geheimestraat"
GPS_IFD = 0x8825


def photo() -> bytes:
    """A photo that knows where it was taken."""
    data = Image.Exif()
    data[0x010E] = SECRET.decode()
    data.get_ifd(GPS_IFD).update({1: "N", 2: (52.0, 5.0, 26.25)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "orange").save(out, "JPEG", exif=data)
    return out.getvalue()


@pytest.fixture
def item(wallet: Wallet) -> str:
    """An experience that evidence can belong to."""
    return record_experience.keep(Experience(kind=ExperienceKind.WORK, title="Bakker"), wallet).ids[0]


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_photo_is_told_by_its_content_and_looking_stores_nothing(wallet: Wallet, tmp_path: Path) -> None:
    arrival = look_at(put(tmp_path, "brood.pdf", photo()))
    assert (arrival.name, arrival.kind, arrival.media_type) == ("brood.pdf", EvidenceKind.PHOTO, "image/jpeg")
    assert not arrival.hidden
    assert wallet.register.rows() == ()


def test_the_original_stays_and_what_leaves_has_no_place_in_it(
    wallet: Wallet, item: str, tmp_path: Path
) -> None:
    original = photo()
    path = put(tmp_path, "brood.jpg", original)

    kept = attach(look_at(path), item, wallet, source_label="App4talent")

    (evidence,) = kept.ids
    assert kept.result == "evidence"
    assert [one.id for one in collect_evidence.about(item, wallet)] == [evidence]
    assert path.read_bytes() == original
    for file in wallet_files(tmp_path):
        assert SECRET not in file, "encrypted on disk"
    out = tmp_path / "terug.jpg"
    collect_evidence.save_original(evidence, out, wallet)
    assert out.read_bytes() == original

    copy = cleaned_copy(evidence, wallet)

    with copy.open() as stream:
        content = stream.read()
    assert copy.cleaned
    assert len(content) == copy.size
    assert SECRET not in content
    with Image.open(io.BytesIO(content)) as image:
        assert not image.getexif()
        assert image.size == (64, 48)
    with copy.open() as again:
        assert b"".join(iter(lambda: again.read(7), b"")) == content, "a fresh stream each time"


def wallet_files(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in (folder / "register").rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", EvidenceKind.DOCUMENT),
        (b"\x00\x00\x00\x18ftypheic", EvidenceKind.PHOTO),
        (b"\x00\x00\x00\x18ftypisom", EvidenceKind.VIDEO),
        (b"ID3\x04\x00", EvidenceKind.AUDIO),
        (b"PK\x03\x04\x14\x00\x06\x00", EvidenceKind.OTHER),
    ],
)
def test_what_we_cannot_look_into_says_so_and_leaves_as_it_is(
    wallet: Wallet, item: str, tmp_path: Path, content: bytes, kind: EvidenceKind
) -> None:
    arrival = look_at(put(tmp_path, "bewijs", content))
    assert arrival.hidden
    assert arrival.kind is kind

    (evidence,) = attach(arrival, item, wallet).ids

    copy = cleaned_copy(evidence, wallet)
    assert not copy.cleaned
    with copy.open() as stream:
        assert stream.read() == content
    assert copy.size == len(content)


def test_a_damaged_photo_says_that_it_cannot_be_cleaned(tmp_path: Path) -> None:
    assert look_at(put(tmp_path, "half.jpg", photo()[:300])).hidden


def test_the_same_file_is_kept_once_and_belongs_to_both(wallet: Wallet, item: str, tmp_path: Path) -> None:
    other = record_experience.keep(Experience(kind=ExperienceKind.HOBBY, title="Bakken"), wallet).ids[0]
    path = put(tmp_path, "brood.jpg", photo())
    first = attach(look_at(path), item, wallet)

    second = attach(look_at(put(tmp_path, "kopie.jpg", photo())), other, wallet)

    assert (second.result, second.ids) == ("twin", first.ids)
    assert set(wallet.register.evidence.get(first.ids[0]).about) == {item, other}

    collect_evidence.detach(first.ids[0], other, wallet)
    assert collect_evidence.about(other, wallet) == ()
    collect_evidence.remove(first.ids[0], wallet)
    assert collect_evidence.about(item, wallet) == ()
    assert wallet.register.integrity().evidence == 0


def test_progress_is_told_and_a_stop_leaves_nothing(wallet: Wallet, item: str, tmp_path: Path) -> None:
    path = put(tmp_path, "film.mp4", b"\x00\x00\x00\x18ftypmp42" + os.urandom(5_000_000))
    stop = Event()
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        stop.set()

    with pytest.raises(Cancelled):
        attach(look_at(path), item, wallet, progress, stop)
    assert collect_evidence.about(item, wallet) == ()
    assert wallet.register.integrity().evidence == 0

    attach(look_at(path), item, wallet, lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_stop_before_the_first_byte_is_heeded(wallet: Wallet, item: str, tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        attach(look_at(put(tmp_path, "a.txt", b"a")), item, wallet, stop=stop)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda folder: put(folder, "leeg.txt", b""), Problem.EMPTY_FILE),
        (lambda folder: folder / "weg.txt", Problem.FILE_MISSING),
        (lambda folder: folder, Problem.IS_A_FOLDER),
    ],
    ids=["empty", "missing", "folder"],
)
def test_what_cannot_be_evidence_says_why(tmp_path: Path, make: object, problem: Problem) -> None:
    assert callable(make)
    with pytest.raises(WalletError) as caught:
        look_at(make(tmp_path))
    assert caught.value.problem is problem


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect_evidence, "EVIDENCE_BYTES", 10)
    assert look_at(put(tmp_path, "a.txt", b"x" * 10)).size == 10
    with pytest.raises(InputError) as caught:
        look_at(put(tmp_path, "b.txt", b"x" * 11))
    assert (caught.value.problem, caught.value.numbers) == (Problem.TOO_LARGE, {"limit": 10})


def test_a_file_that_went_away_after_looking_says_so(wallet: Wallet, item: str, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"a")
    arrival = look_at(path)
    path.unlink()
    with pytest.raises(SurroundingsError) as caught:
        attach(arrival, item, wallet)
    assert caught.value.problem is Problem.FILE_MISSING


def test_an_original_that_cannot_be_written_leaves_no_half_file(
    wallet: Wallet, item: str, tmp_path: Path
) -> None:
    (evidence,) = attach(look_at(put(tmp_path, "a.txt", b"a")), item, wallet).ids
    with pytest.raises(SurroundingsError):
        collect_evidence.save_original(evidence, tmp_path / "weg" / "a.txt", wallet)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "register"]
