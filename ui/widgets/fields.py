"""Fields to fill in: a label above, a hint or a sentence below; and boxes and lists to choose from."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from ui import icons
from ui.present.pieces import Value
from ui.theme import look
from ui.voice import Plain, Words, tell
from ui.widgets.base import Living, column, dress, row
from ui.widgets.buttons import IconButton
from ui.widgets.marks import Mark, Picture
from ui.widgets.text import Text


class Line(Living, QLineEdit):
    """One line of text. ``example`` is the grey text while it is empty; ``icon`` stands before the text.

    ``unit``: a grey word at its end.
    """

    def __init__(
        self,
        example: Words | None = None,
        *,
        limit: int = 200,
        big: bool = False,
        icon: str = "",
        unit: Words | None = None,
    ) -> None:
        super().__init__()
        self._example, self._icon, self._unit = example, icon, unit
        self.setMaxLength(limit)
        self.setProperty("big", big)
        self.retell()
        self.restyle()

    def retell(self) -> None:  # noqa: D102
        if self._example is not None:
            self.setPlaceholderText(tell(self._example))
        self.restyle()

    def restyle(self) -> None:  # noqa: D102
        if self._icon or self._unit is not None:
            self.setTextMargins(look.px(26 if self._icon else 0), 0, self._unit_width(), 0)

    def _unit_width(self) -> int:
        return QFontMetrics(look.font(14)).horizontalAdvance(tell(self._unit)) if self._unit else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        if self._icon:
            size = look.px(18)
            box = QRectF(look.px(13), (self.height() - size) / 2, size, size)
            icons.draw(QPainter(self), self._icon, box, look.colour("ink2"))
        if self._unit is not None:
            painter = QPainter(self)
            painter.setFont(look.font(14))
            painter.setPen(look.colour("ink2"))
            space = self.rect().adjusted(0, 0, -look.px(13), 0)
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(space, int(end), tell(self._unit))


class Area(Living, QPlainTextEdit):
    """Several lines of text. Tab goes to the next field."""

    def __init__(self, example: Words | None = None, *, limit: int = 5_000) -> None:
        super().__init__()
        self._example, self._limit = example, limit
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.textChanged.connect(self._hold)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        if self._example is not None:
            self.setPlaceholderText(tell(self._example))

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(240), look.px(92))

    def _hold(self) -> None:
        text = self.toPlainText()
        if len(text) > self._limit:
            self.setPlainText(text[: self._limit])


class Choice(Living, QComboBox):
    """A list to choose one from: (key, words, icon). ``picked`` brings the key when the person chose.

    ``name`` for the screen reader where it stands without a :class:`Field`.
    """

    picked = Signal(str)

    def __init__(
        self, choices: tuple[tuple[str, Words, str], ...], value: str = "", *, name: Words | None = None
    ) -> None:
        super().__init__()
        self._choices, self._name = choices, name
        # Only a styled delegate heeds the height that the style sheet gives a line.
        self.setItemDelegate(QStyledItemDelegate(self))
        for key, _, _ in choices:
            self.addItem("", key)
        self.retell()
        self.restyle()
        self.set_value(value)
        self.activated.connect(lambda: self.picked.emit(self.value()))

    def value(self) -> str:
        """The key of the chosen one."""
        return str(self.currentData() or "")

    def add_choice(self, choice: tuple[str, Words, str]) -> None:
        """One more, at the end."""
        self._choices = (*self._choices, choice)
        self.addItem("", choice[0])
        self.retell()
        self.restyle()

    def set_value(self, key: str) -> None:
        """Choose without telling."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def retell(self) -> None:  # noqa: D102
        for place, (_, words, _) in enumerate(self._choices):
            self.setItemText(place, tell(words))
        if self._name is not None:
            self.setAccessibleName(tell(self._name))

    def restyle(self) -> None:  # noqa: D102
        size = look.px(18)
        for place, (_, _, icon) in enumerate(self._choices):
            if icon:
                self.setItemIcon(place, icons.icon(icon, size, look.colour("ink")))
        self.setIconSize(QSize(size, size))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel scrolls the page; it never changes an answer by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        size = look.px(18)
        box = QRectF(self.width() - size - look.px(10), (self.height() - size) / 2, size, size)
        icons.draw(QPainter(self), "chevron-down", box, look.colour("ink2"))


