"""The one name that the bundled contexts have for each address: how a reader finds a member.

A graph signature covers statements, not spelling. Whoever may rewrite a document can move "validUntil" to a
member ``https://www.w3.org/2018/credentials#validUntil``, or to a word of an inline context that means the
same: the signature still holds, and who reads members by their names sees no end date. So what is written
under another name than this is noticed while a document is expanded (``Canonical.respelled``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from wallet.jsonld.contexts import KNOWN
from wallet.jsonld.process import Processor
from wallet.jsonld.terms import Active, Steps

# A second name of ``expires``, in the oldest security contexts only; nobody reads it.
_UNREAD = frozenset(("expiration",))
_READ_KEYWORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **{word: frozenset((word,)) for word in ("@context", "@value", "@language", "@list", "@set")},
        "@id": frozenset(("@id", "id")),
        "@type": frozenset(("@type", "type")),
    }
)


@cache
def names() -> Mapping[str, frozenset[str]]:
    """For each address (and keyword) that the bundled contexts name: the names under which it is read."""
    found: dict[str, set[str]] = {}
    seen: set[Steps] = set()
    for url in KNOWN:
        processor = Processor()
        _collect(processor.apply(processor.initial, (url,)), processor, found, seen)
    # A keyword under a name of its own making (``@graph``, ``@included``, ``@reverse`` too) is never read.
    return MappingProxyType({iri: frozenset(words) for iri, words in found.items()} | dict(_READ_KEYWORDS))


def is_respelled(iri: str, name: str, *, is_type: bool = False) -> bool:
    """Whether a reader who goes by names would look past this member, or this type."""
    if iri[0] == "@":
        return name not in _READ_KEYWORDS.get(iri, ())
    known = _in_its_place(is_type).get(iri)
    return known is not None and name not in known


@cache
def _in_its_place(is_type: bool) -> Mapping[str, frozenset[str]]:
    """Open Badges gives "image" and "Image" one address: types begin with a capital, members do not."""
    fitting = {
        iri: frozenset(word for word in words if word[:1].isupper() == is_type) if len(words) > 1 else words
        for iri, words in names().items()
    }
    return MappingProxyType({iri: words or names()[iri] for iri, words in fitting.items()})


def _collect(active: Active, processor: Processor, found: dict[str, set[str]], seen: set[Steps]) -> None:
    for word, term in active.terms.items():
        if term.iri is not None and term.iri[0] != "@" and word not in _UNREAD:
            found.setdefault(term.iri, set()).add(word)
        if term.context is not None and term.context not in seen:
            seen.add(term.context)
            _collect(processor.apply(active, term.context, override=True), processor, found, seen)
