"""Checks a portfolio file as a whole: presentation, seal, bindings, members. Runs in the sandbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wallet import importers, jcs, strict_json
from wallet.bundle import bindings, embedding, manifest, seal, told
from wallet.bundle.manifest import File, Item, Manifest
from wallet.bundle.open import Source, opened, unwrap
from wallet.bundle.wrapped import Wrapped
from wallet.errors import InputError, Problem
from wallet.keys import RefusedKey, UnknownKey, from_multikey
from wallet.model.credential import Container, Credential, Incoming, Kind, LangText, digest_of
from wallet.model.credential import Source as Bytes
from wallet.model.inspection import Inspection, Policy
from wallet.model.keys import KeyKind
from wallet.model.reception import FileState, OpenedBundle, ReceivedFile, ReceivedItem
from wallet.model.report import Finding, Outcome, Question, Reason, verdict_of
from wallet.reading import claims
from wallet.reading.limits import FILE_BYTES
from wallet.verification import verifier

_DID_KEY = "did:key:"
_SEVERITY = (
    Reason.PROOF_MALFORMED,
    Reason.KEY_REFUSED,
    Reason.WRAPPER_CHANGED,
    Reason.MEMBER_MISSING,
    Reason.MEMBER_DIFFERS,
    Reason.EVIDENCE_DIFFERS,
    Reason.MEMBER_FAILED,
)
"""Which of our own reasons is told when there are several; after what the presentation's proofs say."""
_NOTES = {FileState.BESIDE: "evidence_beside", FileState.WITHHELD: "evidence_withheld"}


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found out about one item."""

    item: Item
    inspection: Inspection | None
    embedded: bool
    reason: Reason | None


def inspect_bundle(source: Source, policy: Policy) -> OpenedBundle:
    """Open and check a portfolio file. Raises InputError for what is not one of a known version."""
    with opened(source) as (file, size):
        wrapped = unwrap(file, size)
        document = strict_json.load(wrapped.presentation)
        if not isinstance(document, dict) or not manifest.is_portfolio(document):
            raise InputError(Problem.NOT_RECOGNISED)
        content = jcs.canonical(document)
        if wrapped.wrapping != "html" and wrapped.presentation != content:
            # The file inside is what people hash to compare digests.
            raise InputError(Problem.DAMAGED_FILE)
        read = manifest.read(document)
        if bindings.unlisted(read, wrapped):
            raise InputError(Problem.DAMAGED_FILE)
        public = _key_of(read.holder)
        sealed, file_digest = seal.examine(file, wrapped.seal_at, public)
        states = dict(bindings.files(read, wrapped))
        presented = verifier.inspect(_credential(content, document, wrapped.wrapping), policy)
        members = document.get("verifiableCredential", [])
        whole = {one.id for one, state in states.items() if state is FileState.MATCHES}
        looked = [_look(item, read, members, presented, wrapped, policy, whole) for item in read.items]
    reasons = {bindings.reason_of(one, state) for one, state in states.items()}
    reasons |= {one.reason for one in looked}
    reasons.add(None if bindings.proofs_in_form(document, read) else Reason.PROOF_MALFORMED)
    reasons.add(None if public is not None else Reason.KEY_REFUSED)
    reasons.add(None if sealed else Reason.WRAPPER_CHANGED)
    notes = tuple(note for state, note in _NOTES.items() if state in states.values())
    inspection = _concluded(presented, read, looked, reasons, notes)
    return OpenedBundle(
        inspection=inspection,
        wrapping=wrapped.wrapping,
        digest=digest_of(content),
        file_digest=file_digest,
        file_size=size,
        made=read.made,
        holder=read.holder,
        seal_holds=sealed,
        presentation_holds=all(proof.outcome is Outcome.PASSED for proof in presented.report.proofs),
        language=read.language,
        learner=read.learner,
        purpose=read.purpose,
        audience=read.audience,
        retention=read.retention,
        letter=read.letter,
        items=tuple(_received(number, one, members, read) for number, one in enumerate(looked, 1)),
        files=tuple(_file(one, state, wrapped) for one, state in states.items()),
    )


def _file(file: File, state: FileState, wrapped: Wrapped) -> ReceivedFile:
    return ReceivedFile(
        id=file.id,
        role=file.role,
        name=file.name or file.file_name,
        file_name=file.file_name,
        media_type=file.media_type,
        size=file.size,
        state=state,
        digest=file.digest,
        salt=wrapped.salts.get(file.file_name),
    )


def _key_of(holder: str) -> bytes | None:
    if not holder.startswith(_DID_KEY):
        return None
    try:
        key = from_multikey(holder.removeprefix(_DID_KEY))
    except (RefusedKey, UnknownKey):
        return None
    return key.content if key.kind is KeyKind.ED25519 else None


def _credential(content: bytes, document: Mapping[str, Any], wrapping: str) -> Credential:
    if document.get("verifiableCredential"):
        read = importers.read(Incoming(content, "presentation.json"))
        return replace(read, container=Container(wrapping))
    # Everything in it is bound by digest only; a reader of bare presentations calls that "no members".
    return Credential(
        kind=Kind.PRESENTATION,
        container=Container(wrapping),
        source=Bytes(content, "application/json"),
        document=document,
        proofs=claims.data_integrity(document),
        **claims.fields(document, {}),
    )


def _look(
    item: Item,
    read: Manifest,
    members: list[Any],
    presented: Inspection,
    wrapped: Wrapped,
    policy: Policy,
    whole: set[str],
) -> _Looked:
    embedded = presented.contains[item.member] if item.member is not None else None
    if item.kind == "experience":
        in_form = item.member is not None and bindings.own_in_form(members[item.member], item, read)
        return _Looked(item, embedded, True, None if in_form else Reason.MEMBER_DIFFERS)
    if item.original is None:
        return _Looked(item, None, True, None)
    file = read.files[item.original]
    try:
        if item.original not in whole or file.size > FILE_BYTES:
            raise InputError(Problem.NOT_RECOGNISED)
        original = importers.read(Incoming(wrapped.files[file.file_name]().read(), file.file_name))
    except InputError:
        # Not the file that was signed, or one that we cannot read: an item without a check of its own.
        reason = Reason.MEMBER_DIFFERS if embedded is not None and item.original in whole else None
        return _Looked(item, embedded, embedded is not None, reason)
    if item.member is not None:
        same = embedding.same(members[item.member], original)
        return _Looked(item, embedded, True, None if same else Reason.MEMBER_DIFFERS)
    inspection = verifier.inspect(original, policy)
    failed = any(
        finding.outcome is Outcome.FAILED and finding.question in (Question.INTACT, Question.AUTHENTIC)
        for finding in inspection.report
    )
    return _Looked(item, inspection, False, Reason.MEMBER_FAILED if failed else None)


def _concluded(
    presented: Inspection,
    read: Manifest,
    looked: list[_Looked],
    reasons: set[Reason | None],
    notes: tuple[str, ...],
) -> Inspection:
    """The presentation's own report, with what our own format asks on top of it."""
    report = presented.report
    findings = report.findings
    worst = next((reason for reason in _SEVERITY if reason in reasons), None)
    if worst is not None:
        findings = tuple(_failed(finding, worst) for finding in findings)
    signed = bool(presented.credential.proofs) or worst is not None
    beside = (one.inspection for one in looked if not one.embedded and one.inspection is not None)
    return replace(
        presented,
        credential=_named(presented.credential, read),
        report=replace(
            report,
            findings=findings,
            notes=(*report.notes, *notes),
            verdict=verdict_of(findings, signed=signed),
        ),
        contains=(*presented.contains, *beside),
    )


