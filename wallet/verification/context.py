"""What the checks of one credential share: the policy, and what became of its proofs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wallet.model.certificate import Certificate
from wallet.model.credential import Credential, Kind, Proof
from wallet.model.inspection import Inspection, Policy
from wallet.model.keys import PublicKey
from wallet.model.report import FindingSource, Outcome, Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, before it becomes a finding."""

    outcome: Outcome
    reason: Reason
    source: FindingSource = FindingSource.OFFLINE
    as_of: datetime | None = None
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuerFacts:
    """Who the issuer is: by the credential itself, or (Open Badges 2.0) by the documents that it names."""

    id: str
    needs: tuple[str, ...] = ()
    """Addresses without which the issuer is not known."""


@dataclass(frozen=True, slots=True)
class ProofResult:
    """What became of one proof: does it hold, and is its key the issuer's."""

    proof: Proof
    algorithm: str
    integrity: Answer
    binding: Answer
    by_issuer: bool = True
    """False: the key is known to be somebody else's."""
    key: PublicKey | None = None
    name: str = field(default="", repr=False)
    """What the controller's own document calls it."""
    certificate: Certificate | None = None
    """The certificate that the key was taken from, of a seal."""

    @property
    def verdict(self) -> Answer:
        """The worse of the two answers."""
        for outcome in (Outcome.FAILED, Outcome.INDETERMINATE):
            for answer in (self.integrity, self.binding):
                if answer.outcome is outcome:
                    return answer
        return self.integrity


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a check may look at besides the credential."""

    policy: Policy
    issuer: IssuerFacts
    proofs: tuple[ProofResult, ...] = ()
    parent: Credential | None = None
    contains: tuple[Inspection, ...] = field(default=(), repr=False)

    @property
    def deciding(self) -> ProofResult | None:
        """The one proof that decides: the first that fails, else the first that holds in both respects.

        It must be one: a proof that holds by an unconfirmed key and another of the right key that could not
        be checked do not make a good one together. Proofs by others count only when there is no other.
        """
        counted = [result for result in self.proofs if result.by_issuer] or list(self.proofs)
        for outcome in (Outcome.FAILED, Outcome.PASSED):
            for result in counted:
                if result.verdict.outcome is outcome:
                    return result
        return next(iter(sorted(counted, key=lambda one: one.integrity.outcome is not Outcome.PASSED)), None)

    @property
    def shown_in_part(self) -> bool:
        """Whether what is not there may have been left out by the holder."""
        deciding = self.deciding
        if deciding is None or deciding.proof.suite != PART_SUITE:
            return False
        return deciding.integrity.reason is not Reason.HOLDER_FORM


PART_SUITE = "ecdsa-sd-2023"
"""A holder shows a part of what was signed with it."""
COLLECTIONS = (Kind.PRESENTATION, Kind.CLR_2, Kind.PORTFOLIO, Kind.ANSWER)
"""Kinds whose members must hold for the whole to hold."""


def members(credential: Credential, contains: tuple[Inspection, ...]) -> tuple[Inspection, ...]:
    """The embedded credentials that a collection answers for; an endorsement of a transcript is not one."""
    if credential.kind not in COLLECTIONS:
        return ()
    if credential.kind is Kind.CLR_2:
        return tuple(one for one in contains if one.credential.kind is not Kind.ENDORSEMENT)
    return contains
