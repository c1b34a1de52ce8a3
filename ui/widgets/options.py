"""Options side by side, of which one is chosen: a round mark, a word, and a sentence about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import Fold, Living, column

_MARK = 22


class Option(Living, QRadioButton):
    """One option on a card; the chosen one has an accent edge."""

    def __init__(self, words: Words, second: Words) -> None:
        super().__init__()
        self._words, self._second = words, second
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._words))
        self.setAccessibleDescription(tell(self._second))
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:  # noqa: D102
        self.updateGeometry()

    def hitButton(self, pos: object) -> bool:  # noqa: D102
        return True

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._lay(width, None)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(240), self._lay(look.px(240), None))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(140), look.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        inset = 1.0 if on else 0.5
        painter.setPen(QPen(look.colour("accent" if on else "line"), 2 if on else 1))
        painter.setBrush(look.colour("surface"))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, look.px(12), look.px(12))
        size = look.px(_MARK)
        mark = QRectF(look.px(16), look.px(14), size, size)
        painter.setPen(QPen(look.colour("accent" if on else "edge"), 2))
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            inner = size * 0.28
            painter.drawEllipse(mark.adjusted(inner, inner, -inner, -inner))
        self._lay(self.width(), painter)

    def _lay(self, width: int, painter: QPainter | None) -> int:
        left = look.px(16 + _MARK + 12)
        space = max(width - left - look.px(16), 1)
        top = look.px(14)
        for words, font, ink in (
            (self._words, look.font(16, 600), "ink"),
            (self._second, look.font(14), "ink2"),
        ):
            text = tell(words)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            face = QFontMetrics(font)
            high = face.boundingRect(0, 0, space, 10_000, int(flags), text).height()
            if painter is not None:
                painter.setFont(font)
                painter.setPen(look.colour(ink))
                painter.drawText(QRectF(left, top, space, high), int(flags), text)
            top += high + look.px(4)
        return top + look.px(10)


class Options(Living, QWidget):
    """Several options; ``chosen`` brings a key."""

    chosen = Signal(str)

    def __init__(self, name: Words, options: tuple[tuple[str, Words, Words], ...], value: str) -> None:
        super().__init__()
        self._name = name
        box = column(self, gap=0)
        self._fold = Fold(44, gap=12)
        box.addWidget(self._fold)
        self._group = QButtonGroup(self)
        for key, words, second in options:
            option = Option(words, second)
            option.setProperty("key", key)
            option.setChecked(key == value)
            option.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(option)
            self._fold.add(option, 1)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._name))

    def value(self) -> str:
        """The key of the chosen one."""
        button = self._group.checkedButton()
        return str(button.property("key")) if button is not None else ""

    def set_value(self, key: str) -> None:
        """Choose without telling."""
        for button in self._group.buttons():
            if button.property("key") == key:
                button.setChecked(True)
