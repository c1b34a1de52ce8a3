"""`studieregister verify`: whether files hold, without a register and, unless asked, without a network."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wallet.cli.console import Console, Exit, clock_of, moment, readable, worst
from wallet.cli.helping import told
from wallet.cli.online import Online, add_online, online_of
from wallet.cli.progress import Progress
from wallet.cli.trust import trusted_by
from wallet.cli.verify_facts import facts
from wallet.errors import Problem, RefusedError, SurroundingsError, WalletError
from wallet.model.credential import Incoming, LangText
from wallet.model.inspection import Inspection, Policy
from wallet.model.report import ProofFinding, Verdict
from wallet.sandbox import SandboxError, SandboxPool

if TYPE_CHECKING:
    from wallet.journeys.check_file import Runner

STDIN = "-"
MOST_JOBS = 32
"""Children at once: each may take half a gigabyte of address space."""
_EXITS = {
    Verdict.VERIFIED: Exit.DONE,
    Verdict.FAILED: Exit.FAILED,
    Verdict.INDETERMINATE: Exit.INDETERMINATE,
    Verdict.UNSIGNED: Exit.INDETERMINATE,
    Verdict.UNREADABLE: Exit.UNREADABLE,
}
Result = Inspection | WalletError | SandboxError


class Verify:
    """Checks each file and prints one result for each, in the order given."""

    name = "verify"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """All options of the contract."""

        def helped(code: str) -> str:
            return told(parser, f"verify.help.{code}")

        parser.add_argument("files", metavar="FILE", nargs="+", help=helped("files"))
        parser.add_argument("--at", type=moment, metavar="MOMENT", help=helped("at"))
        add_online(parser)
        several: dict[str, Any] = {"action": "append", "default": []}
        parser.add_argument("--trust", type=Path, metavar="FILE", help=helped("trust"), **several)
        parser.add_argument(
            "--identity", type=readable, metavar="EMAIL_OR_ID", help=helped("identity"), **several
        )
        parser.add_argument("--audience", type=readable, metavar="TEXT", help=helped("audience"))
        parser.add_argument("--challenge", type=readable, metavar="TEXT", help=helped("challenge"))
        parser.add_argument("--capsule", type=Path, metavar="FILE_OR_DIR", help=helped("capsule"), **several)
        parser.add_argument("--allow-test-keys", action="store_true", help=helped("test_keys"))
        parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help=helped("jobs"))
        parser.epilog = (
            "studieregister verify badge.png portfolio.html\n"
            "studieregister verify --json --at 2026-11-23T12:00:00Z --capsule issuer.json badge.json"
        )

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Check them all; the exit code is the first that applies to any of them."""
        online = online_of(arguments, console)
        codes = []
        progress = Progress(console.err)
        bug: SandboxError | None = None
        with SandboxPool(min(arguments.jobs, len(arguments.files), MOST_JOBS)) as pool:
            policy = _policy(arguments, pool, console)
            for done, (name, outcome) in enumerate(_checked(arguments, policy, pool, online), 1):
                progress.end()
                _print(name, outcome, console)
                if online is None:  # else the bar would stand between the addresses
                    progress(done, len(arguments.files))
                codes.append(exit_of(outcome))
                bug = bug or (outcome if isinstance(outcome, SandboxError) else None)
        progress.end()
        if bug:
            raise bug
        return worst(codes)


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _policy(arguments: argparse.Namespace, sandbox: Runner, console: Console) -> Policy:
    from wallet.journeys.capsule_files import load_capsules

    capsules = tuple(arguments.capsule)
    now = clock_of(arguments).now()
    return Policy(
        now=now,
        documents=sandbox.run(load_capsules, capsules) if capsules else (),
        identities=tuple(arguments.identity),
        trusted=trusted_by(arguments.trust, sandbox, now.date(), console),
        allow_test_keys=arguments.allow_test_keys,
        audience=arguments.audience,
        challenge=arguments.challenge,
    )


def _checked(
    arguments: argparse.Namespace, policy: Policy, sandbox: Runner, online: Online | None
) -> Iterator[tuple[str, Result]]:
    """Each file with what became of it, in order, while others are still being checked; online one by one."""
    from concurrent.futures import ThreadPoolExecutor

    if arguments.jobs == 1 or online is not None:
        for name in arguments.files:
            yield name, _check(name, policy, sandbox, online)
        return
    with ThreadPoolExecutor(min(arguments.jobs, MOST_JOBS)) as threads:
        outcomes = threads.map(lambda name: _check(name, policy, sandbox), arguments.files)
        yield from zip(arguments.files, outcomes, strict=True)


