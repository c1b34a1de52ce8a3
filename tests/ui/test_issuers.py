"""Who is known: by the person's own word, or by a list that the person trusts. It changes no verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys import badges
from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from ui import knowing
from ui.pages import issuers as issuers_page
from ui.pages import register as register_page
from ui.pages.issuers import IssuersPage
from ui.pages.register import RegisterPage
from ui.widgets.text import Text
from ui.window import Window
from wallet.journeys import import_credential
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.report import Verdict

ISSUER = badges.key().holder.did


def _fill(wallet: Wallet) -> None:
    policy = import_credential.policy_for(wallet, wallet.clock)
    arrival = import_credential.look_at(
        Incoming(badges.badge(), "badge.json"), policy, wallet.sandbox, wallet.register
    )
    import_credential.keep(arrival, wallet)


def _texts(window: Window) -> str:
    page = window.current()
    assert page is not None
    return " | ".join(label.text() for label in page.findChildren(Text) if label.isVisible())


def test_an_issuer_is_known_and_forgotten(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    open_register(qtbot, window, _fill)
    page = window.current()
    assert isinstance(page, RegisterPage)
    (row,) = list(page._rows.values())
    monkeypatch.setattr(knowing, "ask", lambda *given, **more: True)
    page._knowing.begin(row.id)
    settle(qtbot, window)
    window.go("issuers")
    settle(qtbot, window)
    assert "Buurthuis De Brug" in _texts(window)
    assert ISSUER in _texts(window).replace("\u200b", "")
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []
    listed = window.current()
    assert isinstance(listed, IssuersPage)
    listed._change("forget_issuer", ISSUER)
    settle(qtbot, window)
    assert "Je hebt nog geen uitgevers toegevoegd." in _texts(window)
    assert window.wallet is not None


def test_a_list_is_seen_before_it_counts(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    open_register(qtbot, window, _fill)
    file = tmp_path / "lijst.json"
    file.write_text(json.dumps({"issuers": [{"id": ISSUER, "name": "Buurthuis De Brug", "level": "W2"}]}))
    window.go("issuers")
    settle(qtbot, window)
    page = window.current()
    assert isinstance(page, IssuersPage)
    monkeypatch.setattr(issuers_page, "ask", lambda *given, **more: False)
    page.drop((file,))
    settle(qtbot, window)
    assert "Je hebt nog geen lijsten." in _texts(window)
    monkeypatch.setattr(issuers_page, "ask", lambda *given, **more: True)
    page.drop((file,))
    settle(qtbot, window)
    assert "1 uitgever" in _texts(window)
    assert "niet ondertekend" in _texts(window)
    window.go("register")
    settle(qtbot, window)
    shown = window.current()
    assert isinstance(shown, register_page.RegisterPage)
    (row,) = list(shown._rows.values())
    assert row.verdict is Verdict.VERIFIED


def test_what_is_no_list_is_said(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    open_register(qtbot, window)
    (tmp_path / "brief.txt").write_text("Een brief")
    window.go("issuers")
    settle(qtbot, window)
    page = window.current()
    assert isinstance(page, IssuersPage)
    page.drop((tmp_path / "brief.txt",))
    settle(qtbot, window)
    assert page._banner.isVisible()
    assert "Je hebt nog geen lijsten." in _texts(window)
