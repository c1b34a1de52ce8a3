"""A credential and a policy -> what was found. Never raises about a credential: everything is a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wallet.model.credential import Credential
from wallet.model.inspection import Inspection, Policy
from wallet.model.report import (
    Finding,
    Outcome,
    ProofFinding,
    VerificationReport,
    verdict_of,
)
from wallet.verification.checks import CHECKS
from wallet.verification.context import Context, ProofResult
from wallet.verification.hosted import complete, issuer_of
from wallet.verification.proving import prove_all
from wallet.verification.standing import standing_of


def inspect(credential: Credential, policy: Policy, *, parent: Credential | None = None) -> Inspection:
    """Everything that can be found out offline about this credential and those inside it."""
    credential = complete(credential, policy)
    # A member is checked first: whether it holds is part of whether the whole does.
    inner = _for_members(policy)
    contains = tuple(inspect(member, inner, parent=credential) for member in credential.contains)
    issuer = issuer_of(credential, policy)
    context = Context(
        policy=policy,
        issuer=issuer,
        proofs=prove_all(credential, policy, issuer),
        parent=parent,
        contains=contains,
    )
    answers = [(question, check(credential, context)) for question, check in CHECKS]
    findings = tuple(
        Finding(question, answer.outcome, answer.reason, answer.source, answer.as_of)
        for question, answer in answers
    )
    asked = [answer for _, answer in answers]
    report = VerificationReport(
        about=credential.digest,
        checked_at=policy.now,
        findings=findings,
        proofs=tuple(_finding(result) for result in context.proofs),
        needs=_unique(need for answer in asked for need in answer.needs),
        notes=_unique((*credential.remarks, *(note for answer in asked for note in answer.notes))),
        verdict=verdict_of(findings, signed=bool(credential.proofs)),
    )
    return Inspection(
        credential=credential,
        report=report,
        standing=standing_of(credential, context),
        issuer_name_source=_name_source(credential, context),
        contains=contains,
    )


def _for_members(policy: Policy) -> Policy:
    """A challenge and an audience are for the presentation, not for what is in it."""
    return replace(policy, challenge=None, audience=None)


def _finding(result: ProofResult) -> ProofFinding:
    answer = result.verdict
    outcome = Outcome.INDETERMINATE if answer.outcome is Outcome.NOT_APPLICABLE else answer.outcome
    return ProofFinding(
        suite=result.proof.suite,
        algorithm=result.algorithm,
        verification_method=result.proof.verification_method,
        outcome=outcome,
        reason=answer.reason,
        by_issuer=result.by_issuer,
        certificate=result.certificate,
        signed_at=result.proof.created,
    )


def _name_source(credential: Credential, context: Context) -> str:
    """Who else uses the name that is shown: a trust list, the issuer's own document, or nobody."""
    deciding = context.deciding
    if deciding is None or deciding.verdict.outcome is not Outcome.PASSED:
        return "self"
    names = {text for _, text in credential.issuer.name.values}
    if any(issuer == context.issuer.id and name in names for issuer, name, _ in context.policy.trusted):
        return "trust_list"
    return "issuer_document" if deciding.name in names else "self"


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
