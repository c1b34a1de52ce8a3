"""Write down an experience: choose the kind, fill in what you like, keep it finished or half-way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui import voice
from ui.pages import Host
from ui.present import writing
from ui.voice import Plain, Say, words
from ui.widgets.buttons import Button
from ui.widgets.desk import WritingDesk
from ui.widgets.kinds import KindGrid
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.text import Text
from wallet.model.changes import Changes
from wallet.model.experience import CareContext, Evidence, Experience, ExperienceKind
from wallet.model.records import Draft

if TYPE_CHECKING:
    from wallet.journeys.collect_evidence import EvidenceArrival
    from wallet.journeys.privacy_hints import PrivacyHint
    from wallet.journeys.wallet import Wallet
    from wallet.journeys.write_experience import Written

_PAUSE = 15_000  # milliseconds after the last key: then what was written is kept
_SCAN = 400  # milliseconds: between two words


class ExperiencePage(PageFrame):
    """What is typed survives going away, a full disk and, once there is a register, closing the window."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._draft: Draft | None = None
        self._evidence: tuple[Evidence, ...] = ()
        self._dirty = False
        self._halt = Event()
        self._pause = self._timer(_PAUSE, self._autosave)
        self._scan = self._timer(_SCAN, self._look_for_hints)
        self._unkept: list[tuple[Draft, Experience]] = []
        self._stack = Stack()
        self._kinds = self._chooser()
        self._desk = WritingDesk(host.clock.now().year)
        self._fields = self._desk.fields
        self._fields.changed.connect(self._changed_here)
        self._fields.texts_changed.connect(lambda: self._scan.start())
        self._desk.settled.connect(self._look_for_hints)
        self._desk.files.dropped.connect(self.drop)
        self._desk.files.removed.connect(self._remove_file)
        self._desk.files.progress.stopped.connect(self._halt.set)
        for part in (self._kinds, self._desk):
            self._stack.addWidget(part)
        self.outer.addWidget(self._stack, 1)
        self._acts()
        self._show(self._kinds)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

    def _chooser(self) -> Scroll:
        part = Scroll(gap=12)
        self._back = Button("found.to_start", "plain", "chevron-left", flush=True, act=self._host.back)
        part.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        part.body.addWidget(Text("write.title", "title"))
        part.body.addWidget(Text("write.which", "heading"))
        part.body.addWidget(Text("write.which_lead", "hint"))
        grid = KindGrid(writing.kinds())
        grid.chosen.connect(lambda kind: self._begin(ExperienceKind(kind)))
        part.body.addWidget(grid)
        part.body.addStretch(1)
        return part

    def _acts(self) -> None:
        bar = self.bar()
        self._done = Button("write.done", "filled", big=True, act=self._finish)
        bar.addWidget(self._done)
        bar.addWidget(Button("write.later", "plain", act=self._later))
        self._erase = Button("write.remove", "plain", "trash-2", act=self._remove)
        bar.addWidget(self._erase)
        bar.addStretch(1)
        self._status = Text("write.not_kept", "meta")
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(self._status)
        self._foot = bar.parentWidget()

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``item_id``: one to go on with. Nothing: a new one, unless one not kept yet is being written."""
        item_id = facts.get("item_id", "")
        if self._draft is not None and (self._dirty or (item_id and item_id == self._draft.id)):
            self._show(self._desk)
            return
        if self._unkept:
            self._fill(*self._unkept.pop())
            self._dirty = True
            self._show(self._desk)
            return
        if not item_id:
            self._draft = None
            self._show(self._kinds)
            return
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(_read, item_id, wallet), self._opened, self._not_there)

    def leave(self) -> None:
        """Half a sentence is kept too, where there is a register to keep it in."""
        self._autosave()

    def drop(self, files: tuple[Path, ...]) -> bool:
        """Files put down beside the form belong to it; elsewhere they are for the import page."""
        if self._stack.currentWidget() is not self._desk:
            return False
        for file in files:
            if file.is_file():
                self._host.jobs.run(
                    self, partial(_look_at, file), self._arrived, self._desk.say, lane="other"
                )
        return True

    def panes(self) -> list[QWidget]:
        """The kinds or the form, then the acts."""
        return [self._stack.currentWidget() or self._desk, self._foot or self]

    # -- beginning

    def _begin(self, kind: ExperienceKind) -> None:
        care = CareContext() if kind is ExperienceKind.CAREGIVING else None
        self._open(Experience(kind=kind, language=voice.language(), cared_for=care, draft=True), ())
        self._fields.start()

    def _opened(self, read: tuple[Experience, tuple[Evidence, ...]]) -> None:
        self._open(*read)

    def _not_there(self, said: Say) -> None:
        self._host.toast(said)
        self._host.home()

    def _open(self, experience: Experience, evidence: tuple[Evidence, ...]) -> None:
        self._evidence = evidence
        self._fill(Draft(experience.id), experience)
        self._dirty = False
        self._status.set_words("write.opened" if experience.id else "write.not_kept")
        self._show(self._desk)

    def _fill(self, draft: Draft, experience: Experience) -> None:
        self._draft = draft
        self._desk.show_experience(experience)
        self._show_files()
        self._scan.start()

    def _show(self, part: Scroll) -> None:
        self._stack.setCurrentWidget(part)
        self._back.setVisible(self._host.wallet is None)
        if self._foot is not None:
            self._foot.setVisible(part is self._desk)
        self._erase.setVisible(bool(self._draft is not None and self._draft.id))

    def _changed_here(self) -> None:
        self._dirty = True
        self._pause.start()

    # -- hints while somebody writes

    def _look_for_hints(self) -> None:
        work = partial(_hints, self._desk.texts())
        self._host.jobs.run(self, work, self._desk.show_hints, lane="other")

    # -- files

    def _arrived(self, arrival: EvidenceArrival) -> None:
        if self._draft is None:
            return
        self._draft.waiting.append(arrival)
        self._dirty = True
        self._show_files()
        self._autosave()

    def _show_files(self) -> None:
        self._desk.show_files(self._evidence, self._draft.waiting if self._draft is not None else ())

    def _remove_file(self, place: int) -> None:
        draft, wallet = self._draft, self._host.wallet
        if draft is None:
            return
        if place >= len(self._evidence):
            del draft.waiting[place - len(self._evidence)]
            self._show_files()
        elif wallet is not None:
            gone = self._evidence[place]
            work = partial(_detach, gone.id, draft.id, wallet)
            self._host.jobs.run(self, work, partial(self._detached, gone), self._desk.say)

    def _detached(self, gone: Evidence, changes: Changes) -> None:
        self._evidence = tuple(one for one in self._evidence if one.id != gone.id)
        self._show_files()
        self._host.toast("write.evidence_gone")
        self._host.announce(changes)

    # -- keeping

    def _autosave(self) -> None:
        wallet = self._host.wallet
        if wallet is not None and self._dirty and self._draft is not None and not self._nothing():
            self._keep(wallet, draft=self._was_draft(), finishing=False)

    def _nothing(self) -> bool:
        draft = self._draft
        return draft is None or (not draft.id and not draft.waiting and self._fields.blank())

    def _was_draft(self) -> bool:
        base = self._fields.base
        return base is None or base.draft

    def _finish(self) -> None:
        missing = self._fields.open_ends()
        if missing is not None:
            missing.setFocus()
            return
        card = writing.card_of(self._fields.experience(draft=False))
        self._host.with_register(partial(self._keep, draft=False, finishing=True), (card,))

    def _later(self) -> None:
        if self._nothing():
            self._close()
            self._host.home()
            return
        card = writing.card_of(self._fields.experience(draft=True))
        self._host.with_register(partial(self._keep, draft=self._was_draft(), finishing=True), (card,))

    def _keep(self, wallet: Wallet, *, draft: bool, finishing: bool) -> None:
        slot = self._draft
        if slot is None:
            return
        self._pause.stop()
        self._dirty = False
        self._halt.clear()
        self._status.set_words("write.busy")
        self._done.allow(not finishing, "write.busy")
        experience = self._fields.experience(draft=draft)
        self._host.jobs.run(
            self,
            partial(_keep, experience, slot, wallet, self._halt),
            partial(self._kept, slot, finishing),
            partial(self._not_kept, slot, experience),
            self._desk.files.tell,
        )

    def _kept(self, slot: Draft, finishing: bool, written: Written) -> None:
        self._desk.files.progress.hide()
        self._done.allow(True)
        self._host.announce(written.changes)
        if slot is not self._draft:
            return
        self._evidence = written.evidence
        self._fields.settle(written.experience)
        self._desk.say(None)
        here = self._host.clock.now().astimezone()
        self._status.set_words(words("write.kept_at", time=Plain(f"{here:%H:%M}")))
        self._show_files()
        self._erase.setVisible(True)
        if written.problem is not None:
            self._desk.say(Say(f"problem.{written.problem.problem.value}", written.problem.numbers))
            self._come_back()
        elif finishing:
            self._finished(written.experience)

    def _finished(self, experience: Experience) -> None:
        title = Plain(experience.title)
        self._host.toast("write.kept_draft" if experience.draft else words("write.kept", title=title))
        self._close()
        self._host.go("register", view="experiences", item=experience.id)

    def _not_kept(self, slot: Draft, experience: Experience, said: Say) -> None:
        """A full disk: what was written is put back in the form, also when another page is shown by now."""
        self._desk.files.progress.hide()
        self._done.allow(True)
        if slot is not self._draft and self._draft is not None and self._dirty:
            self._unkept.append((slot, experience))
            self._host.toast(said)
            return
        if slot is not self._draft:
            self._evidence = ()
            self._fill(slot, experience)
        self._dirty = True
        self._status.set_words("write.not_kept")
        self._desk.say(said)
        self._come_back()

    def _come_back(self) -> None:
        self._show(self._desk)
        if not self.isVisible():
            self._host.go("experience")

    def _close(self) -> None:
        self._draft, self._evidence, self._dirty = None, (), False
        self._pause.stop()

    # -- removing

    def _remove(self) -> None:
        wallet, slot = self._host.wallet, self._draft
        if wallet is not None and slot is not None and slot.id:
            self._pause.stop()
            self._dirty = False
            self._host.jobs.run(self, partial(_remove, slot.id, wallet), self._removed, self._desk.say)

    def _removed(self, gone: tuple[Experience, tuple[Evidence, ...], Changes]) -> None:
        experience, evidence, changes = gone
        self._close()
        self._host.toast(
            words("register.removed", title=Plain(experience.title)),
            partial(self._put_back, experience, evidence),
        )
        self._host.announce(Changes(changes.kinds))
        self._host.go("register", view="experiences")

    def _put_back(self, experience: Experience, evidence: tuple[Evidence, ...]) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            done = partial(self._is_back, experience.title)
            work = partial(_put_back, experience, evidence, wallet)
            self._host.jobs.run(self, work, done, self._host.toast)

    def _is_back(self, title: str, changes: Changes) -> None:
        self._host.toast(words("write.put_back", title=Plain(title)))
        self._host.announce(changes)


# What these import takes a while: it is done in the lanes, not in the window's thread.
def _hints(texts: dict[str, str]) -> tuple[PrivacyHint, ...]:
    from wallet.journeys.privacy_hints import look

    return look(texts)


def _look_at(file: Path) -> EvidenceArrival:
    from wallet.journeys.collect_evidence import look_at

    return look_at(file)


def _read(item_id: str, wallet: Wallet) -> tuple[Experience, tuple[Evidence, ...]]:
    from wallet.journeys.write_experience import read

    return read(item_id, wallet)


def _keep(*given: Any, **stoppable: Any) -> Any:
    from wallet.journeys.write_experience import keep

    return keep(*given, **stoppable)


def _detach(evidence_id: str, item_id: str, wallet: Wallet) -> Changes:
    from wallet.journeys.collect_evidence import detach

    return detach(evidence_id, item_id, wallet)


def _remove(item_id: str, wallet: Wallet) -> tuple[Experience, tuple[Evidence, ...], Changes]:
    from wallet.journeys import record_experience

    experience, evidence = _read(item_id, wallet)
    return experience, evidence, record_experience.remove(item_id, wallet)


def _put_back(*given: Any) -> Changes:
    from wallet.journeys.write_experience import put_back

    return put_back(*given)
