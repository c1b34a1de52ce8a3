"""A list of cards as Qt wants it: over frozen rows, with one sentence per row for the screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, overload

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal

from ui.present.items import card, sentence
from ui.present.pieces import CARD_ROLE, Card
from ui.voice import tell
from wallet.journeys import show_item
from wallet.journeys.wallet import Wallet
from wallet.model.changes import ItemKind, ItemRow

_BESIDE = (ItemKind.EVIDENCE, ItemKind.PORTFOLIO)
_Index = QModelIndex | QPersistentModelIndex


class Cards(Sequence[Card]):
    """A card for each row, made when it is looked at: a list of thousands is there at once."""

    def __init__(self, rows: Sequence[ItemRow], make: Callable[[ItemRow], Card]) -> None:
        self.places = {row.id: place for place, row in enumerate(rows)}
        self._rows, self._make = rows, make
        self._made: dict[int, Card] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Card: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Card]: ...

    def __getitem__(self, place: int | slice) -> Card | Sequence[Card]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        if place not in self._made:
            self._made[place] = self._make(self._rows[place])
        return self._made[place]


Listed = tuple[dict[str, ItemRow], Sequence[ItemRow], Cards]
"""Rows by their ids, in the order of the list, and their cards."""


def listed(wallet: Wallet, view: str, text: str) -> Listed:
    """What a list of the register needs, made beside the window: there may be ten thousand of them."""
    rows = show_item.rows(wallet, view, text)
    # A file or a note of what left never stands before what it belongs to.
    ordered = sorted(rows, key=lambda one: one.kind in _BESIDE)
    return {one.id: one for one in rows}, ordered, Cards(ordered, card)


class CardModel(QStringListModel):
    """Cards, with a tick for each where ``ticks`` is asked (``ticked_changed`` tells).

    Qt's own list of strings below it, empty ones, only counts the rows: a view asks how many there are for
    each row that it lays out, and ten thousand answers from here would be a wait that people see.
    """

    ticked_changed = Signal()

    def __init__(self, cards: Iterable[Card] = (), *, ticks: bool = False) -> None:
        super().__init__()
        self._ticks = ticks
        self._ticked: set[str] = set()
        self._show(cards)

    def show_cards(self, cards: Iterable[Card]) -> None:
        """Show these instead; ticks of cards that stay are kept."""
        self._show(cards)

    def _show(self, cards: Iterable[Card]) -> None:
        made = cards if isinstance(cards, Cards) else tuple(cards)
        self._cards: Sequence[Card] = made
        if isinstance(made, Cards):
            self._places = made.places
        else:
            self._places = {one.id: place for place, one in enumerate(made)}
        self._ticked.intersection_update(self._places)
        self.setStringList([""] * len(made))  # tells the views that all is new

    def cards(self) -> tuple[Card, ...]:
        """All of them, in order."""
        return tuple(self._cards)

    def place(self, item_id: str) -> int:
        """The row of this id, or -1."""
        return self._places.get(item_id, -1)

    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order of the list."""
        return tuple(sorted(self._ticked & self._places.keys(), key=self._places.__getitem__))

    def tick(self, ids: Iterable[str]) -> None:
        """Tick these and no others."""
        self._ticked = set(ids)
        if self._cards:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._cards) - 1), [Qt.ItemDataRole.CheckStateRole]
            )
        self.ticked_changed.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        shown = self._cards[index.row()]
        if role == CARD_ROLE:
            return shown
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tell(shown.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return sentence(shown)
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks:
            return Qt.CheckState.Checked if shown.id in self._ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        if role != Qt.ItemDataRole.CheckStateRole or not self._ticks:
            return False
        item = self._cards[index.row()].id
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(item)
        else:
            self._ticked.discard(item)
        self.dataChanged.emit(index, index, [role])
        self.ticked_changed.emit()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:  # noqa: D102
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks else flags
