from __future__ import annotations

import hashlib
import io
import stat
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store import things
from tests.world import CHEAP, NAME, PASSPHRASE, clock, new_register
from wallet.clock import FixedClock
from wallet.errors import Cancelled, Problem, RefusedError, SurroundingsError
from wallet.model.changes import ItemKind
from wallet.model.experience import EvidenceKind, Experience
from wallet.model.holder import Holder
from wallet.model.portfolio import BundleReceipt
from wallet.model.report import Verdict
from wallet.store import header, slots
from wallet.store.register import StudyRegister
from wallet.store.slots import FLOOR, Passphrase, RecoveryCode


def reopen(folder: Path, text: str = PASSPHRASE, at: FixedClock | None = None) -> StudyRegister:
    return StudyRegister.open(folder, Passphrase(text), at or clock())


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- opening and closing


def test_it_is_made_kept_and_opened_again(folder: Path) -> None:
    register, code = new_register(folder)
    with register:
        kept = things.experience(register)
    with reopen(folder) as register:
        assert register.experiences.get(kept).title == "Taalmaatje"
        assert register.holder() == Holder(name=NAME)
    with StudyRegister.open(folder, RecoveryCode(code), clock()) as register:
        assert register.row(kept) is not None


def test_a_second_one_is_not_made_over_the_first(folder: Path, register: StudyRegister) -> None:
    with pytest.raises(SurroundingsError) as caught:
        new_register(folder)
    assert caught.value.problem is Problem.ALREADY_EXISTS


def test_other_peoples_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("head", "vault-1.db", "letter.odt"):
        place = tmp_path / name.partition(".")[0]
        place.mkdir()
        (place / name).write_text("mine")
        with pytest.raises(SurroundingsError) as caught:
            new_register(place)
        assert caught.value.problem is Problem.FOLDER_IN_USE
        assert [path.name for path in place.iterdir()] == [name]
    (tmp_path / "empty").mkdir(mode=0o755)
    new_register(tmp_path / "empty")[0].close()
    assert stat.S_IMODE((tmp_path / "empty").stat().st_mode) == 0o700


def test_after_a_creation_that_was_cut_off_one_can_be_made(folder: Path) -> None:
    register, _ = new_register(folder)
    register.close()
    for name in ("header", "header.bak"):
        (folder / name).unlink()
    register, _ = new_register(folder)
    with register:
        things.experience(register)
        assert register.integrity().state == "whole"


