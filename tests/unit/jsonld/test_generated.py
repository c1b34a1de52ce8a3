"""Documents that nobody thought of, judged by PyLD: either we agree on the canonical form, or we refuse."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.jsonld import judges
from wallet.jsonld import JsonLdError, canonize

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context"
EVERY_WORD = "https://www.w3.org/ns/credentials/undefined-terms/v2"
OWN = {
    "label": "urn:voorbeeld:label",
    "refers": {"@id": "urn:voorbeeld:refers", "@type": "@id"},
    "rows": {"@id": "urn:voorbeeld:rows", "@container": "@list"},
    "texts": {"@id": "urn:voorbeeld:texts", "@container": "@language"},
    "parts": {"@id": "urn:voorbeeld:parts", "@container": "@graph"},
    "of": {"@reverse": "urn:voorbeeld:has"},
    "date": {"@id": "urn:voorbeeld:date", "@type": "http://www.w3.org/2001/XMLSchema#date"},
}

_CONTEXTS = st.sampled_from(
    [
        [V2, OWN],
        [V1, OWN],
        [V2, f"{OB}-3.0.3.json", OWN],
        [V2, f"{OB}-3.0.2.json", EVERY_WORD],
        [V1, f"{OB}-3.0.1.json", OWN],
        [V1, f"{OB}.json"],
        [V1, "https://w3id.org/dcc/v1", OWN],
        [V2, "https://w3id.org/security/data-integrity/v2", EVERY_WORD],
    ]
)
# PyLD escapes control characters in another way than the specification.
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
# No labels of blank nodes: PyLD counts a statement of a node about itself twice.
_ADDRESSES = st.sampled_from(["urn:a", "urn:b", "https://voorbeeld.example/c?d#e", "did:example:f"])
_TYPES = st.sampled_from(
    [
        *("VerifiableCredential", "OpenBadgeCredential", "Achievement", "AchievementSubject", "Profile"),
        *("Evidence", "VerifiablePresentation", "DataIntegrityProof", "Result", "urn:voorbeeld:Type"),
    ]
)
_MEMBERS = st.sampled_from(
    [
        *("name", "description", "issuer", "credentialSubject", "evidence", "achievement", "criteria"),
        *("narrative", "image", "validFrom", "issuanceDate", "proof", "alignment", "targetName", "result"),
        *("verifiableCredential", "holder", "label", "refers", "rows", "texts", "parts", "of", "date"),
        *("urn:voorbeeld:plain", "unknown", "@graph", "@included"),
    ]
)
_SCALARS = st.one_of(
    _TEXTS, _ADDRESSES, st.booleans(), st.integers(-9, 10**15), st.sampled_from([0.5, 7.25, -1.5])
)
_VALUE_OBJECTS = st.one_of(
    st.fixed_dictionaries({"@value": _TEXTS, "@language": st.sampled_from(["nl", "en-gb"])}),
    st.fixed_dictionaries({"@value": _SCALARS, "@type": st.just("urn:voorbeeld:datatype")}),
    st.dictionaries(st.sampled_from(["nl", "en", "@none"]), _TEXTS, min_size=1, max_size=2),
)


def _nodes(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    optional = {"type": st.one_of(_TYPES, st.lists(_TYPES, min_size=1, max_size=2)), "id": _ADDRESSES}
    described = st.fixed_dictionaries({}, optional=optional)
    told = st.dictionaries(_MEMBERS, values, max_size=3)
    return st.builds(lambda head, body: {**body, **head}, described, told)


_VALUES = st.recursive(
    st.one_of(_SCALARS, _VALUE_OBJECTS),
    lambda inner: st.one_of(_nodes(inner), st.lists(st.one_of(_SCALARS, inner), max_size=3)),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_CONTEXTS, _nodes(_VALUES))
def test_pyld_agrees_or_we_refuse(context: list[Any], node: dict[str, Any]) -> None:
    document = {"@context": context, **node}
    try:
        ours = canonize(document).nquads
    except JsonLdError:
        return
    assert ours == judges.by_pyld(document)
