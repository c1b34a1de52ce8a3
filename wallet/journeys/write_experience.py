"""Writing with files beside it: the experience and its files are kept together, and can be put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from wallet.errors import Cancelled, WalletError
from wallet.journeys import collect_evidence, record_experience
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind
from wallet.model.experience import Evidence, Experience
from wallet.model.records import Draft


@dataclass(frozen=True, slots=True)
class Written:
    """What was kept: always the experience, and the files up to what stopped them."""

    experience: Experience
    evidence: tuple[Evidence, ...]
    changes: Changes
    problem: WalletError | None = None
    """What stopped the files; the experience itself is kept."""


def read(item_id: str, wallet: Wallet) -> tuple[Experience, tuple[Evidence, ...]]:
    """The experience and its files. Raises RefusedError(NOT_FOUND)."""
    return record_experience.get(item_id, wallet), collect_evidence.about(item_id, wallet)


def keep(
    experience: Experience,
    draft: Draft,
    wallet: Wallet,
    stopped: Event,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> Written:
    """Keep the experience, then the files that wait. Raises what keeping the experience raises; then nothing
    is kept and the files still wait. ``stopped``: no more files.
    """
    given = experience.model_copy(update={"id": draft.id}) if draft.id else experience
    kept = record_experience.keep(given, wallet)
    draft.id = kept.ids[0]
    problem = None
    kinds = set(kept.kinds)
    for arrival in tuple(draft.waiting):
        try:
            kinds |= collect_evidence.attach(arrival, draft.id, wallet, progress, stopped).changes.kinds
            draft.waiting.remove(arrival)
        except WalletError as error:
            problem = error
            break
        except Cancelled:
            draft.waiting.remove(arrival)
            break
    stored, evidence = read(draft.id, wallet)
    return Written(stored, evidence, Changes(frozenset(kinds), (draft.id,)), problem)


def put_back(experience: Experience, evidence: tuple[Evidence, ...], wallet: Wallet) -> Changes:
    """An experience that was removed a moment ago, with its files."""
    with wallet.register.act():
        kept = record_experience.keep(experience, wallet)
        for one in evidence:
            wallet.register.evidence.attach(one.id, kept.ids[0])
    return Changes(frozenset({ItemKind.EXPERIENCE, ItemKind.EVIDENCE}), kept.ids)
