"""Strict reading of JSON, and its RFC 8785 form."""

from __future__ import annotations

import json

import rfc8785

from tests.fuzz.oracle import refused
from tests.fuzz.seeds import vectors
from wallet import jcs, strict_json

SEEDS = (
    b'{"a":[1,-2,3.5,1e21,5e-324,1e-7],"b":{"c":null,"d":[true,false]},"\xc3\xa9":"\xe2\x82\xac"}',
    b'{"\\u20ac":"Euro","\\r":"CR","1":"One","\\u0080":"Control","\\ud83d\\ude02":"Smile","\\ufb33":"Dagesh"}',
    b'["\\u0000\\b\\t\\n\\f\\r\\"\\\\/",9007199254740991,-0.0,333333333.33333329,1E30,4.50,2e-3]',
)


def seeds() -> list[bytes]:
    return [*SEEDS, *vectors("importers/vc_json/*.json", "jsonld/*.json")]


def check(content: bytes) -> None:
    def read() -> None:
        value = strict_json.load(content)
        assert value == json.loads(content.decode("utf-8"))
        canonical = jcs.canonical(value)
        # Ours has short ways for plain values; the library has none.
        assert canonical == rfc8785.dumps(value)
        # The canonical form reads as the same value, and is its own canonical form.
        assert jcs.canonical(strict_json.load(canonical)) == canonical

    refused(read)
