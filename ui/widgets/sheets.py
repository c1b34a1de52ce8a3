"""Pages of a print as pictures, under each other, as wide as there is room for or larger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.theme import look
from ui.voice import Plain, tell, words
from ui.widgets.base import Living, column, empty, row
from ui.widgets.buttons import IconButton
from ui.widgets.text import Text

_ZOOMS = (1.0, 1.25, 1.5, 2.0, 2.5)
_WIDEST = 620
_MARGIN, _GAP = 40, 20


class _Sheet(Living, QWidget):
    def __init__(self, image: QImage, number: int, total: int) -> None:
        super().__init__()
        self._image, self._number, self._total = image, number, total
        self.retell()

    def retell(self) -> None:
        self.setAccessibleName(tell(words("passport.sheet", n=self._number, total=self._total)))

    def fit(self, width: int) -> None:
        high = round(width * self._image.height() / max(self._image.width(), 1))
        self.setFixedSize(QSize(width, high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Sheets(Living, QFrame):
    """ "Blad 1 van 2", a smaller and a larger one, and the pages. Arrow keys scroll."""

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        box = column(self, gap=0)
        self.head = row(margins=(28, 12, 28, 8), gap=8)
        self._count = Text(Plain(""), "strong")
        self.head.addWidget(self._count, 1)
        self._smaller = IconButton("zoom-out", "passport.smaller", flat=True, act=lambda: self._zoom(-1))
        self._larger = IconButton("zoom-in", "passport.larger", flat=True, act=lambda: self._zoom(1))
        self.head.addWidget(self._smaller)
        self.head.addWidget(self._larger)
        box.addLayout(self.head)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._pages = column(inside, (28, 4, 28, 28), gap=_GAP)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().valueChanged.connect(self._tell_place)
        box.addWidget(self._scroll, 1)
        self._sheets: list[_Sheet] = []
        self._step = 0
        self.retell()

    def retell(self) -> None:  # noqa: D102
        self._scroll.setAccessibleName(tell("passport.preview"))

    def show_images(self, images: tuple[QImage, ...]) -> None:
        """Show these pages, at the place and size where the last ones were."""
        at = self._scroll.verticalScrollBar().value()
        empty(self._pages)
        self._sheets = [_Sheet(image, number, len(images)) for number, image in enumerate(images, 1)]
        for sheet in self._sheets:
            self._pages.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        self._fit()
        self._scroll.verticalScrollBar().setValue(at)
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _zoom(self, direction: int) -> None:
        self._step = min(max(self._step + direction, 0), len(_ZOOMS) - 1)
        self._fit()
        self.zoomed.emit()

    def _fit(self) -> None:
        room = self._scroll.viewport().width() - look.px(2 * _MARGIN)
        width = round(max(min(room, look.px(_WIDEST)), look.px(160)) * _ZOOMS[self._step])
        for sheet in self._sheets:
            sheet.fit(width)
        self._smaller.setEnabled(self._step > 0)
        self._larger.setEnabled(self._step < len(_ZOOMS) - 1)

    def _tell_place(self) -> None:
        middle = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 2
        number, bottom = 1, 0
        for sheet in self._sheets[:-1]:
            bottom += sheet.height() + look.px(_GAP)
            number += bottom <= middle
        total = len(self._sheets)
        self._count.set_words(words("passport.sheet", n=number, total=total) if total else Plain(""))
