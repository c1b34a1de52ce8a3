"""Whatever a credential says and whatever documents are at hand: an answer, or a known refusal to read it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.proofs.support import VECTORS, badge, holding, key, look, signed
from wallet.errors import WalletError
from wallet.model.report import Verdict

SCHOOL = key(41)
LIST, BADGE, ISSUER = "https://school.example/list", "https://school.example/b", "https://school.example/i"
ENTRY = {
    "id": LIST + "#1",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "1",
    "statusListCredential": LIST,
}
BASES: list[dict[str, Any]] = [json.loads(path.read_bytes()) for path in sorted(VECTORS.glob("*-1.json"))]
BASES.append(signed(badge(SCHOOL.holder.did, credentialStatus=[ENTRY, ENTRY]), SCHOOL))
BASES.append(
    {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://school.example/a",
        "recipient": {"type": "email", "hashed": True, "identity": "sha256$00"},
        "badge": {"type": "BadgeClass", "id": BADGE, "name": "x", "issuer": {"id": ISSUER, "name": "y"}},
        "issuedOn": "2026-01-01",
        "verification": {"type": "hosted"},
    }
)
DOCUMENTS: dict[str, Any] = {
    LIST: BASES[0],
    BADGE: BASES[-1]["badge"],
    ISSUER: {"id": ISSUER, "publicKey": ISSUER + "#k", "revocationList": LIST, "verification": {}},
    BASES[-1]["id"]: BASES[-1],
}
JUNK = st.sampled_from(
    [
        *(None, 5, -1, 1.5, True, 1e300, 2**53 + 2),
        *([], {}, [[]], [None], ["a", "b"], {"id": 5}, {"type": None}, {"@id": "x"}, {"a": [{"b": []}]}),
        *(
            "",
            "x",
            "#a",
            "https://x.example/1",
            "https://[x",
            "did:key:z",
            "did:web:",
            "did:jwk:",
            "2026-01-01",
            "\0",
        ),
    ]
)
NAMES = ("id", "type", "@context", "@id", "@type", "@graph", "proof", "issuer", "previousProof", "holder")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield (*path, step)
        yield from places(one, (*path, step))


@st.composite
def spoiled(draw: st.DrawFn, base: Any) -> Any:
    changed = copy.deepcopy(base)
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(list(places(changed)) or [()]))
        if not path:
            break
        holder = changed
        for step in path[:-1]:
            holder = holder[step]
        if isinstance(holder, dict) and draw(st.booleans()):
            holder[draw(st.sampled_from(NAMES))] = copy.deepcopy(draw(JUNK))
        else:
            holder[path[-1]] = copy.deepcopy(draw(JUNK))
    return changed


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_an_answer_or_a_known_refusal(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(BASES).flatmap(spoiled))
    held = {url: data.draw(spoiled(one)) for url, one in DOCUMENTS.items()}
    policy = holding(held, data.draw(st.sampled_from(["own", "given", "from_sender"])), identities=("a",))
    try:
        assert look(document, policy).report.verdict in Verdict
    except WalletError:
        return
