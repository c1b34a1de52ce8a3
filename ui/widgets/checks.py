"""The check panel: the worst value in a tinted card, one sentence, what can be done; then always all rows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.present.pieces import TONE, CheckGroup, CheckPart, CheckParts, CheckRow, CheckView
from ui.voice import Plain, Say, Words, joined, tell, words
from ui.widgets.base import column, empty, line, row
from ui.widgets.buttons import Button
from ui.widgets.cards import ItemHead, ThreeQuestions
from ui.widgets.chips import ChipRow
from ui.widgets.flow import Flow
from ui.widgets.found import explained, other_members, piecemeal, signatures
from ui.widgets.marks import Mark
from ui.widgets.text import Prose, Text
from ui.widgets.unfold import Unfold


class CheckPanel(QWidget):
    """How it was looked at.

    ``act``: look again here, which tells ``acted``. ``online``: the second act, which asks others and tells
    ``online_wanted``; it comes first where something is needed from elsewhere.
    """

    acted = Signal()
    online_wanted = Signal()

    def __init__(
        self, view: CheckView | None = None, act: Words | None = None, online: Words | None = None
    ) -> None:
        super().__init__()
        self._box = column(self, gap=16)
        if view is not None:
            self.show_view(view, act, online)

    def show_view(self, view: CheckView, act: Words | None = None, online: Words | None = None) -> None:
        """Show this report instead."""
        empty(self._box)
        self._box.addWidget(self._headline(view, act, online))
        for group in view.groups:
            self._box.addWidget(self._group(group))
        if view.proofs:
            heading = words("proofs.heading", n=len(view.proofs))
            self._box.addWidget(Unfold(heading, partial(signatures, view.proofs)))
        for parts in view.parts:
            self._box.addWidget(self._parts(parts))
        if view.other:
            self._box.addWidget(other_members(view.other))
        self._box.addStretch(1)

    def add_under_headline(self, widget: QWidget) -> None:
        """What can be done about it, before the rows."""
        self._box.insertWidget(1, widget)

    def _headline(self, view: CheckView, act: Words | None, online: Words | None) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", TONE[view.value])
        box = row(frame, (20, 18, 20, 16), gap=16)
        box.addWidget(Mark(view.value, 36), 0, Qt.AlignmentFlag.AlignTop)
        said = column(gap=8)
        said.addWidget(Text(view.headline, "heading"))
        said.addWidget(Prose(view.sentence))
        for address in view.asks:
            said.addWidget(Text(Say("check.needs", {"address": Plain(address)}), "meta"))
        acts = Flow(gap=8)
        again = None if act is None else (act, "refresh-cw", self.acted.emit)
        ask = None if online is None else (online, "globe", self.online_wanted.emit)
        ordered = [one for one in ((ask, again) if view.asks else (again, ask)) if one is not None]
        for place, (wording, icon, do) in enumerate(ordered):
            acts.add(Button(wording, "outlined" if place else "filled", icon, act=do))
        if ordered:
            said.addWidget(acts)
        box.addLayout(said, 1)
        return frame

    def _group(self, group: CheckGroup) -> QWidget:
        part = QWidget()
        box: QVBoxLayout = column(part, gap=0)
        box.addWidget(_heading(group.heading, group.aside))
        for place, check in enumerate(group.rows):
            if place:
                box.addWidget(line())
            box.addWidget(self._row(check))
        return part

    @staticmethod
    def _row(check: CheckRow) -> QWidget:
        part = QWidget()
        box = row(part, (0, 10, 0, 9), gap=14)
        box.addWidget(Mark(check.value, 22), 0, Qt.AlignmentFlag.AlignTop)
        said = column(gap=2)
        said.addWidget(Text(check.sentence, "strong"))
        said.addWidget(Text(check.source, "meta"))
        if check.why:
            name = words("why.name", sentence=check.sentence)
            said.addWidget(Unfold("why.act", partial(explained, check.why), kind="link", name=name))
        box.addLayout(said, 1)
        return part

    @staticmethod
    def _parts(parts: CheckParts) -> QWidget:
        whole = QWidget()
        box = column(whole, gap=10)
        box.addWidget(_heading(parts.heading, parts.aside))
        box.addWidget(piecemeal(parts.parts, _panels))
        return whole


class PartPanel(QFrame):
    """Something inside that was issued by itself: its head and mark, and folded its own panel."""

    def __init__(self, part: CheckPart) -> None:
        super().__init__()
        self._part = part
        self.setProperty("card", "true")
        self.setAccessibleName(tell(part.name))
        box = column(self, (16, 14, 16, 12), gap=10)
        box.addWidget(ItemHead(part.card, 40, "strong"))
        box.addWidget(ChipRow(part.card.chips))
        if tell(part.said):
            box.addWidget(Prose(part.said))
        name = joined("question.how", part.name, between=": ")
        self.fold = Unfold("question.how", self._inside, name=name)
        box.addWidget(self.fold)

    def _inside(self) -> QWidget:
        whole = QWidget()
        box = column(whole, gap=16)
        # The rows follow right below, so no answer needs a link to them.
        box.addWidget(ThreeQuestions(tuple(replace(one, link=None) for one in self._part.answers)))
        box.addWidget(CheckPanel(self._part.view))
        return whole


def _panels(parts: tuple[CheckPart, ...]) -> QWidget:
    whole = QWidget()
    box = column(whole, gap=10)
    for part in parts:
        box.addWidget(PartPanel(part))
    return whole


def _heading(heading: Words, aside: Words | None) -> Text:
    return Text(heading if aside is None else joined(heading, aside), "metastrong")
