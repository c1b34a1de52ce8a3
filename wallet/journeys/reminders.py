"""What may want a look some day: a quiet list, nothing that insists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, get_args

from wallet.journeys import report_history
from wallet.journeys.report_history import StoredReport
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.report import Verdict

SOON = timedelta(days=60)
"""Long enough before the end to ask for a new one."""
JUST_OVER = timedelta(days=90)
"""After that its own line in the register says enough."""
LONG_AGO = timedelta(days=365)
"""An issuer may have taken something back since."""
Why = Literal["expires", "expired", "never_checked", "check_old"]
_ORDER: tuple[Why, ...] = get_args(Why)
_KINDS = (ItemKind.CREDENTIAL, ItemKind.ENDORSEMENT)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One item, and why it is named."""

    item_id: str
    title: str = field(repr=False)
    why: Why
    """It expires soon, expired lately, could be settled online and never was, or was long ago."""
    date: str
    """ISO date: the last day, the day it was kept, or the day it was last asked about."""


def reminders(wallet: Wallet, today: date) -> tuple[Reminder, ...]:
    """At most one for each credential, what ends first and the unchecked after that."""
    asked = wallet.register.credentials.last_asked()
    found = [
        Reminder(row.id, row.title, why, day.isoformat())
        for row in wallet.register.rows()
        if row.kind in _KINDS
        for why, day in _reasons(row, asked.get(row.id), wallet, today)
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.why), one.date, one.title)))


def number(wallet: Wallet, today: date) -> int:
    """How many there are."""
    return len(reminders(wallet, today))


def _reasons(row: ItemRow, asked: date | None, wallet: Wallet, today: date) -> Iterator[tuple[Why, date]]:
    """The most pressing reason, if any."""
    until = date.fromisoformat(row.until) if row.until else None
    if until is not None and until < today:
        if today - until <= JUST_OVER:
            yield "expired", until
    elif until is not None and until - today <= SOON:
        yield "expires", until
    elif asked is None and row.verdict is Verdict.INDETERMINATE:
        reports = wallet.register.credentials.reports(row.id)
        if reports and _could_ask(report_history.from_json(reports[-1])):
            yield "never_checked", report_history.from_json(reports[0]).report.checked_at.date()
    elif asked is not None and row.verdict is not Verdict.FAILED and today - asked >= LONG_AGO:
        yield "check_old", asked


def _could_ask(stored: StoredReport) -> bool:
    """Whether an address would tell more, about it or about something inside."""
    return bool(stored.report.needs) or any(map(_could_ask, stored.contains))
