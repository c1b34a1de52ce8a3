"""Choose several things of the register: a search field above a list with ticks that a search keeps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.models.cards import CardModel
from ui.present.items import card
from ui.present.pieces import Card
from ui.voice import tell
from ui.widgets.base import Living, column
from ui.widgets.cardlist import CardList
from ui.widgets.fields import Line
from wallet.model.changes import ItemRow


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
        self._cards: tuple[Card, ...] = ()
        self._chosen: set[str] = set()
        self._filling = False
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self._search.setAccessibleName(tell("share.search"))
        for button in self._search.findChildren(QWidget):
            if button.inherits("QToolButton"):
                button.setAccessibleName(tell("share.search_clear"))

    def show_rows(self, rows: tuple[ItemRow, ...]) -> None:
        """Choose from these; what is no longer there is no longer chosen."""
        self._cards = tuple(card(row) for row in rows)
        self._chosen &= {one.id for one in self._cards}
        self._filter()

    def choose(self, ids: tuple[str, ...]) -> None:
        """Tick these and no others, without telling."""
        self._chosen = set(ids) & {one.id for one in self._cards}
        self._search.blockSignals(True)
        self._search.clear()
        self._search.blockSignals(False)
        self._filter()

    def chosen(self) -> tuple[str, ...]:
        """The ids in the order of the list, also those that the search hides."""
        return tuple(one.id for one in self._cards if one.id in self._chosen)

    def _filter(self) -> None:
        wanted = self._search.text().casefold().split()
        shown = [one for one in self._cards if all(word in _words(one) for word in wanted)]
        at = self.list.current()
        self._filling = True
        self._model.show_cards(shown)
        self._model.tick(one.id for one in shown if one.id in self._chosen)
        self._filling = False
        if not self.list.select(at) and shown:
            self.list.select(shown[0].id)

    def _turned(self) -> None:
        if self._filling:
            return
        shown = {one.id for one in self._model.cards()}
        self._chosen = (self._chosen - shown) | set(self._model.ticked())
        self.changed.emit()


def _words(one: Card) -> str:
    return f"{tell(one.title)} {tell(one.second)} {tell(one.kind)}".casefold()
