"""Choose several things of the register: a search field above a list with ticks that a search keeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.models.cards import CardModel, Cards
from ui.present.items import card
from ui.voice import tell
from ui.widgets.base import Living, column
from ui.widgets.cardlist import CardList
from ui.widgets.fields import Line
from wallet.model.changes import ItemRow

_AT_ONCE = 200  # rows whose words are made in one turn of the event loop


class Picker(Living, QWidget):
    """``changed`` tells that something was ticked or not any more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column(self, gap=12)
        self._search = Line("share.search", icon="search")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda: self._filter())
        box.addWidget(self._search)
        self.list = CardList("share.list")
        self._model = CardModel(ticks=True)
        self._model.ticked_changed.connect(self._turned)
        self.list.setModel(self._model)
        box.addWidget(self.list, 1)
        self._rows: dict[str, ItemRow] = {}
        self._words: dict[str, str] = {}
        self._waiting: Iterator[ItemRow] = iter(())
        self._getting_ready = QTimer(self)
        self._getting_ready.timeout.connect(self._ready_some)
        self._chosen: set[str] = set()
        self._filling = False
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self._get_ready()
        self._search.setAccessibleName(tell("share.search"))
        for button in self._search.findChildren(QWidget):
            if button.inherits("QToolButton"):
                button.setAccessibleName(tell("share.search_clear"))

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Choose from these; what is no longer there is no longer chosen."""
        self._rows = {row.id: row for row in rows}
        self._chosen.intersection_update(self._rows)
        self._get_ready()
        self._filter()

    def choose(self, ids: tuple[str, ...]) -> None:
        """Tick these and no others, without telling."""
        self._chosen = set(ids) & self._rows.keys()
        self._filter()

    def show_all(self) -> None:
        """Empty the search, as somebody arrives; what is typed from here on stays, also before rows come."""
        self._search.clear()

    def chosen(self) -> tuple[str, ...]:
        """The ids in the order of the list, also those that the search hides."""
        return tuple(item_id for item_id in self._rows if item_id in self._chosen)

    def _filter(self) -> None:
        wanted = self._search.text().casefold().split()
        shown = [one for one in self._rows.values() if not wanted or self._has(one, wanted)]
        at = self.list.current()
        self._filling = True
        self._model.show_cards(Cards(shown, card))
        self._model.tick(one.id for one in shown if one.id in self._chosen)
        self._filling = False
        if not self.list.select(at) and shown:
            self.list.select(shown[0].id)

    def _turned(self) -> None:
        if self._filling:
            return
        self._chosen -= {item_id for item_id in self._chosen if self._model.place(item_id) >= 0}
        self._chosen |= set(self._model.ticked())
        self.changed.emit()

    # -- what a search looks in

    def _has(self, row: ItemRow, wanted: list[str]) -> bool:
        words = self._words_of(row)
        return all(word in words for word in wanted)

    def _words_of(self, row: ItemRow) -> str:
        if row.id not in self._words:
            one = card(row)
            self._words[row.id] = f"{tell(one.title)} {tell(one.second)} {tell(one.kind)}".casefold()
        return self._words[row.id]

    def _get_ready(self) -> None:
        """Make the words of all rows, a few in each turn: the first letter of a search need not wait."""
        self._words.clear()
        self._waiting = iter(tuple(self._rows.values()))
        self._getting_ready.start()

    def _ready_some(self) -> None:
        some = tuple(islice(self._waiting, _AT_ONCE))
        for row in some:
            self._words_of(row)
        if not some:
            self._getting_ready.stop()
