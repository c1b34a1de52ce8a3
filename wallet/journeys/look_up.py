"""Check online: ask what a check still needs, one address at a time, and only those that the person allows.

Every address is that of a whole document (the keys of an issuer, a list of everything taken back, a hosted
badge at its own address); nothing else goes along. A document that was kept from before is asked again, and
stays in use when its site does not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event
from typing import Literal

from wallet import strict_json
from wallet.errors import Cancelled, InputError, Problem, RefusedError, WalletError
from wallet.journeys import check_file, endorsements, import_credential, report_history
from wallet.journeys.capsule_needs import used_documents
from wallet.journeys.links import file_name
from wallet.journeys.links import link_address as link_address
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes
from wallet.model.credential import Incoming
from wallet.model.inspection import CapsuleDocument, Inspection, Policy
from wallet.model.marks import mark_of
from wallet.model.records import Arrival
from wallet.reach import Elsewhere, Fetched, Reach, target_of
from wallet.reading.compact import take_apart
from wallet.store.register import StudyRegister

MOST_ADDRESSES = 20
"""Of one check. A badge of Open Badges 2.0 takes four; a collection of many issuers goes on another time."""
MOST_ROUNDS = 6
"""Badge, its class, the issuer, its key, its list, and the key of the list."""
FRESH = timedelta(minutes=5)
"""What was asked so short a time ago is not asked again, and counts as asked in this check."""
OWN, HOSTED = "own", "ob2-hosted"
Allow = Callable[[str], bool]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one address."""

    address: str
    outcome: Literal["fetched", "declined", "failed"]
    problem: Problem | None = None
    """Why it failed, or that it was declined."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a check found with what was asked for."""

    inspection: Inspection
    documents: tuple[CapsuleDocument, ...] = field(repr=False)
    """What was fetched, to be kept."""
    asked: tuple[Asked, ...]
    open: tuple[str, ...]
    """Addresses that would still be needed."""


def look_up(
    incoming: Path | Incoming,
    policy: Policy,
    sandbox: check_file.Runner,
    reach: Reach,
    allow: Allow,
    stop: Event | None = None,
    progress: Progress | None = None,
) -> LookedUp:
    """Check, ask what is needed and allowed, and check again until nothing new is needed. Stores nothing.

    Raises as :func:`wallet.journeys.check_file.check_file` does, and Cancelled. An address that does not
    answer is told in ``asked`` and fails no check.
    """
    check = partial(check_file.check_file, sandbox=sandbox)
    return _Search(partial(check, incoming), policy, sandbox, reach, allow, stop, progress).run()


def addresses_of(item_id: str, wallet: Wallet) -> tuple[str, ...]:
    """What :func:`check_online` would ask first, to be shown before: also what was kept some time ago."""
    record = wallet.register.credentials.get(item_id)
    policy = import_credential.policy_for(wallet, wallet.clock)
    settled, _ = _apart(policy)
    bare = check_file.check_file(record.original, replace(policy, documents=settled), wallet.sandbox)
    kept = (one.url for one in record.documents if one.origin == OWN and not _is_fresh(one, policy))
    return tuple(dict.fromkeys((*_needs(bare), *filter(_may_be_asked, kept))))


def check_online(
    item_id: str,
    wallet: Wallet,
    allow: Allow,
    stop: Event | None = None,
    progress: Progress | None = None,
    *,
    reach: Reach | None = None,
) -> tuple[LookedUp, Changes]:
    """The same for what is kept: the report is added to its history, and what was fetched is kept with it.

    ``reach`` stands in for the wallet's own way out.
    """
    record = wallet.register.credentials.get(item_id)
    policy = import_credential.policy_for(wallet, wallet.clock)
    looked = look_up(record.original, policy, wallet.sandbox, reach or wallet.reach, allow, stop, progress)
    inspection = endorsements.settled(looked.inspection, wallet.register)
    looked = replace(looked, inspection=inspection)
    with wallet.register.act():
        wallet.register.credentials.append_report(
            item_id,
            report_history.to_json(inspection),
            inspection.report.verdict.value,
            looked.documents,
            mark=mark_of(inspection).value,
            names=endorsements.names_of(inspection.credential),
        )
    return looked, Changes(frozenset({record.row.kind}), (item_id,))


