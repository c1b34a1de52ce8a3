"""The register: a list with saved filters and search, and the detail of what is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui import icons, voice
from ui.attaching import Attaching
from ui.knowing import Knowing
from ui.looking_up import LookingUp
from ui.models.cards import CardModel, Listed, listed
from ui.pages import Host
from ui.present import details
from ui.theme import look
from ui.voice import Plain, Say, tell, words
from ui.widgets.base import Living, column, line, row
from ui.widgets.buttons import Button
from ui.widgets.cardlist import CardList
from ui.widgets.detail import Act, DetailView
from ui.widgets.dialogs import ask
from ui.widgets.drop import choose_files
from ui.widgets.fields import Line
from ui.widgets.heed import Heed
from ui.widgets.notices import EmptyState, ProgressRow
from ui.widgets.page import PageFrame, Stack
from ui.widgets.text import Text
from wallet.errors import Problem
from wallet.journeys import import_credential, look_up, open_register, reminders, show_item
from wallet.journeys.show_item import ShownItem
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind, ItemRow
from wallet.model.inspection import Inspection

LIST_WIDTH = 364
_TWO_PANES = 48  # body text sizes of page width (68 of window less the sidebar)
_PAUSE = 120  # milliseconds: walking through the list with the arrows does not read every item
_ATTENTION = ("waiting", "expiring", "unsure")


class RegisterPage(Living, PageFrame):
    """List and detail side by side; in a narrow window one of the two."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._view, self._item, self._wanted = "all", "", ""
        self._rows: dict[str, ItemRow] = {}
        self._narrow = False
        self._detail_open = False
        panes = QWidget()
        box = row(panes, gap=0)
        self._left = self._list_pane()
        box.addWidget(self._left)
        self._rule = line("v")
        box.addWidget(self._rule)
        self._right = QWidget()
        right = column(self._right, gap=0)
        self._progress, self._asking = (
            ProgressRow("register.evidence_progress"),
            ProgressRow("online.progress"),
        )
        self._attaching = Attaching(self, host.jobs, self._progress)
        self._attaching.kept.connect(self._attached)
        self._attaching.failed.connect(self._sorry)
        self._knowing = Knowing(self, host)
        self._online = LookingUp(self, host.jobs, self._asking)
        self._online.came.connect(lambda answer: self._host.announce(answer[1]))
        self._online.said.connect(host.toast)
        self._online.failed.connect(self._sorry)
        self._detail = DetailView()
        right.addWidget(self._progress)
        right.addWidget(self._asking)
        right.addWidget(self._detail, 1)
        self._detail.back.connect(self.step_back)
        self._detail.check_wanted.connect(self._check_again)
        self._detail.online_wanted.connect(self._check_online)
        self._detail.evidence_wanted.connect(self._add_evidence)
        self._detail.tile_opened.connect(self._open_tile)
        box.addWidget(self._right, 1)
        self.outer.addWidget(panes, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read)
        self._searching = QTimer(self)
        self._searching.setSingleShot(True)
        self._searching.setInterval(_PAUSE)
        self._searching.timeout.connect(self._load)
        self._detail.show_nothing("register.choose_one")
        self.retell()

    def _list_pane(self) -> QWidget:
        part = QWidget()
        box = column(part, gap=0)
        head = column(margins=(16, 16, 16, 12), gap=12)
        top = row(gap=8)
        self._title = Text("nav.all", "listtitle")
        top.addWidget(self._title, 1)
        self._add = Button("register.add", "filled", "plus", act=self._open_add)
        top.addWidget(self._add)
        head.addLayout(top)
        self._search = Line("register.search", icon="search")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda: self._searching.start())
        self._search.returnPressed.connect(self._to_list)
        head.addWidget(self._search)
        box.addLayout(head)
        self._heed = Heed()
        self._heed.recover.connect(partial(self._host.go, "recovery"))
        self._heed.go_on.connect(self._go_on)
        self._heed.remind.connect(partial(self._host.go, "reminders"))
        head.addWidget(self._heed)
        box.addWidget(line())
        self._stack = Stack()
        self._cards = CardList("nav.all")
        self._model = CardModel()
        self._cards.setModel(self._model)
        self._cards.shown.connect(self._walked)
        self._cards.opened.connect(self._opened)
        self._stack.addWidget(self._cards)
        self._nothing = EmptyState("library", "sand", "register.loading")
        self._stack.addWidget(self._nothing)
        box.addWidget(self._stack, 1)
        return part

    # -- what the window asks

    def arrive(self, **facts: Any) -> None:
        """``view``: a filter. ``item``: an id to show. ``search``: put the cursor in the search field."""
        view = facts.get("view", self._view)
        if view != self._view:
            self._search.blockSignals(True)
            self._search.clear()
            self._search.blockSignals(False)
            self._detail_open = False
        self._view = view
        self._wanted = facts.get("item", "")
        if self._wanted:
            self._detail_open = True
        self._title.set_words(f"nav.{self._view}")
        self._cards.set_name(words("register.list", view=f"nav.{self._view}"))
        self._fold()
        self._load()
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(open_register.state, wallet), self._heeded)
            today = self._host.clock.now().date()
            self._host.jobs.run(self, partial(reminders.number, wallet, today), self._heed.show_reminders)
        if facts.get("search"):
            self._detail_open = False
            self._fold()
            self._search.setFocus()
            self._search.selectAll()
        else:
            self._cards.setFocus()

    def _heeded(self, state: tuple[str | None, bool]) -> None:
        self._heed.show_state(state[0], recoverable=state[1])

    def _go_on(self) -> None:
        if self._host.wallet is not None:
            self._host.jobs.run(self, partial(open_register.go_on, self._host.wallet), self._heeded)

    def changed(self, changes: Changes) -> None:
        """Look again; a new item becomes the chosen one."""
        if changes.ids and changes.kinds - {ItemKind.EVIDENCE}:
            self._wanted = changes.ids[-1]
        self._load()
        if self._item:
            self._read()

    def step_back(self) -> bool:
        """From the check panel to the item, in a narrow window from the item to the list."""
        if self._detail.checking:
            self._detail.show_check(False)
            return True
        if self._narrow and self._detail_open:
            self._detail_open = False
            self._fold()
            self._cards.setFocus()
            return True
        if self._search.text():
            self._search.clear()
            return True
        return False

    def place(self) -> str:
        """The view is the entry."""
        return self._view

    def panes(self) -> list[QWidget]:
        """List, then detail."""
        return [self._cards, self._detail]

    def retell(self) -> None:
        """What Qt draws itself needs names too."""
        self._search.setAccessibleName(tell("register.search"))
        for button in self._search.findChildren(QWidget):
            if button.inherits("QToolButton"):
                button.setAccessibleName(tell("register.search_clear"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold by the width there is."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self._narrow = look.units(self.width()) < _TWO_PANES
        self._left.setVisible(not self._narrow or not self._detail_open)
        self._right.setVisible(not self._narrow or self._detail_open)
        self._rule.setVisible(not self._narrow)
        self._left.setMinimumWidth(0 if self._narrow else look.px(LIST_WIDTH))
        self._left.setMaximumWidth(16_777_215 if self._narrow else look.px(LIST_WIDTH))

    # -- the list

    def _to_list(self) -> None:
        self._cards.setFocus()

    def _load(self) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        text = self._search.text().strip()
        self._host.jobs.run(self, partial(listed, wallet, self._view, text), self._show_rows)

    def _show_rows(self, found: Listed) -> None:
        self._rows, ordered, cards = found
        keep = self._wanted or self._item
        self._wanted = ""
        self._model.show_cards(cards)
        if not ordered:
            self._show_empty()
            return
        self._stack.setCurrentWidget(self._cards)
        if not self._cards.select(keep):
            self._cards.select(ordered[0].id)

    def _show_empty(self) -> None:
        self._item = ""
        code = "search" if self._search.text().strip() else self._view
        code = "attention" if code in _ATTENTION else code
        write = code in ("all", "experiences")
        made = EmptyState(
            "library" if not write else "hand-heart",
            "sand" if not write else "clay",
            f"register.empty.{code}",
            "register.add_write" if write else None,
            partial(self._host.go, "experience"),
        )
        self._stack.removeWidget(self._nothing)
        self._nothing.deleteLater()
        self._nothing = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)
        self._detail.show_nothing("register.choose_one")

    def _walked(self, item_id: str) -> None:
        known = self._rows.get(item_id)
        if item_id == self._item or known is None:
            return
        self._item = item_id
        self._detail.show_detail(details.of_row(known), (), self._back_words())
        self._pause.start()

    def _opened(self, item_id: str) -> None:
        self._detail_open = True
        self._walked(item_id)
        self._fold()
        if self._narrow:
            self._detail.setFocus()

    def _back_words(self) -> Any:
        return f"nav.{self._view}" if self._narrow else None

    # -- the detail

    def _read(self) -> None:
        wallet = self._host.wallet
        if wallet is not None and self._item:
            self._host.jobs.run(
                self, partial(show_item.read, self._item, wallet), self._show_item, self._unread
            )

    def _unread(self, said: Say) -> None:
        """An item that was removed on another page meanwhile is nothing to say."""
        if said.code != f"problem.{Problem.NOT_FOUND.value}":
            self._sorry(said)

    def _show_item(self, shown: ShownItem) -> None:
        if shown.row.id == self._item:
            detail = details.of(shown, voice.language())
            self._detail.show_detail(detail, self._acts_of(shown.row), self._back_words())

    def _acts_of(self, item: ItemRow) -> tuple[Act, ...]:
        go, item_id = self._host.go, item.id
        remove = Act("register.remove", "trash-2", self._remove, None)
        original = Act("register.save_original", "file-down", self._save_original, None)
        if item.kind is ItemKind.PORTFOLIO:
            return ()
        if item.kind is ItemKind.EVIDENCE:
            return (original, remove)
        share = Act("register.share", "send", partial(go, "share", item_ids=(item_id,)), "filled")
        if item.kind is ItemKind.EXPERIENCE:
            edit = Act("register.edit", "pen-line", partial(go, "experience", item_id=item_id))
            return (share, edit, remove)
        again = Act("register.look_again", "refresh-cw", self._check_again, None)
        online = Act("online.act", "globe", self._check_online, None)
        know = Act("issuers.know_act", "building-2", partial(self._knowing.begin, item_id), None)
        return (share, again, online, know, original, remove)

    def _check_again(self) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(
                self, partial(import_credential.check_again, self._item, wallet), self._checked, self._sorry
            )

    def _checked(self, checked: tuple[Inspection, Changes]) -> None:
        self._host.toast("register.looked_again")
        self._host.announce(checked[1])

    def _check_online(self) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            needed = partial(look_up.addresses_of, self._item, wallet)
            self._host.jobs.run(self, needed, partial(self._ask_online, self._item, wallet), self._sorry)

    def _ask_online(self, item_id: str, wallet: Wallet, addresses: tuple[str, ...]) -> None:
        work = partial(look_up.check_online, item_id, wallet)
        self._online.begin(addresses, work, lambda answer: answer[0])

    def _remove(self) -> None:
        wallet, item = self._host.wallet, self._rows.get(self._item)
        if wallet is None or item is None:
            return
        if ask(self, "register.remove_title", "register.remove_text", "register.remove", erase=True):
            done = partial(self._removed, item.title)
            self._host.jobs.run(self, partial(show_item.remove, item, wallet), done, self._sorry)

    def _removed(self, title: str, changes: Changes) -> None:
        self._item = ""
        self._detail_open = False
        self._fold()
        self._host.toast(words("register.removed", title=Plain(title)))
        self._host.announce(Changes(changes.kinds))

    def _save_original(self) -> None:
        item = self._rows.get(self._item)
        if item is not None:
            self._save(item.id, item.title)

    def _save(self, item_id: str, name: str) -> None:
        wallet = self._host.wallet
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tell("register.save_original"), name)
        if chosen and wallet is not None:
            work = partial(show_item.save_original, item_id, Path(chosen), wallet)
            self._host.jobs.run(
                self, work, lambda _: self._host.toast("register.original_saved"), self._sorry
            )

    def _add_evidence(self) -> None:
        self._attach(choose_files(self, "register.evidence_add"))

    def _attach(self, files: tuple[Path, ...]) -> None:
        if self._host.wallet is not None:
            self._attaching.begin(files, self._item, self._host.wallet)

    def _attached(self, changes: Changes) -> None:
        self._host.toast("register.evidence_kept")
        self._host.announce(changes)

    def _open_tile(self, evidence_id: str) -> None:
        self._host.go("register", view="all", item=evidence_id)

    def _sorry(self, said: Say) -> None:
        self._host.toast(said)

    def _open_add(self) -> None:
        menu = QMenu(self)
        acts = (
            ("register.add_write", "pen-line", partial(self._host.go, "experience")),
            ("register.add_file", "folder-open", self._choose),
        )
        for said, icon, act in acts:
            entry = menu.addAction(icons.icon(icon, look.px(18), look.colour("ink2")), tell(said))
            entry.triggered.connect(lambda _=False, act=act: act())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _choose(self) -> None:
        files = choose_files(self, "register.add_file")
        if files:
            self._host.go("import", files=files)
