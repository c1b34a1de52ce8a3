"""Real credentials of others: our verdict against the one that their manifest gives."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.tools import verdicts
from tests.tools.verdicts import CORPORA, policy
from tests.world import NO_CORPORA
from wallet.importers import read
from wallet.model.credential import Incoming
from wallet.verification.verifier import inspect

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason=NO_CORPORA)


def test_verdicts(capsys: pytest.CaptureFixture[str]) -> None:
    agree, of, other = verdicts.agreement()
    with capsys.disabled():
        # Standard error also comes through from parallel workers.
        print(f"\nverdicts of the corpora: {verdicts.summary()}", file=sys.stderr)
    assert other == ()
    assert agree == of > 150


def test_the_page_of_verdicts_is_up_to_date() -> None:
    """With the answers of verifier-core as they were kept: each difference has its paragraph."""
    assert verdicts.PAGE.read_text("utf-8") == verdicts.page(json.loads(verdicts.ANSWERS.read_text("utf-8")))


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
