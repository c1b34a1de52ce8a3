"""`python3 dev.py screenshots OUT`: every page, Dutch and English, light and dark, and some folded.

A small world: a register in a temporary folder, filled through the real journeys, and a real window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from tests import world  # noqa: E402
from tests.tools.component_sheet import BADGE, sheet  # noqa: E402
from tests.world import demo, found  # noqa: E402
from ui.__main__ import application  # noqa: E402
from ui.pages import PAGES  # noqa: E402
from ui.preferences import WindowPreferences  # noqa: E402
from ui.theme import look  # noqa: E402
from ui.widgets.asking import AddressesDialog  # noqa: E402
from ui.widgets.checks import PartPanel  # noqa: E402
from ui.widgets.unfold import Unfold  # noqa: E402
from ui.window import Window  # noqa: E402
from wallet.journeys.wallet import Wallet  # noqa: E402

WIDE, SMALL = (1180, 760), (820, 560)
# language, theme, text size, window
FULL = tuple((language, theme, 100, WIDE) for language in ("nl", "en") for theme in ("light", "dark"))
FOLDED = (("nl", "light", 100, SMALL), ("nl", "light", 200, WIDE))

# picture: kind of the button that unfolds something in the check panel, or nothing
CHECKS = {
    "check": "",
    "check-why": "link",
    "check-changed": "link",
    "check-seal": "plain",
    "check-endorsed": "plain",
}
ADDRESSES = (
    "https://badges.example/status/3",
    "https://school.example/did.json",
    "https://school.example/key/1",
)
# picture: step of the page
SHARING = {"share-choose": 0, "share-tell": 1, "share": 2, "leaves": 3}


class Studio:
    """One window in one small world."""

    def __init__(self, folder: Path, language: str, theme: str, scale: int, size: tuple[int, int]) -> None:
        self.preferences = WindowPreferences(folder / "preferences", language, theme, scale)
        self.window = Window(folder / "register", world.clock(), self.preferences)
        self.window.restyle()
        self.window.resize(*size)
        self.window.show()
        self.folder = folder
        self.demo: demo.Demo | None = None
        self.found: found.Found | None = None

    def wait(self, milliseconds: int = 60) -> None:
        """Until all work has come home."""
        for _ in range(3):
            loop = QEventLoop()
            QTimer.singleShot(milliseconds, loop.quit)
            loop.exec()
            while not self.window.jobs.idle():
                QTimer.singleShot(5, loop.quit)
                loop.exec()

    def open(self) -> None:
        """Make the register in its own lane and open it."""

        def make() -> tuple[Wallet, demo.Demo, found.Found]:
            wallet, code = world.new_wallet(self.window.folder, self.window.clock)
            wallet.register.confirm_recovery(code)
            more = found.fill(wallet)
            return wallet, demo.fill(wallet, self.folder / "files"), more

        def opened(made: tuple[Wallet, demo.Demo, found.Found]) -> None:
            wallet, self.demo, self.found = made
            self.window.opened(wallet)

        self.window.jobs.run(self.window, make, opened)
        self.wait()

    def picture(self, out: Path, name: str) -> None:
        """Save what the window shows now."""
        self.wait()
        self.window.grab().save(str(out / f"{name}.png"))
        print(out / f"{name}.png")


def scenes(studio: Studio) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name of the picture, page, and what the page is given."""
    made, more = studio.demo, studio.found
    assert made is not None
    assert more is not None
    facts: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "register": [
            ("register", {"view": "all", "item": made.badge}),
            ("experience-detail", {"view": "experiences", "item": made.care}),
            ("shared", {"view": "portfolios"}),
            ("education", {"view": "all", "item": more.school}),
            ("check", {"view": "unsure", "item": made.unsure}),
            ("check-why", {"view": "all", "item": made.badge}),
            ("check-changed", {"view": "all", "item": more.changed}),
            ("check-seal", {"view": "all", "item": more.sealed}),
            ("check-endorsed", {"view": "all", "item": more.endorsed}),
        ],
        "import": [("import", {"files": made.files})],
        "experience": [("experience", {"item_id": made.care})],
        "share": [(name, {"item_ids": (made.care, made.badge)}) for name in SHARING],
        "passport": [("passport", {"item_ids": (made.care, made.badge)})],
        "open_portfolio": [("open-portfolio", {"file": made.portfolio})],
        "settings": [("settings", {"section": "safe"}), ("settings-look", {"section": "look"})],
        "recovery": [("recovery", {"code": "ABCDE-FGH1J-23456-KLMNP-QRSTV-WXYZ7-ABCDE-F8GHJ"})],
    }
    for entry in PAGES:
        if entry.name in ("welcome", "unlock", "first_save", "restore"):
            continue
        for name, given in facts.get(entry.name, [(entry.name, {})]):
            yield name, entry.name, given


def unfold(studio: Studio, kind: str) -> None:
    """The check panel, with one of its folds open and in view."""
    detail = studio.window.current()._detail
    detail.show_check(True)
    studio.wait()
    folds = [one for one in detail.findChildren(Unfold) if one.button.property("kind") == kind]
    inner = [part.fold for part in detail.findChildren(PartPanel)]
    for fold in (inner or folds)[:1]:
        fold.toggle()
        studio.wait()
        if kind == "plain":
            top = fold.mapTo(detail.widget(), fold.rect().topLeft()).y()
            detail.verticalScrollBar().setValue(top - 200)


def photograph(out: Path, language: str, theme: str, scale: int, size: tuple[int, int]) -> None:
    """All pages in one look."""
    end = f"{language}-{theme}"
    if size == SMALL:
        end += "-820"
    if scale != 100:
        end += f"-{scale}"
    with tempfile.TemporaryDirectory() as place:
        studio = Studio(Path(place), language, theme, scale, size)
        window = studio.window
        window.home()
        studio.picture(out, f"welcome-{end}")
        window.go("restore")
        studio.picture(out, f"restore-{end}")
        window.with_register(lambda wallet: None, (BADGE,))
        studio.picture(out, f"first-save-{end}")
        window.back()
        studio.open()
        for name, page, given in scenes(studio):
            window.go(page, **given)
            studio.wait(200)
            if name in CHECKS:
                unfold(studio, CHECKS[name])
            if name in SHARING:
                window.current()._go(SHARING[name])
            studio.picture(out, f"{name}-{end}")
        dialog = AddressesDialog(window.current(), "online.title", ADDRESSES, str)
        dialog.show()
        studio.wait()
        dialog.grab().save(str(out / f"addresses-{end}.png"))
        dialog.close()
        window.lock()
        studio.picture(out, f"unlock-{end}")
        window.close()


def main(words: list[str]) -> int:
    """Make them all; returns 0."""
    if not words:
        print(__doc__)
        return 64
    out = Path(words[0])
    out.mkdir(parents=True, exist_ok=True)
    app = application()
    for language, theme, scale, size in (*FULL, *FOLDED):
        photograph(out, language, theme, scale, size)
    for theme in ("light", "dark"):
        look.choice, look.scale = theme, 100  # type: ignore[assignment]
        look.apply(app)
        page = sheet()
        look.dress(page)
        page.resize(1180, 1900)
        page.show()
        app.processEvents()
        page.grab().save(str(out / f"components-{theme}.png"))
        page.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
