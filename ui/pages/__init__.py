"""The pages, one file each, and how to build one.

**A page** is a class in ``ui/pages/<name>.py`` that derives from :class:`ui.widgets.page.PageFrame`
(content that scrolls, ``self.body`` a column, ``self.bar()`` the bar of acts), takes the :class:`Host`, and
overrides of its hooks what it needs: ``arrive(**facts)`` ``leave`` ``changed(changes)`` ``drop(files)``
``step_back``. When the register is locked, pages that need it are thrown away. Add a loader function below
and one line in :data:`PAGES`; nothing else. Pages never import each other; they talk through the host:
``host.go("share", item_ids=("…",))``. ``settings.py`` is a complete small example.

**Words.** Every widget takes *words*, never finished text: a ``str`` is a code of ``resources/locale``,
``words("share.step", n=3)`` a code with numbers, ``Plain(title)`` text of a person or a file,
``Dated("2021-03")`` a partial date, ``joined(a, b)`` several with a dot between. The widgets say them again
when the language changes, so a page that is built once needs no ``retranslate``. Only text you set yourself
(a model, a tooltip) needs ``retell()``. Your sentences stand in ``resources/locale/{nl,en}/<your
room>.json``.

**Look.** Layouts: ``column(parent, (l, t, r, b), gap)`` and ``row(…)`` of ``ui.widgets.base``; sizes:
``sized(widget, width=…, least_height=…)``; all in pixels at 100 %, they grow with the text. ``Fold(units)``
is a row that becomes a column when it is narrow. ``empty(layout)`` throws the old content out. Custom
painting asks ``look.colour("accent")``, ``look.px(12)``, ``look.font(16, 600)``. No colours or fonts in
pages.

**Widgets** (``ui/widgets``): text ``Text(words, role)`` ``Prose(words)`` · buttons ``Button(words, kind,
icon, big=…, act=…)`` (filled, outlined, plain, danger, link; ``allow(False, why)``) ``IconButton``
``MoreButton`` ``Segments`` · fields ``Field(label, editor, aside=…, hint=…)`` around ``Line`` ``Area``
``Choice`` ``Tick`` ``Secret`` · marks ``Mark`` ``Picture`` ``Tinted`` · chips ``ChipRow(chips)``
``plain_chip`` · cards ``ThreeQuestions`` ``ItemHead`` ``ResultCard`` ``Facts`` ``card_of(rows)``
``SettingRow`` · ``EvidenceTile(tile)`` · ``CheckPanel(view)`` ·
``Unfold(words, make)`` · ``DropZone`` (``dropped`` brings paths) ·
notices ``Banner`` ``EmptyState`` ``ProgressRow(code)`` · ``Stepper(steps)`` · ``CardList`` with
``ui.models.cards.CardModel`` (``ticks=True`` to choose several) · ``Flow`` · dialogs ``ask(parent, …)``.
``python tests/tools/screenshots.py OUT`` shows them all (components-*.png).

**Data.** ``ui.present.items.card(row)`` makes the card of a row, ``ui.present.inspections`` those of an
inspection (card, three answers, check panel). Put your own pure functions in ``ui/present/<yours>.py``.

**Work.** Everything that touches the register, a file or the sandbox goes through jobs, never in the
window's thread: ``host.jobs.run(self, partial(journey, …, host.wallet), self.show, self.sorry)`` —
``sorry`` gets words to show, its ``.code`` is ``problem.…``. With ``progress=self.progress`` the work is
called as ``work(progress=…, stop=…)``; ``run`` returns a job with ``stop()``. Work without register:
``lane="other"``. After a write: ``host.announce(changes)``. Writing from the first run, when there may be
no register yet: ``host.with_register(self._keep, cards)`` calls ``_keep`` once there is one (asks the
passphrase first).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ui.jobs import Jobs
from ui.present.pieces import Card
from ui.voice import Words
from ui.widgets.page import PageFrame

if TYPE_CHECKING:
    from wallet.clock import Clock
    from wallet.journeys.wallet import Wallet
    from wallet.model.changes import Changes
    from wallet.sandbox import Sandbox


class Preferences(Protocol):
    """What the window remembers outside the register: language, theme, text size, calm. Nothing personal."""

    language: str
    theme: str
    scale: int
    calm: bool

    def save(self) -> None:
        """Write it down; a folder that cannot be written is no reason to stop."""
        ...


class Host(Protocol):
    """The window as a page sees it."""

    jobs: Jobs
    clock: Clock
    folder: Path
    """Where the register is, or will be."""
    preferences: Preferences

    @property
    def wallet(self) -> Wallet | None:
        """The open register, or None."""
        ...

    @property
    def sandbox(self) -> Sandbox:
        """For foreign bytes; there is one without a register too."""
        ...

    def go(self, name: str, **facts: Any) -> None:
        """Show a page of PAGES; ``facts`` reach its ``arrive``."""
        ...

    def back(self) -> None:
        """To the page before this one."""
        ...

    def home(self) -> None:
        """The register when it is open, else the unlock page, else welcome."""
        ...

    def with_register(self, then: Callable[[Wallet], None], cards: tuple[Card, ...] = ()) -> None:
        """Call ``then(wallet)`` as soon as there is an open register; ``cards`` show what would be kept."""
        ...

    def opened(self, wallet: Wallet, recovery_code: str = "") -> None:
        """A page opened or made the register; a fresh recovery code is shown before anything else."""
        ...

    def lock(self) -> None:
        """Close the register and ask for the passphrase again."""
        ...

    def idle(self, minutes: int) -> None:
        """Lock after so many minutes without input."""
        ...

    def announce(self, changes: Changes) -> None:
        """Something was written: every page decides for itself to look again."""
        ...

    def toast(self, said: Words, undo: Callable[[], object] | None = None) -> None:
        """A short word, with a way back where there is one (Ctrl+Z)."""
        ...

    def restyle(self) -> None:
        """The preferences were changed: show language, theme and text size as they are now."""
        ...


PageMaker = Callable[[Host], PageFrame]
"""The class of a page: takes the host, is a PageFrame."""
Shape = Literal["bare", "sidebar", "rail"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry."""

    name: str
    load: Callable[[], PageMaker]
    """Imports the page's module only when it is first shown: what a page needs stays out of the start."""
    shape: Shape = "sidebar"
    """bare: no way around (first run, unlock). rail: task pages, which need the width."""
    needs_register: bool = True


