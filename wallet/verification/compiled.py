"""A JSON Schema of ours as plain functions, made once: some tens of microseconds per document.

Only the keywords that our own schemas use, with their meaning in draft 2020-12; another keyword is an error
when the schema is compiled, never a rule that is passed over. One keyword is added: ``x-remark`` names a
remark on every document in which this part of the schema is reached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, list[str]], bool]
"""Does this value fit; what is remarked on it is added to the list."""
_Described = Mapping[str, Any]

_IGNORED = frozenset(("$schema", "$defs", "title", "description", "format", "then", "else"))
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "boolean": (bool,),
    "number": (int, float),
}


def compiled(described: _Described) -> Check:
    """The function that this schema is."""
    return _Compiler(described).check


class _Compiler:
    def __init__(self, root: _Described) -> None:
        self._described = {f"#/$defs/{name}": one for name, one in root.get("$defs", {}).items()}
        self._classes: dict[str, Check] = {}
        self._under_way: set[str] = set()
        for name in self._described:
            self._class(name)
        self.check = self._whole(root)

    def _class(self, name: str) -> Check:
        """The function of one of the ``$defs``; what refers to itself looks it up when it is called."""
        if name not in self._classes:
            if name in self._under_way:
                classes = self._classes
                return lambda value, remarks: classes[name](value, remarks)
            self._under_way.add(name)
            self._classes[name] = self._whole(self._described[name])
        return self._classes[name]

    def _whole(self, described: _Described) -> Check:
        names = [name for name in described if name not in _IGNORED]
        rules = []
        if described.get("type") == "object" and "properties" in names:
            # Most of what is issued: three rules that each would look first whether it is an object.
            names = [name for name in names if name not in ("type", "required", "properties")]
            rules.append(self._object(described))
        rules += [self._rule(name, described) for name in names]
        return rules[0] if len(rules) == 1 else _every(tuple(rules))

    def _object(self, described: _Described) -> Check:
        needed = frozenset(described.get("required", ()))
        members = {name: self._whole(one) for name, one in described["properties"].items()}

        def check(value: Any, remarks: list[str]) -> bool:
            if not isinstance(value, dict) or not needed <= value.keys():
                return False
            for name, inside in value.items():
                if name in members and not members[name](inside, remarks):
                    return False
            return True

        return check

    def _rule(self, name: str, described: _Described) -> Check:
        makers: dict[str, Callable[[_Described], Check]] = {
            "$ref": self._ref,
            "additionalProperties": self._additional,
            "allOf": lambda one: self._whole_list(one["allOf"]),
            "anyOf": self._any_of,
            "const": lambda one: _words([one["const"]]),
            "contains": self._contains,
            "enum": lambda one: _words(one["enum"]),
            "if": self._if,
            "items": self._items,
            "minItems": _min_items,
            "pattern": _pattern,
            "prefixItems": self._prefix,
            "properties": self._properties,
            "propertyNames": self._names,
            "required": _required,
            "type": _type,
            "x-remark": _remark,
        }
        return makers[name](described)

    def _ref(self, described: _Described) -> Check:
        return self._class(described["$ref"])

    def _whole_list(self, several: list[_Described]) -> Check:
        return _every(tuple(map(self._whole, several)))

    def _any_of(self, described: _Described) -> Check:
        checks = tuple(map(self._whole, described["anyOf"]))

        def check(value: Any, remarks: list[str]) -> bool:
            before = len(remarks)
            for one in checks:
                if one(value, remarks):
                    return True
                del remarks[before:]
            return False

        return check

    def _if(self, described: _Described) -> Check:
        then, other = self._whole(described.get("then", {})), self._whole(described.get("else", {}))
        if described["if"] in ({"type": "array"}, {"type": "object"}):
            (kind,) = _KINDS[described["if"]["type"]]
            return lambda value, remarks: (
                then(value, remarks) if isinstance(value, kind) else other(value, remarks)
            )
        asked = self._whole(described["if"])

        def check(value: Any, remarks: list[str]) -> bool:
            return then(value, remarks) if asked(value, remarks) else other(value, remarks)

        return check

    def _properties(self, described: _Described) -> Check:
        members = {name: self._whole(one) for name, one in described["properties"].items()}

        def check(value: Any, remarks: list[str]) -> bool:
            if isinstance(value, dict):
                for name, inside in value.items():
                    rule = members.get(name)
                    if rule is not None and not rule(inside, remarks):
                        return False
            return True

        return check

    def _additional(self, described: _Described) -> Check:
        known = frozenset(described.get("properties", ()))
        if (allowed := described["additionalProperties"]) is False:
            return lambda value, remarks: not isinstance(value, dict) or known.issuperset(value)
        rule = self._whole(allowed)

        def check(value: Any, remarks: list[str]) -> bool:
            if not isinstance(value, dict):
                return True
            return all(rule(inside, remarks) for name, inside in value.items() if name not in known)

        return check

    def _names(self, described: _Described) -> Check:
        rule = self._whole(described["propertyNames"])
        return lambda value, remarks: (
            not isinstance(value, dict) or all(rule(name, remarks) for name in value)
        )

    def _items(self, described: _Described) -> Check:
        rule, first = self._whole(described["items"]), len(described.get("prefixItems", ()))

        def check(value: Any, remarks: list[str]) -> bool:
            if isinstance(value, list):
                for one in value[first:] if first else value:
                    if not rule(one, remarks):
                        return False
            return True

        return check

    def _prefix(self, described: _Described) -> Check:
        rules = tuple(map(self._whole, described["prefixItems"]))

        def check(value: Any, remarks: list[str]) -> bool:
            if not isinstance(value, list):
                return True
            return all(rule(one, remarks) for rule, one in zip(rules, value, strict=False))

        return check

    def _contains(self, described: _Described) -> Check:
        rule = self._whole(described["contains"])
        return lambda value, remarks: not isinstance(value, list) or any(rule(one, remarks) for one in value)


def _every(rules: tuple[Check, ...]) -> Check:
    def check(value: Any, remarks: list[str]) -> bool:
        for rule in rules:  # noqa: SIM110 -- all() over a generator takes twice as long
            if not rule(value, remarks):
                return False
        return True

    return check


def _words(allowed: list[str]) -> Check:
    words = frozenset(allowed)
    return lambda value, remarks: isinstance(value, str) and value in words


def _min_items(described: _Described) -> Check:
    least: int = described["minItems"]
    return lambda value, remarks: not isinstance(value, list) or len(value) >= least


def _pattern(described: _Described) -> Check:
    found = re.compile(described["pattern"]).search
    return lambda value, remarks: not isinstance(value, str) or found(value) is not None


def _required(described: _Described) -> Check:
    needed = frozenset(described["required"])
    return lambda value, remarks: not isinstance(value, dict) or needed <= value.keys()


def _type(described: _Described) -> Check:
    named = described["type"]
    names: list[str] = [named] if isinstance(named, str) else named
    kinds = tuple(kind for name in names for kind in _KINDS[name])
    if kinds == (str,):
        return lambda value, remarks: isinstance(value, str)
    # A boolean is an int to Python, and no number to JSON.
    if "number" in names and "boolean" not in names:
        return lambda value, remarks: isinstance(value, kinds) and not isinstance(value, bool)
    return lambda value, remarks: isinstance(value, kinds)


def _remark(described: _Described) -> Check:
    code: str = described["x-remark"]

    def check(value: Any, remarks: list[str]) -> bool:
        remarks.append(code)
        return True

    return check
