""" "Dit vonden we": every file is looked at first, and kept only when the person says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import voice
from ui.fetching import Fetching
from ui.jobs import Job
from ui.keeping import Keeping
from ui.pages import Host
from ui.present.arrivals import detail_of, kept_words, line_of
from ui.present.inspections import check_view
from ui.voice import Say, Words, words
from ui.widgets.arrivals import ArrivalView, Found, HowLooked, Invitation, SingleResult
from ui.widgets.asking import ask_link
from ui.widgets.base import card, column, empty, line, row
from ui.widgets.buttons import Button
from ui.widgets.cards import card_of
from ui.widgets.drop import choose_files
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.text import Text
from wallet.model.changes import Changes

if TYPE_CHECKING:
    from wallet.journeys.import_batch import Batch, Looked
    from wallet.journeys.wallet import Wallet
    from wallet.model.inspection import Policy

_SHOWN = 100  # lines at a time: a folder may hold thousands


class ImportPage(PageFrame):
    """Works before there is a register: the result is seen first, the passphrase is asked when it is kept."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._given: object = None
        self._found: list[Found] = []
        self._queue: deque[Path] = deque()
        self._policy: Policy | None = None
        self._total = 0
        self._looking = self._stopped = False
        self._job: Job | None = None
        self._stack = Stack()
        self._scroll = Scroll(gap=14)
        self._stack.addWidget(self._scroll)
        self._how = HowLooked()
        self._how.back.connect(self._close)
        self._how.online_wanted.connect(self._ask_online)
        self._followed: Found | None = None
        self._stack.addWidget(self._how)
        self.outer.addWidget(self._stack, 1)
        self._build()
        self._show_state()

    def _build(self) -> None:
        body = self._scroll.body
        self._back = Button("found.to_start", "plain", "chevron-left", flush=True, act=self._host.home)
        body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head = row(gap=12)
        texts = column(gap=6)
        self._title, self._lead = Text("found.empty_title", "title"), Text("found.empty_lead", "hint")
        texts.addWidget(self._title)
        texts.addWidget(self._lead)
        head.addLayout(texts, 1)
        self._another = Button("found.another", "plain", "plus", act=self._choose_more)
        head.addWidget(self._another, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(head)
        self._progress, self._saving = ProgressRow("found.progress"), ProgressRow("found.keeping")
        self._progress.stopped.connect(self._stop)
        self._keeping = Keeping(self, self._host.jobs, self._saving)
        self._keeping.kept.connect(self._kept)
        self._keeping.undone.connect(self._undone)
        self._keeping.failed.connect(self._sorry)
        self._asking = ProgressRow("online.progress")
        self._fetching = Fetching(self, self._host, self._asking)
        self._fetching.came.connect(self._came)
        self._fetching.failed.connect(self._sorry)
        self._banner = Banner("caution", "found.choose_first", "info")
        self._banner.hide()
        for part in (self._progress, self._saving, self._asking, self._banner):
            body.addWidget(part)
        self._zone = Invitation()
        self._zone.dropped.connect(self.drop)
        self._zone.link_wanted.connect(self._paste_link)
        body.addWidget(self._zone)
        body.addWidget(listed := card())
        self._list, self._lines = listed, column(listed, (1, 1, 1, 1), gap=0)
        body.addWidget(single := QWidget())
        self._single, self._one = single, column(single, gap=18)
        self._more = Button("found.more", "plain", act=self._show_more)
        body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        bar = self.bar()
        self._keep = Button("found.keep_one", "filled", "archive", big=True, act=self._keep_chosen)
        bar.addWidget(self._keep)
        self._nothing = Button("found.keep_none", "plain", act=self._keep_nothing)
        bar.addWidget(self._nothing)
        bar.addStretch(1)
        self._foot = bar.parentWidget()

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``files``: look at these. Back from the first save come the same ones: they stay as they are."""
        files = facts.get("files")
        if files and files is not self._given:
            self._given = files
            self._forget()
            self.drop(tuple(files))
        self._show_state()

    def drop(self, files: tuple[Path, ...]) -> bool:
        """Look at these too."""
        self._close()
        self._banner.hide()
        self._stopped = False
        self._run(partial(_batch, "begin", tuple(files), self._host.wallet, self._host.clock), self._begun)
        return True

    def step_back(self) -> bool:
        """From the check panel to the files."""
        open_now = self._stack.currentWidget() is self._how
        self._close()
        return open_now

    def panes(self) -> list[QWidget]:
        """The files, then the acts."""
        return [self._stack.currentWidget() or self._scroll, self._foot or self]

    # -- looking

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        # The register belongs to its own lane; without one nothing needs to wait for it.
        lane: Literal["register", "other"] = "other" if self._host.wallet is None else "register"
        self._job = self._host.jobs.run(self, work, done, self._sorry, lane=lane)

    def _begun(self, begun: tuple[tuple[Path, ...], Policy]) -> None:
        files, self._policy = begun
        if not files:
            self._banner.set_words("caution", "found.no_files", "info")
            self._banner.show()
        if not self._looking:
            self._total = len(self._found)
        self._queue.extend(files)
        self._total += len(files)
        if not self._looking and files:
            self._looking = True
            self._look_next()
        self._show_state()

    def _look_next(self) -> None:
        """One job for each file, so that what the person does meanwhile gets its turn in between."""
        if not self._queue or self._policy is None:
            self._finished()
            return
        self._progress.tell(len(self._found), self._total)
        path = self._queue.popleft()
        self._run(
            partial(_batch, "look", path, self._policy, self._host.sandbox, self._host.wallet), self._looked
        )

    def _looked(self, parts: tuple[Looked, ...]) -> None:
        self._total += len(parts) - 1  # a mail or a ZIP is each of the things in it
        for looked in parts:
            found = Found(looked, line_of(looked.arrival, looked.row, looked.kind, looked.kept_on))
            self._found.append(found)
            if self._total > 1 and len(self._found) <= _SHOWN:
                self._add_view(found)
        self._show_state()
        self._look_next()

    def _stop(self) -> None:
        """What was looked at already stays in view."""
        if self._job is not None:
            self._job.stop()
        self._queue.clear()
        self._stopped = True
        self._finished()

    def _finished(self) -> None:
        self._looking = False
        self._progress.hide()
        only = self._found[0] if len(self._found) == 1 else None
        empty(self._one)
        if only is not None:
            self._show_single(only)
            if only.line.link == "portfolio" and self.isVisible():
                self._follow(only)
        else:
            for found in self._found[:_SHOWN]:
                self._add_view(found)
        self._show_state()

    # -- showing

    def _show_state(self) -> None:
        looking, any_found = self._looking, bool(self._found)
        several = len(self._found) > 1 or self._total > 1
        self._zone.setVisible(not any_found and not looking)
        self._back.setVisible(not any_found and not looking and self._host.wallet is None)
        self._list.setVisible(any_found and several and self._lines.count() > 0)
        self._single.setVisible(any_found and not several)
        self._another.setVisible(any_found and not looking)
        left = sum(found.view is None for found in self._found) if several and not looking else 0
        self._more.setVisible(left > 0)
        self._more.set_words(words("found.more", n=min(left, _SHOWN)))
        self._title.set_words(self._heading())
        lead = "found.lead" if several else "found.lead_one"
        self._lead.set_words(lead if any_found or looking else "found.empty_lead")
        self._show_acts(any_found)

    def _show_acts(self, any_found: bool) -> None:
        looking, busy = self._looking, self._looking or self._keeping.busy
        if self._foot is not None:
            self._foot.setVisible(any_found or looking)
        wanted = sum(found.wanted for found in self._found)
        possible = looking or any(found.line.can_keep for found in self._found)
        self._keep.setVisible(possible)
        self._keep.set_words(words("found.keep", n=wanted) if len(self._found) > 1 else "found.keep_one")
        self._keep.allow(wanted > 0 and not busy, "found.busy" if busy else "found.choose_first")
        self._nothing.set_words("found.keep_none" if possible else "found.done")

    def _heading(self) -> Words:
        number = len(self._found)
        if self._looking:
            return "found.looking"
        if not number:
            return "found.empty_title"
        if self._stopped and number < self._total:
            return words("found.stopped", n=number, total=self._total)
        return words("found.looked", n=number) if number > 1 else "found.one"

    def _add_view(self, found: Found) -> None:
        if found.view is not None:
            return
        if self._lines.count():
            self._lines.addWidget(line())
        self._lines.addWidget(self._view_of(found))

    def _view_of(self, found: Found) -> ArrivalView:
        found.view = ArrivalView(found.line)
        found.view.ticked.connect(self._show_state)
        found.view.followed.connect(partial(self._follow, found))
        return found.view

    def _show_more(self) -> None:
        waiting = [found for found in self._found if found.view is None]
        for found in waiting[:_SHOWN]:
            self._add_view(found)
        self._show_state()

    def _show_single(self, found: Found) -> None:
        """One file: the card with the three answers, or one line where there are none."""
        detail = detail_of(found.looked, voice.language()) if found.line.can_keep else None
        if detail is not None:
            result = SingleResult(found.line, detail)
            result.followed.connect(partial(self._follow, found))
            self._one.addWidget(result)
            found.line = replace(found.line, wanted=True)
            return
        self._one.addWidget(card_of(self._view_of(found)))

    def _follow(self, found: Found) -> None:
        if found.line.link == "portfolio":
            self._host.go("open_portfolio", file=found.looked.path)
        elif found.line.link == "online":
            self._fetching.link(found.looked.arrival.links[0])
        elif found.looked.arrival.inspections:
            self._followed = found
            self._how.show_check(found.line.card, check_view(found.looked.arrival.inspections[0]))
            self._stack.setCurrentWidget(self._how)
            self._how.setFocus()

    def _close(self) -> None:
        self._stack.setCurrentWidget(self._scroll)

    def _choose_more(self) -> None:
        files = choose_files(self, "found.another")
        if files:
            self.drop(files)

    def _paste_link(self) -> None:
        self._banner.hide()
        if link := ask_link(self):
            self._fetching.link(link)

    def _ask_online(self) -> None:
        if self._followed is not None:
            self._fetching.file(self._followed.looked)

    def _came(self, looked: Looked, before: Looked | None) -> None:
        """What the internet said: of a link, or of a file that stands here already."""
        line = line_of(looked.arrival, looked.row, looked.kind, looked.kept_on)
        found = Found(looked, line)
        places = [place for place, one in enumerate(self._found) if one.looked is before]
        if places:
            self._found[places[0]] = found
        else:
            self._found.append(found)
        self._close()
        self._again()

    # -- keeping

    def _keep_chosen(self) -> None:
        if wanted := [found for found in self._found if found.wanted]:
            self._host.with_register(self._keep_in, tuple(found.line.card for found in wanted))

    def _keep_in(self, wallet: Wallet) -> None:
        wanted = tuple((one.looked.path, one.looked.arrival) for one in self._found if one.wanted)
        self._keeping.begin(wanted, wallet)
        self._show_state()

    def _kept(self, batch: Batch) -> None:
        if batch.added:
            self._host.announce(batch.changes)
        if batch.problem is not None or self._keeping.halted:
            self._come_back(batch)
            return
        self._forget()
        self._show_state()
        said: Words = kept_words(batch) if batch.added else "found.was_there"
        self._host.toast(said, partial(self._undo, batch) if batch.added else None)
        self._host.go("register", view="all", item=batch.ids[-1])

    def _come_back(self, batch: Batch) -> None:
        """A full disk half-way: what is kept is kept, the rest waits here."""
        done = [found for found in self._found if found.wanted][: len(batch.kept)]
        self._found = [found for found in self._found if found not in done]
        self._again()
        if not self.isVisible():
            self._host.go("import")
        if batch.added:
            self._host.toast(words("found.kept_some", n=len(batch.added)))
        if batch.problem is not None:
            self._sorry(Say(f"problem.{batch.problem.problem.value}", batch.problem.numbers))

    def _again(self) -> None:
        empty(self._lines)
        for found in self._found:
            if found.view is not None:
                found.line = replace(found.line, wanted=found.view.wanted)
            found.view = None
        self._total = len(self._found)
        self._finished()

    def _undo(self, batch: Batch) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._keeping.undo(batch, wallet)

    def _undone(self, changes: Changes) -> None:
        self._host.toast("found.undone")
        self._host.announce(Changes(changes.kinds))

    def _keep_nothing(self) -> None:
        self._stop()
        self._forget()
        self._host.home()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.stop()
        self._found, self._total = [], 0
        self._looking = self._stopped = False
        self._queue.clear()
        self._progress.hide()
        self._keeping.forget()
        empty(self._lines)
        empty(self._one)
        self._banner.hide()
        self._how.forget()

    def _sorry(self, said: Say) -> None:
        self._looking = False
        self._keeping.forget()
        self._progress.hide()
        self._banner.set_words("caution", said, "info")
        self._banner.show()
        self._show_state()


# Its imports (store, sandbox) take a while: they are done in the lanes, not in the window's thread.
def _batch(name: str, *given: Any) -> Any:
    from wallet.journeys import import_batch

    return getattr(import_batch, name)(*given)
