"""JSON-LD: expansion and canonicalisation with a budget, and the same again from what comes out."""

from __future__ import annotations

from tests.fuzz.oracle import refused
from tests.fuzz.seeds import corpora, vectors
from wallet import jsonld, strict_json
from wallet.jsonld import errors


def seeds() -> list[bytes]:
    return [
        *vectors("jsonld/*.json", "importers/vc_json/*.json", "importers/presentation/*.json"),
        *corpora("ob3/1edtech/*.json", "vc*/**/*.json"),
    ]


def check(content: bytes) -> None:
    def read() -> None:
        value = strict_json.load(content)
        if isinstance(value, dict):
            _try(value)

    refused(read)


def _try(value: dict[str, object]) -> None:
    try:
        first = jsonld.canonize(value)
        assert jsonld.canonize(dict(reversed(value.items()))) == first
        jsonld.expand(value)
    except errors.JsonLdError:
        pass