def test_a_wrong_passphrase_changes_no_byte_and_lets_the_right_one_in(folder: Path) -> None:
    """The lock is let go of after a failed unlock."""
    register, _ = new_register(folder)
    things.evidence(register)
    register.close()
    before = tree(folder)
    for text in ("", "fout", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(RefusedError) as caught:
            reopen(folder, text)
        assert caught.value.problem is Problem.WRONG_PASSPHRASE
        assert tree(folder) == before
    with reopen(folder) as register:
        assert register.counts()["evidence"] == 1


def test_one_writer(folder: Path, register: StudyRegister) -> None:
    for text in (PASSPHRASE, "fout"):
        with pytest.raises(RefusedError) as caught:
            reopen(folder, text)
        assert caught.value.problem is Problem.REGISTER_IN_USE
    things.experience(register)
    register.close()
    with reopen(folder) as again:
        assert again.counts()["all"] == 1


def test_no_register_here(folder: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.NO_REGISTER
    assert not folder.exists()


def test_files_are_private_and_their_names_say_nothing(folder: Path, register: StudyRegister) -> None:
    things.evidence(register)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name
        assert "foto" not in path.name
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for text in (b"foto", NAME.encode(), b"CREATE TABLE"):
        assert text not in content


def test_closing_twice_is_fine_and_keys_are_gone(folder: Path, register: StudyRegister) -> None:
    keyring = register._keyring
    register.close()
    register.close()
    assert keyring.master == bytes(32)


def test_a_cheap_passphrase_is_made_dearer_when_it_opens(folder: Path) -> None:
    register, code = new_register(folder)
    register.close()
    with StudyRegister.open(folder, RecoveryCode(code), clock(), floor=FLOOR) as register:
        assert slots.cost_of(register.header.slots[0]) == CHEAP
    with StudyRegister.open(folder, Passphrase(PASSPHRASE), clock(), floor=FLOOR):
        pass
    with reopen(folder) as register:
        costs = [slots.cost_of(slot) for slot in register.header.slots if slot["type"] == slots.PASSPHRASE]
        assert costs == [FLOOR]
    with StudyRegister.open(folder, RecoveryCode(code), clock()):
        pass


def test_the_recovery_code_is_typed_back_once(folder: Path) -> None:
    register, code = new_register(folder)
    with register:
        assert not register.recovery_confirmed
        assert not register.confirm_recovery("00000-00000")
        assert not register.confirm_recovery(PASSPHRASE)
        assert not register.recovery_confirmed
        assert register.confirm_recovery(code.lower())
    with reopen(folder) as register:
        assert register.recovery_confirmed


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells this about a process")
def test_a_process_with_keys_leaves_no_core_image(register: StudyRegister) -> None:
    import ctypes
    import resource

    get_dumpable = 3
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0) == 0


# -- the last save


def test_a_database_older_than_its_last_save_is_noticed(folder: Path) -> None:
    register, _ = new_register(folder)
    register.close()
    old = (folder / "vault-1.db").read_bytes()
    with reopen(folder) as register:
        lost = things.experience(register)
    (folder / "vault-1.db").write_bytes(old)
    with reopen(folder) as register:
        assert register.blocked is Problem.REGISTER_OLDER
        assert register.integrity().problems == (Problem.REGISTER_OLDER,)
        assert register.row(lost) is None
        with pytest.raises(RefusedError) as caught:
            things.experience(register)
        assert caught.value.problem is Problem.REGISTER_OLDER
    with reopen(folder) as register:  # still said: nobody wrote over the note
        register.accept_as_it_is()
        things.experience(register)
    with reopen(folder) as register:
        assert register.blocked is None
        assert register.counts()["all"] == 1


def test_a_crash_before_the_note_of_a_save_is_mended(folder: Path) -> None:
    register, _ = new_register(folder)
    note = (folder / "head").read_bytes()
    things.experience(register)
    register.close()
    (folder / "head").write_bytes(note)
    with reopen(folder) as register:
        assert register.blocked is None
    assert (folder / "head").read_bytes() != note


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_note_is_said_and_blocks_writing(folder: Path, damage: bytes | None) -> None:
    register, _ = new_register(folder)
    register.close()
    if damage is None:
        (folder / "head").unlink()
    else:
        (folder / "head").write_bytes(damage)
    with reopen(folder) as register:
        assert register.blocked is Problem.REGISTER_DAMAGED
        assert register.integrity().state == "damaged"


def test_the_log_is_empty_after_every_act(folder: Path, register: StudyRegister) -> None:
    for _ in range(3):
        things.experience(register)
        assert (folder / "vault-1.db-wal").stat().st_size == 0


# -- acts


def test_an_act_is_there_as_a_whole_or_not_at_all(folder: Path, register: StudyRegister) -> None:
    before = register.counts()

    def half() -> None:
        with register.act():
            kept = things.experience(register)
            things.evidence(register, about=(kept,))
            raise Cancelled

    with pytest.raises(Cancelled):
        half()
    assert register.counts() == before
    assert not [path for path in (folder / "blobs").rglob("*") if path.is_file()]
    with register.act():
        kept = things.experience(register)
        things.evidence(register, about=(kept,))
    assert register.counts()["all"] == 2
    assert register.integrity().state == "whole"


def test_another_thread_may_use_it_in_turn(register: StudyRegister) -> None:
    kept: list[str] = []
    worker = threading.Thread(target=lambda: kept.append(things.experience(register)))
    worker.start()
    worker.join()
    assert register.row(kept[0]) is not None


# -- experiences


def test_an_experience_keeps_its_history(register: StudyRegister) -> None:
    kept = things.experience(register, "Eerst")
    first = register.experiences.get(kept)
    later = register.experiences.put(
        first.model_copy(update={"title": "Daarna"}), things.row(title="Daarna"), "Daarna"
    )
    assert later == kept
    assert [version.title for version in register.experiences.history(kept)] == ["Eerst"]
    assert register.experiences.get(kept).title == "Daarna"
    assert register.experiences.get(kept).created == first.created
    assert register.search("eerst") == ()
    register.experiences.remove(kept)
    with pytest.raises(RefusedError):
        register.experiences.get(kept)
    assert register.counts()["all"] == 0


def test_ids_are_uuids_in_the_order_of_making(register: StudyRegister) -> None:
    first = things.experience(register)
    register._clock.moment += timedelta(seconds=1)  # type: ignore[attr-defined]
    second = things.experience(register)
    assert first < second
    assert (first[14], len(first)) == ("7", 36)
    assert first[19] in "89ab"


# -- credentials


def test_original_bytes_stay_and_reports_add_up(register: StudyRegister) -> None:
    content = bytes(range(256))
    kept = register.credentials.add(things.record(content))
    register.credentials.append_report(kept, '{"verdict": "failed"}', Verdict.FAILED)
    found = register.credentials.get(kept)
    assert found.original.original == content
    assert (found.report, found.row.verdict) == ('{"verdict": "failed"}', Verdict.FAILED)
    assert register.credentials.reports(kept) == ('{"verdict": "verified"}', '{"verdict": "failed"}')


def test_the_same_badge_is_recognised(register: StudyRegister) -> None:
    kept = register.credentials.add(things.record(b"a", same_as="issuer|1"))
    digest = things.record(b"a").digest
    assert register.credentials.twins(digest, "") == (kept,)
    assert register.credentials.twins("sha256:other", "issuer|1") == (kept,)
    assert register.credentials.twins("sha256:other", "") == ()


def test_a_document_is_kept_once_for_all_and_goes_with_the_last(register: StudyRegister) -> None:
    one = register.credentials.add(things.record(b"a", documents=(things.document(),)))
    two = register.credentials.add(things.record(b"b", documents=(things.document(),)))
    assert register.credentials.documents() == (things.document(),)
    assert register.credentials.get(two).documents == (things.document(),)
    register.credentials.remove(one)
    assert register.credentials.documents() == (things.document(),)
    register.credentials.remove(two)
    assert register.credentials.documents() == ()


def test_a_credential_is_not_an_experience(register: StudyRegister) -> None:
    kept = register.credentials.add(things.record())
    for look in (register.experiences.get, register.evidence.get, register.portfolios.get):
        with pytest.raises(RefusedError) as caught:
            look(kept)
        assert caught.value.problem is Problem.NOT_FOUND


# -- evidence


def test_evidence_comes_back_byte_for_byte(register: StudyRegister) -> None:
    content = bytes(range(256)) * 1000
    seen: list[tuple[int, int]] = []
    about = things.experience(register)
    kept = register.evidence.add(
        io.BytesIO(content),
        name="foto.jpg",
        kind=EvidenceKind.PHOTO,
        media_type="image/jpeg",
        about=(about,),
        progress=lambda done, total: seen.append((done, total)),
    )
    with register.evidence.open(kept.id) as file:
        assert file.read() == content
    assert kept.digest == "sha256:" + hashlib.sha256(content).hexdigest()
    assert seen[-1] == (len(content), len(content))
    assert register.evidence.get(kept.id) == kept
    assert register.evidence.about(about) == (kept,)
    assert register.evidence.twins(kept.digest) == (kept.id,)


def test_evidence_belongs_to_more_than_one_item_and_outlives_them(register: StudyRegister) -> None:
    one, two = things.experience(register), things.experience(register)
    kept = things.evidence(register, about=(one,))
    register.evidence.attach(kept.id, two)
    register.evidence.attach(kept.id, two)
    assert register.evidence.get(kept.id).about == (one, two)
    register.evidence.detach(kept.id, one)
    assert register.evidence.about(one) == ()
    register.experiences.remove(two)
    assert register.evidence.get(kept.id).about == ()


def test_removed_evidence_leaves_no_file(folder: Path, register: StudyRegister) -> None:
    kept = things.evidence(register)
    register.evidence.remove(kept.id)
    assert not [path for path in (folder / "blobs").rglob("*") if path.is_file()]


def test_stopping_while_evidence_comes_in_leaves_nothing(folder: Path, register: StudyRegister) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        register.evidence.add(
            io.BytesIO(b"x"), name="a", kind=EvidenceKind.OTHER, media_type="text/plain", stop=stop
        )
    assert register.counts()["evidence"] == 0
    assert not [path for path in (folder / "blobs").rglob("*") if path.is_file()]


def test_missing_evidence_is_said_and_the_rest_works(folder: Path, register: StudyRegister) -> None:
    kept = things.evidence(register)
    next(path for path in (folder / "blobs").rglob("*") if path.is_file()).unlink()
    with pytest.raises(SurroundingsError) as caught:
        register.evidence.open(kept.id)
    assert caught.value.problem is Problem.EVIDENCE_MISSING
    report = register.integrity()
    assert (report.state, report.problems) == ("damaged", (Problem.EVIDENCE_MISSING,))
    things.experience(register)


def test_leftovers_are_put_aside_for_thirty_days(folder: Path) -> None:
    register, _ = new_register(folder)
    things.evidence(register)
    register.close()
    stray = folder / "blobs" / "ab" / ("ab" * 16)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left over")
    (folder / "blobs" / "ab" / ".tmp-1").write_bytes(b"half")
    (folder / ".tmp-2").write_bytes(b"half")
    with reopen(folder) as register:
        report = register.integrity()
        assert (report.state, report.quarantined, report.evidence) == ("whole", 3, 1)
    later = clock()
    later.moment += timedelta(days=29)
    with reopen(folder, at=later) as register:
        assert register.integrity().quarantined == 3
    later.moment += timedelta(days=2)
    with reopen(folder, at=later) as register:
        assert register.integrity().quarantined == 0


def test_folders_that_somebody_tidied_away_come_back(folder: Path) -> None:
    register, _ = new_register(folder)
    register.close()
    for name in ("blobs", "quarantine", "backups"):
        (folder / name).rmdir()
    with reopen(folder) as register:
        things.evidence(register)
        assert register.integrity().state == "whole"


# -- lists and search


def test_views_and_their_counts(register: StudyRegister) -> None:
    things.experience(register)
    register.credentials.add(things.record(b"a", verdict=Verdict.INDETERMINATE, until="2026-12-31"))
    register.credentials.add(things.record(b"b", until="2028-01-01"))
    register.credentials.add(things.record(b"c", until="2020-01-01"))
    endorsement = things.record(b"d")
    register.credentials.add(
        type(endorsement)(
            row=things.row(ItemKind.ENDORSEMENT),
            original=endorsement.original,
            media_type="",
            digest="d",
            same_as="",
            report="{}",
        )
    )
    things.evidence(register)
    receipt = BundleReceipt(
        digest="sha256:1",
        file_digest="sha256:2",
        size=1,
        wrapping="html",
        created=things.DAY,
        item_ids=("a", "b"),
        purpose="Toelating",
    )
    noted = register.portfolios.note(receipt, things.row(ItemKind.PORTFOLIO, title="Toelating"))
    assert register.counts() == {
        "all": 7,
        "experiences": 1,
        "badges": 3,
        "others": 1,
        "waiting": 0,
        "expiring": 2,
        "unsure": 1,
        "evidence": 1,
        "portfolios": 1,
    }
    for view, count in register.counts().items():
        assert len(register.rows(view)) == count
    assert register.portfolios.get(noted) == receipt
    assert register.portfolios.all() == ((noted, receipt),)


def test_lists_follow_every_change(register: StudyRegister) -> None:
    kept = things.experience(register, "Eerst")
    assert [row.title for row in register.rows()] == ["Eerst"]

    def half() -> None:
        with register.act():
            things.experience(register, "Halverwege", kept)
            assert [row.title for row in register.rows()] == ["Halverwege"]
            raise Cancelled

    with pytest.raises(Cancelled):
        half()
    assert [row.title for row in register.rows()] == ["Eerst"]
    things.experience(register, "Daarna", kept)
    assert [row.title for row in register.rows()] == ["Daarna"]
    assert [row.title for row in register.search("daarna")] == ["Daarna"]
    badge = register.credentials.add(things.record())
    register.rows()
    register.credentials.append_report(badge, "{}", Verdict.FAILED)
    assert [row.verdict for row in register.rows("badges")] == [Verdict.FAILED]
    register.experiences.remove(kept)
    assert [row.id for row in register.rows()] == [badge]


def test_newest_first_and_unknown_dates_last(register: StudyRegister) -> None:
    for date in ("2024", "", "2024-02-03", "2026-01"):
        register.experiences.put(
            Experience(kind="werk", title=date or "geen"), things.row(date=date, title=date or "geen"), ""
        )
    assert [row.title for row in register.rows()] == ["2026-01", "2024-02-03", "2024", "geen"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cafe", True),
        ("CAFÉ", True),
        ("taal buur", True),
        ("buurthuis taalmaatje", True),
        ("taal niets", False),
        ("maatje", False),
        ('"taal', True),
        ("taal*", True),
        ("taal OR niets", False),
        ("- ( )", False),
        ("", False),
        ("taal-maatje", False),
        ("über", True),
        ("title:taal", False),
    ],
)
def test_search(register: StudyRegister, text: str, found: bool) -> None:
    kept = things.experience(register, text="Café in het buurthuis, uber alles")
    assert [row.id for row in register.search(text)] == ([kept] if found else [])


