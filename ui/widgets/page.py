"""The frame of a page: content that scrolls, and on task pages a bar of acts at the bottom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from ui.theme import sized
from ui.voice import Words
from ui.widgets.base import column, row
from ui.widgets.text import Text


class _Inside(QWidget):
    """Never wider than what is in view: a long word of somebody else's file pushes nothing off the page."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class Scroll(QScrollArea):
    """Scrolls down only, and keeps the focused control in view. ``body`` is the column to fill."""

    def __init__(self, margins: tuple[int, int, int, int] = (32, 20, 32, 24), gap: int = 16) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        inside.setObjectName("scrolled")
        self.body = column(inside, margins, gap)
        self.setWidget(inside)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = self.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 24)


class Stack(QStackedWidget):
    """Asks for no room of its own: pages scroll, so the window may be as small as the screen."""

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, 0)


class PageFrame(QWidget):
    """Base of a page: ``self.body`` is the column of its content, ``self.bar()`` the bar of acts.

    ``title`` None: the page makes its own head. ``scrolls`` False: the page has panes that scroll themselves,
    and fills ``self.outer``.
    """

    def __init__(
        self,
        title: Words | None = None,
        *,
        margins: tuple[int, int, int, int] = (32, 20, 32, 24),
        scrolls: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.outer = column(self, gap=0)
        self._bar: QHBoxLayout | None = None
        self.scroller: Scroll | None = None
        self.body = self.outer
        if scrolls:
            self.scroller = Scroll(margins)
            self.body = self.scroller.body
            self.outer.addWidget(self.scroller, 1)
        if title is not None:
            self.body.addWidget(Text(title, "title"))

    def bar(self) -> QHBoxLayout:
        """The 72-pixel bar at the bottom: add the main button first (``big=True``), then the others."""
        if self._bar is None:
            frame = QFrame()
            frame.setObjectName("bottombar")
            sized(frame, least_height=72)
            self._bar = row(frame, (32, 12, 32, 12), gap=12)
            self.outer.addWidget(frame)
        return self._bar

    def arrive(self, **facts: Any) -> None:
        """Shown now, with what ``host.go`` was given. The same page object is shown again and again."""

    def leave(self) -> None:
        """Another page comes, or the register is being locked: keep drafts, stop what plays."""

    def changed(self, changes: Any) -> None:
        """Something was written (wallet.model.changes.Changes), also while another page is shown."""

    def drop(self, files: tuple[Path, ...]) -> bool:
        """Files were dropped on the window; by itself a page takes none."""
        return False

    def step_back(self) -> bool:
        """Esc; by itself a page has nothing to close."""
        return False

    def place(self) -> str:
        """The entry of the sidebar where this page is now; "" for the page's own."""
        return ""

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through, in order."""
        return [self.scroller] if self.scroller is not None else [self]
