"""A list of cards as Qt wants it: over frozen rows, with one sentence per row for the screen reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.present.items import sentence
from ui.present.pieces import CARD_ROLE, Card
from ui.voice import tell

_Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """Cards, with a tick for each where ``ticks`` is asked (``ticked_changed`` tells)."""

    ticked_changed = Signal()

    def __init__(self, cards: Iterable[Card] = (), *, ticks: bool = False) -> None:
        super().__init__()
        self._cards = tuple(cards)
        self._ticks = ticks
        self._ticked: set[str] = set()

    def show_cards(self, cards: Iterable[Card]) -> None:
        """Show these instead; ticks of cards that stay are kept."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self._ticked &= {card.id for card in self._cards}
        self.endResetModel()

    def cards(self) -> tuple[Card, ...]:
        """All of them, in order."""
        return self._cards

    def place(self, item_id: str) -> int:
        """The row of this id, or -1."""
        return next((row for row, card in enumerate(self._cards) if card.id == item_id), -1)

    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order of the list."""
        return tuple(card.id for card in self._cards if card.id in self._ticked)

    def tick(self, ids: Iterable[str]) -> None:
        """Tick these and no others."""
        self._ticked = set(ids)
        if self._cards:
            self.dataChanged.emit(
                self.index(0), self.index(len(self._cards) - 1), [Qt.ItemDataRole.CheckStateRole]
            )
        self.ticked_changed.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, D102  # Qt's own signature
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tell(card.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return sentence(card)
        if role == Qt.ItemDataRole.CheckStateRole and self._ticks:
            return Qt.CheckState.Checked if card.id in self._ticked else Qt.CheckState.Unchecked
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
