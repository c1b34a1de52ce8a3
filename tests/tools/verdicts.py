"""Every case of the corpora beside the verdicts of others: the page ``docs/verdicts.md``.

    python3 dev.py verdicts [--check] [--ask FOLDER]

writes the page and says how many verdicts agree; with ``--check`` only says whether the page is up to date.
With ``--ask`` the verifier-core of the Digital Credentials Consortium is asked first, as installed by npm in
FOLDER, and its answers are kept in ``tests/vectors/peers/``, so that the page can be made again without it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from tests.tools.paragraphs import CLAIMS, FORM_CLAIMS, NO_CLAIM, PARAGRAPHS, PEER_REASONS
from tests.world import MOMENT, NO_CORPORA, ROOT, SHARED
from wallet.errors import InputError
from wallet.importers import read
from wallet.journeys.capsule_files import load_capsules
from wallet.model.credential import Incoming
from wallet.model.inspection import Inspection, Policy
from wallet.model.report import DECIDING, Finding, Outcome, Question, VerificationReport
from wallet.verification.verifier import inspect

CORPORA = SHARED / "corpora"
CAPSULES = ("remote", "ob2/capsule.json", "sdjwt/capsule.json")
GROUPS = ("ob3", "clr2", "ob2", "edc", "status", "sdjwt", "derived", "vcdi", "vcdm2")
ASKED = ("ob3", "clr2", "status", "derived", "vcdi")
PAGE = ROOT / "docs" / "verdicts.md"
PEER = "@digitalcredentials/verifier-core"
ANSWERS = ROOT / "tests" / "vectors" / "peers" / "verifier-core.json"
SCRIPT = Path(__file__).with_name("verifier_core.mjs")
WORDS = {Outcome.FAILED: "failed", Outcome.INDETERMINATE: "indeterminate"}


@dataclass(frozen=True)
class Case:
    """One file of the corpora with what its makers say of it."""

    name: str
    """Group and path: ``ob3/1edtech/simple.json``."""
    claim: str
    verdict: str | None
    """What the manifest says that ``verify`` must answer; None: no single verdict."""

    @property
    def group(self) -> str:
        """The first part of its name."""
        return self.name.partition("/")[0]

    @property
    def file(self) -> Path:
        """Where it is."""
        return CORPORA / self.name


@dataclass(frozen=True)
class Ours:
    """Our answer on one file: the verdict, what decided it, and the answers that are compared elsewhere."""

    verdict: str
    reason: str
    intact: str = ""
    form: str = ""


@cache
def policy() -> Policy:
    """What is given with every case: the moment and the documents that the corpora carry."""
    return Policy(
        now=MOMENT,
        documents=load_capsules(tuple(CORPORA / name for name in CAPSULES)),
        allow_test_keys=True,
    )


@cache
def cases() -> tuple[Case, ...]:
    """Every case that somebody could have a verdict on."""
    found = []
    for group in GROUPS:
        for case in json.loads((CORPORA / group / "manifest.json").read_bytes())["cases"]:
            if case["verdict"] is not None or case["expected"] not in NO_CLAIM:
                found.append(Case(f"{group}/{case['file']}", case["expected"], case["verdict"]))
    return tuple(found)


def apart() -> int:
    """How many files of the same groups are no credential: steps of a signature, keys, profiles."""
    everything = sum(
        len(json.loads((CORPORA / group / "manifest.json").read_bytes())["cases"]) for group in GROUPS
    )
    return everything - len(cases())


def content(case: Case) -> bytes:
    """The bytes of the file. W3C's structure cases lack an issuer: their suite adds it as it signs them."""
    if case.group != "vcdm2":
        return case.file.read_bytes()
    document = json.loads(case.file.read_bytes())
    if "VerifiableCredential" in str(document.get("type")):
        issuer = document.setdefault("issuer", "did:example:issuer")
        if isinstance(issuer, dict):
            issuer.setdefault("id", "did:example:issuer")
    return json.dumps(document).encode()


