"""What the window says besides its content: banner, empty state, progress, toast."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.present.pieces import Tint
from ui.voice import Say, Words, tell
from ui.widgets.base import column, dress, row
from ui.widgets.buttons import Button
from ui.widgets.marks import Picture, Tinted
from ui.widgets.text import Text

Tone = Literal["caution", "ok", "plain"]
_INK = {"caution": "caution", "ok": "ok", "plain": "ink2"}
TOAST_SECONDS = 10


def come_into_view(widget: QWidget) -> None:
    """What is said below the edge of a page that is shown has to be seen."""
    if widget.isVisible():
        # Its place is known only after the layout.
        QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None and widget.isVisible():
        QApplication.sendPostedEvents(around.widget(), QEvent.Type.LayoutRequest)
        around.ensureWidgetVisible(widget, 0, 16)


class Banner(QFrame):
    """Something for the person to know or do; one on a page. ``acts``: (word, kind, what it does).

    ``stacked``: the buttons under the words, for narrow places; with a heading they always are.
    """

    def __init__(
        self,
        tone: Tone,
        words: Words,
        icon: str = "info",
        acts: tuple[tuple[Words, Literal["filled", "outlined", "plain"], Callable[[], object]], ...] = (),
        heading: Words | None = None,
        *,
        stacked: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("banner", tone)
        box = row(self, (14, 10, 14, 10), gap=12)
        self._picture = Picture(icon, 26 if heading else 20, _INK[tone])
        top = Qt.AlignmentFlag.AlignTop if heading else Qt.AlignmentFlag.AlignVCenter
        box.addWidget(self._picture, 0, top)
        texts = column(gap=6)
        if heading is not None:
            spacious = (18, 16, 18, 16)
            box.setProperty("base", (*spacious, 12))
            texts.addWidget(Text(heading, "strong"))
        self._text = Text(words)
        texts.addWidget(self._text)
        box.addLayout(texts, 1)
        buttons = row(gap=8)
        for word, kind, act in acts:
            buttons.addWidget(Button(word, kind, act=act))
        if heading is not None or stacked:
            buttons.addStretch(1)
            texts.addLayout(buttons)
        else:
            box.addLayout(buttons)
        self._text.setMinimumHeight(24)

    def setVisible(self, visible: bool) -> None:  # noqa: D102
        super().setVisible(visible)
        if visible:
            come_into_view(self)

    def set_words(self, tone: Tone, words: Words, icon: str = "info") -> None:
        """Say something else in it."""
        dress(self, "banner", tone)
        self._picture.set_icon(icon, _INK[tone])
        self._text.set_words(words)


class EmptyState(QWidget):
    """Nothing here yet: a picture, a sentence, a button."""

    def __init__(
        self,
        icon: str,
        tint: Tint,
        words: Words,
        button: Words | None = None,
        act: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        box: QVBoxLayout = column(self, (24, 48, 24, 48), gap=16)
        box.addStretch(1)
        box.addWidget(Tinted(icon, tint, 64), 0, Qt.AlignmentFlag.AlignHCenter)
        text = Text(words)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(text)
        if button is not None:
            box.addWidget(Button(button, "filled", act=act), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)


class ProgressRow(QFrame):
    """ "12 van 50 bestanden bekeken" with a Stop button. No percentage; hidden until it is told something."""

    stopped = Signal()

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self.setProperty("card", "true")
        box = column(self, (16, 12, 16, 12), gap=8)
        head = row(gap=8)
        self._text = Text(Say(code, {"n": 0, "total": 0}))
        head.addWidget(self._text, 1)
        self.stop = Button("window.stop", "plain", act=self.stopped.emit)
        head.addWidget(self.stop)
        box.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tell(Say(code, {"n": 0, "total": 0})))
        box.addWidget(self._bar)
        self.hide()

    def tell(self, number: int, total: int) -> None:
        """So many of so many; shows itself."""
        words = Say(self._code, {"n": number, "total": total})
        self._text.set_words(words)
        self._bar.setAccessibleName(tell(words))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(number)
        if not self.isVisible():
            self.show()
            come_into_view(self)


class Toast(QFrame):
    """A short word about what was done, ten seconds, with a way back. Lies over the bottom of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        box = row(self, (16, 6, 16, 6), gap=16)
        self._text = Text("window.put_back", wrap=False)
        box.addWidget(self._text)
        self._undo: Callable[[], object] | None = None
        self._button = Button("window.put_back", "plain", act=self.undo)
        box.addWidget(self._button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._away)
        self.hide()

    def say(self, words: Words, undo: Callable[[], object] | None = None) -> None:
        """Show it; with ``undo``, Ctrl+Z and the button call it once."""
        self._text.set_words(words)
        self._undo = undo
        self._button.setVisible(undo is not None)
        self.setAccessibleName(tell(words))
        self.place()
        self.show()
        self.raise_()
        self._clock.start(TOAST_SECONDS * 1000)

    def undo(self) -> None:
        """Put it back, if that is still possible."""
        act, self._undo = self._undo, None
        self._away()
        if act is not None:
            act()

    def place(self) -> None:
        """At the bottom of the parent, in the middle."""
        self.adjustSize()
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(self.sizeHint().width(), parent.width() - 32)
        self.resize(width, self.sizeHint().height())
        self.move((parent.width() - width) // 2, parent.height() - self.height() - 24)

    def _away(self) -> None:
        self._clock.stop()
        self._undo = None
        self.hide()
