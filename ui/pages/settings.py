"""Settings: keep safe, about me, reading and looking, language, about this app."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.pages import Host
from ui.theme import SCALES, look
from ui.voice import Dated, Plain, Say, Words, tell, words
from ui.widgets.base import line, row
from ui.widgets.buttons import Button
from ui.widgets.cards import SettingRow, card_of
from ui.widgets.fields import Area, Choice, Field, Line, Tick
from ui.widgets.notices import Banner, Tone
from ui.widgets.page import PageFrame, Scroll, Stack
from ui.widgets.sections import Sections
from ui.widgets.text import Text
from wallet.version import __version__
from wallet.words import LANGUAGES

if TYPE_CHECKING:
    from wallet.model.holder import Holder

_FOLD = 44  # body text sizes of width
_IDLE = ("2", "5", "10", "15", "30")
_SECTIONS: tuple[tuple[str, str, Words], ...] = (
    ("safe", "shield", "settings.safe"),
    ("me", "user", "settings.me"),
    ("look", "a-large-small", "settings.look"),
    ("language", "languages", "settings.language"),
    ("about", "info", "settings.about"),
)


class SettingsPage(PageFrame):
    """Five short parts; what is chosen here counts at once, what is typed after "Bewaar"."""

    def __init__(self, host: Host) -> None:
        super().__init__(scrolls=False)
        self._host = host
        self._sections = Sections("settings.sections", "settings.title", _SECTIONS)
        self._sections.chosen.connect(self._show)
        self._stack = Stack()
        panes = row(gap=0)
        panes.addWidget(self._sections)
        panes.addWidget(line("v"))
        panes.addWidget(self._stack, 1)
        self.outer.addLayout(panes, 1)
        makers = (self._safe, self._me, self._look, self._language, self._about)
        for maker, (_, _, title) in zip(makers, _SECTIONS, strict=True):
            part = Scroll((32, 16, 32, 24), gap=16)
            part.body.addWidget(Text(title, "title"))
            maker(part)
            part.body.addStretch(1)
            self._stack.addWidget(part)

    def arrive(self, **facts: Any) -> None:
        """Read what the register holds; ``section`` chooses the part."""
        self._banner.hide()
        self._show(facts.get("section", "safe"))
        self._size.set_value(str(self._host.preferences.scale))
        wallet = self._host.wallet
        if wallet is None:
            return
        run = self._host.jobs.run
        run(self, wallet.register.holder, self._show_holder)
        run(self, partial(wallet.register.setting, "idle_minutes", "5"), self._idle.set_value)
        run(self, partial(wallet.register.setting, "last_backup", ""), self._show_backup)
        run(self, lambda: wallet.register.recovery_confirmed, self._show_recovery)

    def panes(self) -> list[QWidget]:
        """The list of parts, then the part."""
        return [self._sections, self._stack]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of parts folds to icons."""
        super().resizeEvent(event)
        self._sections.fold(look.units(self.width()) < _FOLD)

    def _show(self, section: str) -> None:
        keys = [key for key, _, _ in _SECTIONS]
        self._stack.setCurrentIndex(keys.index(section))
        self._sections.show_here(section)

    # -- keep safe

    def _safe(self, part: Scroll) -> None:
        self._banner = Banner("plain", "settings.backup_note", "info")
        self._banner.hide()
        part.body.addWidget(self._banner)
        self._unfinished = Banner(
            "caution",
            "recovery.lead",
            "key-round",
            (("settings.recovery_try", "filled", partial(self._host.go, "recovery")),),
            heading="register.recovery",
        )
        self._unfinished.hide()
        part.body.addWidget(self._unfinished)
        part.body.addWidget(Text("settings.get_in", "metastrong"))
        self._try = Button("settings.recovery_try", act=partial(self._host.go, "recovery"))
        self._recovery = SettingRow("key-round", "settings.recovery", "settings.recovery_no", self._try)
        minutes = tuple((key, words("settings.idle_minutes", n=int(key)), "") for key in _IDLE)
        self._idle = Choice(minutes, "5", name="settings.idle")
        self._idle.picked.connect(self._set_idle)
        lock = Button("settings.lock_now", icon="lock", act=self._host.lock)
        part.body.addWidget(
            card_of(
                self._recovery,
                SettingRow("timer", "settings.idle", "settings.idle_more", self._idle),
                SettingRow("lock", "settings.lock", "settings.lock_more", lock),
            )
        )
        part.body.addWidget(Text("settings.backup", "metastrong"))
        self._copy = Button("settings.backup_do", icon="copy", act=self._back_up)
        self._backup = SettingRow("hard-drive", "settings.backup_row", "settings.backup_never", self._copy)
        self._check = Button("settings.check_do", icon="rotate-ccw", act=self._look_at_all)
        checked = SettingRow("rotate-ccw", "settings.check_row", "settings.check_more", self._check)
        part.body.addWidget(card_of(self._backup, checked))
        part.body.addWidget(Text("settings.backup_note", "meta"))

    def _set_idle(self, minutes: str) -> None:
        wallet = self._host.wallet
        if wallet is not None:
            self._host.jobs.run(self, partial(_keep_setting, wallet, "idle_minutes", minutes))
            self._host.idle(int(minutes))

    def _show_recovery(self, confirmed: bool) -> None:
        self._unfinished.setVisible(not confirmed)
        self._recovery.second.set_words("settings.recovery_yes" if confirmed else "settings.recovery_no")

    def _show_backup(self, date: str) -> None:
        said = words("settings.backup_last", date=Dated(date)) if date else "settings.backup_never"
        self._backup.second.set_words(said)

    def _back_up(self) -> None:
        wallet = self._host.wallet
        today = self._host.clock.now().date().isoformat()
        name, _ = QFileDialog.getSaveFileName(
            self.window(), tell("settings.backup_do"), tell(words("settings.backup_name", date=Plain(today)))
        )
        if not name or wallet is None:
            return
        self._copy.allow(False, "settings.backup_busy")
        self._say("plain", "settings.backup_busy", "hourglass")
        self._host.jobs.run(self, partial(_back_up, wallet, Path(name), today), self._backed_up, self._sorry)

    def _backed_up(self, today: str) -> None:
        self._copy.allow(True)
        self._say("ok", "settings.backup_done", "circle-check")
        self._show_backup(today)

    def _look_at_all(self) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        self._check.allow(False, "settings.check_busy")
        self._say("plain", "settings.check_busy", "hourglass")
        self._host.jobs.run(self, wallet.register.integrity, self._looked, self._sorry)

    def _looked(self, report: Any) -> None:
        self._check.allow(True)
        if report.problems:
            self._say("caution", "settings.check_bad", "info")
            return
        said = words("settings.check_good", records=report.records, evidence=report.evidence)
        self._say("ok", said, "circle-check")

    def _say(self, tone: Tone, said: Words, icon: str) -> None:
        self._banner.set_words(tone, said, icon)
        self._banner.show()

    def _sorry(self, said: Say) -> None:
        self._copy.allow(True)
        self._check.allow(True)
        self._say("caution", said, "info")

    # -- about me

    def _me(self, part: Scroll) -> None:
        self._name = Line(limit=200)
        part.body.addWidget(Field("settings.name", self._name, hint="settings.name_hint"))
        self._identifiers = Area()
        part.body.addWidget(
            Field("settings.identifiers", self._identifiers, hint="settings.identifiers_hint")
        )
        keep = Button("settings.save", "filled", "archive", act=self._keep_holder)
        part.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        known = Button("issuers.open", act=partial(self._host.go, "issuers"))
        known.name_as(words("issuers.row"))
        part.body.addWidget(card_of(SettingRow("building-2", "issuers.row", "issuers.row_more", known)))

    def _show_holder(self, holder: Holder) -> None:
        self._name.setText(holder.name)
        self._identifiers.setPlainText("\n".join(holder.identifiers))

    def _keep_holder(self) -> None:
        wallet = self._host.wallet
        if wallet is None:
            return
        lines = (entry.strip() for entry in self._identifiers.toPlainText().splitlines())
        work = partial(
            _keep_holder, wallet, self._name.text().strip(), tuple(entry for entry in lines if entry)
        )
        self._host.jobs.run(self, work, lambda _: self._host.toast("settings.saved"), self._host.toast)

    # -- reading and looking, language, about

    def _look(self, part: Scroll) -> None:
        themes = tuple((key, f"settings.theme.{key}", "") for key in ("system", "light", "dark"))
        theme = Choice(themes, self._host.preferences.theme, name="settings.theme")
        theme.picked.connect(partial(self._prefer, "theme"))
        sizes = tuple((str(scale), words("settings.percent", n=scale), "") for scale in SCALES)
        self._size = Choice(sizes, str(self._host.preferences.scale), name="settings.text_size")
        self._size.picked.connect(lambda key: self._prefer("scale", int(key)))
        calm = Tick("settings.calm_on", ticked=self._host.preferences.calm, bare=True)
        calm.toggled.connect(partial(self._prefer, "calm"))
        part.body.addWidget(
            card_of(
                SettingRow("contrast", "settings.theme", "settings.theme_more", theme),
                SettingRow("a-large-small", "settings.text_size", "settings.text_size_more", self._size),
                SettingRow("eye", "settings.calm", "settings.calm_more", calm),
            )
        )

    def _language(self, part: Scroll) -> None:
        spoken = tuple((key, f"language.{key}", "") for key in LANGUAGES)
        language = Choice(spoken, self._host.preferences.language, name="settings.language_row")
        language.picked.connect(partial(self._prefer, "language"))
        part.body.addWidget(
            card_of(SettingRow("languages", "settings.language_row", "settings.language_more", language))
        )

    def _about(self, part: Scroll) -> None:
        part.body.addWidget(Text(words("settings.version", version=Plain(__version__)), "strong"))
        part.body.addWidget(Text("settings.about_text"))
        part.body.addWidget(Text("settings.folder", "metastrong"))
        part.body.addWidget(Text(Plain(str(self._host.folder)), "meta"))

    def _prefer(self, name: str, value: object) -> None:
        setattr(self._host.preferences, name, value)
        self._host.preferences.save()
        self._host.restyle()


def _keep_setting(wallet: Any, name: str, value: str) -> None:
    with wallet.register.act():
        wallet.register.set_setting(name, value)


def _keep_holder(wallet: Any, name: str, identifiers: tuple[str, ...]) -> None:
    from wallet.model.holder import Holder

    with wallet.register.act():
        wallet.register.set_holder(Holder(name=name, identifiers=identifiers))


def _back_up(wallet: Any, out: Path, today: str) -> str:
    from wallet.journeys.back_up import back_up

    back_up(wallet, out)
    _keep_setting(wallet, "last_backup", today)
    return today