@cache
def ours(case: Case) -> Ours:
    """Our answer, offline, at the moment of the corpora."""
    try:
        inspection = inspect(read(Incoming(content(case), case.file.name)), policy())
    except InputError as error:
        return Ours("unreadable", error.problem.value)
    return Ours(
        inspection.report.verdict.value,
        _decided_by(inspection),
        _said(inspection.report, Question.INTACT),
        _said(inspection.report, Question.WELL_FORMED),
    )


def _finding(report: VerificationReport, question: Question) -> Finding:
    return next(finding for finding in report if finding.question is question)


def _said(report: VerificationReport, question: Question) -> str:
    return _finding(report, question).outcome.value


def _decided_by(inspection: Inspection) -> str:
    """The reason of the first finding that made the verdict what it is."""
    report = inspection.report
    deciding = [_finding(report, question) for question in Question if question in DECIDING]
    for outcome, word in WORDS.items():
        if report.verdict == word:
            for finding in deciding:
                if finding.outcome is outcome:
                    return finding.reason.value
            return next((proof.reason.value for proof in report.proofs if proof.outcome is outcome), "")
    return ""


def agrees(case: Case) -> bool | None:
    """Whether our answer is what its makers claim; None: their claim is about something else."""
    answer = ours(case)
    if case.claim in FORM_CLAIMS:
        good = answer.verdict != "unreadable" and answer.form != "failed"
        return good is FORM_CLAIMS[case.claim]
    if case.claim == "signature-valid":
        return answer.intact == "passed"
    return answer.verdict in CLAIMS[case.claim] if case.claim in CLAIMS else None


def agreement() -> tuple[int, int, tuple[str, ...]]:
    """Over every verdict of the manifests: how many agree, of how many, and the names of the others."""
    wanted = [case for case in cases() if case.verdict is not None]
    other = tuple(case.name for case in wanted if ours(case).verdict != case.verdict)
    return len(wanted) - len(other), len(wanted), other


# ---- the other verifier


def told(answer: Mapping[str, Any]) -> str:
    """Its answer in its own words, without what it says about registries."""
    if "members" in answer:
        inner = ", ".join(told(one) for one in answer["members"])
        return f"presentation: {answer['presentation'].get('signature')}; inside: {inner}"
    words = []
    for step, said in answer.items():
        if step == "error":
            words.append(str(said))
        elif step != "registered_issuer":
            words.append(step if said is True else f"not {step}" if said is False else f"{step}: {said}")
    return ", ".join(words) or "no line about the signature"


def reading(answer: Mapping[str, Any]) -> str:
    """The verdict that a person would read in its answer."""
    if "members" in answer:
        return "unsigned" if answer["presentation"].get("signature") == "unsigned" else "presentation"
    error = answer.get("error")
    if error == "no_proof":
        return "unsigned"
    if error in ("http_error_with_signature_check", "did_web_unresolved"):
        return "indeterminate"
    if error is not None or answer.get("valid_signature") is False:
        return "failed"
    if answer.get("expiration") is False or answer.get("revocation_status") is False:
        return "failed"
    unsure = "valid_signature" not in answer or isinstance(answer.get("revocation_status"), str)
    return "indeterminate" if unsure else "verified"


def ask(folder: Path) -> dict[str, Any]:
    """Ask verifier-core about every JSON credential, with and without the documents of the corpora."""
    package = folder / "node_modules" / PEER / "package.json"
    if not package.is_file():
        raise SystemExit(f"{PEER} is not installed in {folder}.")
    asked = {case.name: str(case.file) for case in cases() if case.group in ASKED and _is_document(case.file)}
    with tempfile.TemporaryDirectory() as place:
        given, remote = Path(place, "cases.json"), Path(place, "remote.json")
        given.write_text(json.dumps(asked))
        remote.write_text(json.dumps(_remote()))
        served, offline = (
            json.loads(
                subprocess.run(
                    ["node", SCRIPT, given, *more],
                    cwd=folder,
                    check=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                ).stdout
            )
            for more in ([remote], [])
        )
    return {
        "package": PEER,
        "version": json.loads(package.read_text("utf-8"))["version"],
        "date": datetime.now(UTC).date().isoformat(),
        "served": served,
        "offline": offline,
    }


