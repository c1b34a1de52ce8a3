"""The result of a check in words, for a terminal."""

from __future__ import annotations

from datetime import datetime

from wallet.cli.console import Console, plain
from wallet.errors import WalletError
from wallet.model.certificate import Certificate
from wallet.model.credential import Kind
from wallet.model.inspection import Inspection
from wallet.model.marks import mark_of
from wallet.model.report import DECIDING, Finding, Outcome, Question, Reason, Verdict
from wallet.words import knows, say

_SIGNS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.INDETERMINATE: "?",
    Outcome.NOT_APPLICABLE: "–",
}


def tell(name: str, outcome: Inspection | Exception, console: Console) -> None:
    """Print one result: what is so, then each question, then what it contains."""
    console.line(plain(name))
    if isinstance(outcome, Inspection):
        _inspection(outcome, console, "  ")
    elif isinstance(outcome, WalletError):
        console.line("  " + say(f"problem.{outcome.problem}", console.language, **outcome.numbers))
    else:
        console.line("  " + say("verify.our_bug", console.language))
    console.line()


def _inspection(inspection: Inspection, console: Console, indent: str) -> None:
    language = console.language
    credential, report = inspection.credential, inspection.report
    if credential.kind is Kind.UNKNOWN and inspection.contains:
        _several(inspection, console, indent)
        return
    console.line(indent + _verdict(inspection, language))
    name = credential.name.best(language)
    kind = say(f"verify.kind.{credential.kind}", language)
    console.line(indent + (f"{kind}: {_plain(name)}" if name else kind))
    _signer(inspection, console, indent)
    for proof in report.proofs:
        if proof.certificate is not None:
            _seal(proof.certificate, proof.signed_at, console, indent)
    for finding in report.findings:
        if finding.question in DECIDING or finding.outcome is not Outcome.NOT_APPLICABLE:
            _finding(finding, console, indent)
    for note in dict.fromkeys(credential.remarks + report.notes):
        if knows(f"note.{note}", language):
            console.line(indent + say(f"note.{note}", language))
    if report.needs:
        console.line(indent + say("verify.needs", language))
        for address in report.needs:
            console.line(f"{indent}  {_plain(address)}")
    if inspection.contains:
        console.line(indent + say("verify.contains", language, n=len(inspection.contains)))
        for inner in inspection.contains:
            _inspection(inner, console, indent + "    ")


def _several(inspection: Inspection, console: Console, indent: str) -> None:
    """A file that is only a wrapping: the answers are those of what is in it."""
    console.line(indent + say("verify.several", console.language, n=len(inspection.contains)))
    for note in inspection.report.notes:
        if knows(f"note.{note}", console.language):
            console.line(indent + say(f"note.{note}", console.language))
    for inner in inspection.contains:
        _inspection(inner, console, indent + "    ")


def _signer(inspection: Inspection, console: Console, indent: str) -> None:
    """Who issued it or put it together; a name that only the signer uses is told as such."""
    issuer = inspection.credential.issuer
    name = issuer.name.best(console.language)
    if inspection.credential.kind is Kind.PORTFOLIO:
        console.line(indent + say("verify.by_learner", console.language))
    if not name and issuer.id:
        console.line(indent + say("verify.nameless", console.language, name=_plain(issuer.id)))
    elif name:
        code = "verify.calls_itself" if inspection.issuer_name_source == "self" else "verify.issued_by"
        console.line(indent + say(code, console.language, name=_plain(name)))


def _seal(seal: Certificate, signed_at: datetime | None, console: Console, indent: str) -> None:
    """Whose seal it is, by the certificate that came with it."""
    holder, given_by = _plain(seal.holder), _plain(seal.given_by)
    line = say("verify.seal", console.language, holder=holder, given_by=given_by)
    if signed_at is not None:
        line += " " + say("verify.sealed_on", console.language, date=signed_at.date())
    console.line(indent + line)


def _verdict(inspection: Inspection, language: str) -> str:
    report = inspection.report
    authentic = report.finding(Question.AUTHENTIC)
    if report.verdict is Verdict.VERIFIED and authentic and authentic.reason is Reason.OWN_KEY:
        return say("verify.verdict.unchanged", language)
    if report.verdict is not Verdict.FAILED:
        return say(f"verify.verdict.{report.verdict}", language)
    failed = (one for one in report if one.outcome is Outcome.FAILED and one.question in DECIDING)
    reason = next((say(f"reason.{one.reason}", language) for one in failed), "")
    return f"{say(f'mark.{mark_of(inspection)}', language)}. {reason}".strip()


def _finding(finding: Finding, console: Console, indent: str) -> None:
    sign = _SIGNS[finding.outcome]
    question = say(f"verify.ask.{finding.question}", console.language)
    reason = say(f"reason.{finding.reason}", console.language, **finding.numbers)
    against = ""
    if finding.as_of:
        against = " " + say(f"verify.against.{finding.source}", console.language, date=finding.as_of.date())
    console.line(f"{indent}  {sign} {question} {reason}{against}")


def _plain(text: str) -> str:
    """A stranger's text on one line of a terminal, not endless."""
    return plain(text)[:300]
