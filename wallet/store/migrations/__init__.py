"""Steps from one shape of the database to the next, each in one transaction with its own number."""

from __future__ import annotations

from pathlib import Path

STEPS: tuple[str, ...] = ("0001_first", "0002_names")
"""In order; the number of the last is ``PRAGMA user_version``. A step that was released never changes."""


def statements(step: str) -> str:
    """The SQL of a step."""
    return (Path(__file__).parent / f"{step}.sql").read_text("utf-8")
