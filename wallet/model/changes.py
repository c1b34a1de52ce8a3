"""What a write changed, so that pages can decide for themselves to look again; and list rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from wallet.model.report import Verdict
from wallet.model.standing import Standing


class ItemKind(StrEnum):
    """The kinds of things a register holds."""

    CREDENTIAL = "credential"
    EXPERIENCE = "experience"
    EVIDENCE = "evidence"
    ENDORSEMENT = "endorsement"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True, slots=True)
class Changes:
    """Which items were added, altered or removed."""

    kinds: frozenset[ItemKind] = frozenset()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of a list: enough to paint a card, nothing that needs the whole item."""

    id: str
    kind: ItemKind
    sort: str
    """Finer kind: an ExperienceKind value, a credential Kind value, an EvidenceKind value, a wrapping."""
    title: str = field(repr=False)
    by: str = field(repr=False)
    """Issuer or organisation."""
    date: str
    """ISO date or partial date; "" when unknown."""
    until: str
    verdict: Verdict | None
    """None where nothing can be checked (own experience, evidence)."""
    standing: Standing | None
    draft: bool = False
    mark: str = ""
    """What the second chip says (``wallet.model.marks``); "" where only the verdict is known."""
