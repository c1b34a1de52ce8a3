"""The window: the way around, the pages, the shortcuts, locking; and what pages ask of it (ui.pages.Host)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui import keyboard, voice
from ui.idle import MINUTES, Idle
from ui.jobs import Jobs
from ui.navigation import BELONGS, PLACES, VIEWS
from ui.pages import PAGES, Entry, Preferences
from ui.present.pieces import Card
from ui.theme import SCALES, Dresser, QtWords, look, speak_of_qt
from ui.voice import Words
from ui.widgets.base import row
from ui.widgets.brand import NAME, window_icon
from ui.widgets.dialogs import CrashDialog
from ui.widgets.drop import choose_files, files_of
from ui.widgets.focus import FocusRing
from ui.widgets.notices import Toast
from ui.widgets.page import PageFrame, Stack
from ui.widgets.sidebar import Sidebar, Width
from wallet.paths import holds_register

if TYPE_CHECKING:
    from wallet.clock import Clock
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes
    from wallet.sandbox import Sandbox

FOLD_SIDEBAR, FOLD_SHORT = 68, 44  # body text sizes of width


class Window(QMainWindow):
    """Is the :class:`ui.pages.Host` of every page."""

    def __init__(
        self, folder: Path, clock: Clock, preferences: Preferences, pages: tuple[Entry, ...] = PAGES
    ) -> None:
        super().__init__()
        self.folder, self.clock, self.preferences = folder, clock, preferences
        self.jobs = Jobs()
        self.jobs.crashed.connect(self.crashed)
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, PageFrame] = {}
        self._history: list[tuple[str, dict[str, Any]]] = []
        self._here: tuple[str, dict[str, Any]] = ("", {})
        self._wallet: Wallet | None = None
        self._loose_sandbox: Sandbox | None = None
        self._then: Callable[[Wallet], None] | None = None
        self._recovery_code = ""
        self._next: tuple[str, dict[str, Any]] | None = None
        self._qt_words = QtWords(self)
        self._dresser = Dresser(self)
        self.setWindowTitle(NAME)
        self.setWindowIcon(window_icon())
        self.setAcceptDrops(True)
        self._places = tuple(place for place in PLACES if place.key in VIEWS or place.key in self._entries)
        self._build()
        self._shortcuts()
        self._idle = Idle(self)
        self._idle.away.connect(self._left_alone)
        self._idle.keys.connect(self._ring.use_keys)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self.resize(look.px(1180), look.px(760))

    def _build(self) -> None:
        inside = QWidget()
        box = row(inside, gap=0)
        self.sidebar = Sidebar(self._places)
        self.sidebar.chosen.connect(self.choose)
        self.sidebar.hide()
        box.addWidget(self.sidebar)
        self._stack = Stack()
        box.addWidget(self._stack, 1)
        self.setCentralWidget(inside)
        self._toast = Toast(inside)
        self._ring = FocusRing(self)

    def _shortcuts(self) -> None:
        acts: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+N", partial(self._go_if, "experience")),
            ("Ctrl+O", self._open_file),
            ("Ctrl+F", partial(self._go_if, "register", search=True)),
            ("Ctrl+E", partial(self._go_if, "share")),
            ("Ctrl+P", partial(self._go_if, "passport")),
            ("Ctrl+L", self.lock),
            ("Ctrl+Z", self._toast.undo),
            ("Ctrl++", partial(self._text_size, 1)),
            ("Ctrl+=", partial(self._text_size, 1)),
            ("Ctrl+-", partial(self._text_size, -1)),
            ("Ctrl+0", partial(self._text_size, 0)),
            ("F6", self._next_pane),
            ("Alt+Left", self.step_back),
            ("Esc", self.step_back),
        ]
        acts += [
            (f"Ctrl+{number}", partial(self.choose, place.key))
            for number, place in enumerate(self._places[:8], start=1)
        ]
        keyboard.bind(self, acts)

    # -- what pages ask

    @property
    def wallet(self) -> Wallet | None:
        """The open register, or None."""
        return self._wallet

    @property
    def sandbox(self) -> Sandbox:
        """For foreign bytes: the wallet's, or one of our own while there is none."""
        if self._wallet is not None:
            return self._wallet.sandbox
        if self._loose_sandbox is None:
            from wallet.sandbox import Sandbox

            self._loose_sandbox = Sandbox()
        return self._loose_sandbox

    def go(self, name: str, **facts: Any) -> None:
        """Show a page. One that needs the register asks for it first."""
        if self._recovery_code and name != "recovery":
            self._next = (name, facts)
            return
        entry = self._entries[name]
        if entry.needs_register and self._wallet is None:
            self.home()
            return
        here = self._here[0]
        if here and here != name and self._entries[here].shape != "bare":
            self._history.append(self._here)
        self._show(entry, facts)

    def _show(self, entry: Entry, facts: dict[str, Any]) -> None:
        old, name = self.current(), entry.name
        if old is not None:
            old.leave()
        self._here = (name, facts)
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = entry.load()(self)
            self._stack.addWidget(page)
        self._dresser.dress(page)
        self._stack.setCurrentWidget(page)
        self._fold()
        page.arrive(**facts)
        self.sidebar.show_here(page.place() or BELONGS.get(name, name))

    def current(self) -> PageFrame | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, PageFrame) else None

    def back(self) -> None:
        """To the page before this one, else home."""
        if self._history:
            name, facts = self._history.pop()
            self._show(self._entries[name], facts)
        else:
            self.home()

    def home(self) -> None:
        """The register when it is open, else the unlock page, else welcome."""
        if self._recovery_code:
            self._recovery_code = ""
            name, facts = self._next or ("register", {})
            self._next = None
            self.go(name, **facts)
        elif self._wallet is not None:
            self.go("register")
        else:
            self._ask_register((), welcome=True)

    def _ask_register(self, cards: tuple[Card, ...], *, welcome: bool) -> None:
        if holds_register(self.folder):
            self.go("unlock")
        elif welcome:
            self.go("welcome")
        else:
            self.go("first_save", cards=cards)

    def with_register(self, then: Callable[[Wallet], None], cards: tuple[Card, ...] = ()) -> None:
        """Call ``then(wallet)`` as soon as there is an open register."""
        if self._wallet is not None:
            then(self._wallet)
            return
        self._then = then
        self._ask_register(cards, welcome=False)

    def opened(self, wallet: Wallet, recovery_code: str = "") -> None:
        """A page opened or made the register. A fresh recovery code is shown before anything else."""
        self._wallet = wallet
        self._idle.here()
        if self._loose_sandbox is not None:
            self._loose_sandbox.close()
            self._loose_sandbox = None
        self._history.clear()
        then, self._then = self._then, None
        if recovery_code:
            self.go("recovery", code=recovery_code)
            self._recovery_code = recovery_code
        self._look_again()
        if then is not None:
            then(wallet)
        elif not recovery_code:
            self.go("register")

    def lock(self) -> None:
        """Close the register, forget its pages, ask for the passphrase again."""
        if self._wallet is None:
            return
        current = self.current()
        if current is not None:
            current.leave()
        wallet, self._wallet = self._wallet, None
        self._recovery_code, self._next, self._then = "", None, None
        self._history.clear()
        self._here = ("", {})
        for name, page in list(self._pages.items()):
            self._stack.removeWidget(page)
            page.deleteLater()
            del self._pages[name]
        modal = QApplication.activeModalWidget()
        if modal is not None:
            modal.close()
        self.jobs.run(self, wallet.close)
        self.go("unlock")

    def idle(self, minutes: int) -> None:
        """Lock after so many minutes without input."""
        self._idle.minutes = minutes

    def announce(self, changes: Changes) -> None:
        """Tell every page, and count again."""
        for page in tuple(self._pages.values()):
            page.changed(changes)
        self._look_again()

    def toast(self, said: Words, undo: Callable[[], object] | None = None) -> None:
        """A short word over the page."""
        self._toast.say(said, undo)

    def restyle(self) -> None:
        """Show language, theme and text size as the preferences are now."""
        other_words = voice.speak(self.preferences.language)
        look.choice = self.preferences.theme  # type: ignore[assignment]  # WindowPreferences keeps to the three
        look.scale, look.calm = self.preferences.scale, self.preferences.calm
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app)
            speak_of_qt(app, self._qt_words, self.preferences.language)
        self._dresser.dress_all((self.sidebar, self._toast, self.current()), lambda: self._pages.values())
        if other_words:
            QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
        self._fold()
        self._toast.place()

    # -- moving around

    def choose(self, key: str) -> None:
        """An entry of the sidebar."""
        if key in VIEWS:
            self._go_if("register", view=key)
        else:
            self._go_if(key)

    def _go_if(self, name: str, **facts: Any) -> None:
        if name in self._entries and (self._wallet is not None or not self._entries[name].needs_register):
            self.go(name, **facts)

    def _open_file(self) -> None:
        files = choose_files(self, "window.choose_file")
        if files:
            self._go_if("import", files=files)

    def step_back(self) -> None:
        """Esc or Alt+Left: the page first, then the history."""
        page = self.current()
        if page is None or page.step_back():
            return
        name = self._here[0]
        if name not in ("unlock", "recovery", "") and (name != "register" or self._history):
            self.back()

    def _next_pane(self) -> None:
        """F6: sidebar, then each pane of the page, round and round."""
        page = self.current()
        panes = page.panes() if page is not None else []
        if keyboard.next_pane(panes):
            return
        if self.sidebar.isVisible():
            self.sidebar.focus_here()
        else:
            keyboard.enter(panes)

    def _text_size(self, direction: int) -> None:
        at = SCALES.index(self.preferences.scale) if self.preferences.scale in SCALES else 0
        place = min(max(at + direction, 0), len(SCALES) - 1) if direction else 0
        self.preferences.scale = SCALES[place]
        self.preferences.save()
        self.restyle()

    def _fold(self) -> None:
        entry = self._entries.get(self._here[0])
        shape = entry.shape if entry is not None else "bare"
        if shape == "sidebar" and self._wallet is None:
            shape = "bare"
        units = look.units(self.width())
        width: Width = "sidebar" if units >= FOLD_SIDEBAR else "rail" if units >= FOLD_SHORT else "short"
        if shape == "rail" and width == "sidebar":
            width = "rail"
        self.sidebar.fold(width)
        self.sidebar.setVisible(shape != "bare" and self._wallet is not None)

    def _look_again(self) -> None:
        if self._wallet is not None:
            self.jobs.run(self, self._wallet.register.counts, self.sidebar.show_counts)
            self.jobs.run(self, partial(self._wallet.register.setting, "idle_minutes", ""), self._set_idle)

    def _set_idle(self, minutes: str) -> None:
        self._idle.minutes = int(minutes) if minutes.isdigit() else MINUTES

    # -- Qt's own hooks

    def _left_alone(self) -> None:
        if self._wallet is not None and self.jobs.idle():
            self.lock()

    def showEvent(self, event: QShowEvent) -> None:
        """From the first time on, there is a native surface to watch."""
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold by the width there is."""
        super().resizeEvent(event)
        self._fold()
        self._toast.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """To the page, or else to the import page."""
        self.bring(files_of(event.mimeData(), folders=True))

    def bring(self, files: tuple[Path, ...]) -> None:
        """Files came in, by a drop or as the program was started with them."""
        page = self.current()
        if files and not (page is not None and page.drop(files)):
            self._go_if("import", files=files)

    def come_forward(self) -> None:
        """The program was started again: show this window instead of a second one."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def crashed(self, error: BaseException) -> None:
        """Something that is our bug: say so, with a report that the person may read."""
        if self.findChild(CrashDialog) is not None:
            return  # it is told already; a fault that repeats itself would fill the screen
        dialog = CrashDialog(self, error)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _scheme_changed(self) -> None:
        if self.preferences.theme == "system":
            self.restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing locks: drafts are kept, work is finished, keys are forgotten."""
        page = self.current()
        if page is not None:
            page.leave()
        self._idle.stop()
        wallet, self._wallet = self._wallet, None
        if self._loose_sandbox is not None:
            self._loose_sandbox.close()
            self._loose_sandbox = None
        self.jobs.close(last=wallet.close if wallet is not None else None)
        super().closeEvent(event)