def look_at_online(
    incoming: Incoming,
    policy: Policy,
    sandbox: check_file.Runner,
    reach: Reach,
    register: StudyRegister | None,
    allow: Allow,
    stop: Event | None = None,
    progress: Progress | None = None,
) -> tuple[Arrival, LookedUp | None]:
    """What this file is, as :func:`import_credential.look_at`, checked online. None: it is no credential."""
    check = partial(check_file.check_alone, incoming, sandbox=sandbox)
    try:
        looked = _Search(check, policy, sandbox, reach, allow, stop, progress).run()
    except WalletError as error:
        return import_credential.not_a_credential(incoming, error.problem), None
    documents = used_documents(looked.inspection, (*looked.documents, *policy.documents))
    return import_credential.arrived(incoming, looked.inspection, documents, register), looked


def look_at_link(
    text: str,
    policy: Policy,
    sandbox: check_file.Runner,
    reach: Reach,
    register: StudyRegister | None,
    allow: Allow,
    stop: Event | None = None,
) -> Arrival:
    """Ask the address that a pasted link stands for, and what a check of the answer needs. Stores nothing.

    Raises InputError(NOT_A_LINK), RefusedError(NOT_ALLOWED), and as :meth:`wallet.reach.Reach.fetch` does.
    """
    incoming, known = fetch_link(text, policy, reach, allow, stop)
    arrival, _ = look_at_online(incoming, known, sandbox, reach, register, allow, stop)
    return arrival


def fetch_link(
    text: str, policy: Policy, reach: Reach, allow: Allow, stop: Event | None = None
) -> tuple[Incoming, Policy]:
    """What stands at a pasted link, and the policy that knows of it. Raises as :func:`look_at_link`."""
    address = link_address(text)
    if not allow(address):
        raise RefusedError(Problem.NOT_ALLOWED)
    fetched = reach.fetch(address, stop, allow)
    # The answer is the badge itself: where the badge names this address, it is not asked a second time.
    known = CapsuleDocument(address, fetched.content, fetched.at, OWN, fetched=True)
    return Incoming(fetched.content, file_name(address)), _at_least(
        replace(policy, documents=(known, *policy.documents)), fetched
    )


