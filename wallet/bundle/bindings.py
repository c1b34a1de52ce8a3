"""What binds the parts of a portfolio to its signed data: own form, digests of files, copies of originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wallet.bundle import salted
from wallet.bundle.manifest import File, Item, Manifest
from wallet.bundle.wrapped import Wrapped
from wallet.model.own_terms import OPEN_BADGES_3, OWN_CONTEXT, VC_2
from wallet.model.portfolio import Presence
from wallet.model.reception import FileState
from wallet.model.report import Reason

SUITES = ["eddsa-rdfc-2022", "eddsa-jcs-2022"]
_MADE = "%Y-%m-%dT%H:%M:%SZ"


def proofs_in_form(document: Mapping[str, Any], manifest: Manifest) -> bool:
    """Whether both proofs are there and say what the manifest says: holder, moment, audience, challenge."""
    proofs = _proofs(document)
    told = [
        {
            "created": manifest.made.strftime(_MADE),
            "domain": manifest.audience or None,
            "proofPurpose": "authentication",
            "verificationMethod": _method(manifest.holder),
        }
    ] * len(SUITES)
    found = [{name: proof.get(name) for name in told[0]} for proof in proofs]
    challenges = {proof.get("challenge") for proof in proofs}
    fresh = all(isinstance(one, str) and one for one in challenges) and len(challenges) == 1
    return _suites(proofs) == SUITES and found == told and fresh


def own_in_form(member: Any, item: Item, manifest: Manifest) -> bool:
    """Whether a self-declared experience is the holder's own and names the evidence of its item."""
    if not isinstance(member, Mapping):
        return False
    proofs = _proofs(member)
    issuer, subject = member.get("issuer"), member.get("credentialSubject")
    return (
        member.get("@context") == [VC_2, OPEN_BADGES_3, OWN_CONTEXT]
        and member.get("selfDeclared") is True
        and isinstance(issuer, Mapping)
        and isinstance(subject, Mapping)
        and issuer.get("id") == subject.get("id") == manifest.holder
        and _suites(proofs) == SUITES
        and all(proof.get("proofPurpose") == "assertionMethod" for proof in proofs)
        and all(proof.get("verificationMethod") == _method(manifest.holder) for proof in proofs)
        and _named_evidence(member) == [(id, manifest.files[id].digest) for id in item.evidence]
    )


def files(manifest: Manifest, wrapped: Wrapped) -> Iterator[tuple[File, FileState]]:
    """What became of each file that the manifest names."""
    for file in manifest.files.values():
        yield file, _state(file, wrapped)


def unlisted(manifest: Manifest, wrapped: Wrapped) -> bool:
    """Whether there is a file, a salt or a name beside it that the manifest does not know as included."""
    included = {one.file_name for one in manifest.files.values() if one.presence is Presence.INCLUDED}
    evidence = {one.file_name for one in manifest.files.values() if one.role == "evidence"} & included
    known = included.issuperset(wrapped.files) and evidence.issuperset(wrapped.salts)
    return not known or not evidence.issuperset(wrapped.beside) or bool(wrapped.beside & wrapped.files.keys())


def reason_of(file: File, state: FileState) -> Reason | None:
    """Why a file makes the portfolio fail; None when it does not."""
    if state is FileState.MISSING:
        return Reason.MEMBER_MISSING
    if state is FileState.DIFFERS:
        return Reason.MEMBER_DIFFERS if file.role == "original" else Reason.EVIDENCE_DIFFERS
    return None


def _state(file: File, wrapped: Wrapped) -> FileState:
    if file.presence is Presence.WITHHELD:
        return FileState.WITHHELD
    if file.file_name in wrapped.beside:
        return FileState.BESIDE
    opener = wrapped.files.get(file.file_name)
    salt = wrapped.salts.get(file.file_name)
    if opener is None or (file.role == "evidence" and salt is None):
        return FileState.MISSING
    found = salted.measure(opener(), salt)
    matches = found.size == file.size and found.digest == file.digest
    return FileState.MATCHES if matches else FileState.DIFFERS


def _proofs(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = document.get("proof")
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _suites(proofs: list[Mapping[str, Any]]) -> list[Any]:
    return [proof.get("cryptosuite") for proof in proofs if proof.get("type") == "DataIntegrityProof"]


def _method(holder: str) -> str:
    return f"{holder}#{holder.removeprefix('did:key:')}"


def _named_evidence(member: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    value = member.get("evidence", [])
    if not isinstance(value, list):
        return [(None, None)]
    return [(one.get("id"), one.get("saltedDigest")) for one in value if isinstance(one, Mapping)]