class Tick(Living, QCheckBox):
    """A box to tick, at least 40 px high, with its word. The word may be for the screen reader only."""

    def __init__(self, words: Words, *, ticked: bool = False, bare: bool = False) -> None:
        super().__init__()
        self._words, self._bare = words, bare
        self.setChecked(ticked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setAccessibleName(tell(self._words))
        self.setText("" if self._bare else tell(self._words).replace("&", "&&"))

    def sizeHint(self) -> QSize:  # noqa: D102
        text = 0 if self._bare else self.fontMetrics().horizontalAdvance(tell(self._words)) + look.px(12)
        return QSize(look.px(26) + text, look.px(40))

    def hitButton(self, pos: object) -> bool:  # noqa: D102
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        size = look.px(22)
        draw_tick(painter, QRectF(1, (self.height() - size) / 2, size, size), ticked=self.isChecked())
        if not self._bare:
            painter.setPen(look.colour("ink" if self.isEnabled() else "ink2"))
            painter.setFont(self.font())
            left = size + look.px(12)
            space = QRectF(left, 0, self.width() - left, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(space, int(flags), tell(self._words))


def draw_tick(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    """The box of a tick, also for list rows."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(look.colour("accent" if ticked else "edge"), 2))
    painter.setBrush(look.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(box, look.px(5), look.px(5))
    if ticked:
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(look.colour("onaccent"), look.px(2), Qt.PenStyle.SolidLine, cap, join))
        points = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.32))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(box.left() + box.width() * x, box.top() + box.height() * y) for x, y in points]
            )
        )
    painter.restore()


class Secret(QWidget):
    """A passphrase: visible while it is chosen, hidden while it is asked; the eye turns that round."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, *, visible: bool) -> None:
        super().__init__()
        box = row(self, gap=0)
        self.line = Line(limit=1_000, big=True)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.textChanged.connect(self.changed.emit)
        self.line.returnPressed.connect(self.entered.emit)
        box.addWidget(self.line)
        self._eye = IconButton("eye", "window.show_text", flat=True, act=self._turn)
        self._eye.setParent(self)
        self._visible = not visible
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The eye lies inside the field, at its end."""
        super().resizeEvent(event)
        size = look.px(40)
        self._eye.setGeometry(self.width() - size - look.px(4), (self.height() - size) // 2, size, size)
        self.line.setTextMargins(0, 0, size, 0)
        self._eye.raise_()

    def _turn(self) -> None:
        self._visible = not self._visible
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if self._visible else QLineEdit.EchoMode.Password)
        self._eye.set_face(
            "eye" if self._visible else "eye-off", "window.hide_text" if self._visible else "window.show_text"
        )

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put words in it."""
        self.line.setText(text)


class Field(Living, QWidget):
    """A label above an editor, a sentence below it. The editor is named after the label."""

    def __init__(
        self,
        words: Words,
        editor: QWidget,
        *,
        aside: Words | None = None,
        hint: Words | None = None,
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self.editor = editor
        box = column(self, gap=6)
        head = row(gap=8)
        self._label = label = Text(words, "strong", wrap=False)
        label.setBuddy(editor.line if isinstance(editor, Secret) else editor)
        head.addWidget(label)
        if aside is not None:
            head.addWidget(Text(aside, "meta", wrap=False))
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(editor)
        self._note = QWidget()
        under = row(self._note, gap=8)
        self._picture = Picture("info", 20, "caution")
        self._mark = Mark(Value.PASSED, 18)
        self._text = Text(hint or Plain(""), "meta")
        under.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._mark)
        under.addWidget(self._text, 1)
        foot = row(gap=12)
        foot.addWidget(self._note, 1)
        if beside is not None:
            foot.addWidget(beside)
        box.addLayout(foot)
        self.note(hint, "hint")
        self.retell()

    def set_label(self, words: Words) -> None:
        """Ask for something else."""
        self._words = words
        self._label.set_words(words)
        self.retell()

    def note(self, words: Words | None, kind: Literal["hint", "caution", "ok"] = "caution") -> None:
        """Say something under the field: a hint, what is not right yet, or that it is good. None: nothing."""
        self._note.setVisible(words is not None)
        self._picture.setVisible(kind == "caution")
        self._mark.setVisible(kind == "ok")
        self._text.set_words(words or Plain(""))
        dress(self._text, "role", {"hint": "meta", "ok": "good", "caution": "body"}[kind])
        self._describe()

    def retell(self) -> None:  # noqa: D102
        target = self.editor.line if isinstance(self.editor, Secret) else self.editor
        target.setAccessibleName(tell(self._words))
        self._describe()

    def _describe(self) -> None:
        target = self.editor.line if isinstance(self.editor, Secret) else self.editor
        target.setAccessibleDescription(self._text.text() if self._note.isVisibleTo(self) else "")
