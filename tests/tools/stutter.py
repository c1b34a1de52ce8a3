"""`python3 dev.py bench stutter [ROUNDS]`: the longest block of the window's thread on each journey.

Every round is a process of its own, so that what is slow only the first time is slow each time. A real window
in a small world; the numbers are processor time of its thread, the wall clock stands beside them.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from tests import world  # noqa: E402
from tests.benchmarks.badges import badges  # noqa: E402
from tests.hostile.test_too_much_work import clique, poisoned  # noqa: E402
from tests.journeys.badges import ISSUED, key  # noqa: E402
from tests.tools.heartbeat import Heart, Longest  # noqa: E402
from tests.unit.store import things  # noqa: E402
from tests.world import demo  # noqa: E402
from ui.__main__ import application  # noqa: E402
from ui.preferences import WindowPreferences  # noqa: E402
from ui.window import Window  # noqa: E402
from wallet.proofs.sign import sign_set  # noqa: E402

ROUNDS = 5
MOST_MS = 100
RECORDS, BADGES = 10_000, 100
_ROUND = "--round"


class Walk:
    """One window in one small world; one round over all journeys."""

    def __init__(self, place: Path) -> None:
        self.place, self.found = place, dict[str, Longest]()
        self.app = application()
        self.demo = self._register()
        self.badges = folder_of_badges(place / "badges")
        self.heart = Heart()
        self.heart.watch()

    def _register(self) -> demo.Demo:
        wallet, code = world.new_wallet(self.place / "register", world.clock())
        wallet.register.confirm_recovery(code)
        with wallet.register.act():
            for number in range(RECORDS):
                things.experience(wallet.register, f"Samen werken {number}", text="Ik help in de buurt.")
        made = demo.fill(wallet, self.place / "files")
        wallet.close()
        return made

    def step(self, name: str, act: Callable[[], object]) -> None:
        """One act of a person, until all work has come home and its answers have asked for no more."""
        self.heart.fresh()
        QTimer.singleShot(0, act)
        quiet = 0
        while quiet < 4:
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.window.jobs.idle() else 0
        self.found[name] = self.heart.longest

    def start(self) -> None:
        """As the program does."""
        preferences = WindowPreferences(self.place / "preferences", "nl", "light", 100)
        self.window = Window(self.place / "register", world.clock(), preferences)
        self.window.restyle()
        self.window.home()
        self.window.show()

    def unlock(self) -> None:
        """With the passphrase of this world."""
        self.window.current()._secret.set_text(world.PASSPHRASE)
        self.window.current()._open()

    def prefer(self, name: str, value: object) -> None:
        """Another preference, as the settings page changes it."""
        setattr(self.window.preferences, name, value)
        self.window.restyle()

    def every(self) -> None:
        """Every journey, in order."""
        self.heart.fresh()
        self.step("start", self.start)
        window, pair = self.window, (self.demo.care, self.demo.badge)
        go, page = window.go, window.current
        self.step("unlock, 10,000 rows", self.unlock)
        self.step("open experience", partial(go, "experience"))
        self.step("open share", partial(go, "share", item_ids=pair))
        for number in (1, 2, 3):
            self.step(f"share: step {number + 1}", partial(page()._go, number))
        self.step("open passport", partial(go, "passport", item_ids=pair))
        self.step("open a portfolio", partial(go, "open_portfolio", file=self.demo.portfolio))
        self.step("open settings", partial(go, "settings"))
        self.step("open import", partial(go, "import"))
        self.step("open recovery", partial(go, "recovery", code="ABCDE-FGH1J-23456-KLMNP-QRSTV"))
        self.step("open restore", partial(go, "restore"))
        self.step("open first save", partial(go, "first_save"))
        for name, item in (("badge", self.demo.badge), ("experience", self.demo.care)):
            self.step(f"show one {name}", partial(go, "register", view="all", item=item))
        self.step("show one in doubt", partial(go, "register", view="all", item=self.demo.unsure))
        self.step("open the check panel", lambda: page()._detail.show_check(True))
        self.step("check again", page()._check_again)
        self.step("type in search", partial(self.type, "samen"))
        self.step("clear the search", page()._search.clear)
        self.step(f"import {BADGES} badges, one poisoned", partial(go, "import", files=(self.badges,)))
        self.step(f"keep {BADGES - 1} badges", page()._keep_chosen)
        self.step("back to 10,000 rows", partial(go, "register", view="all"))
        self.step("other language", partial(self.prefer, "language", "en"))
        self.step("other theme", partial(self.prefer, "theme", "dark"))
        self.step("other text size", partial(self.prefer, "scale", 150))
        self.step("lock", window.lock)
        self.heart.stop()
        window.close()

    def type(self, text: str, place: int = 0) -> None:
        """Letter by letter, in the rhythm of a fast hand."""
        if place < len(text):
            QTest.keyClicks(self.window.current()._search, text[place])
            QTimer.singleShot(70, partial(self.type, text, place + 1))


def folder_of_badges(place: Path) -> Path:
    """A hundred signed badges, one of them with a graph that keeps a canonicaliser busy."""
    place.mkdir()
    signer = key()
    for number, badge in enumerate(badges(BADGES)):
        badge["issuer"]["id"] = signer.holder.did
        (place / f"badge-{number:03}.json").write_text(json.dumps(sign_set(badge, signer, ISSUED)), "utf-8")
    (place / "badge-050.json").write_text(json.dumps(poisoned(40, clique)), "utf-8")
    return place


def one_round() -> int:
    """Print what one process measured, as JSON."""
    with tempfile.TemporaryDirectory() as place:
        walk = Walk(Path(place))
        walk.every()
        print(json.dumps({name: asdict(longest) for name, longest in walk.found.items()}))
    return 0


def _round(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, __file__, _ROUND],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main(words: list[str]) -> int:
    """All rounds and a table; 0 when no block took more than 100 ms in the middle of the rounds."""
    if words[:1] == [_ROUND]:
        return one_round()
    with tempfile.TemporaryDirectory() as compiled:
        # As it is installed: compiled once, not in each round.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", "ui", "wallet"], check=True, cwd=ROOT, env=environment
        )
        rounds = [_round(environment) for _ in range(int(words[0]) if words else ROUNDS)]
    print("longest block of the window's thread, ms: processor time min / median / max, wall clock median")
    late = 0
    for name in rounds[0]:
        cpu = sorted(1000 * one[name]["cpu"] for one in rounds)
        wall = statistics.median(1000 * one[name]["wall"] for one in rounds)
        middle = statistics.median(cpu)
        late += middle > MOST_MS
        slowest = max(rounds, key=lambda one: one[name]["cpu"])[name]["stack"]
        where = f"   {slowest}" if middle > MOST_MS / 2 else ""
        print(f"{name:32} {cpu[0]:5.0f} {middle:5.0f} {cpu[-1]:5.0f}   {wall:5.0f}{where}")
    print(f"{late} of {len(rounds[0])} journeys over {MOST_MS} ms")
    return 1 if late else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
