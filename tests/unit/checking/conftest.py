"""A signed badge of a made-up issuer, and the command line called in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.world import MOMENT
from wallet.cli.main import main
from wallet.keys import SigningKey, new_signing_key
from wallet.proofs.sign import sign_set

AT = MOMENT.isoformat().replace("+00:00", "Z")
Verify = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture(scope="session")
def issuer() -> SigningKey:
    key, _ = new_signing_key("2026-01-01T00:00:00Z", seed=b"issuer of tests".ljust(32, b"."))
    return key


def unsigned_badge(issuer: SigningKey, **changes: Any) -> dict[str, Any]:
    return {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:5e0c1a3e-7c52-4b52-9a66-000000000011",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer.holder.did, "type": ["Profile"], "name": "Voorbeeldschool"},
        "validFrom": "2026-01-15T10:00:00Z",
        "name": "Samenwerken",
        "credentialSubject": {
            "id": "did:example:leerling",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:5e0c1a3e-7c52-4b52-9a66-000000000012",
                "type": ["Achievement"],
                "name": "Samenwerken",
                "description": "Werkt samen in een team.",
                "criteria": {"narrative": "Drie opdrachten in een team."},
            },
        },
        **changes,
    }


def signed(document: dict[str, Any], key: SigningKey) -> bytes:
    return json.dumps(sign_set(document, key, MOMENT), ensure_ascii=False).encode()


@pytest.fixture
def badge(issuer: SigningKey, tmp_path: Path) -> Path:
    """A badge that is verified, as a file."""
    path = tmp_path / "badge.json"
    path.write_bytes(signed(unsigned_badge(issuer), issuer))
    return path


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """``verify --json`` at the moment of the tests: exit code and objects. Nothing goes to standard error."""

    def call(*words: str | Path) -> tuple[int, list[dict[str, Any]]]:
        code = main(["verify", "--json", "--at", AT, *map(str, words)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, [json.loads(line) for line in out.splitlines()]

    return call
