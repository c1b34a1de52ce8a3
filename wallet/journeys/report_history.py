"""Reports as they are kept: what a check said on its day, so that it can be told again later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from wallet.model.credential import Credential, digest_of
from wallet.model.inspection import Inspection
from wallet.model.marks import Mark, mark_then
from wallet.model.report import VerificationReport
from wallet.model.standing import Standing


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One report with the two other axes, and those of what the credential contains."""

    report: VerificationReport
    standing: Standing
    issuer_name_source: str = "self"
    claims: str = ""
    """Digest of what the credential says, without its proofs and whatever its layout."""
    contains: tuple[StoredReport, ...] = ()


def stored(inspection: Inspection) -> StoredReport:
    """What of an inspection is kept: everything but the credential, which is read again from its bytes."""
    return StoredReport(
        inspection.report,
        inspection.standing,
        inspection.issuer_name_source,
        claims_digest(inspection.credential),
        tuple(map(stored, inspection.contains)),
    )


def claims_digest(credential: Credential) -> str:
    """The same for two copies that say the same, in whatever order and with whatever proofs."""
    said = {name: value for name, value in credential.document.items() if name != "proof"}
    return digest_of(json.dumps(said, sort_keys=True, default=str).encode())


def to_json(inspection: Inspection) -> str:
    """The report as the register keeps it."""
    return _adapter().dump_json(stored(inspection)).decode()


def from_json(text: str) -> StoredReport:
    """A kept report. Raises ValueError for anything else."""
    report = _adapter().validate_json(text)
    assert isinstance(report, StoredReport)
    return report


@dataclass(frozen=True, slots=True)
class Looked:
    """One earlier check: when, and what the second chip said then."""

    at: datetime
    mark: Mark


def looked(reports: Iterable[str]) -> tuple[Looked, ...]:
    """What kept reports said, the newest first. One that cannot be read any more is left out."""
    found = []
    for text in reports:
        try:
            kept = from_json(text)
        except ValueError:
            continue
        found.append(Looked(kept.report.checked_at, mark_then(kept.report, kept.issuer_name_source)))
    return tuple(reversed(found))


@cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(StoredReport)
