"""Checking online in the window: every address is shown before it is asked, and what came is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MakeWindow, open_register, settle
from ui.looking_up import told
from ui.pages import import_credential as import_page
from ui.pages import register as register_page
from ui.pages.import_credential import ImportPage
from ui.pages.reminders import RemindersPage
from ui.voice import tell
from ui.widgets import asking
from ui.widgets.asking import AddressesDialog
from ui.window import Window
from wallet.clock import FixedClock
from wallet.errors import Problem, SurroundingsError
from wallet.journeys import import_credential
from wallet.journeys.look_up import Asked, spelled_out
from wallet.journeys.wallet import Wallet
from wallet.model.credential import Incoming
from wallet.model.report import Verdict
from wallet.reach import Fetched

SITE = "https://badges.example.org"
ASSERTION, CLASS, ISSUER = f"{SITE}/a/1", f"{SITE}/c/1", f"{SITE}/i/1"
HOSTED: dict[str, dict[str, Any]] = {
    ASSERTION: {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {"type": "email", "hashed": False, "identity": "lerende@example.org"},
        "badge": CLASS,
        "verification": {"type": "hosted"},
        "issuedOn": "2026-05-02T10:00:00Z",
    },
    CLASS: {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": CLASS,
        "name": "Taalmaatje",
        "description": "Een jaar lang elke week taalles gegeven.",
        "image": f"{SITE}/c/1.png",
        "criteria": {"narrative": "Veertig bijeenkomsten."},
        "issuer": ISSUER,
    },
    ISSUER: {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Issuer",
        "id": ISSUER,
        "name": "Buurthuis De Brug",
        "url": SITE,
        "email": "post@example.org",
    },
}


class SmallWeb:
    """Answers what it holds, and remembers what it was asked."""

    def __init__(self, clock: FixedClock, pages: dict[str, dict[str, Any]]) -> None:
        self.pages, self.asked = pages, list[str]()
        self._clock = clock

    def fetch(
        self, address: str, stop: Event | None = None, allow: Callable[[str], bool] | None = None
    ) -> Fetched:
        self.asked.append(address)
        if address not in self.pages:
            raise SurroundingsError(Problem.NO_NETWORK)
        content = json.dumps(self.pages[address]).encode()
        return Fetched(address, address, content, "application/json", self._clock.now())


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The addresses of each question; the person always says yes."""
    questions: list[tuple[str, ...]] = []

    def yes(dialog: AddressesDialog) -> int:
        questions.append(dialog.agreed)
        return int(AddressesDialog.DialogCode.Accepted)

    monkeypatch.setattr(AddressesDialog, "exec", yes)
    return questions


def _window(make_window: MakeWindow, qtbot: QtBot, web: SmallWeb) -> Window:
    window = make_window()

    def fill(wallet: Wallet) -> None:
        wallet.reach = web
        policy = import_credential.policy_for(wallet, wallet.clock)
        incoming = Incoming(json.dumps(HOSTED[ASSERTION]).encode(), "badge.json")
        arrival = import_credential.look_at(incoming, policy, wallet.sandbox, wallet.register)
        import_credential.keep(arrival, wallet)

    open_register(qtbot, window, fill)
    return window


def test_each_round_is_shown_before_it_is_asked_and_the_badge_is_settled(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]]
) -> None:
    web = SmallWeb(clock, HOSTED)
    window = _window(make_window, qtbot, web)
    page = window.current()
    assert isinstance(page, register_page.RegisterPage)
    assert web.asked == []
    page._check_online()
    settle(qtbot, window)
    assert set(web.asked) == {ASSERTION, CLASS, ISSUER}
    assert len(web.asked) == 3, "nothing is asked twice"
    for address in web.asked:
        assert any(address in question for question in shown)
    assert window.wallet is not None
    (row,) = list(page._rows.values())
    assert row.verdict is Verdict.VERIFIED


def test_no_network_changes_nothing_and_says_so(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]]
) -> None:
    web = SmallWeb(clock, {})
    window = _window(make_window, qtbot, web)
    page = window.current()
    assert isinstance(page, register_page.RegisterPage)
    page._check_online()
    settle(qtbot, window)
    assert web.asked
    (row,) = list(page._rows.values())
    assert row.verdict is Verdict.INDETERMINATE, "never red for a missing network"
    assert "badges.example.org" in window._toast._text.text()


def test_no_is_no(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = SmallWeb(clock, HOSTED)
    window = _window(make_window, qtbot, web)
    page = window.current()
    assert isinstance(page, register_page.RegisterPage)
    monkeypatch.setattr(AddressesDialog, "exec", lambda dialog: int(AddressesDialog.DialogCode.Rejected))
    page._check_online()
    settle(qtbot, window)
    assert web.asked == []


def test_only_the_ticked_addresses_are_agreed(qtbot: QtBot) -> None:
    dialog = AddressesDialog(None, "online.title", (ASSERTION, ISSUER), str)
    qtbot.addWidget(dialog)
    dialog._ticks[0][1].setChecked(False)
    assert dialog.agreed == (ISSUER,)
    assert dialog._yes.isEnabled()
    dialog._ticks[1][1].setChecked(False)
    assert not dialog._yes.isEnabled()


def test_an_address_stands_there_in_full(qtbot: QtBot) -> None:
    lookalike = ASSERTION.replace("example.org", "ex\u0430mple.org")  # a Cyrillic letter
    dialog = AddressesDialog(None, "online.title", (ASSERTION, lookalike), spelled_out)
    qtbot.addWidget(dialog)
    texts = [label.text() for label in dialog.findChildren(asking.Text)]
    assert ASSERTION in texts
    assert lookalike not in texts
    assert any("xn--" in text for text in texts)
    assert dialog.agreed == (ASSERTION, lookalike)


def test_what_failed_is_told_before_what_went_well() -> None:
    asked = (Asked(ASSERTION, "fetched"), Asked(ISSUER, "failed", Problem.NO_NETWORK))
    assert "badges.example.org" in tell(told(asked))
    assert tell(told(asked[:1])) == "Online nagekeken. 1 adres gaf antwoord."


def test_a_later_question_asks_again(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]]
) -> None:
    pages = dict(HOSTED)
    web = SmallWeb(clock, pages)
    window = _window(make_window, qtbot, web)
    page = window.current()
    assert isinstance(page, register_page.RegisterPage)
    page._check_online()
    settle(qtbot, window)
    clock.moment += timedelta(days=30)
    pages[ASSERTION] = {**HOSTED[ASSERTION], "revoked": True}
    page._check_online()
    settle(qtbot, window)
    (row,) = list(page._rows.values())
    assert row.verdict is Verdict.FAILED


