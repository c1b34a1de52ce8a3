"""A place to put files down. There is always a button too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from ui.present.pieces import Tint
from ui.theme import look
from ui.voice import Words, tell
from ui.widgets.base import column, row
from ui.widgets.buttons import Button
from ui.widgets.marks import Tinted
from ui.widgets.text import Text


def files_of(mime: QMimeData, *, folders: bool = False) -> tuple[Path, ...]:
    """The local files that are being dragged, without web addresses; folders only where they are wanted."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file() or (folders and path.is_dir()))


def choose_files(parent: QWidget, title: Words, *, several: bool = True) -> tuple[Path, ...]:
    """The platform's own dialog; nothing chosen gives an empty tuple."""
    if several:
        names, _ = QFileDialog.getOpenFileNames(parent.window(), tell(title))
        return tuple(Path(name) for name in names)
    name, _ = QFileDialog.getOpenFileName(parent.window(), tell(title))
    return (Path(name),) if name else ()


def choose_folder(parent: QWidget, title: Words) -> tuple[Path, ...]:
    """The same for a folder."""
    name = QFileDialog.getExistingDirectory(parent.window(), tell(title))
    return (Path(name),) if name else ()


class DropZone(QFrame):
    """Dashed; solid accent while something hangs over it. ``dropped`` brings a tuple of paths."""

    dropped = Signal(object)

    def __init__(
        self,
        words: Words,
        second: Words | None = None,
        icon: str = "paperclip",
        tint: Tint = "sand",
        *,
        button: Words = "window.choose_file",
        several: bool = True,
        folders: bool = False,
        big: bool = False,
        tall: bool = False,
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._over = False
        self._words, self._several, self._folders = words, several, folders
        box = column(self, (18, 16, 18, 16), gap=8) if tall else row(self, (22, 18, 22, 18), gap=16)
        centre = Qt.AlignmentFlag.AlignHCenter if tall else Qt.AlignmentFlag.AlignVCenter
        box.addWidget(Tinted(icon, tint, 64 if big else 36), 0, centre)
        texts = column(gap=2)
        texts.addStretch(1)
        self._title = Text(words, "heading" if big else "strong" if second else "body")
        texts.addWidget(self._title)
        if second is not None:
            texts.addWidget(Text(second, "hint" if big else "meta"))
        texts.addStretch(1)
        box.addLayout(texts, 1)
        self.button = Button(button, "outlined", "folder-open", act=self._choose)
        box.addWidget(self.button, 0, centre)
        if tall:
            for label in self.findChildren(Text):
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def _choose(self) -> None:
        chosen = choose_files(self, self._words, several=self._several)
        if chosen:
            self.dropped.emit(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._hang(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: D102
        self._hang(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        self._hang(False)
        files = files_of(event.mimeData(), folders=self._folders)
        event.acceptProposedAction()
        if files:
            self.dropped.emit(files if self._several else files[:1])

    def _hang(self, over: bool) -> None:
        self._over = over
        self._title.set_words("window.drop_now" if over else self._words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("accent" if self._over else "edge"), 2)
        if not self._over:
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
        painter.setBrush(look.colour("soft") if self._over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.px(12), look.px(12))
