"""Whom the person trusts: chosen lists, and the address book of issuers. No verdict depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from wallet.errors import InputError, Problem, RefusedError
from wallet.journeys.runner import Runner
from wallet.journeys.trust_file import LONGEST_NAME, MOST_ENTRIES, is_issuer
from wallet.journeys.trust_file import read_list as read_list
from wallet.model.changes import Changes, ItemKind
from wallet.model.report import Outcome, Question
from wallet.model.standing import RecognitionLevel
from wallet.model.trust import OWN_WORD, TrustEntry, TrustList
from wallet.words import LANGUAGES

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet

MOST_LISTS = 50
MOST_LISTED = 20_000
"""Issuers on all lists together: they go along with every check."""
_LISTS, _ADDRESS_BOOK = "trust_lists", "address_book"
# Which badges it is about is seen when they are looked at again; no item itself was touched.
_CHANGED = Changes(frozenset({ItemKind.CREDENTIAL, ItemKind.ENDORSEMENT}))
_SHOWN = (Question.INTACT, Question.AUTHENTIC)


def look_at_list(path: Path, wallet: Wallet) -> TrustList:
    """What list this file is. Nothing is stored. Raises InputError or SurroundingsError."""
    return look_at_file(path, wallet.sandbox)


def look_at_file(path: Path, sandbox: Runner) -> TrustList:
    """The same without a register."""
    from wallet.journeys.check_file import incoming_of

    file = incoming_of(path)
    found = sandbox.run(read_list, file.original, file.name)
    assert isinstance(found, TrustList)
    return found


def lists(wallet: Wallet) -> tuple[TrustList, ...]:
    """The lists that the person keeps, in the order in which they came."""
    kept: tuple[TrustList, ...] = _stored(_LISTS, wallet)
    return kept


def keep_list(found: TrustList, wallet: Wallet) -> Changes:
    """Trust this list from now on; one with the same id is replaced.

    Raises RefusedError(LIST_SIGNER_DIFFERS) when that one is signed and this one is not by the same signer,
    RefusedError(TRUST_FULL) for one list or issuer too many.
    """
    with wallet.register.act():
        kept = lists(wallet)
        older = next((one for one in kept if one.id == found.id), None)
        if older is not None and older.signed_by not in ("", found.signed_by):
            raise RefusedError(Problem.LIST_SIGNER_DIFFERS)
        if older is None and len(kept) >= MOST_LISTS:
            raise RefusedError(Problem.TRUST_FULL, limit=MOST_LISTS)
        now = tuple(found if one.id == found.id else one for one in kept)
        now = now if older is not None else (*kept, found)
        if sum(len(one.entries) for one in now) > MOST_LISTED:
            raise RefusedError(Problem.TRUST_FULL, limit=MOST_LISTED)
        _store(_LISTS, now, wallet)
    return _CHANGED


def remove_list(list_id: str, wallet: Wallet) -> Changes:
    """Trust this list no longer. Raises RefusedError(NOT_FOUND)."""
    with wallet.register.act():
        kept = lists(wallet)
        left = tuple(one for one in kept if one.id != list_id)
        if len(left) == len(kept):
            raise RefusedError(Problem.NOT_FOUND)
        _store(_LISTS, left, wallet)
    return _CHANGED


def address_book(wallet: Wallet) -> tuple[TrustEntry, ...]:
    """The issuers that the person says to know, in the order in which they came."""
    known: tuple[TrustEntry, ...] = _stored(_ADDRESS_BOOK, wallet)
    return known


def know_issuer(issuer: str, name: str, wallet: Wallet) -> Changes:
    """Write an issuer in the address book, or its name anew. Raises InputError(NOT_AN_ISSUER)."""
    called = " ".join(name.split())
    if not is_issuer(issuer) or len(called) > LONGEST_NAME or not called.isprintable():
        raise InputError(Problem.NOT_AN_ISSUER)
    entry = TrustEntry(issuer, called, OWN_WORD)
    with wallet.register.act():
        known = address_book(wallet)
        now = tuple(entry if one.issuer == issuer else one for one in known)
        now = now if entry in now else (*known, entry)
        if len(now) > MOST_ENTRIES:
            raise RefusedError(Problem.TRUST_FULL, limit=MOST_ENTRIES)
        _store(_ADDRESS_BOOK, now, wallet)
    return _CHANGED


def forget_issuer(issuer: str, wallet: Wallet) -> Changes:
    """Take an issuer out of the address book. Raises RefusedError(NOT_FOUND)."""
    with wallet.register.act():
        known = address_book(wallet)
        left = tuple(one for one in known if one.issuer != issuer)
        if len(left) == len(known):
            raise RefusedError(Problem.NOT_FOUND)
        _store(_ADDRESS_BOOK, left, wallet)
    return _CHANGED


def can_know(item_id: str, wallet: Wallet) -> TrustEntry | None:
    """The issuer of a kept credential as the address book would have it, by the name that it gives itself.

    None unless the credential was seen to be from that issuer and unaltered: a name alone can be anybody's.
    None too for what the learner said of itself. Raises RefusedError(NOT_FOUND).
    """
    from wallet.journeys.import_credential import inspect_again

    inspection = inspect_again(item_id, wallet)
    findings = [inspection.report.finding(question) for question in _SHOWN]
    issuer = inspection.credential.issuer
    if any(found is None or found.outcome is not Outcome.PASSED for found in findings):
        return None
    if inspection.standing.recognition.level is RecognitionLevel.W0 or not is_issuer(issuer.id):
        return None
    name = " ".join(issuer.name.best(LANGUAGES[0]).split())
    return TrustEntry(issuer.id, name if name.isprintable() and len(name) <= LONGEST_NAME else "", OWN_WORD)


def trusted(wallet: Wallet, today: date) -> tuple[tuple[str, str, str], ...]:
    """What a check is told: the entries of lists that still count, and after them the address book."""
    return (*counting(lists(wallet), today), *_told(address_book(wallet)))


def counting(found: Iterable[TrustList], today: date) -> tuple[tuple[str, str, str], ...]:
    """The entries of those lists whose last day is not over."""
    return _told(entry for one in found if not one.is_past(today.isoformat()) for entry in one.entries)


def _told(entries: Iterable[TrustEntry]) -> tuple[tuple[str, str, str], ...]:
    return tuple((entry.issuer, entry.name, entry.level) for entry in entries)


def _stored(name: str, wallet: Wallet) -> Any:
    kept = wallet.register.setting(name)
    return _adapter(name).validate_json(kept) if kept else ()


def _store(name: str, value: tuple[TrustList, ...] | tuple[TrustEntry, ...], wallet: Wallet) -> None:
    wallet.register.set_setting(name, _adapter(name).dump_json(value).decode())


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[TrustList, ...] if name == _LISTS else tuple[TrustEntry, ...])
