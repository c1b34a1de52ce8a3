"""From expanded JSON-LD to RDF quads (JSON-LD 1.1 API, 8), each part already written as N-Quads wants it.

Blank nodes are ``_:`` and a label. A node map is not needed: a data set is a set, so nodes that occur in two
places merge by themselves.
"""

from __future__ import annotations

import re
from typing import Any, Final

from wallet import jcs
from wallet.errors import InputError
from wallet.jsonld.errors import UnsafeDocument
from wallet.jsonld.expand import Expanded
from wallet.jsonld.numbers import XSD, lexical, same_double
from wallet.model.report import Reason

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph name; the default graph is the empty string."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE: Final = f"<{_RDF}type>"
_FIRST: Final = f"<{_RDF}first>"
_REST: Final = f"<{_RDF}rest>"
_NIL: Final = f"<{_RDF}nil>"

_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_IN_TEXT: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"


def _escaped_in_iri(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def text(value: str) -> str:
    """A plain literal in canonical N-Quads."""
    return f'"{_IN_TEXT.sub(_escaped, value)}"'


def iri(value: str) -> str:
    """An IRI in canonical N-Quads."""
    return f"<{_IN_IRI.sub(_escaped_in_iri, value)}>"


def to_rdf(expanded: list[Expanded]) -> list[Quad]:
    """The quads of an expanded document, each once."""
    writer = _Writer()
    for node in expanded:
        writer.node(node, "")
    return list(dict.fromkeys(writer.quads))


class _Writer:
    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._written: dict[str, str] = {}
        self._count = 0

    def _fresh(self) -> str:
        self._count += 1
        return f"_:b{self._count}"

    def _resource(self, identifier: str) -> str:
        known = self._written.get(identifier)
        if known is None:
            # Labels that the document gives are replaced, or they could meet ours.
            known = self._fresh() if identifier.startswith("_:") else iri(identifier)
            self._written[identifier] = known
        return known

    def node(self, node: Expanded, graph: str) -> str:
        """Write a node and everything below it; the answer is its name."""
        identifier = node.get("@id")
        subject = self._fresh() if identifier is None else self._resource(identifier)
        add = self.quads.append
        for key, values in node.items():
            if key == "@type":
                for name in values:
                    add((subject, _TYPE, self._resource(name), graph))
            elif key[0] != "@":
                predicate = self._resource(key)
                for value in values:
                    add((subject, predicate, self._object(value, graph), graph))
            elif key == "@graph":
                for inner in values:
                    self.node(inner, subject)
            elif key == "@included":
                for inner in values:
                    self.node(inner, graph)
            elif key == "@reverse":
                for name, sources in values.items():
                    predicate = self._resource(name)
                    for source in sources:
                        add((self.node(source, graph), predicate, subject, graph))
        return subject

    def _object(self, value: Expanded, graph: str) -> str:
        if "@value" in value:
            return self._literal(value)
        if "@list" in value:
            return self._list(value["@list"], graph)
        return self.node(value, graph)

    def _list(self, items: list[Expanded], graph: str) -> str:
        if not items:
            return _NIL
        cells = [self._fresh() for _ in items]
        for cell, item, rest in zip(cells, items, [*cells[1:], _NIL], strict=True):
            self.quads.append((cell, _FIRST, self._object(item, graph), graph))
            self.quads.append((cell, _REST, rest, graph))
        return cells[0]

    def _literal(self, node: Expanded) -> str:
        value = node["@value"]
        datatype: str | None = node.get("@type")
        if datatype == "@json":
            return f"{text(_json(value))}^^{self._resource(_RDF + 'JSON')}"
        if isinstance(value, str):
            if "@language" in node:
                return f"{text(value)}@{node['@language']}"
            if datatype == XSD + "double" and not same_double(value):
                raise UnsafeDocument(Reason.NUMBER_AMBIGUOUS)
        elif isinstance(value, bool):
            value, datatype = ("true" if value else "false"), datatype or XSD + "boolean"
        else:
            value, datatype = lexical(value, datatype)
        if datatype is None or datatype == XSD + "string":
            return text(value)
        if datatype == _RDF + "langString":
            # Written as a plain literal by the reference, so it could be taken for one.
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        return f"{text(value)}^^{self._resource(datatype)}"


def _json(value: Any) -> str:
    try:
        return jcs.canonical(value).decode("utf-8")
    except InputError:
        raise UnsafeDocument(Reason.NUMBER_AMBIGUOUS) from None
