"""A mail on "Dit vonden we": each thing in it has a line of its own, and is kept by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.badges import badge, baked
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.ui.test_import_page import shown
from tests.ui.test_window import name, page
from tests.unit.bundle.conftest import made_small
from tests.unit.packages import files


def test_a_mail_is_each_of_the_things_in_it(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(
        files.mail(
            ("badge.png", "image/png", baked(badge())),
            ("diploma.pdf", "application/pdf", files.pdf()),
            ("portfolio.html", "text/html", made_small()["html"]),
        )
    )
    window = make_window()
    open_register(qtbot, window)
    window.bring((mail,))
    settle(qtbot, window)

    here = page(window)
    assert name(window) == "ImportPage"
    assert [(one.looked.arrival.incoming.name, str(one.line.answer), one.wanted) for one in here._found] == [
        ("mail.eml › badge.png", "mark.ongewijzigd", True),
        ("mail.eml › diploma.pdf", "found.evidence", True),
        ("mail.eml › portfolio.html", "found.portfolio", False),
    ]
    said = shown(window)
    assert "mail.eml › diploma.pdf" in said
    assert "Elk onderdeel bewaren we apart." in said
    assert "Sla het eerst los op." in said

    qtbot.mouseClick(here._keep, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.wallet is not None
    assert sorted(row.title for row in window.wallet.register.rows()) == ["Taalmaatje", "diploma.pdf"]
