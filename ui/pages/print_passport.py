"""The skills passport: choose, see the pages, save or print them. Signed as every portfolio, as a PDF."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui import making
from ui.pages import Host
from ui.present import leaving, sharing
from ui.present.sharing import Draft
from ui.theme import look, sized
from ui.voice import Plain, Say, Words, language, tell, words
from ui.widgets.base import column, line, row
from ui.widgets.buttons import Button
from ui.widgets.chosen import ChosenCards
from ui.widgets.flow import Flow
from ui.widgets.leaves import LeftView
from ui.widgets.marks import Picture
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.picker import Picker
from ui.widgets.saving import choose_target
from ui.widgets.share_steps import ReadStep, labelled, language_choice
from ui.widgets.sheets import Sheets
from ui.widgets.text import Text
from wallet.model.changes import ItemKind

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes, ItemRow
    from wallet.model.experience import Evidence
    from wallet.model.portfolio import Disclosure, Portfolio

OPTIONS, PICK, LEFT = range(3)
_TWO_PANES = 44  # body text sizes of width
_PAUSE = 250  # milliseconds after a choice, before the pages are made again
_PPI = 144


class PassportPage(PageFrame):
    """Choices at the left, the pages at the right; nothing is made before it is asked."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._draft = Draft(language=language())
        self._rows: dict[str, ItemRow] = {}
        self._files: dict[str, tuple[Evidence, ...]] = {}
        self._disclosure: Disclosure | None = None
        self._current = False
        self._given: tuple[str, ...] | None = None
        self._narrow = self._reading = self._to_print = False
        self._change: making.Change | None = None
        panes = row(gap=0)
        self._left = QWidget()
        box = column(self._left, gap=0)
        self._stack = Stack()
        for part in (self._options_part(), self._pick_part(), self._left_part()):
            self._stack.addWidget(part)
        box.addWidget(self._stack, 1)
        box.addWidget(self._acts())
        sized(self._left, least_width=360)
        panes.addWidget(self._left, 400)
        self._rule = line("v")
        panes.addWidget(self._rule)
        self._sheets = Sheets()
        self._close = Button("passport.back", "plain", "chevron-left", act=partial(self._read, False))
        self._sheets.head.addWidget(self._close)
        panes.addWidget(self._sheets, 708)
        self.outer.addLayout(panes, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        self._fold()

    def _options_part(self) -> Scroll:
        part = Scroll((28, 20, 28, 24), gap=18)
        head = column(gap=2)
        head.addWidget(Text("passport.title", "title"))
        head.addWidget(Text("passport.lead", "hint"))
        part.body.addLayout(head)
        choose = column(gap=6)
        choose.addWidget(Text("passport.items", "strong"))
        self._choose = Button("passport.choose", "outlined", "library", act=partial(self._turn, PICK))
        choose.addWidget(self._choose)
        part.body.addLayout(choose)
        self._spoken = language_choice("passport.language")
        self._spoken.chosen.connect(lambda key: self._changed(language=key))
        part.body.addLayout(labelled("passport.language", self._spoken))
        self._see = Button("passport.see", "outlined", "eye", act=partial(self._read, True))
        part.body.addWidget(self._see)
        self._told = Text(Plain(""), "hint")
        part.body.addWidget(self._told)
        self._cards = ChosenCards()
        self._cards.decided.connect(self._decided)
        self._cards.edited.connect(lambda item: self._host.go("experience", item_id=item))
        part.body.addWidget(self._cards)
        note = row(gap=8)
        note.addWidget(Picture("info", 18))
        note.addWidget(Text("share.take_back", "meta"), 1)
        part.body.addLayout(note)
        self._progress = ProgressRow("passport.busy")
        self._progress.stopped.connect(self._stop)
        part.body.addWidget(self._progress)
        self._banner = Banner("caution", Plain(""), "info")
        self._banner.hide()
        part.body.addWidget(self._banner)
        part.body.addStretch(1)
        return part

    def _pick_part(self) -> QWidget:
        part = QWidget()
        box = column(part, (28, 20, 28, 0), gap=12)
        box.addWidget(Text("passport.items", "title"))
        self._picker = Picker()
        self._picker.changed.connect(self._picked)
        box.addWidget(self._picker, 1)
        return part

    def _left_part(self) -> Scroll:
        part = ReadStep("share.left", top=24)
        self._gone = LeftView("passport.open")
        self._gone.done.connect(partial(self._host.go, "register", view="portfolios"))
        self._gone.another.connect(partial(self._turn, OPTIONS))
        part.body.addWidget(self._gone)
        self._gone_part = part
        return part

    def _acts(self) -> QFrame:
        self._bottom = QFrame()
        self._bottom.setObjectName("bottombar")
        sized(self._bottom, least_height=72)
        box = row(self._bottom, (28, 12, 28, 12), gap=12)
        flow = Flow(gap=12)
        self._print = Button("passport.print", "filled", "printer", big=True, act=partial(self._make, True))
        self._save = Button(
            "passport.save", "outlined", "file-down", big=True, act=partial(self._make, False)
        )
        self._done = Button("passport.chosen", "filled", "check", big=True, act=partial(self._turn, OPTIONS))
        for button in (self._print, self._save, self._done):
            flow.add(button)
        box.addWidget(flow, 1)
        return self._bottom

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``item_ids``: chosen beforehand; else everything that was written or won. Coming back goes on."""
        given = facts.get("item_ids")
        if self._stack.currentIndex() == LEFT or (given is not None and given != self._given):
            self._draft = Draft(item_ids=tuple(given or ()), language=self._draft.language)
            self._turn(OPTIONS)
        self._given = given
        self._picker.show_all()
        self._load()

    def changed(self, changes: Changes) -> None:
        """What was kept or removed; that a file was made is nothing new. Out of view, ``arrive`` reads it."""
        if not self.isHidden() and changes.kinds - {ItemKind.PORTFOLIO}:
            self._load()

    def step_back(self) -> bool:
        """Out of the pages, then out of the list."""
        if self._narrow and self._reading:
            self._read(False)
            return True
        if self._stack.currentIndex() == PICK:
            self._turn(OPTIONS)
            return True
        return False

    def panes(self) -> list[QWidget]:
        """The choices, then the pages."""
        return [pane for pane in (self._left, self._sheets) if pane.isVisible()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages become a button where there is no room beside the choices."""
        super().resizeEvent(event)
        narrow = look.units(self.width()) < _TWO_PANES
        if narrow != self._narrow:
            self._narrow = narrow
            self._fold()

    def _fold(self) -> None:
        here = self._stack.currentIndex()
        reading = self._narrow and self._reading and here == OPTIONS
        self._left.setVisible(not reading)
        self._sheets.setVisible(here != LEFT and (not self._narrow or reading))
        self._rule.setVisible(not self._narrow and here != LEFT)
        self._see.setVisible(self._narrow)
        self._close.setVisible(self._narrow)
        self._bottom.setVisible(here != LEFT)
        self._print.setVisible(here == OPTIONS)
        self._save.setVisible(here == OPTIONS)
        self._done.setVisible(here == PICK)

    def _turn(self, part: int) -> None:
        self._stack.setCurrentIndex(part)
        self._reading = False
        self._fold()
        if part == PICK:
            self._picker.list.setFocus()
        elif part == OPTIONS and self.isVisible():
            self._choose.setFocus()

    def _read(self, reading: bool) -> None:
        self._reading = reading
        self._fold()
        (self._close if reading else self._see).setFocus()

    # -- choosing

    def _load(self) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(making.offer, wallet), self._offered, self._sorry)

    def _offered(self, rows: tuple[ItemRow, ...]) -> None:
        self._rows = {one.id: one for one in rows}
        self._picker.show_rows(rows)
        self._picker.choose(self._draft.item_ids)
        self._picked()

    def _picked(self) -> None:
        chosen = self._picker.chosen()
        self._choose.set_words(words("passport.choose_n", n=len(chosen), total=len(self._rows)))
        self._changed(item_ids=chosen)
        wallet = self._host.wallet
        if wallet is not None:
            work = partial(making.files_of, chosen, wallet)
            self._host.jobs.run(self, work, self._show_files, self._sorry)

    def _show_files(self, files: dict[str, tuple[Evidence, ...]]) -> None:
        self._files = files
        self._refresh()

    def _decided(self, choices: dict[str, Any]) -> None:
        self._changed(**choices)
        if "item_ids" in choices:
            self._picker.choose(self._draft.item_ids)
            self._picked()

    def _changed(self, **choices: Any) -> None:
        self._draft = replace(self._draft, **choices)
        if set(choices) != {"passed"}:
            self._current = False
            self._pause.start()
        self._refresh()

    def _refresh(self) -> None:
        found = sharing.hits(self._disclosure, self._draft) if self._disclosure is not None else ()
        failing = self._disclosure.failing if self._disclosure is not None else ()
        items = sharing.chosen(self._draft, self._rows, self._files, found, failing)
        whole = tuple(hit for hit in found if not hit.item_id)
        self._cards.show_items(self._draft, items, whole, self._draft.shield, stacked=True, editable=True)
        self._tell_state()

    def _tell_state(self) -> None:
        why: Words | None = None
        if not self._draft.item_ids:
            why = "share.next_none"
        elif self._change is not None:
            why = "passport.busy"
        elif not self._current or self._disclosure is None:
            why = "share.busy_looking"
        elif left := sharing.open_hits(self._disclosure, self._draft):
            why = words("share.held", n=left)
        for button in (self._print, self._save):
            button.allow(why is None, why)
        self._told.set_words(why or "passport.ready")

    # -- looking

    def _look(self) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        if not self._draft.item_ids:
            self._disclosure = None
            self._sheets.show_images(())
            self._refresh()
            return
        known = {one.id for files in self._files.values() for one in files} | set(self._draft.item_ids)
        self._draft = replace(self._draft, withhold=self._draft.withhold & known)
        work = partial(making.look, self._draft, wallet)
        self._host.jobs.run(self, work, partial(self._looked, self._draft), self._sorry)

    def _looked(self, draft: Draft, disclosure: Disclosure) -> None:
        wallet = self._host.wallet
        if wallet is None or replace(draft, passed=self._draft.passed) != self._draft:
            return  # a later choice is already being looked at
        self._disclosure, self._current = disclosure, True
        self._banner.hide()
        work = partial(_pages, disclosure.portfolio, wallet)
        self._host.jobs.run(self, work, partial(self._printed, draft), self._sorry)
        self._refresh()

    def _printed(self, draft: Draft, images: tuple[QImage, ...]) -> None:
        if replace(draft, passed=self._draft.passed) == self._draft:
            self._sheets.show_images(images)

    # -- making

    def _make(self, to_print: bool) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        today = self._host.clock.now().astimezone().date().isoformat()
        name = tell(words("passport.file_name", date=Plain(today)))
        out = choose_target(self, "passport.save_first" if to_print else "share.save_as", name, "pdf")
        if out is None or self._host.wallet is None:
            return
        self._to_print = to_print
        self._change = making.Change()
        self._banner.hide()
        self._progress.tell(0, 1)
        label = tell("passport.title")
        work = partial(making.make, self._draft, out, wallet, self._change, label)
        self._host.jobs.run(self, work, self._made, self._sorry, self._progress.tell)
        self._tell_state()

    def _stop(self) -> None:
        if self._change is not None:
            self._change.set()

    def _made(self, made: making.Made | None) -> None:
        self._change = None
        self._progress.hide()
        self._tell_state()
        if made is None:
            self._say("plain", "share.stopped")
            return
        facts = leaving.facts_of(made.receipt, made.out, made.files)
        self._gone.show_left(facts, made.control, made.out, noted=made.changes is not None)
        self._turn(LEFT)
        self._gone_part.setFocus()
        if made.changes is not None:
            self._host.announce(made.changes)
        if self._to_print:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(made.out)))

    def _sorry(self, said: Say) -> None:
        self._change = None
        self._progress.hide()
        self._say("caution", "passport.too_large" if said.code == "problem.too_large" else said)
        self._tell_state()

    def _say(self, tone: Any, said: Words) -> None:
        self._banner.set_words(tone, said)
        self._banner.show()


def _pages(portfolio: Portfolio, wallet: Wallet) -> tuple[QImage, ...]:
    from wallet.journeys.print_passport import preview

    return tuple(QImage.fromData(page) for page in preview(portfolio, wallet, _PPI))
