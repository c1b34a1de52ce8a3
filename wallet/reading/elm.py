"""European Digital Credentials (European Learning Model 3): what they say, and the flattened form of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wallet.model.credential import Achievement, Alignment, LangText, Proof
from wallet.reading import claims
from wallet.reading.texts import id_of, lang_text, listed, mapping, mappings, types_of

_SIGN = "data.europa.eu/snb/"
"""Part of every address of the model."""
_TOP = ("EuropeanDigitalCredential", "EuropassCredential", "VerifiableCredential")
_DEPTH = 8
"""How far a flattened credential is put together again: claim, specification, outcome, skill are four."""
_NODES = 5_000
"""Things that are put together: a thing may be named often, and naming it costs nothing."""


def fields(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a Credential, with the first claim of its subject as what was achieved."""
    found = claims.fields(document, {})
    # Nearly every member of a European credential would be one: its own reading tells what it holds.
    found["other"] = ()
    shown = mapping(document.get("displayParameter"))
    achievement = _achievement(mapping(document.get("credentialSubject")))
    found["achievement"] = found["achievement"] or achievement
    found["name"] = found["name"] or (achievement.name if achievement else LangText())
    found["description"] = found["description"] or lang_text(shown.get("description"))
    return found


def is_graph(document: Mapping[str, Any]) -> bool:
    """Whether this is a flattened list of things of the model, with or without a credential among them."""
    nodes = document.get("@graph")
    if not isinstance(nodes, list) or not nodes:
        return False
    return _SIGN in str(document.get("@context")) or _credential_in(document) is not None


def from_graph(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the credential in it, put together; else only what the things in it are called."""
    top = _credential_in(document)
    if top is not None:
        return fields(_Whole(document).put_together(top))
    names = (lang_text(node.get("title")) for node in mappings(document.get("@graph")))
    return {"name": next((name for name in names if name), LangText())}


def proofs_in_graph(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """The proofs beside the list and inside it: none of them makes it unsigned."""
    holders = (document, *mappings(document.get("@graph")))
    return tuple(proof for holder in holders for proof in claims.data_integrity(holder))


def _credential_in(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    nodes = mappings(document.get("@graph"))
    return next((node for node in nodes if any(name in types_of(node) for name in _TOP)), None)


class _Whole:
    """Puts a thing together: every address of another thing becomes that thing, down to a bounded depth."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._things = {id_of(node): node for node in mappings(document.get("@graph")) if id_of(node)}
        self._left = _NODES

    def put_together(self, thing: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
        self._left -= 1
        return {
            name: value if name in ("id", "@id", "type", "@type") else self._value(value, depth)
            for name, value in thing.items()
        }

    def _value(self, value: Any, depth: int) -> Any:
        if isinstance(value, list):
            return [self._value(one, depth) for one in value]
        there = self._things.get(value) if isinstance(value, str) else None
        if there is not None and depth < _DEPTH and self._left > 0:
            return self.put_together(there, depth + 1)
        return value


def _achievement(subject: Mapping[str, Any]) -> Achievement | None:
    claim = mapping(subject.get("hasClaim"))
    if not claim:
        return None
    described = mapping(claim.get("specifiedBy"))
    return Achievement(
        id=id_of(claim),
        name=lang_text(claim.get("title")) or lang_text(described.get("title")),
        description=lang_text(claim.get("description")) or lang_text(described.get("description")),
        criteria=_note(described.get("entryRequirement")),
        alignments=tuple(_alignments(described)),
    )


def _note(value: Any) -> LangText:
    return lang_text(mapping(value).get("noteLiteral"))


def _alignments(described: Mapping[str, Any]) -> list[Alignment]:
    """The level that it has, and the skills that it teaches."""
    concepts = listed(described.get("eqfLevel"))
    for outcome in mappings(described.get("learningOutcome")):
        concepts += listed(outcome.get("relatedESCOSkill"))
    found = [
        Alignment(lang_text(mapping(concept).get("prefLabel")).best("en"), id_of(concept))
        for concept in concepts
    ]
    return [one for one in found if one.target_name or one.target_url]
