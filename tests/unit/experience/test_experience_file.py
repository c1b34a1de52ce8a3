"""Experiences from a JSON file: the schema is current, and each wrong box is named."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from wallet.errors import InputError, Problem
from wallet.journeys.experience_file import (
    MOST_EXPERIENCES,
    Wrong,
    WrongBox,
    experience_schema,
    read_file,
)
from wallet.model.experience import Experience, ExperienceKind
from wallet.paths import schema
from wallet.words import LANGUAGES, knows

LEAST = {
    "kind": "vrijwilligerswerk",
    "title": "Taalmaatje in het buurthuis",
    "period": {"from": "2024-02", "ongoing": True},
}


def read(*values: Any) -> tuple[Experience, ...]:
    value = values[0] if len(values) == 1 else list(values)
    return read_file(json.dumps(value).encode())


def test_the_schema_file_is_current() -> None:
    written = json.loads(schema("studieregister", "experience.json").read_text("utf-8"))
    assert written == experience_schema(), "run: python -m wallet.journeys.experience_file"


def test_the_least_that_is_accepted() -> None:
    (experience,) = read(LEAST)
    assert experience.kind is ExperienceKind.VOLUNTEERING
    assert experience.period.start == "2024-02"
    assert experience.period.ongoing
    assert not experience.draft


def test_a_list_is_read_in_order_and_a_draft_may_be_empty() -> None:
    first, second = read(LEAST, {"kind": "anders", "draft": True})
    assert (first.title, second.title) == (LEAST["title"], "")


@pytest.mark.parametrize(
    ("change", "box", "wrong"),
    [
        ({"kind": "werken"}, "kind", Wrong.CHOICE),
        ({"title": "  "}, "title", Wrong.MISSING),
        ({"title": "x" * 201}, "title", Wrong.TOO_LONG),
        ({"period": {"from": "2024-13"}}, "period.from", Wrong.DATE),
        ({"period": {"from": "2023-02-29"}}, "period.from", Wrong.DATE),
        ({"period": {"from": "2024", "to": "2023"}}, "period", Wrong.ORDER),
        ({"period": {"to": "2024", "ongoing": True}}, "period", Wrong.ORDER),
        ({"period": {"from": 2024}}, "period.from", Wrong.KIND),
        ({"hours": {"per_week": 200}}, "hours.per_week", Wrong.NUMBER),
        ({"hours": {"total": "veel"}}, "hours.total", Wrong.KIND),
        ({"starr": {"action": 5}}, "starr.action", Wrong.KIND),
        ({"skills": [{"label": "a", "level": 9}]}, "skills.level", Wrong.NUMBER),
        ({"skills": [{"level": 3}]}, "skills.label", Wrong.MISSING),
        ({"skills": [{"label": "a", "last_used": "gisteren"}]}, "skills.last_used", Wrong.DATE),
        ({"tasks": ["a", 4]}, "tasks", Wrong.KIND),
        ({"language": "Nederlands"}, "language", Wrong.CHOICE),
        ({"cared_for": {"relation": "een buur"}}, "cared_for", Wrong.NOT_HERE),
        ({"cared_for": {"diagnosis": "x"}}, "cared_for.diagnosis", Wrong.UNKNOWN),
        ({"titel": "x"}, "titel", Wrong.UNKNOWN),
        ({"id": "x"}, "id", Wrong.UNKNOWN),
        ({"created": "2024-01-01T00:00:00Z"}, "created", Wrong.UNKNOWN),
    ],
)
def test_the_box_that_is_wrong_is_named(change: dict[str, Any], box: str, wrong: Wrong) -> None:
    with pytest.raises(WrongBox) as caught:
        read(LEAST, {**LEAST, **change})
    assert (caught.value.box, caught.value.wrong, caught.value.number) == (box, wrong, 2)
    assert str(caught.value) == Problem.NOT_AN_EXPERIENCE, "no content in an error"


def test_a_missing_box_is_named() -> None:
    with pytest.raises(WrongBox) as caught:
        read({"kind": "werk"})
    assert (caught.value.box, caught.value.wrong) == ("title", Wrong.MISSING)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem.NOT_JSON),
        (b"{", Problem.NOT_JSON),
        (b"\xff", Problem.NOT_UTF8),
        (b'"text"', Problem.NOT_AN_EXPERIENCE),
        (b"[]", Problem.NOT_AN_EXPERIENCE),
        (b"[1]", Problem.NOT_AN_EXPERIENCE),
        (b'{"kind":"werk","kind":"hobby"}', Problem.DUPLICATE_KEY),
        (b"[" * 100, Problem.TOO_DEEP),
        (json.dumps([LEAST] * (MOST_EXPERIENCES + 1)).encode(), Problem.NOT_AN_EXPERIENCE),
    ],
)
def test_anything_else_is_refused_with_its_problem(content: bytes, problem: Problem) -> None:
    with pytest.raises(InputError) as caught:
        read_file(content)
    assert caught.value.problem is problem


def test_every_box_and_every_thing_that_can_be_wrong_has_words() -> None:
    def boxes(rules: dict[str, Any], before: str = "") -> list[str]:
        parts = experience_schema()["$defs"]
        found = []
        for box, rule in rules["properties"].items():
            found.append(before + box)
            text = json.dumps(rule)
            for name, part in parts.items():
                if f'"#/$defs/{name}"' in text and "properties" in part:
                    found += boxes(part, f"{before}{box}.")
        return found

    named = boxes(experience_schema()["$defs"]["Experience"])
    assert "starr.action" in named
    for language in LANGUAGES:
        for box in named:
            assert knows(f"box.{box}", language), box
        for wrong in Wrong:
            assert knows(f"experience.box.{wrong}", language), wrong


def test_the_error_can_cross_a_pipe() -> None:
    error = pickle.loads(pickle.dumps(WrongBox("title", Wrong.MISSING, 3)))
    assert (error.box, error.wrong, error.number) == ("title", Wrong.MISSING, 3)
