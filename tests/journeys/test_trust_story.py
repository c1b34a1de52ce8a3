"""A learner knows an issuer, or adds a list: a badge is then recognised, and its verdict is the same."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import world
from tests.journeys import badges
from tests.world.trust import school_list, signed_list
from wallet.clock import FixedClock
from wallet.errors import InputError, Problem, RefusedError, SurroundingsError
from wallet.journeys import import_credential, open_register, trust
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.model.trust import TrustEntry, TrustList

SCHOOL = badges.key().holder.did
TODAY = date(2026, 11, 23)


def bring(wallet: Wallet, content: bytes) -> str:
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(
        Incoming(content, "badge.json"), policy, wallet.sandbox, wallet.register
    )
    (item,) = import_credential.keep(arrival, wallet).ids
    return item


def again(item: str, wallet: Wallet) -> tuple[Inspection, tuple[Outcome, Reason]]:
    inspection, _ = import_credential.check_again(item, wallet)
    finding = inspection.report.finding(Question.RECOGNISED)
    assert finding is not None
    return inspection, (finding.outcome, finding.reason)


def write(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), "utf-8")
    return path


def test_an_issuer_is_known_and_forgotten_and_the_verdict_stays(wallet: Wallet) -> None:
    item = bring(wallet, badges.badge())
    before, answer = again(item, wallet)
    assert answer == (Outcome.NOT_APPLICABLE, Reason.NO_TRUST_LIST)
    assert (before.report.verdict, before.issuer_name_source) == (Verdict.VERIFIED, "self")

    entry = trust.can_know(item, wallet)
    assert entry == TrustEntry(SCHOOL, "Buurthuis De Brug", "W1", "")
    trust.know_issuer(entry.issuer, entry.name, wallet)

    known, answer = again(item, wallet)
    assert answer == (Outcome.PASSED, Reason.IN_TRUST_LIST)
    assert (known.report.verdict, known.issuer_name_source) == (Verdict.VERIFIED, "trust_list")
    assert known.standing == before.standing  # one's own word raises no level
    assert trust.address_book(wallet) == (entry,)

    trust.forget_issuer(SCHOOL, wallet)
    forgotten, answer = again(item, wallet)
    assert answer == (Outcome.NOT_APPLICABLE, Reason.NO_TRUST_LIST)
    assert forgotten.report.verdict is Verdict.VERIFIED
    assert trust.address_book(wallet) == ()
    with pytest.raises(RefusedError) as caught:
        trust.forget_issuer(SCHOOL, wallet)
    assert caught.value.problem is Problem.NOT_FOUND


def test_an_issuer_that_somebody_only_says_to_be_is_not_offered_and_not_recognised(wallet: Wallet) -> None:
    trust.know_issuer(SCHOOL, "Buurthuis De Brug", wallet)
    forged = bring(wallet, badges.forged(badges.badge(), name="Directeur"))
    unsigned = bring(wallet, json.dumps(badges.claims(badges.key(), id="urn:uuid:1")).encode())
    document, web = badges.school_badge()
    unconfirmed = bring(wallet, web)
    trust.know_issuer(document["id"], "School", wallet)
    for item in (forged, unsigned, unconfirmed):
        assert trust.can_know(item, wallet) is None
        inspection, answer = again(item, wallet)
        assert answer == (Outcome.INDETERMINATE, Reason.NOT_CHECKED)
        assert inspection.issuer_name_source == "self"


def test_what_the_learner_says_is_no_issuer_to_know(wallet: Wallet) -> None:
    own = badges.key()
    claims = badges.claims(own)
    item = bring(
        wallet,
        badges.badge(own, credentialSubject={**claims["credentialSubject"], "id": own.holder.did}),
    )
    assert again(item, wallet)[0].report.verdict is Verdict.VERIFIED
    assert trust.can_know(item, wallet) is None


def test_a_list_is_looked_at_kept_and_removed(wallet: Wallet, tmp_path: Path) -> None:
    item = bring(wallet, badges.badge())
    path = write(tmp_path / "scholen.json", school_list(SCHOOL, level="W3"))

    found = trust.look_at_list(path, wallet)

    assert trust.lists(wallet) == ()
    assert (found.name, found.publisher, found.valid_until) == ("Scholen", "Samenwerking", "2027-11-01")
    assert found.signed_by == ""
    trust.keep_list(found, wallet)
    assert trust.lists(wallet) == (found,)
    inspection, answer = again(item, wallet)
    assert answer == (Outcome.PASSED, Reason.IN_TRUST_LIST)
    assert inspection.standing.recognition.level.value == "W3"
    assert inspection.standing.recognition.source.value == "trust_list"
    assert inspection.report.verdict is Verdict.VERIFIED

    trust.remove_list(found.id, wallet)
    assert trust.lists(wallet) == ()
    assert again(item, wallet)[1] == (Outcome.NOT_APPLICABLE, Reason.NO_TRUST_LIST)
    with pytest.raises(RefusedError) as caught:
        trust.remove_list(found.id, wallet)
    assert caught.value.problem is Problem.NOT_FOUND


def test_a_list_counts_up_to_and_with_its_last_day(wallet: Wallet, clock: FixedClock) -> None:
    item = bring(wallet, badges.badge())
    entry = TrustEntry(SCHOOL, "Buurthuis De Brug", "W3", "Scholen")
    trust.keep_list(TrustList("urn:1", "Scholen", valid_until="2026-11-23", entries=(entry,)), wallet)
    assert again(item, wallet)[1] == (Outcome.PASSED, Reason.IN_TRUST_LIST)
    clock.moment = datetime(2026, 11, 24, tzinfo=UTC)
    assert again(item, wallet)[1] == (Outcome.NOT_APPLICABLE, Reason.NO_TRUST_LIST)
    assert trust.lists(wallet)[0].is_past("2026-11-24")
    assert trust.trusted(wallet, date(2026, 11, 24)) == ()


def test_lists_come_before_the_address_book(wallet: Wallet) -> None:
    trust.know_issuer(SCHOOL, "Mijn buurthuis", wallet)
    entry = TrustEntry(SCHOOL, "Buurthuis De Brug", "W3", "Scholen")
    trust.keep_list(TrustList("urn:1", "Scholen", entries=(entry,)), wallet)
    assert trust.trusted(wallet, TODAY) == (
        (SCHOOL, "Buurthuis De Brug", "W3"),
        (SCHOOL, "Mijn buurthuis", "W1"),
    )


def test_a_newer_list_takes_the_place_of_the_older_but_not_from_another_signer(
    wallet: Wallet, tmp_path: Path
) -> None:
    one, two = badges.key(21), badges.key(22)

    def look(value: Any) -> TrustList:
        return trust.look_at_list(write(tmp_path / "list.json", value), wallet)

    first = look(signed_list(school_list(SCHOOL), one))
    trust.keep_list(first, wallet)
    newer = look(signed_list(school_list(SCHOOL, date="2026-11-20"), one))
    trust.keep_list(newer, wallet)
    assert (first.signed_by, trust.lists(wallet)) == (one.holder.did, (newer,))
    for other in (school_list(SCHOOL, level="W5"), signed_list(school_list(SCHOOL, level="W5"), two)):
        with pytest.raises(RefusedError) as caught:
            trust.keep_list(look(other), wallet)
        assert caught.value.problem is Problem.LIST_SIGNER_DIFFERS
    assert trust.lists(wallet) == (newer,)


def test_there_is_an_end_to_lists_and_to_the_address_book(
    wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(trust.MOST_LISTS):
        trust.keep_list(TrustList(f"urn:{number}", "Lijst"), wallet)
    with pytest.raises(RefusedError) as caught:
        trust.keep_list(TrustList("urn:more", "Lijst"), wallet)
    assert (caught.value.problem, caught.value.numbers) == (Problem.TRUST_FULL, {"limit": 50})
    trust.keep_list(TrustList("urn:7", "Nieuwe lijst"), wallet)
    assert len(trust.lists(wallet)) == trust.MOST_LISTS
    monkeypatch.setattr(trust, "MOST_LISTED", 3)
    entry = TrustEntry(SCHOOL, "Buurthuis", "W2", "Lijst")
    trust.keep_list(TrustList("urn:7", "Volle lijst", entries=(entry,) * 3), wallet)
    with pytest.raises(RefusedError) as caught:
        trust.keep_list(TrustList("urn:8", "Te volle lijst", entries=(entry,)), wallet)
    assert (caught.value.problem, caught.value.numbers) == (Problem.TRUST_FULL, {"limit": 3})
    monkeypatch.setattr(trust, "MOST_ENTRIES", 2)
    trust.know_issuer("did:example:1", "", wallet)
    trust.know_issuer("did:example:2", "", wallet)
    trust.know_issuer("did:example:1", "Eén", wallet)
    with pytest.raises(RefusedError) as caught:
        trust.know_issuer("did:example:3", "", wallet)
    assert caught.value.problem is Problem.TRUST_FULL
    assert [one.name for one in trust.address_book(wallet)] == ["Eén", ""]


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("", "School"),
        ("School", "School"),
        ("did:", "School"),
        ("javascript:alert(1)", "School"),
        ("https://school.example/ x", "School"),
        ("did:example:" + "x" * 2_000, "School"),
        ("did:example:1", "x" * 301),
        ("did:example:1", "School\u202eloohcS"),
    ],
)
def test_what_is_no_issuer(wallet: Wallet, issuer: str, name: str) -> None:
    with pytest.raises(InputError) as caught:
        trust.know_issuer(issuer, name, wallet)
    assert caught.value.problem is Problem.NOT_AN_ISSUER
    assert trust.address_book(wallet) == ()


def test_lists_and_address_book_outlive_the_session(folder: Path, clock: FixedClock) -> None:
    first, _ = world.new_wallet(folder, clock)
    trust.know_issuer(SCHOOL, "Buurthuis", first)
    entry = TrustEntry(SCHOOL, "Buurthuis", "W2", "Lijst")
    trust.keep_list(TrustList("urn:1", "Lijst", entries=(entry,)), first)
    kept = (trust.lists(first), trust.address_book(first))
    first.close()
    second = open_register.unlock(folder, world.PASSPHRASE, clock)
    assert (trust.lists(second), trust.address_book(second)) == kept
    second.close()


def test_a_file_that_is_not_there(wallet: Wallet, tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError) as caught:
        trust.look_at_list(tmp_path / "lijst.json", wallet)
    assert caught.value.problem is Problem.FILE_MISSING