def _is_document(file: Path) -> bool:
    try:
        document = json.loads(file.read_bytes())
    except ValueError:
        return False
    return isinstance(document, dict) and "@context" in document and "type" in document


def _remote() -> dict[str, str]:
    """What the network would have given: remote documents, contexts and schemas, by address."""
    found: dict[str, str] = {}
    for folder, name in (("remote", "index.json"), ("contexts", "index.json"), ("contexts", "schemas.json")):
        for url, entry in json.loads((CORPORA / folder / name).read_bytes()).items():
            one = entry[0] if isinstance(entry, list) else entry
            found.setdefault(url, str(CORPORA / folder / (one if isinstance(one, str) else one["file"])))
    return found


# ---- the page


def page(answers: Mapping[str, Any]) -> str:
    """The whole text of ``docs/verdicts.md``."""
    return "\n".join((*_head(answers), *_upstream(), *_peer(answers), *_lists(answers))) + "\n"


def summary() -> str:
    """The one line that the command prints."""
    agree, of, _ = agreement()
    return f"agree {agree} of {of}"


def _head(answers: Mapping[str, Any]) -> Iterator[str]:
    agree, of, other = agreement()
    yield "# Verdicts, beside those of others"
    yield ""
    yield "Made by `python3 dev.py verdicts`; change nothing here by hand."
    yield ""
    yield f"**Verdicts of the manifests: agree {agree} of {of}.**"
    claimed = [case for case in cases() if agrees(case) is not None]
    same = sum(bool(agrees(case)) for case in claimed)
    yield f"**Claims of the makers: agree {same} of {len(claimed)}**; each other one stands below."
    yield ""
    yield f"Judged offline at {MOMENT:%Y-%m-%dT%H:%M:%SZ}, with the documents that the corpora carry and with"
    yield f"published test keys allowed. {apart()} files of these groups are no credential (steps of a"
    yield "signature, keys, profiles): other tests compare them. Cases of RDF Dataset Canonicalization have"
    yield "no verdict; `tests/unit/jsonld/test_rdfc_suite.py` compares each canonical form."
    yield ""
    yield "| group | verdicts agree | claims agree | cases |"
    yield "|---|---|---|---|"
    for group in GROUPS:
        here = [case for case in cases() if case.group == group]
        wanted = [case for case in here if case.verdict is not None]
        good = sum(case.name not in other for case in wanted)
        claims = [agrees(case) for case in here if agrees(case) is not None]
        same = sum(map(bool, claims))
        yield f"| {group} | {good} of {len(wanted)} | {same} of {len(claims)} | {len(here)} |"
    yield ""


def _upstream() -> Iterator[str]:
    yield "## Where a claim and we differ"
    yield ""
    yield "| case | claim | ours | by |"
    yield "|---|---|---|---|"
    for case in cases():
        if agrees(case) is False:
            yield f"| {case.name} | {case.claim} | {_ours(case)} | {paragraph(case)} |"
    yield ""


def paragraph(case: Case) -> str:
    """The place in the standard that decides, for a case where somebody says otherwise."""
    answer = ours(case)
    key = answer.reason or answer.verdict
    return PARAGRAPHS[case.claim if case.claim in FORM_CLAIMS and answer.form else key]


