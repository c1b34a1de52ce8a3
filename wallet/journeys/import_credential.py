"""Look at a file first, keep it second: as the credential it holds, or as evidence. Never a dead end."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from urllib.parse import unquote

from wallet.clock import Clock
from wallet.errors import Cancelled, InputError, Problem, SurroundingsError, WalletError
from wallet.journeys import check_file, collect_evidence, endorsements, packages, report_history, trust
from wallet.journeys.capsule_needs import used_documents
from wallet.journeys.item_texts import texts_of, title_of
from wallet.journeys.media_types import HEAD, kind_of, media_type_of
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.credential import Credential, Incoming, Kind
from wallet.model.inspection import CapsuleDocument, Inspection, Policy
from wallet.model.marks import mark_of
from wallet.model.package import Part
from wallet.model.records import Arrival, ArrivalResult, CredentialRecord, Kept
from wallet.model.report import FindingSource, Outcome, Verdict
from wallet.paths import HEADER_NAMES, is_folder, readable_name
from wallet.sandbox import SandboxError
from wallet.store.register import StudyRegister
from wallet.words import LANGUAGES

_RANKS = (Verdict.FAILED, Verdict.UNSIGNED, Verdict.INDETERMINATE, Verdict.VERIFIED)
_REFUSED = (Problem.EMPTY_FILE, Problem.KEYS_NOT_KEPT)
MOST_FILES = 10_000
"""Files of one folder that are looked at in one go."""


def policy_for(
    wallet: Wallet | None,
    clock: Clock,
    documents: Iterable[CapsuleDocument] = (),
    *,
    trusted: tuple[tuple[str, str, str], ...] = (),
    allow_test_keys: bool = False,
) -> Policy:
    """What a check is told: the moment, who the learner is, these documents and issuers and the kept ones."""
    now = clock.now()
    kept = wallet.register.credentials.documents() if wallet else ()
    return Policy(
        now=now,
        documents=(*documents, *kept),
        identities=wallet.register.holder().identifiers if wallet else (),
        own_keys=wallet.register.signing_dids() if wallet else (),
        trusted=(*trusted, *(trust.trusted(wallet, now.date()) if wallet else ())),
        allow_test_keys=allow_test_keys,
    )


def look_at(
    incoming: Incoming, policy: Policy, sandbox: check_file.Runner, register: StudyRegister | None
) -> Arrival:
    """What this file is, as one thing. It is read and checked in the sandbox; nothing is stored."""
    try:
        inspection = check_file.check_alone(incoming, policy, sandbox)
    except WalletError as error:
        return not_a_credential(incoming, error.problem)
    return arrived(incoming, inspection, used_documents(inspection, policy.documents), register)


def look_at_package(
    incoming: Incoming,
    policy: Policy,
    sandbox: check_file.Runner,
    register: StudyRegister | None,
    stop: Event | None = None,
) -> tuple[Arrival, ...]:
    """What this file is, or what is in it: a mail, a ZIP, a PDF, a backup of another wallet, a picture.

    Always at least one answer. Each part is named after the file that it came in.
    """
    check = partial(check_file.check_alone, policy=policy, sandbox=sandbox)
    try:
        found, _ = packages.look_into(incoming, check, sandbox, stop)
    except WalletError as error:
        return (not_a_credential(incoming, error.problem),)
    arrivals = [_arrival(one, policy, register) for one in found]
    if all(one.incoming is not incoming for one in found):
        arrivals[0] = replace(arrivals[0], notes=("wrapping_not_kept", *arrivals[0].notes))
    return tuple(arrivals)


def _arrival(found: packages.Found, policy: Policy, register: StudyRegister | None) -> Arrival:
    if found.inspection is not None:
        documents = used_documents(found.inspection, policy.documents)
        arrival = arrived(found.incoming, found.inspection, documents, register)
        return replace(arrival, notes=found.notes)
    arrival = not_a_credential(found.incoming, found.error.problem if found.error is not None else None)
    result: ArrivalResult = "refused" if found.lost else arrival.result
    return replace(arrival, result=result, notes=found.notes, links=found.links, facts=found.facts)


def not_a_credential(incoming: Incoming, problem: Problem | None) -> Arrival:
    """A file that holds no credential that can be read: evidence, if there is anything in it."""
    result: ArrivalResult = "refused" if problem in _REFUSED else "evidence"
    return Arrival(incoming, result, problem=problem)


def arrived(
    incoming: Incoming,
    inspection: Inspection,
    documents: tuple[CapsuleDocument, ...],
    register: StudyRegister | None,
) -> Arrival:
    """A credential that was looked at, with the documents that its check used."""
    if register:
        inspection = endorsements.settled(inspection, register)
    twins = _twins(inspection, register) if register else ()
    return Arrival(
        incoming,
        "twin" if twins else "kept",
        inspections=(inspection,),
        twins=twins,
        documents=documents,
    )


def look_at_file(
    path: Path,
    policy: Policy,
    sandbox: check_file.Runner,
    register: StudyRegister | None,
    stop: Event | None = None,
) -> tuple[Arrival, ...]:
    """The same for a file on disk. One that cannot be opened or is far too large is refused, and says why.

    A file over the size of a credential is not read into memory: it is evidence, streamed when it is kept.
    """
    nothing = Incoming(b"", readable_name(path))
    try:
        incoming = check_file.incoming_of(path)
    except InputError:
        try:
            collect_evidence.look_at(path)
        except WalletError as error:
            return (Arrival(nothing, "refused", problem=error.problem, path=path),)
        return (Arrival(nothing, "evidence", problem=Problem.TOO_LARGE, path=path),)
    except SurroundingsError as error:
        return (Arrival(nothing, "refused", problem=error.problem),)
    return look_at_package(incoming, policy, sandbox, register, stop)


def look_at_all(
    paths: Sequence[Path],
    policy: Policy,
    sandbox: check_file.Runner,
    register: StudyRegister | None,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> tuple[tuple[Path, Arrival], ...]:
    """What each file is or holds, folders walked, in the order given. Raises Cancelled after ``stop``.

    A file with several things in it has an answer for each of them.
    """
    files = tuple(files_in(paths))
    found: list[tuple[Path, Arrival]] = []
    for number, path in enumerate(files):
        if stop is not None and stop.is_set():
            raise Cancelled
        try:
            arrivals = look_at_file(path, policy, sandbox, register, stop)
        except SandboxError:
            # A bug of ours in reading one file does not take the others along.
            arrivals = (Arrival(check_file.incoming_of(path), "evidence", problem=Problem.NOT_RECOGNISED),)
        found += [(path, arrival) for arrival in arrivals]
        if progress is not None:
            progress(number + 1, len(files))
    return tuple(found)


def keep(arrival: Arrival, wallet: Wallet, source_label: str = "") -> Kept:
    """Store what was looked at, whole or not at all. What is already there is not stored again."""
    if arrival.result == "refused":
        return Kept("refused", (), Changes(), arrival.problem)
    if not arrival.inspections:
        return _keep_as_evidence(arrival, wallet, source_label)
    inspection = arrival.inspections[0]
    with wallet.register.act():
        # Looked at again: the same badge may have been kept since, from another file of the same batch.
        twins = _twins(inspection, wallet.register)
        if twins:
            return Kept("twin", twins, _learn(arrival, twins, wallet))
        given = wallet.register.credentials.add(_record(arrival, inspection, source_label))
    return Kept("kept", (given,), Changes(frozenset({_item_kind(inspection.credential)}), (given,)))


def inspect_again(item_id: str, wallet: Wallet) -> Inspection:
    """Read the kept original again and check it as of now, in the sandbox. Nothing is stored."""
    record = wallet.register.credentials.get(item_id)
    found = check_file.check_file(record.original, policy_for(wallet, wallet.clock), wallet.sandbox)
    return endorsements.settled(found, wallet.register)


def check_again(item_id: str, wallet: Wallet) -> tuple[Inspection, Changes]:
    """The same, and what it says is added to the item's history of reports."""
    inspection = inspect_again(item_id, wallet)
    report = report_history.to_json(inspection)
    with wallet.register.act():
        wallet.register.credentials.append_report(
            item_id,
            report,
            inspection.report.verdict.value,
            mark=mark_of(inspection).value,
            names=endorsements.names_of(inspection.credential),
        )
    return inspection, Changes(frozenset({_item_kind(inspection.credential)}), (item_id,))


