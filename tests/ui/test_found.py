"""What was found, in the window: why, each signature, each part, other data, earlier checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.badges import badge
from tests.journeys.test_endorsement_story import OWN_ID, endorsement
from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.ui.test_use import keys
from tests.ui.test_window import page
from tests.world import found
from ui.present import details
from ui.voice import Plain, tell
from ui.widgets.checks import CheckPanel, PartPanel
from ui.widgets.detail import DetailView
from ui.widgets.found import other_members
from ui.widgets.tiles import EvidenceTile
from ui.widgets.unfold import Unfold
from ui.window import Window
from wallet.journeys import import_credential
from wallet.journeys.wallet import Wallet
from wallet.model.credential import EducationFacts, Incoming
from wallet.words import LANGUAGES, catalogue

MARKED = '<b onclick="x">vet</b>'
OTHER = (("credentialSubject › achievement › bijzonder", MARKED), ("school", found.HEBREW))


def begin(qtbot: QtBot, window: Window) -> found.Found:
    kept: list[found.Found] = []
    open_register(qtbot, window, lambda wallet: kept.append(found.fill(wallet)))
    window.resize(1180, 760)
    return kept[0]


def opened(qtbot: QtBot, window: Window, item: str) -> DetailView:
    """The check panel of this item."""
    window.go("register", view="all", item=item)
    settle(qtbot, window)
    detail: DetailView = page(window)._detail
    qtbot.waitUntil(lambda: detail._detail.card.id == item and detail._detail.check is not None)
    settle(qtbot, window)
    detail.show_check(True)
    qtbot.wait(20)  # what is laid out shows when Qt comes round to it
    return detail


def folds(root: QWidget, word: str) -> list[Unfold]:
    return [one for one in root.findChildren(Unfold) if one.isVisible() and one.button.text() == word]


def unfold_all(root: QWidget, qtbot: QtBot) -> int:
    """Open everything, also what only shows after another was opened. Returns how many."""
    count = 0
    while closed := [one for one in root.findChildren(Unfold) if one.isVisible() and not one.opened]:
        for one in closed:
            one.toggle()
            count += 1
        qtbot.wait(10)
    return count


def labels(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel) and widget.isVisible():
            yield widget.text()


def test_why_is_told_in_place_and_by_keys(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    detail = opened(qtbot, window, begin(qtbot, window).endorsed)
    why = folds(detail, "Waarom?")[0]
    assert why.button.accessibleName() == "Waarom: Er is niets aan veranderd."
    assert why.button.accessibleDescription() == "ingeklapt"
    assert why.button.accessibleName() in keys(detail, 60)
    why.button.setFocus()
    qtbot.keyClick(why.button, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert why.button.accessibleDescription() == "uitgeklapt"
    assert why.button.hasFocus()
    told = walk.texts(why)
    assert {"Wat we bekeken", "Wat dat zegt", "Waarmee", "Wanneer", "Wat nog helpt"} <= told
    assert {"De handtekening en de sleutel, uit het bestand zelf", "Niets meer nodig."} <= told
    assert "Bekeken op 23 november 2026." in told
    qtbot.keyClick(why.button, Qt.Key.Key_Space)
    assert not why.opened
    assert "Niets meer nodig." not in walk.texts(why)


def test_each_signature_has_a_row(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    items = begin(qtbot, window)
    detail = opened(qtbot, window, items.sealed)
    (signed,) = folds(detail, "1 handtekening")
    qtbot.keyClick(signed.button, Qt.Key.Key_Space)
    qtbot.wait(20)
    told = [text.replace("\u2068", "").replace("\u2069", "") for text in labels(signed)]
    assert told == [
        "Digitaal zegel van een organisatie",
        "Er zit een certificaat bij het zegel. We hebben geen lijst om te zien of je het kunt vertrouwen.",
        "Gezet in naam van de uitgever",
        "Gezet op 1 februari 2026, zegt de handtekening zelf",
        "Het certificaat staat op naam van Zegel van de Voorbeeldschool",
        "Het certificaat is gegeven door Uitgever van zegels",
        "Het certificaat geldt van 1 januari 2025 tot 1 januari 2027",
        "Technische naam: jades, RS256",
    ]
    detail = opened(qtbot, window, items.endorsed)
    assert len(folds(detail, "2 handtekeningen")) == 1


def test_each_endorsement_has_its_own_panel(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    detail = opened(qtbot, window, begin(qtbot, window).endorsed)
    headline = next(label for label in detail.findChildren(QLabel) if label.property("role") == "heading")
    assert headline.text() == "Ongewijzigd"  # a changed endorsement does not colour the badge
    assert "3 verklaringen van anderen · telt niet mee in het oordeel hierboven" in walk.texts(detail)
    good, plain, changed = detail.findChildren(PartPanel)
    names = [
        part.accessibleName().replace("\u2068", "").replace("\u2069", "") for part in (good, plain, changed)
    ]
    assert names == [
        "Verklaring van Wijkteam Noord, Wijkteam Noord, Ongewijzigd",
        "Verklaring van Een buurvrouw, Een buurvrouw, Niet ondertekend",
        "Verklaring van Sportclub, Sportclub, Gewijzigd",
    ]
    assert "Niet ondertekend. Wie dit schreef, is niet te controleren." not in walk.texts(plain)
    for part in (plain, good):
        qtbot.keyClick(part.fold.button, Qt.Key.Key_Return)
    qtbot.wait(20)
    assert "Niet ondertekend. Wie dit schreef, is niet te controleren." in walk.texts(plain)
    assert {"Wie erkent het?", "Klopt het bestand?", "Wie beoordeelde het?"} <= walk.texts(good)
    assert {"De verklaring", "Handtekening in het bestand zelf"} & walk.texts(good) == {"De verklaring"}
    assert "Deze verklaring hoort bij dit onderdeel." in walk.texts(good)
    assert len(good.findChildren(CheckPanel)) == 1


def test_two_acts_and_earlier_checks(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    items = begin(qtbot, window)
    detail = opened(qtbot, window, items.endorsed)
    assert [text for text in labels(detail) if text.startswith("Eerder")] == [
        "Eerder nagekeken op 23 november 2026: Ongewijzigd"
    ]
    buttons = {button.text(): button for button in detail.findChildren(QPushButton)}
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(page(window)._online, "begin", lambda *given: asked.append(given))
    qtbot.keyClick(buttons["Online nakijken"], Qt.Key.Key_Return)
    settle(qtbot, window)
    assert [addresses for addresses, *_ in asked] == [()]
    qtbot.keyClick(buttons["Bekijk opnieuw"], Qt.Key.Key_Return)
    settle(qtbot, window)
    assert len([text for text in labels(detail) if text.startswith("Eerder")]) == 2


def test_the_order_of_the_acts_follows_what_is_needed(qtbot: QtBot) -> None:
    from tests.tools.component_sheet import CHECK

    for asks, first in ((("school.example",), "Online nakijken"), ((), "Bekijk opnieuw")):
        panel = CheckPanel(replace(CHECK, asks=asks), act="register.look_again", online="online.act")
        qtbot.addWidget(panel)
        filled = [one for one in panel.findChildren(QPushButton) if one.property("kind") == "filled"]
        assert [one.text() for one in filled] == [first]


def test_education_and_other_data_are_plain(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    items = begin(qtbot, window)
    detail = opened(qtbot, window, items.school)
    shown: list[details.Detail] = []

    def read(wallet: Wallet) -> details.Detail:
        inspection = import_credential.inspect_again(items.school, wallet)
        row = wallet.register.row(items.school)
        credential = inspection.credential
        assert row is not None
        assert credential.achievement is not None
        education = EducationFacts(ects=3.5, study_load=240, identity_checked=True, language="nl-NL")
        achievement = replace(credential.achievement, education=education)
        credential = replace(credential, achievement=achievement, other=OTHER)
        return details.of_credential(row, replace(inspection, credential=credential), (), "nl")

    wallet = window.wallet
    assert wallet is not None
    window.jobs.run(window, lambda: read(wallet), shown.append)
    settle(qtbot, window)
    detail.show_detail(shown[0])
    detail.show_check(False)
    qtbot.wait(20)
    told = walk.texts(detail)
    assert {"Studiepunten (ECTS)", "3,5 punten", "Studiebelasting (SBU)", "240 uur", "Nederlands"} <= told
    assert not any(MARKED in text for text in told)
    (other,) = folds(detail, "Overige gegevens")
    qtbot.keyClick(other.button, Qt.Key.Key_Return)
    qtbot.wait(20)
    told = walk.texts(other)
    assert f"\u2068{MARKED}\u2069" in told
    assert f"\u2068{found.HEBREW}\u2069" in told
    assert walk.rich(window) == []


def test_thousands_of_members_come_in_portions(qtbot: QtBot) -> None:
    members = tuple((Plain(f"plaats {n}"), Plain(f"tekst {n}")) for n in range(5_000))
    fold = other_members(members)
    qtbot.addWidget(fold)
    fold.show()
    fold.toggle()
    qtbot.wait(20)
    assert len(list(labels(fold))) < 100
    (more,) = folds(fold, "Nog 4960")
    more.toggle()
    qtbot.wait(20)
    assert "tekst 79" in walk.texts(fold)
    assert len(folds(fold, "Nog 4920")) == 1


@pytest.mark.parametrize("which", ["endorsed", "sealed", "school", "changed"])
@pytest.mark.parametrize(("scale", "theme"), [(100, "dark"), (200, "light")])
def test_everything_unfolded_is_reached_named_and_fits(
    make_window: MakeWindow, qtbot: QtBot, which: str, scale: int, theme: str
) -> None:
    window = make_window(theme=theme, scale=scale)
    detail = opened(qtbot, window, getattr(begin(qtbot, window), which))
    window.resize(820, 560)
    qtbot.wait(20)
    page(window)._opened(page(window)._item)
    detail.show_check(True)
    qtbot.wait(20)
    assert unfold_all(detail, qtbot) > 5
    qtbot.wait(20)
    window.grab()
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []
    assert walk.rich(window) == []
    assert detail.widget().width() <= detail.viewport().width()
    wide = [
        one
        for one in detail.findChildren(QPushButton)
        if one.isVisible() and one.mapTo(detail.viewport(), one.rect().topRight()).x() > detail.width()
    ]
    assert [one.text() for one in wide] == []


def test_another_language_leaves_no_word_behind(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    detail = opened(qtbot, window, begin(qtbot, window).endorsed)
    unfold_all(detail, qtbot)
    window.preferences.language = "en"
    window.restyle()
    settle(qtbot, window)
    unfold_all(detail, qtbot)
    dutch, english = (
        {one for one in catalogue(language).values() if isinstance(one, str) and "{" not in one}
        for language in LANGUAGES
    )
    assert walk.texts(detail) & (dutch - english) == set()
    assert tell("why.act", "en") in walk.texts(detail)


def test_an_endorsement_and_its_badge_lead_to_each_other(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    kept: list[str] = []

    def fill(wallet: Wallet) -> None:
        policy = import_credential.policy_for(wallet, wallet.clock)
        for content in (badge(), endorsement(OWN_ID)):
            incoming = Incoming(content, "bestand.json")
            arrival = import_credential.look_at(incoming, policy, wallet.sandbox, wallet.register)
            kept.extend(import_credential.keep(arrival, wallet).ids)

    open_register(qtbot, window, fill)
    first, second = kept
    detail: DetailView = page(window)._detail
    for item, heading, other in (
        (first, "Verklaringen hierover", second),
        (second, "Gaat over", first),
    ):
        window.go("register", view="all", item=item)
        settle(qtbot, window)
        qtbot.waitUntil(lambda item=item: detail._detail.card.id == item and detail._detail.ties != ())
        qtbot.wait(20)
        assert heading in walk.texts(detail)
        (tile,) = (one for one in detail.findChildren(EvidenceTile) if one.isVisible())
        assert tile.accessibleName().startswith(("Verklaring, Ongewijzigd · ", "Taalmaatje, Ongewijzigd · "))
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        settle(qtbot, window)
        qtbot.waitUntil(lambda other=other: detail._detail.card.id == other)
