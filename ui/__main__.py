"""The program's door: with words it is the command line, without words it is the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.window import Window

SANDBOX_CHILD = "--sandbox-child"


def main(words: Sequence[str] | None = None) -> int:
    """Hand over to the command line before Qt is loaded, or open the window."""
    given = list(sys.argv[1:] if words is None else words)
    if given[:1] == [SANDBOX_CHILD]:
        from wallet.sandbox import child_main

        child_main()
        return 0
    if given:
        from wallet.cli.main import main as command_line

        return command_line(given)
    return _window()


def _window() -> int:
    from wallet.words import say, system_language

    if not _has_screen():
        print(say("window.no_screen", system_language()), file=sys.stderr)
        return 5
    app = application()
    from ui.single import Single

    single = Single(_folder())
    if not single.first():
        # The other window comes forward by itself; when it does not answer, say so here.
        print(say("window.already_open", system_language()), file=sys.stderr)
        return 6
    window = opened_window()
    single.asked.connect(window.come_forward)
    sys.excepthook = lambda kind, error, trace: window.crashed(error)
    code = app.exec()
    single.close()
    return code


def application() -> QApplication:
    """The one application object, in our style."""
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setApplicationName("Studieregister")
    app.setApplicationDisplayName("Studieregister")
    app.setDesktopFileName("studieregister")
    return app


def opened_window() -> Window:
    """The window, shown, at the page where this person begins."""
    from ui.preferences import WindowPreferences
    from ui.window import Window
    from wallet.clock import SystemClock
    from wallet.paths import settings_folder

    window = Window(_folder(), SystemClock(), WindowPreferences.load(settings_folder()))
    window.restyle()
    window.home()
    window.show()
    return window


def _folder() -> Path:
    from wallet.paths import register_folder

    return register_folder()


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    raise SystemExit(main())
