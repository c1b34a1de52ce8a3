"""What the register's page does: its lines, one item with everything beside it, saving and taking out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from wallet.errors import Problem, RefusedError
from wallet.journeys import (
    collect_evidence,
    endorsements,
    import_credential,
    record_experience,
    report_history,
)
from wallet.journeys.report_history import Looked
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.experience import Evidence, Experience
from wallet.model.inspection import Inspection
from wallet.model.portfolio import BundleReceipt
from wallet.store.atomic import writing


@dataclass(frozen=True, slots=True)
class ShownItem:
    """Exactly one of the four is there, by the kind of the row."""

    row: ItemRow
    inspection: Inspection | None = None
    """Read again from the original and checked as of now; nothing was stored."""
    experience: Experience | None = None
    file: Evidence | None = None
    receipt: BundleReceipt | None = None
    evidence: tuple[Evidence, ...] = ()
    """The files that belong to it."""
    about: tuple[ItemRow, ...] = field(default=(), repr=False)
    """What a file belongs to, or what an endorsement is about; at most a hundred."""
    endorsements: tuple[ItemRow, ...] = field(default=(), repr=False)
    """Kept endorsements of this credential, the newest first; at most a hundred."""
    looked: tuple[Looked, ...] = ()
    """What earlier checks said, the newest first."""


def read(item_id: str, wallet: Wallet) -> ShownItem:
    """The item. Raises RefusedError(NOT_FOUND), or what reading a damaged original raises."""
    register = wallet.register
    row = register.row(item_id)
    if row is None:
        raise RefusedError(Problem.NOT_FOUND)
    if row.kind is ItemKind.EVIDENCE:
        file = register.evidence.get(item_id)
        about = tuple(found for found in map(register.row, file.about) if found is not None)
        return ShownItem(row, file=file, about=about)
    if row.kind is ItemKind.PORTFOLIO:
        return ShownItem(row, receipt=register.portfolios.get(item_id))
    evidence = register.evidence.about(item_id)
    if row.kind is ItemKind.EXPERIENCE:
        return ShownItem(row, experience=register.experiences.get(item_id), evidence=evidence)
    looked = report_history.looked(register.credentials.reports(item_id))
    inspection = import_credential.inspect_again(item_id, wallet)
    return ShownItem(
        row,
        inspection=inspection,
        evidence=evidence,
        about=endorsements.endorsed_by(row, register),
        looked=looked,
        endorsements=endorsements.endorsements_of(row, register),
    )


def save_original(item_id: str, out: Path, wallet: Wallet) -> None:
    """Write the original of a credential or a file, byte for byte. An own experience has none."""
    row = wallet.register.row(item_id)
    if row is None:
        raise RefusedError(Problem.NOT_FOUND)
    if row.kind is ItemKind.EVIDENCE:
        collect_evidence.save_original(item_id, out, wallet)
        return
    with writing(out) as target:
        target.write(wallet.register.credentials.get(item_id).original.original)


def rows(wallet: Wallet, view: str, text: str = "") -> tuple[ItemRow, ...]:
    """The lines of a view; with ``text`` those of them that a search finds, in its order."""
    if not text:
        return wallet.register.rows(view)
    found = wallet.register.search(text)
    if view == "all":
        return found
    here = {row.id for row in wallet.register.rows(view)}
    return tuple(row for row in found if row.id in here)


def remove(row: ItemRow, wallet: Wallet) -> Changes:
    """Take an item out of the register, of whatever kind; what belongs to it stays."""
    if row.kind is ItemKind.EXPERIENCE:
        return record_experience.remove(row.id, wallet)
    if row.kind is ItemKind.EVIDENCE:
        return collect_evidence.remove(row.id, wallet)
    return import_credential.remove(row.id, wallet)