def _import_page(window: Window) -> ImportPage:
    page = window.current()
    assert isinstance(page, ImportPage)
    return page


def test_a_pasted_link_is_fetched_when_the_person_says_so(
    make_window: MakeWindow,
    qtbot: QtBot,
    clock: FixedClock,
    shown: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    web = SmallWeb(clock, HOSTED)
    window = make_window()
    open_register(qtbot, window, lambda wallet: setattr(wallet, "reach", web))
    window.go("import")
    page = _import_page(window)
    monkeypatch.setattr(import_page, "ask_link", lambda parent: ASSERTION)
    page._paste_link()
    settle(qtbot, window)
    assert shown[0] == (ASSERTION,)
    assert web.asked[0] == ASSERTION
    assert set(web.asked) == {ASSERTION, CLASS, ISSUER}
    assert len(page._found) == 1, "a later round takes the place of the first"
    assert tell(page._found[0].line.answer) == "Klopt"
    page._keep.click()
    settle(qtbot, window)
    shown_page = window.current()
    assert isinstance(shown_page, register_page.RegisterPage)
    (row,) = list(shown_page._rows.values())
    assert (row.title, row.verdict) == ("Taalmaatje", Verdict.VERIFIED)


def test_what_is_no_link_is_said_and_asks_nothing(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = SmallWeb(clock, HOSTED)
    window = make_window()
    open_register(qtbot, window, lambda wallet: setattr(wallet, "reach", web))
    window.go("import")
    page = _import_page(window)
    for text in ("geen link", "http://badges.example.org/a/1", "file:///etc/passwd", "https://127.0.0.1/a"):
        monkeypatch.setattr(import_page, "ask_link", lambda parent, text=text: text)
        page._paste_link()
        settle(qtbot, window)
        assert page._banner.isVisible(), text
    assert web.asked == []


def test_a_file_is_settled_online_before_it_is_kept(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]], tmp_path: Path
) -> None:
    web = SmallWeb(clock, HOSTED)
    window = make_window()
    open_register(qtbot, window, lambda wallet: setattr(wallet, "reach", web))
    files = [tmp_path / "badge.json", tmp_path / "brief.txt"]
    files[0].write_text(json.dumps(HOSTED[ASSERTION]))
    files[1].write_text("Een brief")
    window.bring(tuple(files))
    settle(qtbot, window)
    page = _import_page(window)
    before = [one.looked for one in page._found]
    (place,) = [number for number, one in enumerate(before) if one.arrival.inspections]
    page._follow(page._found[place])
    page._how.online_wanted.emit()
    settle(qtbot, window)
    assert set(web.asked) == {ASSERTION, CLASS, ISSUER}
    assert len(page._found) == 2
    assert tell(page._found[place].line.answer) == "Klopt"
    assert page._found[1 - place].looked is before[1 - place]


def test_what_was_never_settled_stands_on_a_quiet_list(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]]
) -> None:
    window = _window(make_window, qtbot, SmallWeb(clock, HOSTED))
    page = window.current()
    assert isinstance(page, register_page.RegisterPage)
    assert page._heed._reminders.isVisible()
    page._heed.remind.emit()
    settle(qtbot, window)
    listed = window.current()
    assert isinstance(listed, RemindersPage)
    texts = [label.text() for label in listed.findChildren(asking.Text)]
    assert any("Nog niet alles is nagekeken" in text for text in texts)
    window.back()
    page._check_online()
    settle(qtbot, window)
    window.go("reminders")
    settle(qtbot, window)
    texts = [label.text() for label in listed.findChildren(asking.Text) if label.isVisible()]
    assert "Er is nu niets om naar te kijken." in texts


def test_a_link_in_a_picture_can_be_fetched_from_its_line(
    make_window: MakeWindow, qtbot: QtBot, clock: FixedClock, shown: list[tuple[str, ...]], tmp_path: Path
) -> None:
    import segno

    web = SmallWeb(clock, HOSTED)
    window = make_window()
    open_register(qtbot, window, lambda wallet: setattr(wallet, "reach", web))
    picture = tmp_path / "qr.png"
    segno.make(ASSERTION, error="m").save(str(picture), scale=6)
    window.bring((picture,))
    settle(qtbot, window)
    page = _import_page(window)
    assert page._found[0].line.link == "online"
    assert web.asked == []
    page._follow(page._found[0])
    settle(qtbot, window)
    assert web.asked[0] == ASSERTION
    assert [tell(one.line.answer) for one in page._found][1:] == ["Klopt"]
