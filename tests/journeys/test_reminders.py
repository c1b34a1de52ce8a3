"""The quiet list: what ends, what was never checked, what was checked long ago. One line for each at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.journeys import badges
from tests.world import school
from tests.world.site import Answers
from wallet.clock import FixedClock
from wallet.journeys import import_credential
from wallet.journeys.look_up import check_online
from wallet.journeys.reminders import Reminder, reminders
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming

TODAY = date(2026, 11, 23)


def kept(wallet: Wallet, content: bytes) -> str:
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(Incoming(content, "b.json"), policy, wallet.sandbox, wallet.register)
    (item,) = import_credential.keep(arrival, wallet).ids
    return item


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("2026-11-23", "expires"),
        ("2027-01-22", "expires"),
        ("2027-01-23", None),
        ("2026-11-22", "expired"),
        ("2026-08-25", "expired"),
        ("2026-08-24", None),
    ],
)
def test_what_ends(wallet: Wallet, until: str, why: str | None) -> None:
    item = kept(wallet, badges.badge(validUntil=f"{until}T12:00:00Z"))
    expected = (Reminder(item, "Taalmaatje", why, until),) if why else ()  # type: ignore[arg-type]
    assert reminders(wallet, TODAY) == expected


def test_what_needs_nothing_is_not_named(wallet: Wallet) -> None:
    kept(wallet, badges.badge())
    kept(wallet, badges.forged(badges.badge(id="urn:example:2"), name="Other"))
    kept(
        wallet,
        b'{"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],'
        b' "issuer": "did:example:1", "credentialSubject": {"id": "did:example:2"}}',
    )
    assert reminders(wallet, TODAY) == ()


def test_never_checked_then_checked_then_long_ago(wallet: Wallet, clock: FixedClock) -> None:
    item = kept(wallet, school.diploma())
    assert reminders(wallet, TODAY) == (Reminder(item, "Taalmaatje", "never_checked", "2026-11-23"),)

    site = wallet.reach = Answers(clock, {school.KEYS: school.keys(), school.LIST: school.status_list()})
    clock.moment += timedelta(days=10)
    check_online(item, wallet, lambda address: True)
    assert reminders(wallet, TODAY) == ()
    assert reminders(wallet, date(2027, 12, 2)) == ()
    assert reminders(wallet, date(2027, 12, 3)) == (Reminder(item, "Taalmaatje", "check_old", "2026-12-03"),)

    # The same answers on a later day count as later answers.
    clock.moment += timedelta(days=365)
    check_online(item, wallet, lambda address: True)
    assert reminders(wallet, date(2027, 12, 3)) == ()
    assert len(wallet.register.credentials.documents()) == 2

    # What was taken back asks for no more.
    clock.moment += timedelta(days=1)
    site.pages[school.LIST] = school.status_list(5)
    check_online(item, wallet, lambda address: True)
    assert reminders(wallet, date(2030, 1, 1)) == ()


def test_what_ends_first_stands_first(wallet: Wallet) -> None:
    unsure = kept(wallet, school.diploma(id="urn:example:1"))
    later = kept(wallet, badges.badge(id="urn:example:2", validUntil="2026-12-20T00:00:00Z"))
    over = kept(wallet, badges.badge(id="urn:example:3", validUntil="2026-11-01T00:00:00Z"))
    soon = kept(wallet, badges.badge(id="urn:example:4", validUntil="2026-12-01T00:00:00Z"))
    found = reminders(wallet, TODAY)
    assert [one.item_id for one in found] == [soon, later, over, unsure]
    assert "Taalmaatje" not in repr(replace(found[0], date=""))
