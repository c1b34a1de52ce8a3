"""A school's desk: somebody's portfolio, checked and shown. Needs no register, keeps nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.models.cards import CardModel
from ui.pages import Host
from ui.present import received
from ui.present.received import WHOLE
from ui.theme import look
from ui.voice import Plain, Say, Words, tell, words
from ui.widgets.base import Living, column, line, row
from ui.widgets.buttons import Button
from ui.widgets.cardlist import CardList
from ui.widgets.chips import ChipRow
from ui.widgets.drop import DropZone, choose_files
from ui.widgets.looking import LookInside
from ui.widgets.marks import Picture, Tinted
from ui.widgets.notices import Banner, Tone
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.received import ReceivedView
from ui.widgets.saving import choose_target
from ui.widgets.text import Text

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.inspection import Policy
    from wallet.model.reception import ReceivedFile, Reception
    from wallet.sandbox import Sandbox

_TWO_PANES = 44  # body text sizes of width
_LIST = 320
_NO_PORTFOLIO = ("problem.not_recognised", "problem.no_credential_inside", "problem.no_members")


class ReviewPage(Living, PageFrame):
    """First a place to put the file down, then head, list and what is read."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._reception: Reception | None = None
        self._control: tuple[str, ...] = ()
        self._contents = True
        self._item = WHOLE
        self._narrow = self._reading = False
        self._asked = 0
        self._stack = Stack()
        self._stack.addWidget(self._ask_part())
        self._stack.addWidget(self._shown_part())
        self.outer.addWidget(self._stack, 1)
        self._view.back.connect(self.step_back)
        self._view.file_opened.connect(self._open_file)
        self._view.contents_wanted.connect(self._show_anyway)
        self._view.message_wanted.connect(self._copy_message)

    def _ask_part(self) -> Scroll:
        part = Scroll((32, 24, 32, 24), gap=16)
        part.body.addWidget(Text("received.title", "title"))
        part.body.addWidget(Text("received.lead", "lead"))
        self._zone = DropZone("received.drop", "received.drop_more", "mail", "sky", several=False, big=True)
        self._zone.dropped.connect(self.drop)
        part.body.addWidget(self._zone)
        self._banner = Banner("plain", Plain(""), "info")
        self._banner.hide()
        part.body.addWidget(self._banner)
        part.body.addStretch(1)
        return part

    def _shown_part(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=0)
        self._head = self._head_part()
        box.addWidget(self._head)
        box.addWidget(line())
        panes = row(gap=0)
        self._list = CardList("received.list")
        self._model = CardModel()
        self._list.setModel(self._model)
        self._list.shown.connect(self._walked)
        self._list.opened.connect(self._open)
        panes.addWidget(self._list)
        self._rule = line("v")
        panes.addWidget(self._rule)
        self._view = ReceivedView()
        panes.addWidget(self._view, 1)
        box.addLayout(panes, 1)
        box.addWidget(self._foot_part())
        return part

    def _head_part(self) -> QWidget:
        head = QWidget()
        box = row(head, (24, 12, 24, 12), gap=16)
        self._tile = Tinted("mail", "sky", 44)
        box.addWidget(self._tile)
        texts = column(gap=1)
        self._title = Text(Plain(""), "heading")
        self._second = Text(Plain(""), "meta")
        texts.addWidget(self._title)
        texts.addWidget(self._second)
        box.addLayout(texts, 1)
        self._chip = ChipRow()
        box.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._other = Button("received.other", "outlined", "folder-open", act=self._choose)
        box.addWidget(self._other)
        return head

    @staticmethod
    def _foot_part() -> QFrame:
        foot = QFrame()
        foot.setObjectName("bottombar")
        box = row(foot, (24, 12, 24, 12), gap=10)
        box.addWidget(Picture("pen-line", 18))
        box.addWidget(Text("received.foot", "meta"), 1)
        return foot

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``file``: the portfolio to open. Without it, the one that was open stays."""
        file = facts.get("file")
        if file is not None:
            self._read(Path(file))
        elif self._reception is None:
            self._zone.button.setFocus()

    def drop(self, files: tuple[Path, ...]) -> bool:
        """Another portfolio."""
        self._read(files[0])
        return True

    def step_back(self) -> bool:
        """In a narrow window from the item to the list."""
        if self._reception is not None and self._narrow and self._reading:
            self._reading = False
            self._fold()
            self._list.setFocus()
            return True
        return False

    def panes(self) -> list[QWidget]:
        """List, then what is read."""
        if self._reception is None:
            return [self._stack]
        return [pane for pane in (self._list, self._view) if pane.isVisible()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List or item where there is no room for both."""
        super().resizeEvent(event)
        self._fold()

    def retell(self) -> None:
        """Dates and labels in the other language."""
        if self._reception is not None:
            self._show_now()

    def _fold(self) -> None:
        narrow = look.units(self.width()) < _TWO_PANES
        if narrow != self._narrow:
            self._narrow = narrow
            if self._reception is not None:
                self._show_now()
        self._list.setVisible(not narrow or not self._reading)
        self._view.setVisible(not narrow or self._reading)
        self._rule.setVisible(not narrow)
        self._chip.setVisible(not narrow)
        self._tile.setVisible(not narrow)
        self._head.setVisible(not narrow or not self._reading)
        self._list.setMinimumWidth(0 if narrow else look.px(_LIST))
        self._list.setMaximumWidth(16_777_215 if narrow else look.px(_LIST))

    # -- opening

    def _choose(self) -> None:
        files = choose_files(self, "received.drop", several=False)
        if files:
            self._read(files[0])

    def _read(self, file: Path) -> None:
        self._reception = None
        self._asked += 1
        self._stack.setCurrentIndex(0)
        self._say("plain", words("received.busy", name=Plain(file.name)), "hourglass")
        wallet, asked = self._host.wallet, self._asked
        if wallet is None:
            self._check(file, asked, None)
            return
        # What the register knows of issuers helps; it is read in its own lane.
        self._host.jobs.run(
            self,
            partial(_policy, self._host, wallet),
            partial(self._check, file, asked),
            partial(self._sorry, asked),
        )

    def _check(self, file: Path, asked: int, policy: Policy | None) -> None:
        if asked != self._asked:
            return
        work = partial(_open, file, policy or _policy(self._host, None), self._host.sandbox)
        self._host.jobs.run(
            self, work, partial(self._opened, asked), partial(self._sorry, asked), lane="other"
        )

    def _opened(self, asked: int, answer: tuple[Reception, tuple[str, ...]]) -> None:
        if asked != self._asked:
            return
        self._reception, self._control = answer
        self._contents = not received.altered(self._reception.bundle)
        self._item, self._reading = WHOLE, not self._contents
        self._banner.hide()
        self._stack.setCurrentIndex(1)
        self._show_now()
        self._list.setFocus()

    def _sorry(self, asked: int, said: Say) -> None:
        if asked != self._asked:
            return
        shown: Words = "received.not_a_portfolio" if said.code in _NO_PORTFOLIO else said
        self._say("caution", shown, "info")
        self._zone.button.setFocus()

    def _say(self, tone: Tone, said: Words, icon: str) -> None:
        self._banner.set_words(tone, said, icon)
        self._banner.show()

    # -- showing

    def _show_now(self) -> None:
        if self._reception is None:
            return
        bundle = self._reception.bundle
        title, second = received.head(bundle)
        self._title.set_words(title)
        self._second.set_words(second)
        self._chip.show_chips((received.chip(bundle),))
        item = self._item
        self._model.show_cards(received.cards(bundle, contents=self._contents))
        self._list.select(item)
        self._show_item(item)
        self._fold()

    def _walked(self, item_id: str) -> None:
        if item_id != self._item:
            self._show_item(item_id)

    def _open(self, item_id: str) -> None:
        self._reading = True
        self._show_item(item_id)
        self._fold()
        if self._narrow:
            self._view.setFocus()

    def _show_item(self, item_id: str) -> None:
        if self._reception is None:
            return
        self._item = item_id
        bundle = self._reception.bundle
        back: Words | None = "received.list" if self._narrow else None
        found = next((one for one in bundle.items if one.id == item_id), None)
        broken = received.altered(bundle)
        if found is not None and self._contents:
            self._view.show_item(received.detail(found, bundle), unreliable=broken, back=back)
            return
        shown = received.whole(bundle, self._reception.path.name)
        self._view.show_whole(shown, "received.whole", hidden=not self._contents, back=back)
        self._view.show_control(self._control)

    def _show_anyway(self) -> None:
        self._contents = True
        self._reading = False
        self._show_now()
        self._list.setFocus()

    def _copy_message(self) -> None:
        QGuiApplication.clipboard().setText(tell("received.message"))
        self._host.toast("received.message_copied")

    # -- files

    def _open_file(self, file_id: str) -> None:
        from ui import reading

        reception = self._reception
        file = next((one for one in reception.bundle.files if one.id == file_id), None) if reception else None
        if reception is None or file is None:
            return
        if not reading.can_show(file.media_type, file.size):
            self._save(file)
            return
        work = partial(_inside, reception, file, self._host.sandbox)
        self._host.jobs.run(self, work, partial(self._look_inside, file), self._host.toast, lane="other")

    def _look_inside(self, file: ReceivedFile, inside: Any) -> None:
        LookInside(self, Plain(file.name), inside, partial(self._save, file)).open()

    def _save(self, file: ReceivedFile) -> None:
        name = Path(file.file_name)
        out = choose_target(self, "received.save_copy", name.stem, name.suffix.removeprefix("."))
        if out is None or self._reception is None:
            return
        work = partial(_save, self._reception, file, out, self._host.sandbox)
        self._host.jobs.run(
            self, work, lambda _: self._host.toast("received.saved"), self._host.toast, lane="other"
        )


def _policy(host: Host, wallet: Wallet | None) -> Policy:
    from wallet.journeys.import_credential import policy_for

    return policy_for(wallet, host.clock)


def _open(file: Path, policy: Policy, sandbox: Sandbox) -> tuple[Reception, tuple[str, ...]]:
    from wallet.journeys.review_portfolio import control_words, open_bundle

    reception = open_bundle(file, policy, sandbox)
    return reception, control_words(reception.bundle.digest)


def _inside(reception: Reception, file: ReceivedFile, sandbox: Sandbox) -> Any:
    from ui import reading
    from wallet.journeys.review_portfolio import content_of

    return reading.read(lambda: content_of(reception, file.id, sandbox), file.media_type)


def _save(reception: Reception, file: ReceivedFile, out: Path, sandbox: Sandbox) -> None:
    from wallet.journeys.review_portfolio import save_file

    save_file(reception, file.id, out, sandbox)