def remove(item_id: str, wallet: Wallet) -> Changes:
    """Take a credential out of the register; evidence that belongs to it stays, by itself."""
    with wallet.register.act():
        wallet.register.credentials.remove(item_id)
    return Changes(frozenset({ItemKind.CREDENTIAL, ItemKind.ENDORSEMENT, ItemKind.EVIDENCE}), (item_id,))


def kept_on(item_id: str, register: StudyRegister) -> datetime | None:
    """When this credential was first looked at, which is when it was kept."""
    reports = register.credentials.reports(item_id)
    return report_history.from_json(reports[0]).report.checked_at if reports else None


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and those below each folder in the order of their names, hidden ones left out.

    A register is left out too: its files are encrypted, and more while they are read. Links to folders are
    not followed, so that a walk ends. Raises InputError(TOO_MANY_PARTS).
    """
    found = 0
    for path in paths:
        for file in _below(path) if is_folder(path) else (path,):
            found += 1
            if found > MOST_FILES:
                raise InputError(Problem.TOO_MANY_PARTS, limit=MOST_FILES)
            yield file


def row_of(inspection: Inspection, file_name: str = "") -> ItemRow:
    """The line of a credential in a list. One that has no name goes by that of its file."""
    credential = inspection.credential
    return ItemRow(
        id="",
        kind=_item_kind(credential),
        sort=credential.kind.value,
        title=title_of(credential) or file_name or credential.id or credential.kind.value,
        by=credential.issuer.name.best(LANGUAGES[0]) or credential.issuer.id,
        date=credential.valid_from.date().isoformat() if credential.valid_from else "",
        until=credential.valid_until.date().isoformat() if credential.valid_until else "",
        verdict=inspection.report.verdict,
        standing=inspection.standing,
        mark=mark_of(inspection).value,
    )


def same_as(credential: Credential) -> str:
    """Issuer and id, percent-unescaped and trimmed (Open Badges 3.0, "same credential"); "" without an id."""
    issuer, own = (unquote(part).strip() for part in (credential.issuer.id, credential.id))
    return f"{issuer} {own}" if issuer and own else ""


def _twins(inspection: Inspection, register: StudyRegister) -> tuple[str, ...]:
    """Ids of what is kept already and is this very credential: the same bytes, or its issuer and id.

    A copy of the same issuer and id that is checked worse than the kept one is not: a forgery never takes
    the place of the genuine one. One that is checked better is: a forgery that came first keeps nothing out.
    """
    digest, name = inspection.credential.digest, same_as(inspection.credential)
    found = register.credentials.twins(digest, name)
    same_bytes = [item for item in found if register.credentials.get(item).digest == digest]
    return tuple(same_bytes) or tuple(
        item for item in found if not _stands_beside(inspection, item, register)
    )


def _learn(arrival: Arrival, twins: tuple[str, ...], wallet: Wallet) -> Changes:
    """The same bytes came with documents that settle more, or were asked for now: the kept one is told."""
    inspection = arrival.inspections[0]
    credentials, verdict = wallet.register.credentials, inspection.report.verdict
    asked = any(finding.source is FindingSource.ONLINE for finding in inspection.report)
    told = []
    for item in twins:
        row = wallet.register.row(item)
        same_bytes = credentials.get(item).digest == inspection.credential.digest
        if row and same_bytes and (asked or _rank(verdict) > _rank(row.verdict)):
            report = report_history.to_json(inspection)
            mark = mark_of(inspection).value
            credentials.append_report(item, report, verdict.value, arrival.documents, mark=mark)
            told.append(item)
    return Changes(frozenset({_item_kind(inspection.credential)} if told else ()), tuple(told))


def _stands_beside(inspection: Inspection, kept_id: str, register: StudyRegister) -> bool:
    """Whether this copy, of other bytes, is worth keeping next to the kept one."""
    row, record = register.row(kept_id), register.credentials.get(kept_id)
    mine, theirs = _rank(inspection.report.verdict), _rank(row.verdict if row else None)
    if mine != theirs:
        return mine > theirs
    kept = report_history.from_json(record.report)
    if inspection.report.verdict is Verdict.VERIFIED:
        later = row_of(inspection).date > (row.date if row else "")
        return later and bool(_keys(inspection) & _keys(kept))
    # Neither is known to be genuine. Two copies that say different things may both be looked at by a person.
    return report_history.claims_digest(inspection.credential) != kept.claims


def _rank(verdict: Verdict | None) -> int:
    return _RANKS.index(verdict) if verdict in _RANKS else 0


def _keys(checked: Inspection | report_history.StoredReport) -> set[str]:
    """The keys of the issuer's proofs that hold."""
    return {
        proof.verification_method
        for proof in checked.report.proofs
        if proof.by_issuer and proof.outcome is Outcome.PASSED and proof.verification_method
    }