def _welcome() -> PageMaker:
    from ui.pages.welcome import WelcomePage

    return WelcomePage


def _unlock() -> PageMaker:
    from ui.pages.unlock import UnlockPage

    return UnlockPage


def _first_save() -> PageMaker:
    from ui.pages.first_save import FirstSavePage

    return FirstSavePage


def _restore() -> PageMaker:
    from ui.pages.restore import RestorePage

    return RestorePage


def _recovery() -> PageMaker:
    from ui.pages.recovery import RecoveryPage

    return RecoveryPage


def _register() -> PageMaker:
    from ui.pages.register import RegisterPage

    return RegisterPage


def _settings() -> PageMaker:
    from ui.pages.settings import SettingsPage

    return SettingsPage


def _import() -> PageMaker:
    from ui.pages.import_credential import ImportPage

    return ImportPage


def _share() -> PageMaker:
    from ui.pages.share_portfolio import SharePage

    return SharePage


def _experience() -> PageMaker:
    from ui.pages.record_experience import ExperiencePage

    return ExperiencePage


def _passport() -> PageMaker:
    from ui.pages.print_passport import PassportPage

    return PassportPage


def _open_portfolio() -> PageMaker:
    from ui.pages.review_portfolio import ReviewPage

    return ReviewPage


def _issuers() -> PageMaker:
    from ui.pages.issuers import IssuersPage

    return IssuersPage


def _reminders() -> PageMaker:
    from ui.pages.reminders import RemindersPage

    return RemindersPage


PAGES: tuple[Entry, ...] = (
    Entry("welcome", _welcome, "bare", needs_register=False),
    Entry("unlock", _unlock, "bare", needs_register=False),
    Entry("first_save", _first_save, "bare", needs_register=False),
    Entry("restore", _restore, "bare", needs_register=False),
    Entry("recovery", _recovery, "bare"),
    Entry("register", _register),
    Entry("share", _share, "rail"),
    Entry("passport", _passport, "rail"),
    Entry("open_portfolio", _open_portfolio, "rail", needs_register=False),
    Entry("settings", _settings),
    Entry("reminders", _reminders),
    Entry("issuers", _issuers),
    Entry("import", _import, needs_register=False),
    Entry("experience", _experience, needs_register=False),
)
