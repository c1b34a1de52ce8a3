"""Where an experience is written: the form, what may say too much in it, and the files beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import voice
from ui.present import writing
from ui.theme import look, sized
from ui.voice import Words
from ui.widgets.attachments import Attachments, CareNotice
from ui.widgets.base import Fold, column
from ui.widgets.notices import Banner
from ui.widgets.page import Scroll
from ui.widgets.text import Text
from ui.widgets.writing import WritingForm
from wallet.journeys.privacy_hints import PrivacyHint, cover
from wallet.model.experience import Evidence, Experience, ExperienceKind

_SIDE = 52  # body text sizes: below it files and notices stand under the form


class WritingDesk(Scroll):
    """Shows; the page keeps."""

    settled = Signal()
    """A hint was answered: look again."""

    def __init__(self, this_year: int) -> None:
        super().__init__(gap=14)
        self._settled: set[tuple[str, str]] = set()
        self._hints: dict[str, PrivacyHint] = {}
        self._title = Text("write.title", "title")
        self.body.addWidget(self._title)
        self._banner = Banner("caution", "write.not_kept", "info")
        self._banner.hide()
        self.body.addWidget(self._banner)
        fold = Fold(_SIDE, gap=32)
        self.fields = WritingForm(this_year)
        self.fields.changed.connect(self._show_kind)
        for key, field in self.fields.watched.items():
            field.cover.connect(partial(self._cover, key))
            field.leave.connect(partial(self._let, key))
        left = QWidget()
        box = column(left)
        box.addWidget(self.fields)
        box.addStretch(1)
        fold.add(left, 2)
        fold.add(self._side(), 1)
        self.body.addWidget(fold)
        self.body.addStretch(1)

    def _side(self) -> QWidget:
        part = QWidget()
        self._beside = box = column(part, gap=14)
        self._care = CareNotice()
        box.addWidget(self._care)
        self.files = Attachments()
        box.addWidget(self.files)
        box.addStretch(1)
        sized(part, least_width=240)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where files stand under the form, what to know before writing stands above it."""
        super().resizeEvent(event)
        narrow = look.units(self.viewport().width()) < _SIDE + 4
        home = self.body if narrow else self._beside
        if home.indexOf(self._care) < 0:
            (self._beside if narrow else self.body).removeWidget(self._care)
            home.insertWidget(2 if narrow else 0, self._care)

    def show_experience(self, experience: Experience) -> None:
        """Begin with this one."""
        self._settled.clear()
        self._hints.clear()
        self._banner.hide()
        self._title.set_words("write.title_edit" if experience.id else "write.title")
        self.fields.show_experience(experience)
        self._show_kind()
        self.verticalScrollBar().setValue(0)

    def show_files(self, kept: Iterable[Evidence], waiting: Iterable[object]) -> None:
        """The files that are kept, then those that wait for it."""
        new = tuple(waiting)
        tiles = [writing.tile_of(one) for one in kept]
        tiles += [writing.waiting_tile(one.name, one.kind) for one in new]  # type: ignore[attr-defined]
        hidden = any(one.hidden for one in new)  # type: ignore[attr-defined]
        self.files.show_tiles(tuple(tiles), hidden=hidden)

    def say(self, said: Words | None) -> None:
        """Something to know above the form; None: nothing any more."""
        self._banner.setVisible(said is not None)
        if said is not None:
            self._banner.set_words("caution", said, "info")
            self.verticalScrollBar().setValue(0)

    def texts(self) -> dict[str, str]:
        """What is looked at for hints."""
        return {key: field.text() for key, field in self.fields.watched.items()}

    def show_hints(self, hints: Iterable[PrivacyHint]) -> None:
        """The first one of each field, where it still stands and was not answered yet."""
        self._hints = {}
        for hint in hints:
            text = self.fields.watched[hint.box].text()
            still_there = text[hint.start : hint.end] == hint.found
            if still_there and (hint.box, hint.found) not in self._settled:
                self._hints.setdefault(hint.box, hint)
        for key, field in self.fields.watched.items():
            found = self._hints.get(key)
            field.warn(f"write.hint.{found.kind.value}" if found is not None else None)

    def _cover(self, key: str) -> None:
        hint, field = self._hints.get(key), self.fields.watched[key]
        if hint is not None:
            field.set_text(cover(field.text(), hint, voice.language()))
            field.editor.setFocus()

    def _let(self, key: str) -> None:
        hint = self._hints.get(key)
        if hint is not None:
            self._settled.add((key, hint.found))
            self.fields.watched[key].editor.setFocus()
            self.settled.emit()

    def _show_kind(self) -> None:
        self._care.setVisible(self.fields.kind is ExperienceKind.CAREGIVING)
