"""The way around: words and counts in a sidebar, icons alone in a rail, five and ⋯ when it is very narrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import look, spaced
from ui.voice import Words, tell, words
from ui.widgets.base import Living, Pressed, column, line, row
from ui.widgets.brand import Brand
from ui.widgets.marks import Picture
from ui.widgets.text import Text

Width = Literal["sidebar", "rail", "short"]
SIDEBAR, WIDEST, RAIL = 236, 280, 72


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: where it leads, its icon and word. ``group``: top, attention, acts or bottom."""

    key: str
    icon: str
    words: Words
    group: Literal["top", "attention", "acts", "bottom"]


class NavEntry(Pressed, Living, QAbstractButton):
    """Icon, word and count on soft ground with an accent bar when it is the present one."""

    def __init__(self, place: Place, number: int) -> None:
        super().__init__()
        self.place, self._number = place, number
        self.count: int | None = None
        self.here = self.narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retell()

    def retell(self) -> None:  # noqa: D102
        word = tell(self.place.words)
        self.setAccessibleName(
            word if not self.count else tell(words("nav.counted", word=word, n=self.count))
        )
        key = f" (Ctrl+{self._number})" if 0 < self._number < 9 else ""
        self.setToolTip(f"{word}{key}" if self.narrow or key else "")
        self.update()

    def restyle(self) -> None:  # noqa: D102
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(look.px(RAIL - 22 if self.narrow else self.wish()), look.px(42))

    def wish(self) -> int:
        """How wide the words want the whole sidebar, at 100 %."""
        wide = QFontMetrics(look.font(16)).horizontalAdvance(tell(self.place.words))
        return round(wide * 100 / look.scale) + 43 + 34

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.here or self.underMouse():
            painter.setBrush(look.colour("soft" if self.here else "hover"))
            painter.drawRoundedRect(box, look.px(8), look.px(8))
        if self.here:
            painter.setBrush(look.colour("accent"))
            bar = QRectF(0, box.top() + look.px(8), look.px(4), box.height() - look.px(16))
            painter.drawRoundedRect(bar, look.px(2), look.px(2))
        ink = look.colour("accentink" if self.here else "ink2")
        size = look.px(20)
        left = (self.width() - size) / 2 if self.narrow else look.px(12)
        icons.draw(painter, self.place.icon, QRectF(left, (self.height() - size) / 2, size, size), ink)
        if self.narrow:
            return
        painter.setFont(look.font(16, 600 if self.here else 400))
        painter.setPen(look.colour("accentink" if self.here else "ink"))
        start = look.px(43)
        space = self.width() - start - look.px(40 if self.count else 8)
        shown = painter.fontMetrics().elidedText(tell(self.place.words), Qt.TextElideMode.ElideRight, space)
        painter.drawText(QRectF(start, 0, space, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.count:
            font = look.font(14, 600 if self.here else 400)
            painter.setFont(font)
            painter.setPen(look.colour("accentink" if self.here else "ink2"))
            end = QRectF(0, 0, self.width() - look.px(12), self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(end, flags, str(self.count))


class Sidebar(Living, QWidget):
    """``chosen`` brings the key of the entry that was pressed."""

    chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._places = places
        self._width: Width = "sidebar"
        self._box: QVBoxLayout = column(self, (12, 12, 12, 10), gap=0)
        self.brand = Brand(10)
        self._box.addWidget(self.brand)
        self._box.addSpacing(6)
        self._entries = {place.key: NavEntry(place, number) for number, place in enumerate(places, start=1)}
        self._let = Text("nav.attention", "meta")
        self._let.setMargin(12)
        self._rule: QFrame = line()
        last = ""
        for place in places:
            if place.group != last and last:
                if place.group == "attention":
                    self._bell = self._menu_entry("bell", "nav.attention", "attention")
                    self._box.addWidget(self._bell)
                    self._box.addWidget(self._let)
                elif place.group == "acts":
                    self._box.addSpacing(10)
                    self._box.addWidget(self._rule)
                    self._box.addSpacing(10)
                elif place.group == "bottom":
                    self._more = self._menu_entry("ellipsis", "window.more", "more")
                    self._box.addWidget(self._more)
                    self._box.addStretch(1)
            last = place.group
            entry = self._entries[place.key]
            entry.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
            self._box.addWidget(entry)
        self._foot = QWidget()
        self._foot_box = foot = row(self._foot, (12, 8, 0, 0), gap=10)
        foot.addWidget(Picture("monitor", 20))
        self._here = Text("nav.only_here", "meta")
        foot.addWidget(self._here, 1)
        self._box.addWidget(self._foot)
        self.fold("sidebar")

    def _menu_entry(self, icon: str, words: Words, group: str) -> NavEntry:
        """An entry of the rail that opens what has no room there: the three of "Let op", or all the rest."""
        entry = NavEntry(Place(group, icon, words, "top"), 0)
        entry.narrow = True
        entry.clicked.connect(lambda: self._open_menu(entry, group))
        return entry

    def _open_menu(self, entry: NavEntry, group: str) -> None:
        menu = QMenu(self)
        for place in self._places:
            wanted = place.group == group if group == "attention" else place.group != "attention"
            if wanted and self._entries[place.key].isHidden():
                act = menu.addAction(
                    icons.icon(place.icon, look.px(18), look.colour("ink2")), tell(place.words)
                )
                act.triggered.connect(lambda _=False, key=place.key: self.chosen.emit(key))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(entry.mapToGlobal(entry.rect().topRight()))

    def fold(self, width: Width) -> None:
        """Show it as a sidebar, a rail, or a rail with few entries and ⋯."""
        self._width = width
        narrow = width != "sidebar"
        spaced(self._box, (10, 8, 10, 8) if narrow else (12, 12, 12, 10), 0)
        self.brand.show_word(not narrow)
        for place in self._places:
            entry = self._entries[place.key]
            entry.narrow = narrow
            short = width == "short" and (place.group in ("acts", "bottom") or place.key == "portfolios")
            entry.setVisible(not short and not (narrow and place.group == "attention"))
            entry.retell()
        self._let.setVisible(not narrow)
        self._rule.setVisible(width != "short")
        self._bell.setVisible(narrow)
        self._more.setVisible(width == "short")
        self._here.setVisible(not narrow)
        spaced(self._foot_box, (0, 8, 0, 4) if narrow else (12, 8, 0, 0), 10)
        self._foot.setToolTip(tell("nav.only_here"))
        self._foot.setVisible(width != "short")
        self.setFixedWidth(look.px(RAIL if narrow else self._sidebar_width()))

    def _sidebar_width(self) -> int:
        return min(WIDEST, max(SIDEBAR, *(entry.wish() + 24 for entry in self._entries.values())))

    def retell(self) -> None:  # noqa: D102
        self.fold(self._width)

    def show_here(self, key: str) -> None:
        """This entry is where we are."""
        for name, entry in self._entries.items():
            entry.here = name == key
            entry.update()
        self._bell.here = any(place.key == key and place.group == "attention" for place in self._places)
        self._bell.update()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Numbers behind the entries that have one."""
        for key, entry in self._entries.items():
            entry.count = counts.get(key)
            entry.retell()

    def focus_here(self) -> None:
        """F6: the keyboard comes to the entry of now."""
        shown = [entry for entry in self._entries.values() if entry.isVisible()]
        here = next((entry for entry in shown if entry.here), shown[0] if shown else None)
        if here is not None:
            here.setFocus(Qt.FocusReason.ShortcutFocusReason)
