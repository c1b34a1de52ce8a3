"""Share: choose, tell, see exactly what leaves, make one file. Nothing leaves by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui import making
from ui.pages import Host
from ui.present import leaving, sharing
from ui.present.details import size
from ui.present.sharing import Draft
from ui.theme import look, sized
from ui.voice import Plain, Say, Words, language, tell, words
from ui.widgets.base import column, line, row
from ui.widgets.buttons import Button
from ui.widgets.chosen import ChosenCards
from ui.widgets.leaves import LeftView
from ui.widgets.notices import EmptyState
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.picker import Picker
from ui.widgets.recipient import RecipientView
from ui.widgets.saving import choose_target
from ui.widgets.share_steps import ChosenPane, LookStep, MakeStep, ReadStep, TellStep
from ui.widgets.stepper import Stepper
from ui.widgets.text import Text
from wallet.model.changes import ItemKind

if TYPE_CHECKING:
    from wallet.model.changes import Changes, ItemRow
    from wallet.model.experience import Evidence
    from wallet.model.portfolio import Disclosure

CHOOSE, TELL, LOOK, MAKE, LEFT = range(5)
_TWO_PANES = 44  # body text sizes of width
_STACKED = 34
_STEPS: tuple[Words, ...] = ("share.step.choose", "share.step.tell", "share.step.look", "share.step.make")


class SharePage(PageFrame):
    """All choices stand in one draft; what is shown is worked out again from it after every choice."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._draft = Draft(language=language())
        self._rows: dict[str, ItemRow] = {}
        self._files: dict[str, tuple[Evidence, ...]] = {}
        self._disclosure: Disclosure | None = None
        self._current = False
        """Whether the disclosure is that of the draft as it is now."""
        self._given: tuple[str, ...] | None = None
        self._step = CHOOSE
        self._narrow = self._reading = self._tight_now = False
        self._change: making.Change | None = None
        panes = row(gap=0)
        self._left = QWidget()
        box = column(self._left, gap=0)
        self._head = self._heading()
        box.addWidget(self._head)
        self._steps = Stack()
        self._told = TellStep()
        self._with, self._asked = self._cards(), self._cards()
        self._look_at = LookStep(self._asked, partial(self._go, CHOOSE), partial(self._read, True))
        self._make_it = MakeStep()
        self._make_it.progress.stopped.connect(self._stop)
        parts = (self._choose_step(), self._told, self._look_at, self._make_it, self._left_step())
        for made in parts:
            self._steps.addWidget(made)
        box.addWidget(self._steps, 1)
        box.addWidget(self._acts())
        panes.addWidget(self._left, 568)
        self._rule = line("v")
        panes.addWidget(self._rule)
        self._aside = Stack()
        self._beside = ChosenPane(self._with)
        self._aside.addWidget(self._beside)
        self._preview = RecipientView()
        self._close = Button("share.seen_close", "plain", "chevron-left", act=partial(self._read, False))
        self._preview.add_act(self._close)
        self._aside.addWidget(self._preview)
        panes.addWidget(self._aside, 540)
        self.outer.addLayout(panes, 1)
        self._go(CHOOSE)

    # -- the parts

    def _heading(self) -> QWidget:
        part = QWidget()
        box = column(part, (28, 20, 28, 12), gap=12)
        self._title = Text("share.title", "title")
        box.addWidget(self._title)
        self._stepper = Stepper(_STEPS)
        self._stepper.chosen.connect(self._go)
        box.addWidget(self._stepper)
        return part

    def _acts(self) -> QFrame:
        self._bottom = QFrame()
        self._bottom.setObjectName("bottombar")
        sized(self._bottom, least_height=72)
        box = row(self._bottom, (28, 12, 28, 12), gap=12)
        self._next = Button("share.next", "filled", big=True, act=self._forward)
        self._before = Button("share.back", "plain", big=True, act=self._backward)
        box.addWidget(self._next)
        box.addWidget(self._before)
        self._status = Text(Plain(""), "meta")
        box.addWidget(self._status, 1000)
        box.addStretch(1)
        return self._bottom

    def _choose_step(self) -> QWidget:
        part = QWidget()
        box = column(part, (28, 4, 28, 0), gap=12)
        self._picker = Picker()
        self._picker.changed.connect(self._picked)
        self._nothing = EmptyState(
            "hand-heart", "clay", "share.empty", "share.empty_write", partial(self._host.go, "experience")
        )
        self._nothing.hide()
        box.addWidget(self._picker, 1)
        box.addWidget(self._nothing, 1)
        return part

    def _cards(self) -> ChosenCards:
        cards = ChosenCards()
        cards.decided.connect(self._decided)
        cards.edited.connect(lambda item: self._host.go("experience", item_id=item))
        return cards

    def _left_step(self) -> Scroll:
        part = ReadStep("share.left", top=24)
        self._gone = LeftView()
        self._gone.done.connect(self._finish)
        self._gone.another.connect(partial(self._go, MAKE))
        part.body.addWidget(self._gone)
        self._gone_part = part
        return part

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``item_ids``: chosen beforehand. Coming back goes on where it was."""
        given = facts.get("item_ids")
        if self._step == LEFT or (given is not None and given != self._given):
            self._draft = Draft(item_ids=tuple(given or ()), language=self._draft.language)
            self._told.clear()
            self._go(CHOOSE)
        self._given = given
        self._picker.show_all()
        self._load()

    def changed(self, changes: Changes) -> None:
        """What was kept or removed: choose from what is there now. Out of view, ``arrive`` reads it."""
        if not self.isHidden() and changes.kinds - {ItemKind.PORTFOLIO}:
            self._load()

    def step_back(self) -> bool:
        """First out of the preview, then a step back."""
        if self._narrow and self._reading:
            self._read(False)
            return True
        if self._step in (TELL, LOOK, MAKE) and self._change is None:
            self._go(self._step - 1)
            return True
        return False

    def panes(self) -> list[QWidget]:
        """The choices, then what is shown of them."""
        return [pane for pane in (self._left, self._aside) if pane.isVisible()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview becomes a button where there is no room beside the choices."""
        super().resizeEvent(event)
        before = (self._narrow, self._tight_now)
        self._narrow = look.units(self.width()) < _TWO_PANES
        self._tight_now = self._tight()
        if before != (self._narrow, self._tight_now):
            self._fold()
            self._show_cards()

    # -- from step to step

    def _go(self, step: int) -> None:
        if self._step == TELL:
            self._draft = replace(self._draft, **self._told.texts())
        self._step, self._reading = step, False
        self._steps.setCurrentIndex(step)
        self._stepper.go_to(min(step, MAKE))
        self._head.setVisible(step != LEFT)
        self._bottom.setVisible(step != LEFT)
        self._title.set_words("share.leaves" if step == MAKE else "share.title")
        self._next.set_words("share.make" if step == MAKE else "share.next")
        self._before.setVisible(step > CHOOSE)
        self._make_it.banner.hide()
        self._fold()
        if step in (LOOK, MAKE):
            self._look()
        self._tell_state()
        first = {
            CHOOSE: self._picker.list,
            TELL: self._told.audience,
            LOOK: self._look_at,
            MAKE: self._make_it,
        }
        if step in first and self.isVisible():
            first[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        aside = self._step in (CHOOSE, LOOK)
        self._aside.setCurrentIndex(1 if self._step == LOOK else 0)
        self._aside.setVisible(aside and (not self._narrow or self._reading))
        self._left.setVisible(not (self._narrow and self._reading and aside))
        self._rule.setVisible(aside and not self._narrow)
        self._look_at.fold(self._narrow, self._tight())
        self._status.setVisible(not self._tight())
        self._close.setVisible(self._narrow)

    def _tight(self) -> bool:
        """Whether the choices have little width."""
        return look.units(self.width() if self._narrow else self.width() // 2) < _STACKED

    def _read(self, reading: bool) -> None:
        self._reading = reading
        self._fold()
        (self._close if reading else self._look_at.see).setFocus()

    def _forward(self) -> None:
        if self._step == MAKE:
            self._make()
        else:
            self._go(self._step + 1)

    def _backward(self) -> None:
        self._go(self._step - 1)

    def _tell_state(self) -> None:
        """Whether the next step can be taken, and if not why not."""
        self._status.set_words(Plain(""))
        if not self._draft.item_ids:
            self._next.allow(False, "share.next_none")
        elif self._step in (LOOK, MAKE) and (not self._current or self._change is not None):
            busy = "share.busy" if self._change is not None else "share.busy_looking"
            self._next.allow(False, busy)
            self._status.set_words(busy)
        elif self._step in (LOOK, MAKE) and self._disclosure is not None:
            left = sharing.open_hits(self._disclosure, self._draft)
            held = words("share.held", n=left)
            self._next.allow(left == 0, held)
            told: Words = held if left else "share.settled" if self._step == LOOK else Plain("")
            self._status.set_words(told)
            self._look_at.told.set_words(told)
        else:
            self._next.allow(True)

    # -- choosing

    def _load(self) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(making.offer, wallet), self._offered, self._sorry)

    def _offered(self, rows: tuple[ItemRow, ...]) -> None:
        self._rows = {one.id: one for one in rows}
        self._picker.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._picker.show_rows(rows)
        self._picker.choose(self._draft.item_ids)
        self._picked()
        if self._step in (LOOK, MAKE):
            self._look()

    def _picked(self) -> None:
        self._draft = replace(self._draft, item_ids=self._picker.chosen())
        count = words("share.chosen_n", n=len(self._draft.item_ids), total=len(self._rows))
        self._beside.show_count(count, empty=not self._draft.item_ids)
        self._look_at.count.set_words(count)
        self._tell_state()
        wallet = self._host.wallet
        if wallet is not None:
            work = partial(making.files_of, self._draft.item_ids, wallet)
            self._host.jobs.run(self, work, self._show_files, self._sorry)

    def _show_files(self, files: dict[str, tuple[Evidence, ...]]) -> None:
        self._files = files
        self._show_cards()

    def _decided(self, choices: dict[str, Any]) -> None:
        self._changed(**choices)
        if "item_ids" in choices:
            self._picker.choose(self._draft.item_ids)
            self._picked()

    def _changed(self, **choices: Any) -> None:
        self._draft = replace(self._draft, **choices)
        if self._step == LOOK and set(choices) != {"passed"}:
            self._look()
        elif self._step == LOOK:
            self._refresh()
        else:
            self._show_cards()

    def _show_cards(self) -> None:
        found = sharing.hits(self._disclosure, self._draft) if self._disclosure is not None else ()
        failing = self._disclosure.failing if self._disclosure is not None else ()
        draft, tight = self._draft, self._tight()
        items = sharing.chosen(draft, self._rows, self._files, found, failing)
        self._with.show_items(draft, tuple(replace(one, hits=()) for one in items), stacked=tight)
        whole = tuple(hit for hit in found if not hit.item_id)
        self._asked.show_items(draft, items, whole, draft.shield, stacked=tight, editable=True)

    # -- looking

    def _look(self) -> None:
        wallet = self._host.wallet
        if wallet is None or not self._draft.item_ids:
            return
        known = {one.id for files in self._files.values() for one in files} | set(self._draft.item_ids)
        self._draft = replace(self._draft, withhold=self._draft.withhold & known)
        self._current = False
        work = partial(making.look, self._draft, wallet)
        self._host.jobs.run(self, work, partial(self._looked, self._draft), self._sorry)
        self._tell_state()

    def _looked(self, draft: Draft, disclosure: Disclosure) -> None:
        if replace(draft, passed=self._draft.passed) != self._draft:
            return  # a later choice is already being looked at
        self._disclosure, self._current = disclosure, True
        self._look_at.banner.hide()
        self._preview.show_portfolio(leaving.seen(disclosure, self._rows, self._host.clock.now()))
        self._refresh()

    def _refresh(self) -> None:
        """Show the choices with what was found."""
        disclosure, draft = self._disclosure, self._draft
        if disclosure is not None:
            to, length = Plain(draft.audience.strip()), leaving.length(disclosure)
            self._make_it.both.show_lines(
                words("share.goes_to", audience=to) if to.text else "share.goes_somewhere",
                words("share.goes_size", size=size(length)) if length else "share.goes_no_size",
                leaving.goes(disclosure, draft),
                leaving.stays(disclosure, draft),
            )
        self._show_cards()
        self._tell_state()

    # -- making

    def _make(self) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        today = self._host.clock.now().astimezone().date().isoformat()
        name = tell(words("share.file_name", date=Plain(today)))
        out = choose_target(self, "share.save_as", name, self._make_it.wrapping.value())
        if out is None or self._host.wallet is None:
            return
        self._change = making.Change()
        self._make_it.banner.hide()
        self._make_it.progress.tell(0, 1)
        work = partial(making.make, self._draft, out, wallet, self._change)
        self._host.jobs.run(self, work, self._made, self._sorry, self._make_it.progress.tell)
        self._tell_state()

    def _stop(self) -> None:
        if self._change is not None:
            self._change.set()

    def _made(self, made: making.Made | None) -> None:
        self._change = None
        self._make_it.progress.hide()
        self._tell_state()
        if made is None:
            self._make_it.banner.set_words("plain", "share.stopped", "info")
            self._make_it.banner.show()
            return
        facts = leaving.facts_of(made.receipt, made.out, made.files)
        self._gone.show_left(facts, made.control, made.out, noted=made.changes is not None)
        self._go(LEFT)
        self._gone_part.setFocus()
        if made.changes is not None:
            self._host.announce(made.changes)

    def _finish(self) -> None:
        self._host.go("register", view="portfolios")

    def _sorry(self, said: Say) -> None:
        self._change = None
        self._make_it.progress.hide()
        shown: Words = "share.too_large" if said.code == "problem.too_large" else said
        banner = self._make_it.banner if self._step == MAKE else self._look_at.banner
        banner.set_words("caution", shown)
        banner.show()
        self._tell_state()
