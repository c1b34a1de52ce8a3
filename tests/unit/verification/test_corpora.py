"""Real credentials of others: our verdict against the one that their manifest gives."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.world import NO_CORPORA, SHARED
from wallet.errors import InputError
from wallet.importers import read
from wallet.journeys.capsule_files import load_capsules
from wallet.model.credential import Incoming
from wallet.model.inspection import Policy
from wallet.verification.verifier import inspect

CORPORA = SHARED / "corpora"
CAPSULES = ("remote", "ob2/capsule.json", "sdjwt/capsule.json")
GROUPS = ("ob3", "clr2", "ob2", "status", "derived", "edc", "sdjwt")
pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason=NO_CORPORA)


@dataclass(frozen=True)
class Case:
    id: str
    file: Path
    expected: str


@cache
def policy() -> Policy:
    return Policy(
        now=datetime(2026, 11, 23, tzinfo=UTC),
        documents=load_capsules(tuple(CORPORA / name for name in CAPSULES)),
        allow_test_keys=True,
    )


def cases(group: str) -> list[Case]:
    manifest: dict[str, Any] = json.loads((CORPORA / group / "manifest.json").read_bytes())
    return [
        Case(case["id"], CORPORA / group / case["file"], case["verdict"])
        for case in manifest["cases"]
        if case["verdict"] is not None
    ]


def verdict(file: Path) -> str:
    try:
        return inspect(read(Incoming(file.read_bytes(), file.name)), policy()).report.verdict
    except InputError:
        return "unreadable"


@pytest.mark.parametrize("group", GROUPS)
def test_verdicts(group: str, record_property: Callable[[str, object], None]) -> None:
    here = cases(group)
    differ = [
        f"{case.id}: {found} for {case.expected}"
        for case in here
        if (found := verdict(case.file)) != case.expected
    ]
    record_property("summary", f"{group}: agree {len(here) - len(differ)} of {len(here)}")
    assert differ == []


def test_signatures_of_the_w3c_vectors(record_property: Callable[[str, object], None]) -> None:
    """Their issuers do not own their keys, so the verdict is failed; the signatures themselves hold."""
    suites = ("eddsa-jcs-2022", "eddsa-rdfc-2022", "ecdsa-jcs-2019", "ecdsa-rdfc-2019", "ecdsa-sd-2023")
    manifest: dict[str, Any] = json.loads((CORPORA / "vcdi" / "manifest.json").read_bytes())
    wanted = [
        case
        for case in manifest["cases"]
        if case["expected"] == "signature-valid" and case["proof"] in suites
    ]
    unknown, broken = [], []
    for case in wanted:
        file = CORPORA / "vcdi" / case["file"]
        report = inspect(read(Incoming(file.read_bytes(), file.name)), policy()).report
        intact = next(finding for finding in report if finding.question == "intact")
        if intact.reason == "context_unknown":
            unknown.append(case["id"])
        elif intact.outcome != "passed":
            broken.append(case["id"])
    holds = len(wanted) - len(unknown) - len(broken)
    record_property(
        "summary", f"vcdi: signatures hold {holds} of {len(wanted)}, context unknown {len(unknown)}"
    )
    assert broken == []
    assert unknown == []
