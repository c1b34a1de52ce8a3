"""What lies under the rows of a check panel: signatures, other members of the file, earlier checks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.present.details import History
from ui.present.pieces import ProofRow
from ui.voice import Words, words
from ui.widgets.base import column, line, row
from ui.widgets.cards import Facts
from ui.widgets.marks import Mark
from ui.widgets.text import Prose, Text
from ui.widgets.unfold import Unfold

_One = TypeVar("_One")
_PORTION = 40


def explained(why: tuple[tuple[Words, Words], ...]) -> QWidget:
    """The explanation of one row: label above text, so that it reads the same at every size."""
    part = QWidget()
    box = column(part, (0, 2, 0, 6), gap=8)
    for label, text in why:
        both = column(gap=0)
        both.addWidget(Text(label, "metastrong"))
        both.addWidget(Prose(text))
        box.addLayout(both)
    return part


def signatures(proofs: tuple[ProofRow, ...]) -> QWidget:
    """One row for each signature."""
    part = QWidget()
    box = column(part, gap=0)
    for place, proof in enumerate(proofs):
        if place:
            box.addWidget(line())
        box.addWidget(_signature(proof))
    return part


def other_members(members: tuple[tuple[Words, Words], ...]) -> Unfold:
    """What the file says besides, folded: plain text as it stands there."""

    def make() -> QWidget:
        part = QWidget()
        box = column(part, gap=8)
        box.addWidget(Text("other.lead", "hint"))
        box.addWidget(piecemeal(members, Facts))
        return part

    return Unfold("other.heading", make)


def piecemeal(things: tuple[_One, ...], make: Callable[[tuple[_One, ...]], QWidget]) -> QWidget:
    """The first of them, and the rest folded in portions: a file with thousands does not stop the window."""
    part = QWidget()
    box = column(part, gap=10)
    box.addWidget(make(things[:_PORTION]))
    rest = things[_PORTION:]
    if rest:
        box.addWidget(Unfold(words("parts.more", n=len(rest)), partial(piecemeal, rest, make)))
    return part


def earlier(history: History) -> QWidget:
    """What earlier checks said."""
    part = QWidget()
    box = column(part, gap=6)
    box.addWidget(Text(history.heading, "metastrong"))
    for told in history.lines:
        box.addWidget(Text(told, "meta"))
    return part


def _signature(proof: ProofRow) -> QWidget:
    part = QWidget()
    box = row(part, (0, 10, 0, 9), gap=14)
    box.addWidget(Mark(proof.value, 22), 0, Qt.AlignmentFlag.AlignTop)
    said = column(gap=2)
    said.addWidget(Text(proof.kind, "strong"))
    said.addWidget(Text(proof.outcome))
    for told in proof.small:
        said.addWidget(Text(told, "meta"))
    box.addLayout(said, 1)
    return part
