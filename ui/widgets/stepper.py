"""The stepper: a few words, the done ones can be clicked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import look
from ui.voice import Words, tell, words
from ui.widgets.base import Living, Pressed
from ui.widgets.flow import Flow


class _Step(Pressed, Living, QAbstractButton):
    def __init__(self, number: int, word: Words) -> None:
        super().__init__()
        self._number, self._word = number, word
        self.state = "later"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retell()

    def set_state(self, state: str) -> None:
        self.state = state
        self.setEnabled(state == "done")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if state == "done" else Qt.FocusPolicy.NoFocus)
        self.retell()

    def retell(self) -> None:
        code = f"window.step_{self.state}"
        self.setAccessibleName(tell(words(code, n=self._number, step=self._word)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(look.font(16, 600)).horizontalAdvance(tell(self._word))
        return QSize(look.px(34) + width + look.px(4), look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(26)
        disc = QRectF(1, (self.height() - size) / 2, size, size)
        here = self.state == "here"
        painter.setPen(QPen(look.colour("edge" if self.state == "later" else "accent"), 2))
        painter.setBrush(look.colour("accent" if here else "paper"))
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        if self.state == "done":
            inset = size * 0.22
            icons.draw(painter, "check", disc.adjusted(inset, inset, -inset, -inset), look.colour("accent"))
        else:
            painter.setPen(look.colour("onaccent" if here else "ink2"))
            painter.setFont(look.font(14, 700))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setPen(look.colour("ink" if here else "ink2"))
        painter.setFont(look.font(16, 600 if here else 400))
        left = size + look.px(9)
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tell(self._word))


class _Dash(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(28), look.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(look.colour("line"), look.px(2)))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)


class Stepper(Flow):
    """``chosen`` brings the place (from 0) of a done step that was clicked."""

    chosen = Signal(int)

    def __init__(self, steps: tuple[Words, ...]) -> None:
        super().__init__(gap=10)
        self._steps: list[_Step] = []
        for place, word in enumerate(steps):
            if place:
                self.add(_Dash())
            step = _Step(place + 1, word)
            step.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._steps.append(step)
            self.add(step)
        self.go_to(0)

    def go_to(self, place: int) -> None:
        """This step is the present one; those before it are done."""
        for number, step in enumerate(self._steps):
            step.set_state("done" if number < place else "here" if number == place else "later")
