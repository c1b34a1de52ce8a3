"""Text on the page. Always plain: nothing that a file or a person wrote is read as markup."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import BODY, look
from ui.voice import Words, tell
from ui.widgets.base import Living

_LINE = 1.45
_WIDEST = 70  # characters a line


class Text(Living, QLabel):
    """A label.

    ``role``: meta, metastrong, body, hint, strong, lead, heading, listtitle, title, welcome, brand, caution.
    """

    def __init__(self, words: Words, role: str = "body", *, wrap: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self._words = words
        self.retell()

    def set_words(self, words: Words) -> None:
        """Show other words."""
        self._words = words
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self.setText(tell(self._words))


class Prose(Living, QWidget):
    """Running text at 1.45 line height, at most 70 characters a line. Plain, with the writer's line ends."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retell()

    def set_words(self, words: Words) -> None:
        """Show other words."""
        self._words = words
        self.retell()

    def text(self) -> str:
        """What is shown."""
        return self._text

    def retell(self) -> None:  # noqa: D102
        self._text = tell(self._words)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:  # noqa: D102
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._lay(width, None)

    def sizeHint(self) -> QSize:  # noqa: D102
        width = min(self._widest(), self.fontMetrics().horizontalAdvance(self._text) + 2)
        return QSize(width, self._lay(width, None))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(120), look.px(round(BODY * _LINE)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setPen(look.colour("ink"))
        self._lay(self.width(), painter)

    def _widest(self) -> int:
        return self.fontMetrics().averageCharWidth() * _WIDEST

    def _lay(self, width: int, painter: QPainter | None) -> int:
        width = min(max(width, 1), self._widest())
        height = look.px(BODY) * _LINE
        lead = (height - self.fontMetrics().height()) / 2
        top = 0.0
        for paragraph in self._text.split("\n"):
            layout = QTextLayout(paragraph, self.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            lines = 0
            while (made := layout.createLine()).isValid():
                made.setLineWidth(width)
                made.setPosition(QPointF(0, lines * height + lead))
                lines += 1
            layout.endLayout()
            if painter is not None:
                layout.draw(painter, QPointF(0, top))
            top += max(lines, 1) * height
        return round(top)