def _record(arrival: Arrival, inspection: Inspection, source_label: str) -> CredentialRecord:
    credential = inspection.credential
    return CredentialRecord(
        row=row_of(inspection, _own(arrival.incoming).name),
        original=_own(arrival.incoming),
        media_type=credential.source.media_type,
        digest=credential.digest,
        same_as=same_as(credential),
        report=report_history.to_json(inspection),
        documents=arrival.documents,
        text="\n".join(texts_of(credential)),
        source_label=source_label,
        names=endorsements.names_of(credential),
    )


def _keep_as_evidence(arrival: Arrival, wallet: Wallet, source_label: str) -> Kept:
    if arrival.path is not None:
        file = collect_evidence.look_at(arrival.path)
        kept = collect_evidence.attach(file, "", wallet, source_label=source_label)
    else:
        content = arrival.incoming.original
        media_type = media_type_of(content[:HEAD])
        file = collect_evidence.EvidenceArrival(
            Path(), _own(arrival.incoming).name, len(content), kind_of(media_type), media_type, hidden=False
        )
        kept = collect_evidence.attach_stream(
            io.BytesIO(content), file, "", wallet, source_label=source_label
        )
    return replace(kept, problem=arrival.problem)


def _own(incoming: Incoming) -> Incoming:
    """A part under its own name: what it came in is not kept."""
    return Incoming(incoming.original, incoming.own_name) if isinstance(incoming, Part) else incoming


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        if not {*HEADER_NAMES}.isdisjoint(names):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place, name)


def _item_kind(credential: Credential) -> ItemKind:
    return ItemKind.ENDORSEMENT if credential.kind is Kind.ENDORSEMENT else ItemKind.CREDENTIAL
