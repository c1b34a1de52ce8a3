"""A dialog that shows a picture or a text of somebody else, with a button to save the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import look, sized
from ui.voice import Words, tell
from ui.widgets.dialogs import Dialog


class _Image(QWidget):
    """A picture as large as there is room for, never larger than it is."""

    def __init__(self, image: QImage, name: Words) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(tell(name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        most = QSize(look.px(720), look.px(480))
        size = self._image.size()
        if size.width() > most.width() or size.height() > most.height():
            size.scale(most, Qt.AspectRatioMode.KeepAspectRatio)
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size.scale(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)


class LookInside(Dialog):
    """The file's name, what is in it, save and close."""

    def __init__(
        self, parent: QWidget, name: Words, inside: QImage | str, save: Callable[[], object]
    ) -> None:
        super().__init__(parent, name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(inside, str):
            text = QPlainTextEdit(inside)
            text.setReadOnly(True)
            text.setAccessibleName(tell(name))
            text.setTabChangesFocus(True)
            sized(text, least_height=320, least_width=560)
            self.body.addWidget(text, 1)
        else:
            self.body.addWidget(_Image(inside, name), 1)
        keep = self.add_act("received.save_copy", "outlined")
        keep.clicked.connect(lambda: save())
        self.add_act("window.close", "filled", yes=True)
        self.acts.addStretch(1)