def test_search_stops_at_its_limit(register: StudyRegister) -> None:
    for number in range(5):
        things.experience(register, f"Taal {number}")
    assert len(register.search("taal", limit=3)) == 3


# -- the owner


def test_the_holder_and_settings(folder: Path, register: StudyRegister) -> None:
    register.set_holder(Holder("Sam", ("sam@example.org", "12")))
    register.set_setting("language", "en")
    register.set_setting("language", "nl")
    register.close()
    with reopen(folder) as again:
        assert again.holder() == Holder("Sam", ("sam@example.org", "12"))
        assert again.setting("language") == "nl"
        assert again.setting("other", "none") == "none"


def test_the_signing_key_is_made_once_and_stays(folder: Path, register: StudyRegister) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    key = register.signing_key()
    assert key.holder.created == "2026-11-23T00:00:00Z"
    register.close()
    with reopen(folder) as again:
        same = again.signing_key()
        assert same.holder == key.holder
        Ed25519PublicKey.from_public_bytes(key.holder.public).verify(same.sign(b"words"), b"words")


def test_nothing_personal_in_a_repr(register: StudyRegister) -> None:
    assert NAME not in repr([register, register.holder(), register.rows(), register.header])


def test_a_newer_database_is_refused(folder: Path, register: StudyRegister) -> None:
    with register.act():
        register._database.execute("PRAGMA user_version = 99")
    register.close()
    with pytest.raises(RefusedError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.NEWER_FORMAT


def test_a_database_of_another_register_is_refused(folder: Path, tmp_path: Path) -> None:
    for place in (folder, tmp_path / "other"):
        new_register(place)[0].close()
    (folder / "vault-1.db").write_bytes((tmp_path / "other" / "vault-1.db").read_bytes())
    with pytest.raises(RefusedError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.REGISTER_DAMAGED
    assert header.read(folder)


def test_the_same_answer_is_kept_once_and_its_date_moves(register: StudyRegister) -> None:
    first = things.document()
    item = register.credentials.add(things.record(b"a", documents=(first,)))
    later = replace(first, as_of=first.as_of + timedelta(days=30), origin=first.origin)
    register.credentials.append_report(item, "{}", "verified", (later,))
    assert register.credentials.documents() == (later,)
    assert register.credentials.get(item).documents == (later,)
    changed = replace(later, content=b'{"new": 1}', as_of=later.as_of + timedelta(days=1))
    register.credentials.append_report(item, "{}", "verified", (changed,))
    assert register.credentials.documents() == (later, changed)


def test_when_a_credential_was_last_asked_about(register: StudyRegister) -> None:
    given = register.credentials.add(things.record(b"a", documents=(things.document(),)))
    own = replace(things.document(), origin="own")
    other = replace(own, url="https://issuer.example/list", as_of=own.as_of + timedelta(days=3))
    asked = register.credentials.add(things.record(b"b", documents=(own, other)))
    assert register.credentials.last_asked() == {asked: other.as_of.date()}
    assert given not in register.credentials.last_asked()
