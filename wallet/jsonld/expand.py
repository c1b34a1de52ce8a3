"""JSON-LD 1.1 expansion in safe mode: what would be lost on the way to RDF is an error, never dropped.

Follows the expansion algorithm of the JSON-LD 1.1 API (5.1) for what bundled contexts and credentials use.
Not supported, hence refused: ``@nest``, index, id and type maps (no bundled context has them), ``@index`` and
``@direction`` (they would not be signed). There is no base address: a relative one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from wallet.jsonld.errors import UnsafeDocument
from wallet.jsonld.process import Processor
from wallet.jsonld.terms import KEYWORDS, UNSET, Active, Term, is_absolute, is_language
from wallet.jsonld.words import is_respelled
from wallet.model.report import Reason

Expanded = dict[str, Any]

# A type mapping that says how to read an address rather than naming a datatype.
_NOT_DATATYPES: Final = frozenset(("@id", "@vocab", "@none"))


def expand(document: Mapping[str, Any], processor: Processor) -> list[Expanded]:
    """The expanded form of a whole document. Raises the errors of :mod:`wallet.jsonld.errors`."""
    nodes = _Expander(processor).objects(processor.initial, None, None, document)
    if len(nodes) == 1 and nodes[0].keys() == {"@graph"}:
        return list(nodes[0]["@graph"])
    for node in nodes:
        _not_floating(node)
    return nodes


def _lost() -> UnsafeDocument:
    return UnsafeDocument(Reason.TERM_UNDEFINED)


def _invalid() -> UnsafeDocument:
    return UnsafeDocument(Reason.CONTEXT_INVALID)


def _not_floating(item: Expanded) -> None:
    """Refuse what says nothing where a node is expected: it would be dropped."""
    if not item or "@value" in item or "@list" in item or item.keys() == {"@id"}:
        raise _lost()


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class _Expander:
    def __init__(self, processor: Processor) -> None:
        self._processor = processor
        self._apply = processor.apply

    # -- values of a member -------------------------------------------------------------------------

    def _value(self, active: Active, term: Term, key: str, value: Any) -> list[Expanded]:
        """The expanded values of a member, in order; none for null or an empty array."""
        if isinstance(value, list):
            values: list[Expanded] = []
            for item in value:
                if isinstance(item, list):
                    # The same to a graph; who reads members by their names looks past what is in it.
                    self._processor.respelled = True
                values += self._value(active, term, key, item)
            return values
        if value is None:
            return []
        if isinstance(value, dict):
            return self.objects(active, term, key, value)
        if term.context is not None:
            active = self._apply(active, term.context, override=True)
            term = active.terms.get(key) or Term(term.iri)
        return [self._scalar(active, term, value)]

    def _list(self, active: Active, term: Term, key: str, value: Any) -> Expanded:
        """The value of a member whose values are an ordered list; an array inside is a list of its own."""
        items: list[Expanded] = []
        for item in _as_list(value):
            if isinstance(item, list):
                items.append(self._list(active, term, key, item))
            elif _is_set(active, item):
                raise _invalid()
            else:
                items += self._value(active, term, key, item)
        if not isinstance(value, list) and len(items) == 1 and "@list" in items[0]:
            return items[0]
        return {"@list": items}

    def _scalar(self, active: Active, term: Term, value: Any) -> Expanded:
        kind = term.type
        if isinstance(value, str):
            if kind == "@id":
                return {"@id": _address(active.iri(value))}
            if kind == "@vocab":
                return {"@id": _address(active.iri(value, vocab=True))}
            if kind is not None and kind != "@none":
                return {"@value": value, "@type": kind}
            if term.direction or active.direction:
                raise _lost()
            language = active.language if term.language is UNSET else term.language
            return {"@value": value} if language is None else {"@value": value, "@language": language}
        if not isinstance(value, bool | int | float):
            raise _invalid()
        if kind is not None and kind not in _NOT_DATATYPES:
            return {"@value": value, "@type": kind}
        return {"@value": value}

    def _language_map(self, active: Active, value: Mapping[str, Any]) -> list[Expanded]:
        values: list[Expanded] = []
        for tag, texts in value.items():
            for text in _as_list(texts):
                if text is None:
                    continue
                if not isinstance(text, str):
                    raise _invalid()
                if active.iri(tag, vocab=True) == "@none":
                    values.append({"@value": text})
                elif is_language(tag):
                    values.append({"@value": text, "@language": tag.lower()})
                else:
                    raise _lost()
        return values

    # -- objects ------------------------------------------------------------------------------------

    def _node(
        self, active: Active, term: Term | None, above: str | None, element: Mapping[str, Any]
    ) -> Expanded:
        keywords = active.keywords
        if active.previous is not None and not (
            any(keywords.get(key) == "@value" for key in element)
            or (len(element) == 1 and keywords.get(next(iter(element))) == "@id")
        ):
            active = active.previous
        if term is not None and term.context is not None:
            active = self._apply(active, term.context, override=True)
        if "@context" in element:
            active = self._processor.written(active, element["@context"])
        scoped = active
        types = []
        for key, value in element.items():
            if scoped.keywords.get(key) == "@type":
                types += _as_list(value)
                for name in sorted(_names(value)):
                    meaning = scoped.terms.get(name)
                    if meaning is not None and meaning.context is not None:
                        active = self._apply(active, meaning.context, propagate=False)
        result: Expanded = {}
        if types:
            result["@type"] = [self._type(scoped, name) for name in types]
        self._members(active, above, element, result)
        return result

    def _type(self, active: Active, name: str) -> str:
        iri = active.iri(name, vocab=True)
        if iri == "@json":
            return iri
        if is_respelled(_address(iri), name, is_type=True):
            self._processor.respelled = True
        return _address(iri)

    def objects(
        self, active: Active, term: Term | None, above: str | None, element: Mapping[str, Any]
    ) -> list[Expanded]:
        """The expanded form of one JSON object, which is a node, a value, a list or a set.

        ``above`` is the member that it is a value of, ``term`` that member's definition.
        """
        node = self._node(active, term, above, element)
        if "@value" in node:
            return _value_object(node)
        if "@set" in node or "@list" in node:
            if len(node) > 1:
                raise _invalid()
            return list(node.get("@set", [node]))
        if "@language" in node:
            raise _lost() if len(node) == 1 else _invalid()
        if "@json" in node.get("@type", ()):
            raise _lost()
        return [node]

    def _members(
        self, active: Active, above: str | None, element: Mapping[str, Any], result: Expanded
    ) -> None:
        terms = active.terms
        for key, value in element.items():
            term = terms.get(key)
            if term is None:
                if key == "@context":
                    continue
                iri = active.iri(key, vocab=True)
                if iri is None or not (iri in KEYWORDS or is_absolute(iri)):
                    raise _lost()
                term = Term(iri)
            iri = term.iri
            if iri is None or iri.startswith("_:"):
                raise _lost()
            if is_respelled(iri, key):
                self._processor.respelled = True
            if iri[0] == "@":
                self._keyword(active, above, iri, value, result)
                continue
            values = self._property(active, term, key, value)
            if values is None:
                continue
            if term.reverse:
                if any("@value" in item or "@list" in item for item in values):
                    raise _invalid()
                result.setdefault("@reverse", {}).setdefault(iri, []).extend(values)
            elif iri in result:
                result[iri] += values
            else:
                result[iri] = values

    def _property(self, active: Active, term: Term, key: str, value: Any) -> list[Expanded] | None:
        if term.type == "@json":
            return [{"@value": value, "@type": "@json"}]
        container = term.container
        if value is None:
            return None
        if "@language" in container and isinstance(value, dict):
            if term.context is not None:
                active = self._apply(active, term.context, override=True)
            if term.direction or active.direction:
                raise _lost()
            return self._language_map(active, value)
        if "@list" in container:
            return [self._list(active, term, key, value)]
        values = self._value(active, term, key, value)
        if "@graph" in container:
            for item in values:
                _not_floating(item)
            return [{"@graph": [item]} for item in values] or None
        return values

    def _keyword(self, active: Active, above: str | None, keyword: str, value: Any, result: Expanded) -> None:
        if keyword == "@type":
            return
        if keyword in result and keyword != "@included":
            raise _invalid()
        if keyword == "@id":
            if not isinstance(value, str):
                raise _invalid()
            result["@id"] = _address(active.iri(value))
        elif keyword == "@value":
            result["@value"] = value
        elif keyword == "@language":
            if value is not None:
                if not isinstance(value, str):
                    raise _invalid()
                if not is_language(value):
                    raise _lost()
                result["@language"] = value.lower()
        elif keyword == "@list":
            term, key = _above(active, above)
            # Engines do not agree on an array or a set in here; only a member that is a list nests arrays.
            if any(isinstance(item, list) or _is_set(active, item) for item in _as_list(value)):
                raise _invalid()
            result["@list"] = self._list(active, term, key, _as_list(value))["@list"]
        elif keyword == "@set":
            term, key = _above(active, above)
            self._processor.respelled = True  # as an array in an array
            result["@set"] = self._value(active, term, key, value)
        elif keyword in ("@graph", "@included"):
            result.setdefault(keyword, []).extend(self._nodes(active, value))
        elif keyword == "@reverse":
            self._reverse(active, value, result)
        else:
            raise _lost()

    def _nodes(self, active: Active, value: Any) -> list[Expanded]:
        nodes: list[Expanded] = []
        for item in _as_list(value):
            if isinstance(item, list):
                nodes += self._nodes(active, item)
                continue
            if not isinstance(item, dict):
                raise _lost()
            for node in self.objects(active, None, None, item):
                _not_floating(node)
                nodes.append(node)
        return nodes

    def _reverse(self, active: Active, value: Any, result: Expanded) -> None:
        if not isinstance(value, dict) or any(key in active.keywords for key in value):
            raise _invalid()
        backwards: Expanded = {}
        self._members(active, None, value, backwards)
        # What is reversed twice goes forward again; a keyword other than that was refused above.
        for iri, values in backwards.pop("@reverse", {}).items():
            result.setdefault(iri, []).extend(values)
        for iri, values in backwards.items():
            if any("@value" in item or "@list" in item for item in values):
                raise _invalid()
            result.setdefault("@reverse", {}).setdefault(iri, []).extend(values)


def _above(active: Active, above: str | None) -> tuple[Term, str]:
    """The member around a ``@list`` or ``@set`` object, whose definition also governs what is in it."""
    if above is None:
        raise _lost()
    return active.terms.get(above) or Term(active.iri(above, vocab=True)), above


def _is_set(active: Active, item: Any) -> bool:
    return isinstance(item, dict) and any(active.keywords.get(key) == "@set" for key in item)


def _names(value: Any) -> list[str]:
    names = _as_list(value)
    if not all(isinstance(name, str) for name in names):
        raise _invalid()
    return names


def _address(iri: str | None) -> str:
    if iri is None or not is_absolute(iri):
        raise _lost()
    return iri


def _value_object(node: Expanded) -> list[Expanded]:
    """Check a value object (5.1.2, 14.3 to 15)."""
    if not node.keys() <= {"@value", "@type", "@language"}:
        raise _invalid()
    value = node["@value"]
    types = node.get("@type")
    if types is None:
        if value is None:
            raise _lost()
        if "@language" in node and not isinstance(value, str):
            raise _invalid()
    elif "@language" in node or len(types) != 1:
        raise _invalid()
    else:
        node["@type"] = datatype = types[0]
        if datatype == "@json":
            return [node]
        if value is None:
            raise _lost()
        if datatype.startswith("_:"):
            raise _invalid()
    if isinstance(value, dict | list):
        raise _invalid()
    return [node]
