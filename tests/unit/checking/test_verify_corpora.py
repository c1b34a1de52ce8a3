"""``verify --json`` over the corpora, for every format that we read: verdict, kind, container, exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.checking.conftest import Verify
from tests.world import NO_CORPORA, SHARED

CORPORA = SHARED / "corpora"
GROUPS = ("ob3", "clr2", "ob2", "status", "derived")
GIVEN = ("remote", "ob2/capsule.json", "sdjwt/capsule.json")

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason=NO_CORPORA)

SHAPES = {
    "ob3/1edtech/simple.json": ("open-badge-3", "json"),
    "ob3/1edtech/simple.1ob": ("open-badge-3", "json"),
    "ob3/1edtech/simple-jwt.png": ("open-badge-3", "png"),
    "ob3/1edtech/simple-json.svg": ("open-badge-3", "svg"),
    "ob3/1edtech/simple-jwt.svg": ("open-badge-3", "svg"),
    "ob3/1edtech/endorsement-valid.json": ("endorsement", "json"),
    "ob3/verifier-plus/sampleVC.json": ("credential", "json"),
    "clr2/1edtech/simple.jwt": ("clr-2", "jwt"),
    "clr2/1edtech/complex.json": ("clr-2", "json"),
    "ob2/1edtech/basic-assertion.json": ("open-badge-2", "json"),
    "ob2/1edtech/simple-badge.png": ("open-badge-2", "png"),
    "ob2/1edtech/simple.jwt": ("open-badge-2", "jwt"),
    "status/dcc/e5WK8CbZ1GjycuPombrj.json": ("status-list", "json"),
    "derived/svg-ob3-ok.svg": ("open-badge-3", "svg"),
    "derived/png-ob2-and-ob3.png": ("open-badge-3", "png"),
    "derived/png-ob3-bomb.png": ("unknown", None),
}


def expected() -> dict[str, str]:
    wanted = {}
    for group in GROUPS:
        manifest = json.loads((CORPORA / group / "manifest.json").read_text("utf-8"))
        for case in manifest["cases"]:
            if case["verdict"]:
                wanted[f"{group}/{case['file']}"] = case["verdict"]
    return wanted


def given() -> list[str | Path]:
    words: list[str | Path] = ["--allow-test-keys"]
    for name in GIVEN:
        words += ["--capsule", CORPORA / name]
    return words


def test_verdicts_of_the_manifests(verify: Verify, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = expected()
    code, found = verify(*(CORPORA / name for name in wanted), *given())
    said = {str(Path(one["file"]).relative_to(CORPORA)): one for one in found}
    other = {
        name: (verdict, said[name]["verdict"])
        for name, verdict in wanted.items()
        if said[name]["verdict"] != verdict
    }
    with capsys.disabled():
        # Standard error also comes through from parallel workers.
        print(
            f"\nverify over the corpora: agree {len(wanted) - len(other)} of {len(wanted)}", file=sys.stderr
        )
    assert other == {}
    assert code == 1
    shapes = {name: (said[name]["kind"], said[name]["container"]) for name in SHAPES}
    assert shapes == SHAPES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("derived/svg-ob3-ok.svg", 0),
        ("derived/mutation/undefined-term-added.json", 1),
        ("ob3/1edtech/simple.json", 2),
        ("ob3/educredentials-nl/uvh_at_regular_full.json", 2),
        ("ob3/dcc/qr-png-not-baked.png", 3),
    ],
)
def test_exit_codes(verify: Verify, name: str, code: int) -> None:
    assert verify(CORPORA / name, *given())[0] == code


def test_members_of_a_transcript_have_objects_of_their_own(verify: Verify) -> None:
    _, (found,) = verify(CORPORA / "clr2/1edtech/complex.json", *given())
    assert len(found["contains"]) == 6
    members: list[dict[str, Any]] = found["contains"]
    assert all(member["kind"] and member["verdict"] and member["checks"] for member in members)


def test_both_generations_in_one_image(verify: Verify) -> None:
    _, (found,) = verify(CORPORA / "derived/png-ob2-and-ob3.png", *given())
    assert [inner["kind"] for inner in found["contains"]] == ["open-badge-2"]
    assert "several_badges" in found["notes"]


def test_documents_that_were_given_are_named_as_such(verify: Verify) -> None:
    name = "ob3/dcc/v1/dataIntegrityProof/didWeb/legacy-validStatus-noExpiry.json"
    _, (without,) = verify(CORPORA / name)
    assert without["verdict"] == "indeterminate"
    assert without["needs"]
    _, (found,) = verify(CORPORA / name, *given())
    assert found["verdict"] == "verified"
    sources = {check["question"]: check["source"] for check in found["checks"]}
    assert sources["authentic"] == sources["status"] == "capsule"
