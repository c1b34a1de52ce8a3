"""Issuers that the person knows: an address book of one's own, and lists of others that one trusts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ui.pages import Host
from ui.voice import Dated, Plain, Say, Words, joined, words
from ui.widgets.base import column, empty
from ui.widgets.buttons import Button
from ui.widgets.cards import SettingRow, card_of
from ui.widgets.dialogs import ask
from ui.widgets.drop import choose_files
from ui.widgets.notices import Banner
from ui.widgets.page import PageFrame
from ui.widgets.text import Text

if TYPE_CHECKING:
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes
    from wallet.model.trust import TrustEntry, TrustList

Known = tuple["tuple[TrustEntry, ...]", "tuple[TrustList, ...]"]


class IssuersPage(PageFrame):
    """A known issuer gets its name; being known changes nothing about whether a file holds."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        back = Button("found.to_start", "plain", "chevron-left", flush=True, act=host.back)
        self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Text("issuers.title", "title"))
        self.body.addWidget(Text("issuers.lead", "hint"))
        self._banner = Banner("caution", "issuers.none", "info")
        self._banner.hide()
        self.body.addWidget(self._banner)
        self.body.addWidget(Text("issuers.book", "metastrong"))
        self._book = column(gap=0)
        self.body.addLayout(self._book)
        self.body.addWidget(Text("issuers.lists", "metastrong"))
        self._lists = column(gap=0)
        self.body.addLayout(self._lists)
        add = Button("issuers.add", icon="plus", act=self._choose)
        self.body.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Text("issuers.note", "meta"))
        self.body.addStretch(1)

    def arrive(self, **facts: Any) -> None:
        """Read who is known."""
        self._banner.hide()
        self._read()

    def changed(self, changes: Changes) -> None:
        """Perhaps one more."""
        self._read()

    def drop(self, files: tuple[Path, ...]) -> bool:
        """A list dropped on the page is looked at."""
        self._look(files[0])
        return True

    def place(self) -> str:
        """It belongs to the settings."""
        return "settings"

    def _read(self) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(_known, wallet), self._show)

    def _show(self, known: Known) -> None:
        book, lists = known
        _fill(self._book, [self._issuer(entry) for entry in book], "issuers.none")
        _fill(self._lists, [self._list(one) for one in lists], "issuers.no_lists")

    def _issuer(self, entry: TrustEntry) -> SettingRow:
        name = Plain(entry.name or entry.issuer)
        forget = Button("issuers.forget", act=partial(self._change, "forget_issuer", entry.issuer))
        forget.name_as(words("issuers.forget_named", name=name))
        return SettingRow("building-2", name, Plain(_breakable(entry.issuer)), forget)

    def _list(self, one: TrustList) -> SettingRow:
        remove = Button("issuers.remove", act=partial(self._change, "remove_list", one.id))
        remove.name_as(words("issuers.remove_named", name=Plain(one.name)))
        return SettingRow("book-open", Plain(one.name), list_words(one), remove)

    def _choose(self) -> None:
        if files := choose_files(self, "issuers.add"):
            self._look(files[0])

    def _look(self, file: Path) -> None:
        self._banner.hide()
        wallet = self._host.wallet
        if wallet is not None:
            work = partial(_trust, "look_at_list", file, wallet)
            self._host.jobs.run(self, work, self._looked, self._sorry)

    def _looked(self, found: TrustList) -> None:
        """Whose list it is and how many are on it is seen before it counts."""
        said = joined(Plain(found.name), list_words(found), "issuers.add_note", between=". ")
        if ask(self, "issuers.add_title", said, "issuers.add_do"):
            self._change("keep_list", found)

    def _change(self, name: str, what: object) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(_trust, name, what, wallet), self._done, self._sorry)

    def _done(self, changes: Changes) -> None:
        self._host.announce(changes)
        self._read()

    def _sorry(self, said: Say) -> None:
        self._banner.set_words("caution", said)
        self._banner.show()


def list_words(one: TrustList) -> Words:
    """How many, whose, until when, and who signed it."""
    return joined(
        words("issuers.number", n=len(one.entries)),
        Plain(one.publisher),
        words("issuers.until", date=Dated(one.valid_until)) if one.valid_until else Plain(""),
        "issuers.signed" if one.signed_by else "issuers.unsigned",
    )


def _breakable(address: str) -> str:
    """A key has no place where a line may end: one is put in, unseen, so that it is shown whole."""
    return "\u200b".join(address[place : place + 8] for place in range(0, len(address), 8))


def _fill(box: Any, rows: list[SettingRow], nothing: str) -> None:
    empty(box)
    box.addWidget(card_of(*rows) if rows else Text(nothing, "hint"))


# Its imports (store, sandbox) take a while: they are done in the lane, not in the window's thread.
def _trust(name: str, *given: Any) -> Any:
    from wallet.journeys import trust

    return getattr(trust, name)(*given)


def _known(wallet: Wallet) -> Known:
    from wallet.journeys import trust

    return trust.address_book(wallet), trust.lists(wallet)
