"""From the proofs of a report to rows that say in plain words what each is and what became of it. Pure."""

from __future__ import annotations

from ui.present.explanations import day
from ui.present.pieces import ProofRow, Value
from ui.voice import Words, isolated, joined, words
from wallet.model.report import Outcome, ProofFinding, Reason, VerificationReport

_KINDS = {
    "eddsa-rdfc-2022": "inside",
    "eddsa-jcs-2022": "inside",
    "Ed25519Signature2020": "inside",
    "ecdsa-rdfc-2019": "inside",
    "ecdsa-jcs-2019": "inside",
    "ecdsa-sd-2023": "in_part",
    "sd-jwt": "in_part",
    "vc-jwt": "around",
    "ob2-signed": "around",
    "jades": "seal",
    "ob2-hosted": "hosted",
    "kb-jwt": "holder",
}
_VALUES = {
    Outcome.PASSED: Value.PASSED,
    Outcome.FAILED: Value.FAILED,
    Outcome.INDETERMINATE: Value.UNKNOWN,
    Outcome.NOT_APPLICABLE: Value.NOT_APPLICABLE,
}


def proof_rows(report: VerificationReport) -> tuple[ProofRow, ...]:
    """One row for each proof, in the order of the file."""
    return tuple(map(_row, report.proofs))


def _row(proof: ProofFinding) -> ProofRow:
    value = _VALUES[proof.outcome]
    if proof.reason is Reason.OWN_KEY and value is Value.PASSED:
        value = Value.UNCHANGED
    if not proof.by_issuer and value is Value.PASSED:
        value = Value.NOTE  # does not count, so it never looks like a verdict
    return ProofRow(
        value, f"proofs.{_KINDS.get(proof.suite, 'unknown')}", f"reason.{proof.reason.value}", _small(proof)
    )


def _small(proof: ProofFinding) -> tuple[Words, ...]:
    found: list[Words] = [_by(proof)]
    if proof.signed_at is not None:
        found.append(words("proofs.signed_at", date=day(proof.signed_at)))
    seal = proof.certificate
    if seal is not None:
        found += [
            words("proofs.seal_holder", holder=isolated(seal.holder)),
            words("proofs.seal_by", name=isolated(seal.given_by)),
            words("proofs.seal_dates", start=day(seal.valid_from), end=day(seal.valid_until)),
        ]
    names = joined(*map(isolated, dict.fromkeys(filter(None, (proof.suite, proof.algorithm)))), between=", ")
    found.append(words("proofs.technical", name=names))
    return tuple(found)


def _by(proof: ProofFinding) -> Words:
    if proof.reason is Reason.HOLDER_KEY or proof.suite == "kb-jwt":
        return "proofs.by_holder"
    return "proofs.by_issuer" if proof.by_issuer else "proofs.by_other"
