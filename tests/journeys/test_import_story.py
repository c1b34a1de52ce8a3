"""A learner drops files: badges are kept as they came, everything else becomes evidence, nothing twice."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.journeys import badges
from tests.world import NO_CORPORA, SHARED
from wallet.errors import Cancelled, InputError, Problem, SurroundingsError
from wallet.journeys import collect_evidence, import_credential, report_history
from wallet.journeys.import_credential import files_in, keep, look_at, look_at_all, look_at_file, policy_for
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument
from wallet.model.records import Arrival, Kept
from wallet.model.report import Question, Verdict
from wallet.reading.limits import FILE_BYTES


def arrive(wallet: Wallet, content: bytes, name: str = "badge.json") -> Arrival:
    policy = policy_for(wallet, wallet.clock)
    return look_at(Incoming(content, name), policy, wallet.sandbox, wallet.register)


def bring(wallet: Wallet, content: bytes, name: str = "badge.json") -> Kept:
    return keep(arrive(wallet, content, name), wallet)


def test_looking_stores_nothing_and_keeping_stores_the_bytes_as_they_came(wallet: Wallet) -> None:
    content = badges.badge()

    arrival = arrive(wallet, content)

    assert arrival.result == "kept"
    assert arrival.inspections[0].report.verdict is Verdict.VERIFIED
    assert wallet.register.rows() == ()

    kept = keep(arrival, wallet, "Buurthuis")

    (item,) = kept.ids
    record = wallet.register.credentials.get(item)
    assert record.original == Incoming(content, "badge.json")
    assert record.source_label == "Buurthuis"
    row = record.row
    assert (row.title, row.by, row.date) == ("Taalmaatje", "Buurthuis De Brug", "2026-05-02")
    assert (row.kind, row.verdict) == (ItemKind.CREDENTIAL, Verdict.VERIFIED)
    assert kept.changes.kinds == {ItemKind.CREDENTIAL}
    assert [found.id for found in wallet.register.search("taalles")] == [item]


def test_the_report_of_the_day_can_be_told_again(wallet: Wallet) -> None:
    (item,) = bring(wallet, badges.badge()).ids

    told = report_history.from_json(wallet.register.credentials.get(item).report)

    inspection = import_credential.inspect_again(item, wallet)
    assert told.report == inspection.report
    assert told.standing == inspection.standing


def test_checking_again_adds_a_report_and_keeps_the_old_one(wallet: Wallet, clock: Any) -> None:
    (item,) = bring(wallet, badges.badge(validUntil="2027-01-01T00:00:00Z")).ids
    clock.moment = clock.moment.replace(year=2027)

    inspection, changes = import_credential.check_again(item, wallet)

    assert inspection.report.verdict is Verdict.FAILED
    assert changes.ids == (item,)
    first, second = map(report_history.from_json, wallet.register.credentials.reports(item))
    assert (first.report.verdict, second.report.verdict) == (Verdict.VERIFIED, Verdict.FAILED)
    row = wallet.register.row(item)
    assert row is not None
    assert row.verdict is Verdict.FAILED


def test_the_same_badge_is_recognised_in_whatever_wrapping(wallet: Wallet) -> None:
    content = badges.badge()
    first = bring(wallet, content)

    for again, name in ((content, "copy.json"), (badges.baked(content), "badge.png")):
        arrival = arrive(wallet, again, name)
        assert (arrival.result, arrival.twins) == ("twin", first.ids)
        assert keep(arrival, wallet).ids == first.ids
    other_layout = json.dumps(json.loads(content), indent=4).encode()
    assert bring(wallet, other_layout).result == "twin"
    assert len(wallet.register.rows()) == 1


def test_an_id_with_escapes_and_spaces_is_the_same_id(wallet: Wallet) -> None:
    first = bring(wallet, badges.badge(id="https://school.example/badge/caf%C3%A9"))
    again = bring(wallet, badges.badge(id="https://school.example/badge/café", name="Andere naam"))
    assert (again.result, again.ids) == ("twin", first.ids)


def test_two_copies_in_one_batch_are_kept_once(wallet: Wallet) -> None:
    one, two = arrive(wallet, badges.badge()), arrive(wallet, badges.badge(), "again.json")
    assert (one.result, two.result) == ("kept", "kept")

    first, second = keep(one, wallet), keep(two, wallet)

    assert (second.result, second.ids) == ("twin", first.ids)


def test_a_newer_forgery_never_takes_the_place_of_the_genuine_one(wallet: Wallet) -> None:
    content = badges.badge()
    first = bring(wallet, content)

    for fake in (
        badges.forged(content, validFrom="2026-10-01T00:00:00Z", name="Directeur"),
        badges.badge(badges.key(2), issuer={"id": badges.key(1).holder.did, "type": ["Profile"]}),
        json.dumps({**badges.claims(badges.key(1)), "validFrom": "2026-10-01T00:00:00Z"}).encode(),
    ):
        arrival = arrive(wallet, fake)
        assert arrival.inspections[0].report.verdict in (Verdict.FAILED, Verdict.UNSIGNED)
        assert keep(arrival, wallet).ids == first.ids
    (row,) = wallet.register.rows()
    assert (row.title, row.verdict) == ("Taalmaatje", Verdict.VERIFIED)
    assert wallet.register.credentials.get(row.id).original.original == content


def test_a_forgery_that_came_first_keeps_the_genuine_one_out_no_more_than_that(wallet: Wallet) -> None:
    content = badges.badge()
    fake = bring(wallet, badges.forged(content, name="Directeur"))

    genuine = bring(wallet, content)

    assert genuine.result == "kept"
    assert genuine.ids != fake.ids


def test_a_later_version_by_the_same_key_stands_beside_the_first(wallet: Wallet) -> None:
    first = bring(wallet, badges.badge())

    later = bring(wallet, badges.badge(validFrom="2026-10-01T00:00:00Z"))
    earlier = bring(wallet, badges.badge(validFrom="2026-01-01T00:00:00Z"))

    assert later.result == "kept"
    assert earlier.result == "twin"
    assert {row.id for row in wallet.register.rows()} == {*first.ids, *later.ids}


def test_what_the_check_used_is_kept_with_it(wallet: Wallet) -> None:
    web, content = badges.school_badge()
    needed = CapsuleDocument(
        "https://school.example/badges/did.json", json.dumps(web).encode(), wallet.clock.now()
    )
    other = CapsuleDocument("https://elsewhere.example/did.json", b"{}", wallet.clock.now())

    without = bring(wallet, content)
    arrival = look_at(
        Incoming(content, "b.json"),
        policy_for(wallet, wallet.clock, [needed, other]),
        wallet.sandbox,
        wallet.register,
    )
    kept = keep(arrival, wallet)

    assert arrival.documents == (needed,)
    assert kept.ids == without.ids
    assert kept.result == "twin"
    first, second = map(report_history.from_json, wallet.register.credentials.reports(kept.ids[0]))
    authentic = [report.report.finding(Question.AUTHENTIC) for report in (first, second)]
    assert authentic[0] != authentic[1], "the register was told what the documents settle"
    assert wallet.register.credentials.documents() == (needed,)
    again = import_credential.inspect_again(kept.ids[0], wallet)
    assert again.report.verdict is second.report.verdict, "offline, with what was kept"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x00\x01 random \xff bytes", Problem.NOT_RECOGNISED),
        (b"gewone tekst", Problem.NOT_RECOGNISED),
        (b'{"a": 1}', Problem.NOT_RECOGNISED),
        (b'{"@context": ', None),
        (b"[" * 100, None),
        (b"%PDF-1.7 niet echt", None),
        (b"PK\x03\x04 niet echt", None),
        (b"<!DOCTYPE html><p>Een pagina</p>", None),
        (badges.badge().replace(b'"type"', b'"type": 1, "type"', 1), Problem.DUPLICATE_KEY),
    ],
)
def test_whatever_cannot_be_read_becomes_evidence(
    wallet: Wallet, content: bytes, problem: Problem | None
) -> None:
    arrival = arrive(wallet, content, "iets.bin")
    kept = keep(arrival, wallet, "App4talent")

    assert kept.result == "evidence"
    assert kept.problem is not None
    assert problem in (None, kept.problem)
    (item,) = kept.ids
    evidence = wallet.register.evidence.get(item)
    assert (evidence.name, evidence.source_label) == ("iets.bin", "App4talent")
    with wallet.register.evidence.open(item) as file:
        assert file.read() == content
    assert bring(wallet, content).result == "twin", "the very same file is kept once"


def test_a_badge_without_a_name_goes_by_its_file(wallet: Wallet) -> None:
    nameless = badges.claims(badges.key())
    del nameless["name"]
    nameless["credentialSubject"]["achievement"]["name"] = ""
    (item,) = bring(wallet, json.dumps(nameless).encode(), "mijn badge.json").ids
    row = wallet.register.row(item)
    assert row is not None
    assert row.title == "mijn badge.json"


def test_an_empty_file_is_refused(wallet: Wallet) -> None:
    kept = bring(wallet, b"")
    assert (kept.result, kept.problem, kept.ids) == ("refused", Problem.EMPTY_FILE, ())
    assert wallet.register.rows() == ()


def test_a_folder_gives_one_answer_for_each_file(wallet: Wallet, tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    (folder / "deeper").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.json").write_bytes(badges.badge())
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "b.json").write_bytes(badges.badge())
    (folder / "a.txt").write_text("notitie")
    (folder / "deeper" / "c.png").write_bytes(badges.baked(badges.badge()))
    (folder / "deeper" / "round").symlink_to(folder)
    missing = tmp_path / "missing.json"
    told: list[tuple[int, int]] = []

    found = look_at_all(
        [folder, missing],
        policy_for(wallet, wallet.clock),
        wallet.sandbox,
        wallet.register,
        progress=lambda done, total: told.append((done, total)),
    )

    assert [path.name for path, _ in found] == ["a.txt", "b.json", "c.png", "missing.json"]
    assert [arrival.result for _, arrival in found] == ["evidence", "kept", "kept", "refused"]
    assert found[-1][1].problem is Problem.FILE_MISSING
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [keep(arrival, wallet).result for _, arrival in found] == ["evidence", "kept", "twin", "refused"]


def test_a_walk_leaves_a_register_alone(wallet: Wallet, folder: Path) -> None:
    (folder.parent / "a.txt").write_text("notitie")
    assert [path.name for path in files_in([folder.parent])] == ["a.txt"]


def test_a_batch_can_be_stopped(wallet: Wallet, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    stop = Event()
    stop.set()
    with pytest.raises(Cancelled):
        look_at_all([tmp_path / "a.txt"], policy_for(None, wallet.clock), wallet.sandbox, None, stop=stop)


def test_too_many_files_at_once_are_refused(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_credential, "MOST_FILES", 1)
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    with pytest.raises(InputError) as caught:
        look_at_all([tmp_path], policy_for(None, wallet.clock), wallet.sandbox, None)
    assert caught.value.problem is Problem.TOO_MANY_PARTS


def test_a_file_over_the_size_of_a_credential_streams_into_the_evidence(
    wallet: Wallet, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.write(b"\x00\x00\x00\x18ftypmp42")
        file.truncate(FILE_BYTES + 10)

    ((_, arrival),) = look_at_all([film], policy_for(None, wallet.clock), wallet.sandbox, wallet.register)
    kept = keep(arrival, wallet)

    assert arrival.incoming.original == b""
    assert (kept.result, kept.problem) == ("evidence", Problem.TOO_LARGE)
    evidence = wallet.register.evidence.get(kept.ids[0])
    assert (evidence.size, evidence.media_type) == (FILE_BYTES + 10, "video/mp4")


def test_a_file_over_every_limit_is_refused(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect_evidence, "EVIDENCE_BYTES", FILE_BYTES)
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(FILE_BYTES + 1)
    ((_, arrival),) = look_at_all([film], policy_for(None, wallet.clock), wallet.sandbox, wallet.register)
    assert (arrival.result, arrival.problem) == ("refused", Problem.TOO_LARGE)


def test_a_file_that_may_not_be_read_is_refused(
    wallet: Wallet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise PermissionError

    file = tmp_path / "dicht.json"
    file.write_bytes(badges.badge())
    monkeypatch.setattr(Path, "open", closed)
    (arrival,) = look_at_file(file, policy_for(None, wallet.clock), wallet.sandbox, None)
    assert (arrival.result, arrival.problem) == ("refused", Problem.NO_PERMISSION)


def test_a_failure_while_keeping_leaves_nothing_behind(
    wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrival = arrive(wallet, badges.badge())

    def full(*_: object) -> None:
        raise SurroundingsError(Problem.DISK_FULL, free=0)

    with monkeypatch.context() as patched:
        patched.setattr(wallet.register.credentials, "_report", full)
        with pytest.raises(SurroundingsError):
            keep(arrival, wallet)

    assert wallet.register.rows() == ()
    assert keep(arrival, wallet).result == "kept"


def test_removing_a_badge_leaves_its_evidence(wallet: Wallet, tmp_path: Path) -> None:
    (item,) = bring(wallet, badges.badge()).ids
    photo = tmp_path / "foto.txt"
    photo.write_text("foto")
    kept = collect_evidence.attach(collect_evidence.look_at(photo), item, wallet)

    changes = import_credential.remove(item, wallet)

    assert changes.ids == (item,)
    assert [row.id for row in wallet.register.rows()] == list(kept.ids)


def test_without_a_register_a_file_can_be_looked_at(wallet: Wallet) -> None:
    policy = policy_for(None, wallet.clock)
    arrival = look_at(Incoming(badges.badge(), "b.json"), policy, wallet.sandbox, None)
    assert (arrival.result, arrival.twins) == ("kept", ())


TEN = (
    "ob3/1edtech/simple-eddsa-2022.json",
    "ob3/1edtech/simple-jwt.png",
    "ob3/1edtech/endorsement-valid.json",
    "ob3/learncard/obv3MicroCredential.json",
    "ob3/dcc/v1/bothSignatureTypes/didKey/fourRegistry-noStatus-noExpiry.json",
    "ob3/educredentials-nl/mbob_eo_eov_microcredential_full.json",
    "ob3/lcw/revokedCredential.json",
    "clr2/1edtech/simple.jwt",
    "ob2/badgr/baked_image.png",
    "ob2/mozilla-bakery/baked.svg",
)


@pytest.mark.skipif(not SHARED.is_dir(), reason=NO_CORPORA)
def test_ten_real_files_are_kept_byte_for_byte(wallet: Wallet) -> None:
    paths = [SHARED / "corpora" / name for name in TEN]

    found = look_at_all(paths, policy_for(wallet, wallet.clock), wallet.sandbox, wallet.register)
    kept = [keep(arrival, wallet) for _, arrival in found]

    assert [one.result for one in kept] == ["kept"] * len(TEN)
    for path, one in zip(paths, kept, strict=True):
        record = wallet.register.credentials.get(one.ids[0])
        assert record.original.original == path.read_bytes()
        assert record.row.title
    assert len(wallet.register.rows()) == len(TEN)
