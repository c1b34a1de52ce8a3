"""How the window looks: tokens of two palettes, type, text size, and the style sheet made of them.

One :data:`look` for the process, because Qt has one palette and one set of fonts for a process.
``look.apply(app)`` sets them; ``look.dress(part)`` gives a part of the window (a page, a dialog, the sidebar)
the style sheet. Not the whole program: with a sheet on the program, Qt goes over all widgets below whatever
is put into a layout, every time, and over every page that is not in view when the theme changes. Widgets
that paint themselves ask ``look.colour(…)`` and ``look.px(…)`` while painting. Sizes are given in pixels at
100 % text size.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui.voice import tell
from wallet.paths import resource

Choice = Literal["system", "light", "dark"]
SCALES = (100, 115, 130, 150, 175, 200)
BODY = 16
FAMILY = "Atkinson Hyperlegible Next"

# name: (light, dark)
TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#F6F2EA", "#1E1C23"),
    "surface": ("#FFFDF9", "#27252E"),
    "sunk": ("#ECE6DA", "#17161B"),
    "hover": ("#F3EEE4", "#312E3A"),
    "line": ("#DCD3C4", "#403C4A"),
    "edge": ("#857B6B", "#8E8899"),
    "ink": ("#25222B", "#F2EEE7"),
    "ink2": ("#575263", "#C0BAC8"),
    "accent": ("#35469A", "#AAB7F6"),
    "onaccent": ("#FFFFFF", "#151A36"),
    "soft": ("#E2E6F6", "#353C66"),
    "accentink": ("#2B3A85", "#C9D1FB"),
    "ok": ("#22603A", "#9CDBAB"),
    "okbg": ("#E0EFE3", "#1F3628"),
    "fault": ("#98211F", "#FFB6AB"),
    "faultbg": ("#FBE4E0", "#472423"),
    "unk": ("#6A3472", "#E0BBE9"),
    "unkbg": ("#F2E6F4", "#3B2B42"),
    "na": ("#575263", "#C0BAC8"),
    "nabg": ("#ECE6DA", "#312E3A"),
    "caution": ("#6E4600", "#F1CA7C"),
    "cautionbg": ("#FBEBC9", "#3B3018"),
    "clay": ("#7C3F1D", "#F0BFA0"),
    "claybg": ("#F3DFD1", "#44301F"),
    "sky": ("#2B3A85", "#C9D1FB"),
    "skybg": ("#DFE4F5", "#2E355A"),
    "teal": ("#1B5560", "#A5D4DA"),
    "tealbg": ("#D8E8EA", "#1E3A40"),
    "sand": ("#5C4A2A", "#E3CF9F"),
    "sandbg": ("#ECE2CD", "#3A3322"),
}

Weight = Literal[400, 600, 700]


class Look:
    """The present choice of palette, text size and calm, and what follows from it."""

    def __init__(self) -> None:
        self.choice: Choice = "system"
        self.scale = 100
        self.calm = False
        self._semibold = FAMILY
        self._base = FAMILY
        self._loaded = False
        self._paper = False
        self._sheets: dict[tuple[bool, int], str] = {}

    @contextmanager
    def paper(self) -> Iterator[None]:
        """Light while this lasts, whatever was chosen: for what is shown as others will read it."""
        before, self._paper = self._paper, True
        try:
            yield
        finally:
            self._paper = before

    def paper_sheet(self) -> str:
        """The style sheet for a part of the window that is always light."""
        with self.paper():
            return self.sheet()

    @property
    def dark(self) -> bool:
        """Whether the dark palette is used now. A system that does not say is light."""
        if self._paper:
            return False
        if self.choice != "system":
            return self.choice == "dark"
        hints = QGuiApplication.styleHints()
        return hints.colorScheme() == Qt.ColorScheme.Dark

    def colour(self, token: str) -> QColor:
        """The colour of a token in the present palette."""
        return QColor(TOKENS[token][self.dark])

    def px(self, size: float) -> int:
        """A length at 100 % text size, at the present one."""
        return round(size * self.scale / 100)

    def units(self, width: int) -> float:
        """A width counted in body text sizes: what a layout folds by."""
        return width / (BODY * self.scale / 100)

    def font(self, size: int = BODY, weight: Weight = 400) -> QFont:
        """The face of the window, in this size at 100 % and weight."""
        font = QFont(self._semibold if weight == 600 else self._base)
        font.setPixelSize(self.px(size))
        if weight == 700 or (weight == 600 and self._semibold == self._base):
            font.setWeight(QFont.Weight.Bold if weight == 700 else QFont.Weight.DemiBold)
        return font

    def apply(self, app: QApplication) -> None:
        """Set fonts and palette of the whole program, where they are others than before."""
        self._load_fonts()
        font, palette = self.font(), self._palette()
        if app.font() != font:
            app.setFont(font)
        if app.palette() != palette:
            app.setPalette(palette)

    def dress(self, part: QWidget) -> bool:
        """Give a part of the window the style sheet of now. False when it wears that already."""
        sheet = self.sheet()
        if part.styleSheet() == sheet:
            return False
        part.setStyleSheet(sheet)
        return True

    def _load_fonts(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        for file in sorted(resource("fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        families = QFontDatabase.families()
        if FAMILY not in families:
            self._base = self._semibold = QApplication.font().family()
        elif f"{FAMILY} SemiBold" in families:
            # Qt takes weight 600 for a family of its own; asked by weight it gives Bold.
            self._semibold = f"{FAMILY} SemiBold"

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "paper",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "paper",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.PlaceholderText: "ink2",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "onaccent",
            QPalette.ColorRole.Link: "accentink",
            QPalette.ColorRole.ToolTipBase: "ink",
            QPalette.ColorRole.ToolTipText: "paper",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Dark: "edge",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink2"))
        return palette

    def sheet(self) -> str:
        """The style sheet: ``$token`` is a colour, ``@12`` a scaled length, ``&base`` and ``&semi`` faces."""
        known = (self.dark, self.scale)
        if known not in self._sheets:
            text = resource("themes", "studieregister.qss").read_text("utf-8")
            text = text.replace("&semi", self._semibold).replace("&base", self._base)
            text = text.replace("&icons", resource("icons").as_posix())
            text = re.sub(r"\$(\w+)", lambda found: TOKENS[found[1]][self.dark], text)
            text = re.sub(r"@(\d+)", lambda found: f"{self.px(int(found[1]))}px", text)
            self._sheets[known] = text
        return self._sheets[known]


look = Look()


def spaced(layout: QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> None:
    """Give a layout margins (left, top, right, bottom) and a gap that grow with the text."""
    layout.setProperty("base", (*margins, gap))
    _space(layout)


def _space(layout: QLayout) -> None:
    base = layout.property("base")
    if base:
        left, top, right, bottom, gap = (look.px(number) for number in base)
        layout.setContentsMargins(left, top, right, bottom)
        layout.setSpacing(gap)


def sized(
    widget: QWidget,
    *,
    width: int = 0,
    height: int = 0,
    least_width: int = 0,
    least_height: int = 0,
    most_width: int = 0,
) -> None:
    """Give a widget fixed, least or greatest sizes that grow with the text. 0: leave free."""
    widget.setProperty("base_size", (width, height, least_width, least_height, most_width))
    _size(widget)


def _size(widget: QWidget) -> None:
    base = widget.property("base_size")
    if base:
        width, height, least_width, least_height, most_width = (look.px(number) for number in base)
        if width:
            widget.setFixedWidth(width)
        if height:
            widget.setFixedHeight(height)
        if least_width:
            widget.setMinimumWidth(least_width)
        if least_height:
            widget.setMinimumHeight(least_height)
        if most_width:
            widget.setMaximumWidth(most_width)


def rescale(root: QWidget) -> None:
    """After another text size: measure every layout and widget below ``root`` again."""
    for layout in root.findChildren(QLayout):
        _space(layout)
    for widget in (root, *root.findChildren(QWidget)):
        _size(widget)
        widget.updateGeometry()


_PAUSE = 20  # milliseconds between two parts that are out of view


class Dresser(QObject):
    """Brings the parts of a window into another theme or text size: what is in view now, the rest in turn."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._rest: Callable[[], Iterable[QWidget]] = tuple
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        # Not at once: when the pause is over, drawing may just have taken its time, and keys may wait.
        self._pause.timeout.connect(lambda: QTimer.singleShot(0, self, self._next))

    def dress_all(self, seen: Iterable[QWidget | None], rest: Callable[[], Iterable[QWidget]]) -> None:
        """``seen`` now; one of the ``rest`` at a time, so that keys and drawing get their turns."""
        for part in seen:
            if part is not None:
                self.dress(part)
        self._rest = rest
        self._pause.start()

    def dress(self, part: QWidget) -> bool:
        """This part now. False when there is nothing to do."""
        changed = look.dress(part)
        if changed:
            rescale(part)
        return changed

    def _next(self) -> None:
        if any(self.dress(part) for part in self._rest()):
            self._pause.start()


_FILE_DIALOG = {"&Look in:": "window.look_in", "Files of &type:": "window.file_kind"}


class QtWords(QTranslator):
    """Qt's translation, with the words of the file dialog that it lacks."""

    def translate(self, context: str, source: str, *more: Any) -> str | None:  # noqa: D102
        code = _FILE_DIALOG.get(source) if context == "QFileDialog" else None
        # None and not an empty text, which Qt would show.
        return tell(code) if code is not None else super().translate(context, source, *more) or None


def speak_of_qt(app: QApplication, words: QTranslator, language: str) -> None:
    """Qt's own words (file dialogs, menus of text fields) in the language of the window."""
    if words.language() != language:
        app.removeTranslator(words)
        if words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(words)
