"""A badge of a school: unsure at first, settled when it is asked, and still when the school is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.world import school
from tests.world.site import Site, open_site
from wallet.clock import FixedClock
from wallet.journeys import import_credential, report_history
from wallet.journeys.look_up import addresses_of, check_online
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection
from wallet.model.report import FindingSource, Outcome, Question, Reason, Verdict


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as made:
        yield made


def kept(wallet: Wallet, content: bytes) -> str:
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(
        Incoming(content, "badge.json"), policy, wallet.sandbox, wallet.register
    )
    (item,) = import_credential.keep(arrival, wallet).ids
    return item


def answers(inspection: Inspection, question: Question) -> tuple[Outcome, Reason, FindingSource]:
    found = inspection.report.finding(question)
    assert found is not None
    return found.outcome, found.reason, found.source


def verdicts(wallet: Wallet, item: str) -> list[Verdict]:
    reports = wallet.register.credentials.reports(item)
    return [report_history.from_json(one).report.verdict for one in reports]


def always(address: str) -> bool:
    return True


def test_what_was_asked_once_outlives_the_site(wallet: Wallet, clock: FixedClock, site: Site) -> None:
    wallet.reach = site.reach(clock)
    site.puts(school.KEYS, school.keys())
    site.puts(school.LIST, school.status_list())

    # It comes in without a network: nothing is asked, and the addresses are named.
    item = kept(wallet, school.diploma())
    first = import_credential.inspect_again(item, wallet)
    assert (first.report.verdict, site.asked) == (Verdict.INDETERMINATE, [])
    assert first.report.needs == (school.KEYS, school.LIST)
    assert addresses_of(item, wallet) == (school.KEYS, school.LIST)

    # The person says yes.
    asked_on = clock.moment = clock.moment + timedelta(days=1)
    looked, changes = check_online(item, wallet, always)
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert site.asked == [school.KEYS, school.LIST]
    assert [(one.address, one.outcome) for one in looked.asked] == [
        (school.KEYS, "fetched"),
        (school.LIST, "fetched"),
    ]
    assert (looked.open, changes.ids) == ((), (item,))
    for question, reason in (
        (Question.AUTHENTIC, Reason.KEY_OF_ISSUER),
        (Question.STATUS, Reason.NOT_REVOKED),
    ):
        assert answers(looked.inspection, question) == (Outcome.PASSED, reason, FindingSource.ONLINE)

    # The school is gone; what it said is not.
    site.pages.clear()
    clock.moment += timedelta(days=400)
    later = import_credential.inspect_again(item, wallet)
    assert later.report.verdict is Verdict.VERIFIED
    assert answers(later, Question.STATUS) == (Outcome.PASSED, Reason.NOT_REVOKED, FindingSource.CAPSULE)
    status = later.report.finding(Question.STATUS)
    assert status is not None
    assert status.as_of == asked_on
    again, _ = check_online(item, wallet, always)
    assert [(one.outcome) for one in again.asked] == ["failed", "failed"]
    assert again.inspection.report.verdict is Verdict.VERIFIED
    assert answers(again.inspection, Question.STATUS)[2] is FindingSource.CAPSULE
    assert again.documents == ()

    # It comes back, and has taken the badge back.
    clock.moment += timedelta(days=1)
    site.puts(school.KEYS, school.keys())
    site.puts(school.LIST, school.status_list(5))
    last, _ = check_online(item, wallet, always)
    assert answers(last.inspection, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED, FindingSource.ONLINE)
    clock.moment += timedelta(days=1)
    kept_word = import_credential.inspect_again(item, wallet)
    assert answers(kept_word, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED, FindingSource.CAPSULE)
    assert verdicts(wallet, item) == [
        Verdict.INDETERMINATE,
        Verdict.VERIFIED,
        Verdict.VERIFIED,
        Verdict.FAILED,
    ]
    row = wallet.register.row(item)
    assert row is not None
    assert row.verdict is Verdict.FAILED


def test_what_is_declined_is_not_asked_and_stays_unsure(
    wallet: Wallet, clock: FixedClock, site: Site
) -> None:
    wallet.reach = site.reach(clock)
    site.puts(school.KEYS, school.keys())
    site.puts(school.LIST, school.status_list())
    item = kept(wallet, school.diploma())

    looked, _ = check_online(item, wallet, lambda address: address == school.KEYS)

    assert site.asked == [school.KEYS]
    assert looked.open == (school.LIST,)
    assert [one.outcome for one in looked.asked] == ["fetched", "declined"]
    assert looked.inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(looked.inspection, Question.AUTHENTIC)[0] is Outcome.PASSED

    # Another round a moment later asks for what is missing, and nothing twice.
    more, _ = check_online(item, wallet, always)
    assert site.asked == [school.KEYS, school.LIST]
    assert more.inspection.report.verdict is Verdict.VERIFIED


def test_a_site_of_somebody_else_takes_nothing_away(wallet: Wallet, clock: FixedClock, site: Site) -> None:
    wallet.reach = site.reach(clock)
    site.puts(school.KEYS, school.keys())
    site.puts(school.LIST, school.status_list())
    item = kept(wallet, school.diploma())
    check_online(item, wallet, always)

    clock.moment += timedelta(days=30)
    for address in (school.KEYS, school.LIST):
        site.puts(address, b"<!doctype html><title>For sale</title>", "text/html")
    looked, _ = check_online(item, wallet, always)

    assert {one.problem for one in looked.asked} == {"answer_unreadable"}
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert import_credential.inspect_again(item, wallet).report.verdict is Verdict.VERIFIED


def test_a_redirect_to_another_site_is_offered_and_then_followed(
    wallet: Wallet, clock: FixedClock, site: Site
) -> None:
    wallet.reach = site.reach(clock)
    there = "https://other.example/did.json"
    site.sends_on(school.KEYS, there)
    site.puts(there, school.keys())
    site.puts(school.LIST, school.status_list())
    item = kept(wallet, school.diploma())
    agreed = {school.KEYS, school.LIST}

    looked, _ = check_online(item, wallet, agreed.__contains__)
    assert there in looked.open
    assert there not in site.asked
    assert looked.inspection.report.verdict is Verdict.INDETERMINATE

    agreed.add(there)
    looked, _ = check_online(item, wallet, agreed.__contains__)
    assert looked.inspection.report.verdict is Verdict.VERIFIED


def test_a_hosted_badge_is_read_where_it_stands(wallet: Wallet, clock: FixedClock, site: Site) -> None:
    wallet.reach = site.reach(clock)
    for address, content in school.hosted_pages().items():
        site.puts(address, content)
    item = kept(wallet, school.hosted("assertion"))
    looked, _ = check_online(item, wallet, always)
    assert looked.inspection.report.verdict is Verdict.VERIFIED
    assert looked.inspection.credential.name.best("nl") == "Samenwerken"
    assert sorted(site.asked) == sorted([school.ASSERTION, school.BADGE, school.ISSUER])


@pytest.mark.parametrize(
    "answer",
    [
        (410, {}, b""),
        (200, {}, school.hosted("assertion", revoked=True)),
        (200, {}, b'{"id": "https://badges.example/a/1", "revoked": true, "revocationReason": "Fout"}'),
    ],
    ids=["gone", "marked", "short"],
)
def test_a_hosted_badge_that_was_taken_back(
    wallet: Wallet, clock: FixedClock, site: Site, answer: Any
) -> None:
    wallet.reach = site.reach(clock)
    for address, content in school.hosted_pages().items():
        site.puts(address, content)
    item = kept(wallet, school.hosted("assertion"))
    check_online(item, wallet, always)
    clock.moment += timedelta(days=1)
    site.pages[school.ASSERTION] = answer

    looked, _ = check_online(item, wallet, always)

    assert looked.inspection.report.verdict is Verdict.FAILED
    assert answers(looked.inspection, Question.STATUS) == (
        Outcome.FAILED,
        Reason.REVOKED,
        FindingSource.ONLINE,
    )
    # Taken back is not the same as tampered with.
    assert answers(looked.inspection, Question.INTACT)[0] is not Outcome.FAILED
    clock.moment += timedelta(days=1)
    later = import_credential.inspect_again(item, wallet)
    assert answers(later, Question.STATUS) == (Outcome.FAILED, Reason.REVOKED, FindingSource.CAPSULE)


def test_an_issuer_s_keys_that_are_gone_do_not_take_a_badge_back(
    wallet: Wallet, clock: FixedClock, site: Site
) -> None:
    wallet.reach = site.reach(clock)
    site.puts(school.KEYS, school.keys())
    site.puts(school.LIST, school.status_list())
    item = kept(wallet, school.diploma())
    check_online(item, wallet, always)
    clock.moment += timedelta(days=1)
    site.pages[school.KEYS] = site.pages[school.LIST] = (410, {}, b"")
    looked, _ = check_online(item, wallet, always)
    assert [one.problem for one in looked.asked] == ["address_gone", "address_gone"]
    assert looked.inspection.report.verdict is Verdict.VERIFIED