class _Search:
    """One check with its questions."""

    def __init__(
        self,
        check: Callable[..., Inspection],
        policy: Policy,
        sandbox: check_file.Runner,
        reach: Reach,
        allow: Allow,
        stop: Event | None,
        progress: Progress | None,
    ) -> None:
        settled, self._kept = _apart(policy)
        self._policy = replace(policy, documents=settled)
        self._look, self._sandbox, self._reach = check, sandbox, reach
        self._allow, self._stop, self._progress = allow, stop, progress
        self._asked: list[Asked] = []
        self._fetched: list[CapsuleDocument] = []
        self._elsewhere: list[str] = []

    def run(self) -> LookedUp:
        tried: set[str] = set()
        for number in count():  # after the last round only kept documents are new, and those are soon through
            inspection = self._check()
            new = [address for address in _needs(inspection) if address not in tried]
            if not new:
                break
            tried.update(new)
            for place, address in enumerate(new):
                may_ask = number < MOST_ROUNDS and len(self._asked) < MOST_ADDRESSES
                if not (may_ask and self._settle(address, inspection)):
                    # No answer: what was kept of this address before still counts.
                    self._know(*(one for one in self._kept if one.url == address))
                if self._progress is not None:
                    self._progress(len(self._asked), len(self._asked) + len(new) - place - 1)
        return LookedUp(
            inspection,
            tuple(self._fetched),
            tuple(self._asked),
            tuple(dict.fromkeys((*_needs(inspection), *self._elsewhere))),
        )

    def _check(self) -> Inspection:
        if self._stop is not None and self._stop.is_set():
            raise Cancelled
        return self._look(policy=self._policy)

    def _know(self, *documents: CapsuleDocument) -> None:
        self._policy = replace(self._policy, documents=(*documents, *self._policy.documents))

    def _settle(self, address: str, inspection: Inspection) -> bool:
        """Ask one address; whether it gave a document."""
        try:
            if not _may_be_asked(address):
                raise RefusedError(Problem.ADDRESS_REFUSED)
            if not self._allow(address):
                self._asked.append(Asked(address, "declined", Problem.NOT_ALLOWED))
                return False
            document = self._ask(address, inspection)
        except Elsewhere as moved:
            self._elsewhere.append(moved.to)
            self._asked.append(Asked(address, "failed", moved.problem))
            return False
        except WalletError as error:
            self._asked.append(Asked(address, "failed", error.problem))
            return False
        self._know(document)
        self._fetched.append(document)
        self._asked.append(Asked(address, "fetched"))
        return True

    def _ask(self, address: str, inspection: Inspection) -> CapsuleDocument:
        try:
            fetched = self._reach.fetch(address, self._stop, self._allow)
        except WalletError as error:
            taken_back = error.problem is Problem.ADDRESS_GONE and error.numbers.get("code") == 410
            if taken_back and address in _hosted(inspection):
                return CapsuleDocument(address, b"", self._policy.now, OWN, fetched=True)
            raise
        if not self._sandbox.run(is_document, fetched.content):
            # A page that some site shows for whatever is asked must not take the place of what was kept.
            raise InputError(Problem.ANSWER_UNREADABLE)
        self._policy = _at_least(self._policy, fetched)
        return CapsuleDocument(address, fetched.content, fetched.at, OWN, fetched=True)


def is_document(content: bytes) -> bool:
    """Whether a check can read these bytes: a JSON object, or a text signed in parts. Runs in the sandbox."""
    try:
        return isinstance(strict_json.load(content), dict)
    except InputError:
        pass
    try:
        take_apart(content.decode("ascii").strip())
    except (InputError, UnicodeDecodeError):
        return False
    return True


def _apart(policy: Policy) -> tuple[tuple[CapsuleDocument, ...], tuple[CapsuleDocument, ...]]:
    """What counts from the start, and what this register fetched some time ago: that is asked again."""
    kept = tuple(one for one in policy.documents if one.origin == OWN and not _is_fresh(one, policy))
    settled = tuple(
        replace(one, fetched=True) if one.origin == OWN else one
        for one in policy.documents
        if one not in kept
    )
    return settled, kept


def _is_fresh(document: CapsuleDocument, policy: Policy) -> bool:
    return document.fetched or abs(policy.now - document.as_of) < FRESH


def _at_least(policy: Policy, fetched: Fetched) -> Policy:
    """A list made while it was asked for is not from the future; a check of another day stays there."""
    later = timedelta() < fetched.at - policy.now < FRESH
    return replace(policy, now=fetched.at) if later else policy


def _needs(inspection: Inspection) -> tuple[str, ...]:
    """What the check and those of everything inside it would need."""
    return tuple(dict.fromkeys(need for one in _all(inspection) for need in one.report.needs))


def _hosted(inspection: Inspection) -> set[str]:
    """The addresses at which badges stand themselves."""
    proofs = (proof for one in _all(inspection) for proof in one.credential.proofs)
    return {proof.verification_method or "" for proof in proofs if proof.suite == HOSTED}


def _all(inspection: Inspection) -> Iterator[Inspection]:
    yield inspection
    for member in inspection.contains:
        yield from _all(member)


def spelled_out(address: str) -> str:
    """The address with its host in plain letters, so that no look-alike passes for a name that is known."""
    try:
        return target_of(address).address
    except RefusedError:
        return address


def _may_be_asked(address: str) -> bool:
    try:
        target_of(address)
    except RefusedError:
        return False
    return True