def _named(credential: Credential, read: Manifest) -> Credential:
    """What a list shows of it: what it is for, and the name that the learner gives."""
    title, language = read.purpose or read.audience, read.language
    return replace(
        credential,
        kind=Kind.PORTFOLIO,
        name=LangText(((language, title),)) if title else LangText(),
        issuer=replace(credential.issuer, name=LangText(((language, read.learner),))),
    )


def _failed(finding: Finding, reason: Reason) -> Finding:
    if finding.question is not Question.INTACT or finding.outcome is Outcome.FAILED:
        return finding
    return replace(finding, outcome=Outcome.FAILED, reason=reason)


def _received(number: int, looked: _Looked, members: list[Any], read: Manifest) -> ReceivedItem:
    item, inspection = looked.item, looked.inspection
    if item.kind == "experience" and item.member is not None:
        fields = told.own(members[item.member], read.language)
    else:
        fields = told.foreign(inspection.credential, read.language) if inspection else ()
    found = inspection is not None and item.kind == "credential"
    return ReceivedItem(
        number=number,
        id=item.id,
        kind=item.kind,
        sort=item.sort,
        title=item.title,
        standing=inspection.standing if found and inspection else item.standing,
        fields=fields,
        inspection=inspection,
        files=item.evidence,
        sender_verdict=item.verdict,
        sender_checked=item.checked,
    )
