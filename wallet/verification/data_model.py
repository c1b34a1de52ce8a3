"""What VC Data Model 2.0 asks of the form of any credential or presentation. No part of the verdict.

Only rules that every credential must keep, whatever its kind; what a member means is its context's. Whether
the words of a document have a meaning at all is asked with the proof, and here only where the document brings
definitions of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from wallet.jsonld import TooMuchWork, UnknownContext, UnsafeDocument, expand
from wallet.reading.texts import moment

BASE = "https://www.w3.org/ns/credentials/v2"
BEFORE = "https://www.w3.org/2018/credentials/v1"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>\"{}|\\^`]+")
_DATE = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_LANGUAGE_WORDS = {"@value", "@language", "@direction"}
_TYPED = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence", "proof")


def belongs(document: Mapping[str, Any]) -> bool:
    """Whether the document is one of this data model: an older one has other rules, a bare token has none."""
    contexts = _listed(document.get("@context"))
    return BASE in contexts or (BEFORE not in contexts and bool(_types(document) & {_CREDENTIAL, _SHOWN}))


def holds(document: Mapping[str, Any]) -> bool:
    """Whether a document of this data model has the form that it asks."""
    rules = _OF_PRESENTATION if _SHOWN in _types(document) else _OF_CREDENTIAL
    return all(rule(document) for rule in (*_OF_BOTH, *rules))


_CREDENTIAL, _SHOWN = "VerifiableCredential", "VerifiablePresentation"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _types(document: Mapping[str, Any]) -> set[str]:
    return {one for one in _listed(document.get("type")) if isinstance(one, str)}


def _address(value: Any) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _contexts(document: Mapping[str, Any]) -> bool:
    first, *others = _listed(document.get("@context")) or [None]
    return first == BASE and all(isinstance(one, dict) or _address(one) for one in others)


def _own_words(document: Mapping[str, Any]) -> bool:
    if not any(isinstance(one, dict) for one in _listed(document.get("@context"))):
        return True
    try:
        expand(document)
    except UnsafeDocument:
        return False
    except (TooMuchWork, UnknownContext):
        return True
    return True


def _typed(document: Mapping[str, Any]) -> bool:
    """Whether each further object says what it is; its id, where it may have one, is one address."""
    for member in _TYPED:
        for one in _listed(document.get(member)):
            if not isinstance(one, dict) or not _types(one) or ("id" in one and not _address(one["id"])):
                return False
            if member == "credentialSchema" and "id" not in one:
                return False
    return True


def _issuer(document: Mapping[str, Any]) -> bool:
    issuer = document.get("issuer")
    return _address(issuer.get("id")) if isinstance(issuer, dict) else _address(issuer)


def _holder(document: Mapping[str, Any]) -> bool:
    holder = document.get("holder", "none:given")
    return _address(holder.get("id")) if isinstance(holder, dict) else _address(holder)


def _subjects(document: Mapping[str, Any]) -> bool:
    subjects = _listed(document.get("credentialSubject"))
    return bool(subjects) and all(isinstance(one, dict) and one for one in subjects)


def _dates(document: Mapping[str, Any]) -> bool:
    written = [document[member] for member in ("validFrom", "validUntil") if member in document]
    if not all(isinstance(one, str) and _DATE.fullmatch(one) for one in written):
        return False
    moments = [found for one in written if (found := moment(one)) is not None]
    return len(moments) < 2 or moments[0] <= moments[1]


def _text(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value.get("@value"), str) and value.keys() <= _LANGUAGE_WORDS
    return isinstance(value, str) or (isinstance(value, list) and all(map(_text, value)))


def _texts(document: Mapping[str, Any]) -> bool:
    issuer = document.get("issuer")
    described = (document, issuer if isinstance(issuer, dict) else {})
    return all(_text(one[member]) for one in described for member in ("name", "description") if member in one)


def _members(document: Mapping[str, Any]) -> bool:
    """Whether each member is an object: a token is put in an envelope, not in the list as it is."""
    return all(isinstance(one, dict) for one in _listed(document.get("verifiableCredential")))


_Rule = Callable[[Mapping[str, Any]], bool]
_OF_BOTH: tuple[_Rule, ...] = (
    _contexts,
    lambda document: bool(_types(document) & {_CREDENTIAL, _SHOWN}),
    lambda document: "id" not in document or _address(document["id"]),
    _typed,
    _own_words,
)
_OF_CREDENTIAL: tuple[_Rule, ...] = (_issuer, _subjects, _dates, _texts)
_OF_PRESENTATION: tuple[_Rule, ...] = (_holder, _members)
