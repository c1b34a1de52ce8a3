"""Several files at once: each is looked at by itself, and the chosen ones are kept one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Event

from wallet.clock import Clock
from wallet.errors import WalletError
from wallet.journeys import collect_evidence, import_credential
from wallet.journeys.check_file import Runner
from wallet.journeys.media_types import HEAD, kind_of, media_type_of
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.credential import Incoming
from wallet.model.experience import EvidenceKind
from wallet.model.inspection import Policy
from wallet.model.package import Part
from wallet.model.records import Arrival, Kept
from wallet.store.register import StudyRegister

IN_MEMORY = 1_000_000
"""Bytes. A larger file that is no credential is read again when it is kept, not held until then."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at. Nothing of it is stored."""

    path: Path = field(repr=False)
    arrival: Arrival
    row: ItemRow | None = None
    """Of the credential in it, or of the one that is there already."""
    kind: EvidenceKind = EvidenceKind.OTHER
    """Of a file that is no credential."""
    kept_on: date | None = None
    """Of a twin: the day that it was kept."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of the files that were to be kept."""

    kept: tuple[tuple[Path, Kept], ...] = field(repr=False)
    problem: WalletError | None = None
    """What stopped it half-way. What was kept before stays kept."""

    @property
    def added(self) -> tuple[str, ...]:
        """Ids that are new in the register."""
        return tuple(given for _, one in self.kept if one.result != "twin" for given in one.ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids that are new or were there already."""
        return tuple(given for _, one in self.kept for given in one.ids)

    @property
    def changes(self) -> Changes:
        """All of them together."""
        kinds = frozenset(kind for _, one in self.kept for kind in one.changes.kinds)
        return Changes(kinds, self.added)


def begin(paths: Iterable[Path], wallet: Wallet | None, clock: Clock) -> tuple[tuple[Path, ...], Policy]:
    """The files themselves, folders walked, and what every check is told. Raises InputError."""
    return tuple(import_credential.files_in(paths)), import_credential.policy_for(wallet, clock)


def look(
    path: Path, policy: Policy, sandbox: Runner, wallet: Wallet | None, stop: Event | None = None
) -> tuple[Looked, ...]:
    """One file, or each thing in it. Whatever is the matter, there is an answer; the others can go on."""
    register = wallet.register if wallet is not None else None
    try:
        found = import_credential.look_at_all((path,), policy, sandbox, register, stop=stop)
    except WalletError as error:
        return (Looked(path, Arrival(Incoming(b"", path.name), "refused", problem=error.problem)),)
    return tuple(as_looked(path, arrival, register) for _, arrival in found)


def as_looked(path: Path, arrival: Arrival, register: StudyRegister | None) -> Looked:
    """With what a list shows of it. A :class:`Part` stands for itself: there is no file at ``path``."""
    if arrival.twins and register is not None:
        kept_on = import_credential.kept_on(arrival.twins[0], register)
        row = register.row(arrival.twins[0])
        return Looked(path, arrival, row, kept_on=kept_on.astimezone().date() if kept_on else None)
    if arrival.inspections:
        name = arrival.incoming.own_name if isinstance(arrival.incoming, Part) else path.name
        return Looked(path, arrival, import_credential.row_of(arrival.inspections[0], name))
    return _plain_file(path, arrival) if arrival.result == "evidence" else Looked(path, arrival)


def keep(
    files: Sequence[tuple[Path, Arrival]],
    wallet: Wallet,
    stopped: Event,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> Batch:
    """Each file whole or not at all. Once ``stopped`` is set, no further one is begun."""
    kept: list[tuple[Path, Kept]] = []
    for path, arrival in files:
        if stopped.is_set() or (stop is not None and stop.is_set()):
            break
        try:
            kept.append((path, import_credential.keep(arrival, wallet)))
        except WalletError as error:
            return Batch(tuple(kept), error)
        if progress is not None:
            progress(len(kept), len(files))
    return Batch(tuple(kept))


def take_back(batch: Batch, wallet: Wallet) -> Changes:
    """Take out again what this batch added."""
    kinds: set[ItemKind] = set()
    for _, one in batch.kept:
        remove = collect_evidence.remove if one.result == "evidence" else import_credential.remove
        for given in one.ids if one.result != "twin" else ():
            kinds |= remove(given, wallet).kinds
    return Changes(frozenset(kinds))


def _plain_file(path: Path, arrival: Arrival) -> Looked:
    if isinstance(arrival.incoming, Part):
        return Looked(path, arrival, kind=kind_of(media_type_of(arrival.incoming.original[:HEAD])))
    try:
        kind = collect_evidence.look_at(path).kind
    except WalletError as error:
        return Looked(path, Arrival(Incoming(b"", path.name), "refused", problem=error.problem))
    if len(arrival.incoming.original) > IN_MEMORY:
        arrival = replace(arrival, incoming=Incoming(b"", path.name), path=path)
    return Looked(path, arrival, kind=kind)
