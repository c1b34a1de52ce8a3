"""The steps of a share: what is told with it, what is asked about it, and what kind of file it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.voice import Plain, Words, language, tell
from ui.widgets.base import Fold, Living, column, row
from ui.widgets.buttons import Button, Segments
from ui.widgets.chosen import ChosenCards
from ui.widgets.fields import Area, Field, Line
from ui.widgets.leaves import GoesAndStays
from ui.widgets.marks import Picture
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.options import Options
from ui.widgets.page import Scroll
from ui.widgets.text import Text
from wallet.words import LANGUAGES

WRAPPINGS = ("html", "zip", "pdf")


class ChosenPane(Scroll):
    """Beside the list: what was chosen, with or without its files."""

    def __init__(self, cards: ChosenCards) -> None:
        super().__init__((28, 24, 28, 24), gap=12)
        self._count = Text(Plain(""), "meta")
        self.body.addLayout(_chosen_head(self._count))
        self._empty = Text("share.chosen_none", "hint")
        self.body.addWidget(self._empty)
        self.body.addWidget(cards)
        self.body.addStretch(1)

    def show_count(self, count: Words, *, empty: bool) -> None:
        """So many of so many."""
        self._count.set_words(count)
        self._empty.setVisible(empty)


class TellStep(Scroll):
    """For whom and what for; all of it may stay empty."""

    def __init__(self) -> None:
        super().__init__((28, 4, 28, 24), gap=18)
        self.audience = Line("share.audience_example")
        self.purpose = Line("share.purpose_example")
        two = Fold(34, gap=14)
        two.add(Field("share.audience", self.audience), 1)
        two.add(Field("share.purpose", self.purpose), 1)
        self.body.addWidget(two)
        self.letter = Area()
        self.body.addWidget(
            Field("share.letter", self.letter, aside="share.optional", hint="share.letter_hint")
        )
        self.retention = Line()
        self.body.addWidget(
            Field("share.retention", self.retention, aside="share.optional", hint="share.retention_hint")
        )
        self.language = language_choice("share.language")
        self.body.addLayout(labelled("share.language", self.language))
        self.body.addWidget(Text("share.language_hint", "meta"))
        self.body.addStretch(1)

    def clear(self) -> None:
        """Start again."""
        for line in (self.audience, self.purpose, self.retention):
            line.clear()
        self.letter.clear()

    def texts(self) -> dict[str, Any]:
        """What was filled in, by the names of :class:`ui.present.sharing.Draft`."""
        return {
            "audience": self.audience.text(),
            "purpose": self.purpose.text(),
            "letter": self.letter.toPlainText(),
            "retention": self.retention.text(),
            "language": self.language.value(),
        }


class ReadStep(Living, Scroll):
    """Takes the focus when it is shown: the arrow keys read it, a screen reader says where it is."""

    def __init__(self, name: Words, gap: int = 18, top: int = 4) -> None:
        super().__init__((28, top, 28, 24), gap=gap)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._name))


class LookStep(ReadStep):
    """The chosen items with the questions of the privacy check."""

    def __init__(
        self, cards: ChosenCards, choose_more: Callable[[], object], read: Callable[[], object]
    ) -> None:
        super().__init__("share.step_look", gap=12)
        self.count = Text(Plain(""), "meta")
        head = _chosen_head(self.count)
        head.addWidget(Button("share.more", "plain", "plus", act=choose_more))
        self.body.addLayout(head)
        self.see = Button("share.seen", "outlined", "eye", act=read)
        self.body.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.told = Text(Plain(""), "hint")
        self.body.addWidget(self.told)
        self.body.addWidget(cards)
        self.banner = _banner()
        self.body.addWidget(self.banner)
        self.body.addStretch(1)

    def fold(self, narrow: bool, tight: bool) -> None:
        """Where there is no room beside it, the preview is a button here, and what holds is told here."""
        self.see.setVisible(narrow)
        self.told.setVisible(tight)


class MakeStep(ReadStep):
    """What goes, what stays, what kind of file."""

    def __init__(self) -> None:
        super().__init__("share.step_make", gap=18)
        self.both = GoesAndStays()
        self.body.addWidget(self.both)
        self.body.addWidget(Text("share.wrapping", "strong"))
        options = tuple((kind, f"share.wrapping.{kind}", f"share.wrapping_more.{kind}") for kind in WRAPPINGS)
        self.wrapping = Options("share.wrapping", options, WRAPPINGS[0])
        self.body.addWidget(self.wrapping)
        note = row(gap=8)
        note.addWidget(Picture("info", 18))
        note.addWidget(Text("share.take_back", "meta"), 1)
        self.body.addLayout(note)
        self.progress = ProgressRow("share.busy")
        self.body.addWidget(self.progress)
        self.banner = _banner()
        self.body.addWidget(self.banner)
        self.body.addStretch(1)


def language_choice(name: Words) -> Segments:
    """In which language the file speaks."""
    choices = tuple((key, f"language.{key}") for key in LANGUAGES)
    return Segments(name, choices, language())


def labelled(label: Words, control: Segments) -> QHBoxLayout:
    """A label above a control that keeps its own width."""
    box = row()
    inside = column(gap=6)
    inside.addWidget(Text(label, "strong"))
    inside.addWidget(control)
    box.addLayout(inside)
    box.addStretch(1)
    return box


def _chosen_head(count: Text) -> QHBoxLayout:
    head = row(gap=8)
    head.addWidget(Text("share.chosen", "strong", wrap=False))
    head.addWidget(count, 1)
    return head


def _banner() -> Banner:
    banner = Banner("caution", Plain(""), "info")
    banner.hide()
    return banner
