"""Experiences as a file for the command line."""

from __future__ import annotations

import json

from tests.fuzz.oracle import refused
from tests.world.demo import CARE, OTHERS
from wallet.journeys.experience_file import read_file
from wallet.model.experience import Experience


def seeds() -> list[bytes]:
    listed = [_members(one) for one in (CARE, *OTHERS)]
    return [json.dumps(listed[0]).encode(), json.dumps(listed).encode()]


def _members(one: Experience) -> dict[str, object]:
    said: dict[str, object] = one.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {name: value for name, value in said.items() if name not in ("id", "created", "modified")}


def check(content: bytes) -> None:
    refused(lambda: [one.model_dump_json() for one in read_file(content)])
