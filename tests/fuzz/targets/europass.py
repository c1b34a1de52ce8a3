"""A curriculum vitae as Europass writes it: XML, by itself or inside a PDF."""

from __future__ import annotations

from tests.fuzz.oracle import refused
from tests.fuzz.seeds import vectors
from wallet.importers import europass_facts


def seeds() -> list[bytes]:
    return vectors("packages/europass/*.*")


def check(content: bytes) -> None:
    refused(lambda: europass_facts(content))