def _check(name: str, policy: Policy, sandbox: Runner, online: Online | None = None) -> Result:
    from wallet.journeys.check_file import check_file
    from wallet.journeys.links import is_link

    try:
        if is_link(name):
            return _behind_link(name, policy, sandbox, online)
        what = _standard_input() if name == STDIN else Path(name)
        if online is not None:
            return _asked(what, policy, sandbox, online)
        return check_file(what, policy, sandbox)
    except (WalletError, SandboxError) as error:
        return error


def _behind_link(link: str, policy: Policy, sandbox: Runner, online: Online | None) -> Inspection:
    from wallet.journeys.look_up import fetch_link

    if online is None:
        raise RefusedError(Problem.OFFLINE)
    incoming, known = fetch_link(link, policy, online.reach, online.allow)
    return _asked(incoming, known, sandbox, online)


def _asked(what: Path | Incoming, policy: Policy, sandbox: Runner, online: Online) -> Inspection:
    from wallet.journeys.check_file import incoming_of
    from wallet.journeys.look_up import look_up

    if isinstance(what, Path) and what.exists() and not what.is_file():
        what = incoming_of(what)  # a pipe can be read once only, and each round reads it
    looked = look_up(what, policy, sandbox, online.reach, online.allow)
    online.tell(looked.asked)
    return looked.inspection


def _standard_input() -> Incoming:
    from wallet.reading.limits import FILE_BYTES

    # One byte more than allowed, so that the limit is noticed and not silently kept.
    return Incoming(sys.stdin.buffer.read(FILE_BYTES + 1), STDIN)


def _print(name: str, outcome: Result, console: Console) -> None:
    from wallet.cli.verify_text import tell

    if console.as_json:
        console.emit(to_json(name, outcome, console.language))
    else:
        tell(name, outcome, console)


def exit_of(outcome: Result) -> Exit:
    """The exit code that this one result asks for."""
    if isinstance(outcome, Inspection):
        return _EXITS[outcome.report.verdict]
    if isinstance(outcome, SurroundingsError):
        return Exit.SURROUNDINGS
    return Exit.UNREADABLE if isinstance(outcome, WalletError) else Exit.OUR_BUG


def to_json(file: str, outcome: Result, language: str) -> dict[str, Any]:
    """The object of the contract for one file, or for something embedded in it."""
    if isinstance(outcome, Inspection):
        return _inspected(file, outcome, language)
    problem = outcome.problem.value if isinstance(outcome, WalletError) else "our_bug"
    return {
        "file": file,
        "verdict": Verdict.UNREADABLE.value,
        "problem": problem,
        "kind": "unknown",
        "container": None,
        "id": None,
        "name": None,
        "issuer": None,
        "subject": None,
        "valid_from": None,
        "valid_until": None,
        "recognition": None,
        "notes": [],
        "proofs": [],
        "checks": [],
        "needs": [],
        "contains": [],
    }


def _inspected(file: str, inspection: Inspection, language: str) -> dict[str, Any]:
    credential, report = inspection.credential, inspection.report
    return {
        "file": file,
        "verdict": report.verdict.value,
        "problem": None,
        "kind": credential.kind.value,
        "container": credential.container.value,
        "id": credential.id or None,
        "name": _text(credential.name, language),
        "issuer": {
            "id": credential.issuer.id or None,
            "name": _text(credential.issuer.name, language),
            "name_source": inspection.issuer_name_source,
        },
        "subject": credential.subject_id or None,
        "valid_from": _moment(credential.valid_from),
        "valid_until": _moment(credential.valid_until),
        "recognition": {
            "level": inspection.standing.recognition.level.value,
            "source": inspection.standing.recognition.source.value,
        },
        "notes": list(dict.fromkeys(credential.remarks + report.notes)),
        "proofs": [
            {
                "suite": proof.suite,
                "algorithm": proof.algorithm,
                "verification_method": proof.verification_method,
                "outcome": proof.outcome.value,
                "reason": proof.reason.value,
                **_seal(proof),
            }
            for proof in report.proofs
        ],
        "checks": [
            {
                "question": finding.question.value,
                "outcome": finding.outcome.value,
                "reason": finding.reason.value,
                "source": finding.source.value,
                "as_of": _moment(finding.as_of),
            }
            for finding in report.findings
        ],
        "needs": list(report.needs),
        **facts(credential),
        "contains": [_inspected(file, inner, language) for inner in inspection.contains],
    }


def _seal(proof: ProofFinding) -> dict[str, Any]:
    """For a proof with a certificate: whose seal it is, and when it was set, by its own word."""
    seal = proof.certificate
    if seal is None:
        return {}
    return {
        "signed_at": _moment(proof.signed_at),
        "certificate": {
            "holder": seal.holder,
            "given_by": seal.given_by,
            "valid_from": _moment(seal.valid_from),
            "valid_until": _moment(seal.valid_until),
        },
    }


def _text(text: LangText, language: str) -> str | None:
    return text.best(language) or None


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