def differences(answers: Mapping[str, Any]) -> dict[tuple[str, str, str], list[str]]:
    """Cases in which the other verifier's answer reads otherwise, by ours, our reason and its words."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    by_name = {case.name: case for case in cases()}
    for name, answer in answers["served"].items():
        case = by_name[name]
        if reading(answer) != ours(case).verdict:
            found[ours(case).verdict, ours(case).reason, told(answer)].append(name)
    return found


def because(verdict: str, reason: str, words: str) -> str:
    """Why we differ from its answer, with the place in the standard."""
    return PEER_REASONS.get((verdict, words)) or PARAGRAPHS[reason or verdict]


def _peer(answers: Mapping[str, Any]) -> Iterator[str]:
    apart = differences(answers)
    asked = len(answers["served"])
    changed = sum(answers["offline"][name] != answer for name, answer in answers["served"].items())
    yield f"## Where {PEER} and we differ"
    yield ""
    yield f"Version {answers['version']}, run on {answers['date']} by `tests/tools/verifier_core.mjs` at the"
    yield "clock of that day. There was no network: once every address failed, and once the documents,"
    yield "contexts and schemas of the corpora were handed out in its place. It reads JSON only, so it was"
    yield f"asked about {asked} files. Its answers with the documents in hand read as ours in"
    alike = asked - sum(map(len, apart.values()))
    yield f"**{alike} of {asked}**; without a network {changed} of its answers were others:"
    yield ""
    yield "| with the documents | without a network | cases |"
    yield "|---|---|---|"
    pairs = Counter(
        (told(answer), told(answers["offline"][name]))
        for name, answer in answers["served"].items()
        if answers["offline"][name] != answer
    )
    for (served, offline), number in sorted(pairs.items()):
        yield f"| {served} | {offline} | {number} |"
    yield ""
    yield "Where its answer with the documents reads otherwise than ours:"
    yield ""
    yield "| ours | its answer | cases | by |"
    yield "|---|---|---|---|"
    for (verdict, reason, words), names in sorted(apart.items()):
        shown = f"{verdict}, {reason}" if reason else verdict
        yield f"| {shown} | {words} | {_few(names)} | {because(verdict, reason, words)} |"
    yield ""


def _few(names: Iterable[str]) -> str:
    first, *rest = sorted(names)
    return f"{first} and {len(rest)} more" if rest else first


def _ours(case: Case) -> str:
    answer = ours(case)
    words = [answer.verdict]
    if answer.reason:
        words.append(answer.reason)
    if case.claim in FORM_CLAIMS and answer.form:
        words.append(f"form {answer.form}")
    return ", ".join(words)


def _lists(answers: Mapping[str, Any]) -> Iterator[str]:
    for group in GROUPS:
        asked = group in ASKED
        yield f"## {group}"
        yield ""
        yield "| case | claim | ours |" + (" verifier-core |" if asked else "")
        yield "|---|---|---|" + ("---|" if asked else "")
        for case in cases():
            if case.group == group:
                row = f"| {case.name.partition('/')[2]} | {case.claim} | {_ours(case)} |"
                answer = answers["served"].get(case.name)
                yield row + (f" {told(answer) if answer else 'not asked'} |" if asked else "")
        yield ""


def main(words: list[str]) -> int:
    """Write the page, or with ``--check`` compare it; exit code 1 when one does not agree."""
    parser = argparse.ArgumentParser(prog="dev.py verdicts", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="only say whether docs/verdicts.md is up to date"
    )
    parser.add_argument("--ask", type=Path, metavar="FOLDER", help=f"ask {PEER} as installed in this folder")
    options = parser.parse_args(words)
    if not CORPORA.is_dir():
        print(NO_CORPORA)
        return 1
    if options.ask:
        ANSWERS.parent.mkdir(exist_ok=True)
        ANSWERS.write_text(json.dumps(ask(options.ask), indent=1, sort_keys=True) + "\n", "utf-8")
    text = page(json.loads(ANSWERS.read_text("utf-8")))
    agree, of, _ = agreement()
    print(summary())
    if not options.check:
        PAGE.write_text(text, "utf-8")
    elif PAGE.read_text("utf-8") != text:
        print("docs/verdicts.md is out of date: python3 dev.py verdicts")
        return 1
    return 0 if agree == of else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
