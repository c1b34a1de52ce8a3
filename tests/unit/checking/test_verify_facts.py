"""What ``verify --json`` tells of a credential besides its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.badges import claims, key
from wallet.cli.main import main


def told(document: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    file = tmp_path / "badge.json"
    file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    main(["verify", "--json", str(file)])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_every_field_that_was_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = claims(
        key(),
        evidence=[{"id": "https://school.example/film", "type": ["Evidence"], "narrative": "Een film."}],
        awardedDate="2026-05-01T00:00:00Z",
    )
    subject = document["credentialSubject"]
    subject["achievement"] |= {"achievementType": "Course", "ECTS": 2.5, "participationType": "blended"}
    subject["identifier"] = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": False,
        "identityHash": "a@example.com",
    }
    found = told(document, tmp_path, capsys)
    assert found["achievement_type"] == "Course"
    assert found["education"] == {"ects": 2.5, "participation": "blended"}
    assert found["recipients"] == [{"type": "emailAddress", "hashed": False}]
    assert found["evidence"] == [{"id": "https://school.example/film", "narrative": "Een film."}]
    assert {"place": "awardedDate", "text": "2026-05-01T00:00:00Z"} in found["other"]
    assert "a@example.com" not in json.dumps(found)


def test_nothing_is_told_of_what_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(claims(key()), tmp_path, capsys)
    assert {"achievement_type", "education", "recipients", "evidence", "other"}.isdisjoint(found)


def test_older_badges_tell_their_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://school.example/assertion/1",
        "recipient": {"type": "email", "hashed": False, "identity": "a@example.com"},
        "badge": "https://school.example/badge/1",
        "verification": {"type": "HostedBadge"},
        "evidence": {"narrative": "Een film."},
    }
    found = told(document, tmp_path, capsys)
    assert found["recipients"] == [{"type": "email", "hashed": False}]
    assert found["evidence"] == [{"narrative": "Een film."}]


def test_the_bits_of_a_status_list_are_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = claims(key(), type=["VerifiableCredential", "BitstringStatusListCredential"])
    document["credentialSubject"] = {
        "id": "https://school.example/status/1#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
    }
    found = told(document, tmp_path, capsys)
    assert found["kind"] == "status-list"
    assert "other" not in found
