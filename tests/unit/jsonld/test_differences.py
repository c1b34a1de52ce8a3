"""Where the reference and we differ on purpose (docs/decisions/0001-own-expander.md): held on both sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.jsonld import judges
from wallet.jsonld import UnsafeDocument, canonize
from wallet.model.report import Reason

XSD = "http://www.w3.org/2001/XMLSchema#"
WORDS = {
    "amount": "urn:voorbeeld:amount",
    "exact": {"@id": "urn:voorbeeld:exact", "@type": f"{XSD}double"},
    "whole": {"@id": "urn:voorbeeld:whole", "@type": f"{XSD}integer"},
}


def _document(**members: Any) -> dict[str, Any]:
    return {"@context": ["https://www.w3.org/ns/credentials/v2", WORDS], "id": "urn:uuid:1", **members}


REFUSED_HERE = {
    "small number": (_document(amount=1e-7), '"0"'),
    "big integer": (_document(amount=2**53 + 1), '"9007199254740992"'),
    "text for a double": (_document(exact="en"), '"NaN"'),
    "index": (_document(name={"@value": "x", "@index": "unsigned"}), '"x"'),
    "none": (_document(name="x", amount={"@none": "unsigned"}), '"x"'),
}
WRITTEN_OTHERWISE = {
    # By code point U+FFFD comes before U+1F600; by UTF-16 unit it comes after.
    "order": _document(amount=["\ufffd", "\U0001f600"]),
    "twice": _document(whole="1", **{"urn:voorbeeld:whole": 1}),
}


@pytest.mark.parametrize("case", REFUSED_HERE)
def test_refused_here(case: str) -> None:
    with pytest.raises(UnsafeDocument) as caught:
        canonize(REFUSED_HERE[case][0])
    assert caught.value.reason in (Reason.NUMBER_AMBIGUOUS, Reason.TERM_UNDEFINED)


def test_written_otherwise() -> None:
    order = canonize(WRITTEN_OTHERWISE["order"]).nquads
    assert order.index("\ufffd") < order.index("\U0001f600")
    assert canonize(WRITTEN_OTHERWISE["twice"]).nquads.count("\n") == 1


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
def test_the_reference_still_does_so(tmp_path: Path) -> None:
    given = {case: document for case, (document, _) in REFUSED_HERE.items()} | WRITTEN_OTHERWISE
    made = judges.by_javascript(given, tmp_path)
    assert {case for case, (_, text) in REFUSED_HERE.items() if text not in str(made[case])} == set()
    assert made["order"] is not None
    assert made["order"].index("\ufffd") > made["order"].index("\U0001f600")
    assert str(made["twice"]).count("\n") == 2
