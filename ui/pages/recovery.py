"""The recovery code: shown once, printed or saved, typed back once. Later: only the typing, as a trial."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from ui.pages import Host
from ui.preferences import write_private
from ui.theme import look, sized
from ui.voice import tell
from ui.widgets.base import Living, card, centred, column, row
from ui.widgets.brand import Brand
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, Line
from ui.widgets.notices import Banner
from ui.widgets.page import PageFrame
from ui.widgets.text import Text


class RecoveryPage(Living, PageFrame):
    """Forgets the code as soon as it is left."""

    def __init__(self, host: Host) -> None:
        super().__init__(margins=(24, 8, 24, 24))
        self._host = host
        self._code = ""
        self.body.addWidget(Brand())
        self.body.addStretch(1)
        inside = card()
        sized(inside, most_width=640)
        box = column(inside, (28, 24, 28, 24), gap=16)
        self._title = Text("recovery.title", "title")
        box.addWidget(self._title)
        box.addWidget(Text("recovery.lead", "lead"))
        self._shown = QLabel()
        self._shown.setTextFormat(Qt.TextFormat.PlainText)
        self._shown.setWordWrap(True)
        self._shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        box.addWidget(self._shown)
        ways = row(gap=12)
        self._print = Button("recovery.print", icon="printer", act=self._on_paper)
        self._save = Button("recovery.save", icon="file-down", act=self._as_file)
        ways.addWidget(self._print)
        ways.addWidget(self._save)
        ways.addStretch(1)
        box.addLayout(ways)
        self._note = Text("recovery.print_note", "meta")
        box.addWidget(self._note)
        self._banner = Banner("plain", "recovery.printed", "info")
        self._banner.hide()
        box.addWidget(self._banner)
        self._line = Line(limit=200, big=True)
        self._line.returnPressed.connect(self._check)
        self._field = Field("recovery.again", self._line, hint="recovery.again_hint")
        box.addWidget(self._field)
        acts = row(gap=12)
        self._done = Button("recovery.done", "filled", "check", big=True, act=self._check)
        acts.addWidget(self._done)
        acts.addWidget(Button("recovery.later", "plain", act=self._finish))
        acts.addStretch(1)
        box.addLayout(acts)
        self.body.addLayout(centred(inside))
        self.body.addStretch(2)

    def arrive(self, **facts: Any) -> None:
        """With ``code``: a fresh one, to show. Without: try the one that was made before."""
        self._code = facts.get("code", "")
        self._title.set_words("recovery.title" if self._code else "settings.recovery_heading")
        for part in (self._shown, self._print, self._save, self._note):
            part.setVisible(bool(self._code))
        self._shown.setText(self._code)
        self._banner.hide()
        self._line.clear()
        self._field.note("recovery.again_hint", "hint")
        self.restyle()
        (self._print if self._code else self._line).setFocus()

    def restyle(self) -> None:
        """The code itself is large and bold."""
        self._shown.setStyleSheet(f"font-size: {look.px(20)}px; font-weight: 700")
        self._shown.setAccessibleName(f"{tell('recovery.code')}: {self._shown.text()}")

    def leave(self) -> None:
        """The code is on paper or in a file now, not here, nor on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if self._code and self._code in clipboard.text():
            clipboard.clear()
        self._code = ""
        self._shown.clear()
        self._line.clear()

    def _check(self) -> None:
        wallet = self._host.wallet
        if wallet is None or not self._line.text().strip():
            return
        self._host.jobs.run(
            self, partial(_confirm, wallet, self._line.text()), self._checked, self._field.note
        )

    def _checked(self, right: bool) -> None:
        if right:
            self._host.toast("recovery.right")
            self._finish()
        else:
            self._field.note("recovery.wrong")

    def _finish(self) -> None:
        """A fresh code was in between; a trial goes back to where it was asked for."""
        if self._code:
            self._host.home()
        else:
            self._host.back()

    def _on_paper(self) -> None:
        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            page = QTextDocument()
            page.setPlainText(self._paper())
            page.print_(printer)
            self._say("plain", "recovery.printed")

    def _as_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self.window(), tell("recovery.save"), tell("recovery.save_name")
        )
        if not name:
            return
        try:
            write_private(Path(name), self._paper())
        except OSError:
            self._say("caution", "recovery.not_saved")
        else:
            self._say("ok", "recovery.saved")

    def _paper(self) -> str:
        return "\n\n".join((tell("recovery.paper_title"), self._code, tell("recovery.paper_text"))) + "\n"

    def _say(self, tone: Any, code: str) -> None:
        self._banner.set_words(tone, code, "info" if tone != "ok" else "circle-check")
        self._banner.show()


def _confirm(wallet: Any, code: str) -> bool:
    from wallet.journeys.open_register import confirm_recovery

    return confirm_recovery(wallet, code)
