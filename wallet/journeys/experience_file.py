"""Experiences as a JSON file (`experience add --from`): its schema, and reading it box by box.

The schema is generated from the model: ``python -m wallet.journeys.experience_file`` writes it anew;
a test checks that the file in ``schemas/studieregister/`` is current.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import ValidationError

from wallet import strict_json
from wallet.errors import InputError, Problem
from wallet.model.experience import Experience
from wallet.paths import schema

SCHEMA_ID = "urn:studieregister:schema:experience:1"
# Given by the register itself; in a file from outside they would be somebody else's word.
_OURS = ("id", "created", "modified")
_DATES = ("from", "to", "last_used")
# More than anyone writes by hand, few enough for one act.
MOST_EXPERIENCES = 1_000


class Wrong(StrEnum):
    """What is the matter with a box. Each has a sentence, ``experience.box.<value>``."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    CHOICE = "choice"
    DATE = "date"
    ORDER = "order"
    NUMBER = "number"
    TOO_LONG = "too_long"
    KIND = "kind"
    NOT_HERE = "not_here"


class WrongBox(InputError):  # noqa: N818  (named after what it shows to the person)
    """A box of the file that cannot be kept as it is: which one, of which experience, and why."""

    def __init__(self, box: str, wrong: Wrong, number: int = 1) -> None:
        super().__init__(Problem.NOT_AN_EXPERIENCE, number=number)
        self.box = box
        """Dotted, as in the file: ``period.from``, ``starr.action``."""
        self.wrong = wrong
        self.number = number

    def __reduce__(self) -> tuple[object, ...]:
        return (WrongBox, (self.box, self.wrong, self.number))


def experience_schema() -> dict[str, Any]:
    """One experience, or a list of them, as JSON Schema 2020-12."""
    one = Experience.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    parts = one.pop("$defs")
    one["properties"] = {box: rule for box, rule in one["properties"].items() if box not in _OURS}
    one["if"] = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
    one["else"] = {"required": ["title"], "properties": {"title": {"pattern": r"\S"}}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Experience",
        "anyOf": [
            {"$ref": "#/$defs/Experience"},
            {
                "type": "array",
                "items": {"$ref": "#/$defs/Experience"},
                "minItems": 1,
                "maxItems": MOST_EXPERIENCES,
            },
        ],
        "$defs": {"Experience": one, **parts},
    }


def read_file(content: bytes) -> tuple[Experience, ...]:
    """The experiences in a file: one object or a list. Raises WrongBox, which names the first box to mend."""
    value = strict_json.load(content)
    listed = value if isinstance(value, list) else [value]
    if not 0 < len(listed) <= MOST_EXPERIENCES or not all(isinstance(one, Mapping) for one in listed):
        raise InputError(Problem.NOT_AN_EXPERIENCE, number=1)
    return tuple(_read(one, number) for number, one in enumerate(listed, start=1))


def _read(one: Mapping[str, Any], number: int) -> Experience:
    _check(one, number)
    try:
        return Experience.model_validate(one)
    except ValidationError as error:
        # The schema saw every single box; what is left is how boxes go together.
        message = error.errors()[0]
        box = ".".join(str(part) for part in message["loc"] if isinstance(part, str))
        if "cared_for" in message["msg"]:
            raise WrongBox("cared_for", Wrong.NOT_HERE, number) from None
        if box.rpartition(".")[2] in _DATES:
            raise WrongBox(box, Wrong.DATE, number) from None
        raise WrongBox(box or "title", Wrong.ORDER if box else Wrong.MISSING, number) from None


def _check(one: Mapping[str, Any], number: int) -> None:
    errors = sorted(_validator().iter_errors(one), key=lambda error: list(map(str, error.path)))
    if errors:
        raise _named(errors[0], number)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    whole = json.loads(schema("studieregister", "experience.json").read_text("utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/Experience", "$defs": whole["$defs"]})


def _named(error: Any, number: int) -> WrongBox:
    """The box of the file that a validation error is about, and what is the matter with it."""
    while error.context:
        # "This or null": the branch that got furthest says what was meant.
        error = max(error.context, key=lambda inner: (len(inner.path), inner.validator != "type"))
    path = [part for part in error.absolute_path if isinstance(part, str)]
    match error.validator:
        case "required":
            missing = next(box for box in error.validator_value if box not in error.instance)
            return WrongBox(".".join([*path, missing]), Wrong.MISSING, number)
        case "additionalProperties":
            strange = next(box for box in error.instance if box not in error.schema["properties"])
            return WrongBox(".".join([*path, strange]), Wrong.UNKNOWN, number)
        case "enum":
            wrong = Wrong.CHOICE
        case "pattern":
            wrong = Wrong.MISSING if error.validator_value == r"\S" else _pattern(path)
        case "minimum" | "maximum":
            wrong = Wrong.NUMBER
        case "maxLength":
            wrong = Wrong.TOO_LONG
        case _:
            wrong = Wrong.KIND
    return WrongBox(".".join(path), wrong, number)


def _pattern(path: Iterable[str]) -> Wrong:
    return Wrong.CHOICE if "language" in path else Wrong.DATE


if __name__ == "__main__":
    text = json.dumps(experience_schema(), ensure_ascii=False, indent=2) + "\n"
    schema("studieregister", "experience.json").write_text(text, "utf-8")
