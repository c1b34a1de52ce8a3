"""The list of cards: tile, title, second line, three chips; each row painted whole, ground first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons
from ui.models.cards import CardModel
from ui.present.pieces import CARD_ROLE, Card, Chip
from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import Living
from ui.widgets.fields import draw_tick
from ui.widgets.marks import draw_mark, draw_tile, mark_colour

_HEIGHT = 92
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints a :class:`Card`. Never leaves a part of the row unpainted."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: D102
        return QSize(look.px(200), look.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: D102
        card = index.data(CARD_ROLE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(box, look.colour("soft" if selected else "hover" if hover else "paper"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.colour("line"))
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), look.px(4), box.height()), look.colour("accent"))
        left = box.left() + look.px(14)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            size = look.px(22)
            place = QRectF(left, box.top() + (box.height() - size) / 2, size, size)
            draw_tick(painter, place, ticked=Qt.CheckState(ticked) is Qt.CheckState.Checked)
            left += look.px(36)
        if isinstance(card, Card):
            size = look.px(44)
            place = QRectF(left, box.top() + look.px(13), size, size)
            draw_tile(painter, place, card.icon, card.tint, on_soft=selected)
            left += look.px(56)
            self._words(
                painter,
                QRect(left, box.top(), box.right() - left - look.px(10), box.height()),
                card,
                selected,
            )
        listed = self.parent()
        if state & QStyle.StateFlag.State_HasFocus and isinstance(listed, CardList) and listed.keys:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -4), look.px(8), look.px(8))
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, card: Card, selected: bool) -> None:
        for words, font, ink, top in (
            (card.title, look.font(16, 600), "ink", 12),
            (card.second, look.font(14), "ink" if selected else "ink2", 34),
        ):
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            line = QRect(box.left(), box.top() + look.px(top), box.width(), look.px(22))
            shown = painter.fontMetrics().elidedText(
                _one_line(words), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        line = QRect(box.left(), box.top() + look.px(59), box.width(), look.px(22))
        self._chips(painter, line, card.chips, "ink" if selected else "ink2")

    def _chips(self, painter: QPainter, line: QRect, chips: tuple[Chip, ...], ink: str) -> None:
        font = look.font(14)
        face = QFontMetrics(font)
        picture, gap = look.px(21), look.px(11)
        # In the list the verdict stands first; too narrow: the word of C goes first, then of A, never of B.
        ordered = sorted(chips, key=lambda chip: "BACD".index(chip.axis))
        spoken = {chip.axis for chip in ordered}
        widths = {chip.axis: face.horizontalAdvance(tell(chip.short)) for chip in ordered}
        for axis in ("D", "C", "A"):
            total = sum(picture + gap + (widths[chip.axis] if chip.axis in spoken else 0) for chip in ordered)
            if total - gap <= line.width():
                break
            spoken.discard(axis)
        painter.setFont(font)
        left = line.left()
        for chip in ordered:
            size = look.px(16)
            place = QRectF(left, line.top() + (line.height() - size) / 2, size, size)
            if chip.value is not None:
                draw_mark(painter, place, chip.value, ground="soft" if ink == "ink" else "paper")
                painter.setPen(mark_colour(chip.value))
            else:
                icons.draw(painter, chip.icon, place, look.colour(ink))
                painter.setPen(look.colour(ink))
            left += picture
            if chip.axis in spoken:
                width = min(widths[chip.axis] + 2, line.right() - left)
                shown = face.elidedText(tell(chip.short), Qt.TextElideMode.ElideRight, width)
                painter.drawText(
                    QRect(left, line.top(), width, line.height()), Qt.AlignmentFlag.AlignVCenter, shown
                )
                left += width
            left += gap


def _one_line(words: Words) -> str:
    return " ".join(tell(words).split())


class CardList(Living, QListView):
    """A list of cards. ``opened`` brings an id on Enter or a click; with ticks, Space and a click tick."""

    opened = Signal(str)
    shown = Signal(str)
    """The current row changed to this id, by keys or mouse."""

    def __init__(self, name: Words) -> None:
        super().__init__()
        self._name = name
        self.keys = False
        """Whether the keyboard walks here: then the current row has a ring."""
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._clicked)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._name))
        self.viewport().update()

    def set_name(self, name: Words) -> None:
        """Another name for the screen reader: which list this is."""
        self._name = name
        self.retell()

    def restyle(self) -> None:  # noqa: D102
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def select(self, item_id: str) -> bool:
        """Make this row the current one. False when it is not in the list."""
        model = self.model()
        place = model.place(item_id) if isinstance(model, CardModel) else -1
        if place < 0:
            return False
        index = model.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def current(self) -> str:
        """The id of the current row, or ""."""
        card = self.currentIndex().data(CARD_ROLE)
        return card.id if isinstance(card, Card) else ""

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: D102
        super().currentChanged(current, previous)
        if current.isValid():
            self.shown.emit(current.data(CARD_ROLE).id)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        self.keys = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self.keys = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        self.keys = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit(self.current())
        elif event.key() == Qt.Key.Key_Space and self._turn(self.currentIndex()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._turn(index):
            self.opened.emit(index.data(CARD_ROLE).id)

    def _turn(self, index: QModelIndex) -> bool:
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) if index.isValid() else None
        if ticked is None:
            return False
        on = Qt.CheckState(ticked) is Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)
