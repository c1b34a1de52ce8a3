"""Writing an experience: from the first run to the register, half-way, with files, and what goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui import walk
from tests.ui.conftest import MakeWindow, open_register, settle
from tests.ui.test_window import name, page, titles
from ui.widgets.kinds import KindTile
from ui.window import Window
from wallet.errors import Problem, SurroundingsError
from wallet.journeys import collect_evidence, record_experience
from wallet.journeys.wallet import Wallet
from wallet.model.experience import (
    CareContext,
    Experience,
    ExperienceKind,
    Hours,
    Period,
    SkillClaim,
    Starr,
)

WHOLE = Experience(
    kind=ExperienceKind.CAREGIVING,
    title="Zorgen voor een familielid",
    organisation="Thuis",
    role="Mantelzorger",
    period=Period(start="2021-03-12", ongoing=True),
    hours=Hours(per_week=14, weeks=40),
    summary="Ik plan de week.",
    tasks=("Boodschappen", "Medicijnen klaarzetten"),
    starr=Starr(situation="Er was hulp nodig.", transfer="In een team."),
    skills=(
        SkillClaim(label="Plannen", level=4),
        SkillClaim(label="Overleggen", uri="https://skills.example/12", scheme="voorbeeld", level=3),
    ),
    cared_for=CareContext(relation="een buur", age_band="80 jaar of ouder"),
    shield=("Kim",),
    private_notes="Alleen voor mij.",
)


def shown(window: Window) -> str:
    return " | ".join(walk.texts(page(window)))


def stored(qtbot: QtBot, window: Window) -> list[Experience]:
    found: list[Any] = []

    def read() -> list[Experience]:
        register = window.wallet.register
        return [register.experiences.get(row.id) for row in register.rows("experiences")]

    window.jobs.run(window, read, found.extend)
    settle(qtbot, window)
    return found


def begin(window: Window, kind: ExperienceKind = ExperienceKind.VOLUNTEERING) -> Any:
    window.go("experience")
    tile = next(one for one in page(window)._kinds.findChildren(KindTile) if one.choice.kind is kind)
    tile.click()
    return page(window)._fields


def write(fields: Any, key: str, text: str) -> None:
    fields.watched[key].set_text(text)


# -- from the first run to the register


def test_first_run_from_writing_to_the_register(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    fields = begin(window)
    write(fields, "title", "Koken in het buurthuis")
    write(fields, "starr.action", "Ik kookte elke week voor twintig mensen.")
    page(window)._done.click()
    assert name(window) == "FirstSavePage"
    assert not window.folder.exists()
    # A change of mind loses nothing.
    page(window)._host.back()
    assert name(window) == "ExperiencePage"
    assert fields.watched["title"].text() == "Koken in het buurthuis"
    page(window)._done.click()
    qtbot.keyClick(page(window)._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    assert name(window) == "RecoveryPage"
    page(window)._line.setText(page(window)._shown.text())
    qtbot.keyClick(page(window)._line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert titles(window) == ["Koken in het buurthuis"]
    (kept,) = stored(qtbot, window)
    assert not kept.draft
    assert kept.starr.action == "Ik kookte elke week voor twintig mensen."


def test_all_kinds_are_offered(make_window: MakeWindow) -> None:
    window = make_window()
    window.go("experience")
    tiles = page(window)._kinds.findChildren(KindTile)
    assert [tile.choice.kind for tile in tiles] == list(ExperienceKind)
    assert "Mantelzorg" in shown(window)


# -- everything that is stored comes back as it was


def test_opening_and_keeping_changes_nothing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window, lambda wallet: record_experience.keep(WHOLE, wallet))
    (before,) = stored(qtbot, window)
    window.go("experience", item_id=before.id)
    settle(qtbot, window)
    assert page(window)._fields.experience(draft=False) == before
    page(window)._done.click()
    settle(qtbot, window)
    (after,) = stored(qtbot, window)
    assert after.model_copy(update={"modified": None}) == before.model_copy(update={"modified": None})


def test_every_field_is_kept(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    fields = begin(window, ExperienceKind.BOARD)
    for key in fields.watched:
        write(fields, key, f"tekst {key}")
    fields._since.set_value("2019-09")
    fields._until.set_value("to")
    fields._end.set_value("2024")
    fields._hours["per_week"].editor.setText("2,5")
    fields._hours["weeks"].editor.setText("40")
    assert "Samen ongeveer 100 uur." in shown(window)
    fields._skills.rows[0].line.setText("Boekhouden")
    fields._skills.rows[0].level.set_value("5")
    qtbot.keyClick(fields._skills.rows[0].line, Qt.Key.Key_Return)
    fields._skills.rows[1].line.setText("Vergaderen")
    fields._tasks.rows[0].line.setText("De kas bijhouden")
    fields._notes.setPlainText("voor mij")
    page(window)._done.click()
    settle(qtbot, window)
    (kept,) = stored(qtbot, window)
    assert kept.period == Period(start="2019-09", to="2024")
    assert kept.hours == Hours(per_week=2.5, weeks=40)
    assert kept.starr == Starr(**{part: f"tekst starr.{part}" for part in Starr.model_fields})
    assert kept.skills == (SkillClaim(label="Boekhouden", level=5), SkillClaim(label="Vergaderen"))
    assert kept.tasks == ("De kas bijhouden",)
    assert (kept.organisation, kept.role, kept.summary) == (
        "tekst organisation",
        "tekst role",
        "tekst summary",
    )
    assert kept.kind_other == ""  # its field was not there to be seen
    assert kept.private_notes == "voor mij"
    assert kept.cared_for is None


def test_what_cannot_be_is_asked_again(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    fields = begin(window)
    page(window)._done.click()
    assert "Geef het een naam. Dan vind je het terug." in shown(window)
    write(fields, "title", "Iets")
    fields._hours["per_week"].editor.setText("veel")
    page(window)._done.click()
    assert "Typ een getal, bijvoorbeeld 14." in shown(window)
    fields._hours["per_week"].editor.setText("")
    fields._since.set_value("2024")
    fields._until.set_value("to")
    fields._end.set_value("2020")
    fields._until_changed()
    page(window)._done.click()
    assert "Het einde ligt voor het begin." in shown(window)
    settle(qtbot, window)
    assert stored(qtbot, window) == []


# -- caregiving


def test_a_caregiver_is_asked_nothing_about_the_other(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    fields = begin(window, ExperienceKind.CAREGIVING)
    said = shown(window)
    assert "Schrijf over jezelf" in said
    assert "Geen ziekte of medische brief" in said
    boxes = [*fields.findChildren(QLineEdit), *fields.findChildren(QPlainTextEdit)]
    asked = {box.accessibleName() for box in boxes if box.isVisible()}
    assert asked == {
        "Hoe noem je het?",
        "Uren per week",
        "Aantal weken",
        "Of: uren in totaal",
        "Bij welke organisatie?",
        "Wat was je rol?",
        "In het kort",
        "Vaardigheid 1",
        "Taak 1",
        "Naam 1",
        "Notities voor jezelf",
        "Wat was er aan de hand?",
        "Wat moest jij doen?",
        "Wat deed je?",
        "Wat kwam eruit?",
        "Wat leerde je?",
        "Waar gebruik je het nog?",
    }
    # The relation and the age are chosen from fixed words: there is no room for a name.
    assert not fields._relation.isEditable()
    assert not fields._age.isEditable()
    write(fields, "title", "Zorgen")
    fields._relation.set_value("neighbour")
    fields._age.set_value("80+")
    kept = fields.experience(draft=False)
    assert kept.cared_for == CareContext(relation="een buur", age_band="80 jaar of ouder")
    fields._kind.set_value("hobby")
    assert fields.experience(draft=False).cared_for is None


# -- hints while writing


def test_a_phone_number_is_seen_and_hidden(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    fields = begin(window)
    field = fields.watched["starr.action"]
    write(fields, "starr.action", "Bel mij op 06-12345678 voor meer.")
    qtbot.wait(450)
    settle(qtbot, window)
    assert "Telefoonnummer gevonden. Afschermen of laten staan?" in shown(window)
    field.cover.emit()
    assert field.text() == "Bel mij op [telefoonnummer] voor meer."
    qtbot.wait(450)
    settle(qtbot, window)
    assert "Telefoonnummer gevonden" not in shown(window)


def test_a_hint_that_was_passed_stays_away(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    fields = begin(window)
    write(fields, "organisation", "info@buurthuis.example")
    qtbot.wait(450)
    settle(qtbot, window)
    assert "E-mailadres gevonden" in shown(window)
    fields.watched["organisation"].leave.emit()
    settle(qtbot, window)
    write(fields, "role", "kok")
    qtbot.wait(450)
    settle(qtbot, window)
    assert "E-mailadres gevonden" not in shown(window)
    assert fields.watched["organisation"].text() == "info@buurthuis.example"


def test_long_boxes_are_allowed(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    fields = begin(window)
    write(fields, "starr.result", "a" * 620)
    assert "Al 620 tekens. Tot 500 leest het makkelijkst." in shown(window)


# -- half-way, going away, a full disk


def test_going_away_keeps_half_a_sentence(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    fields = begin(window)
    write(fields, "starr.situation", "In de buurt was")
    window.go("register")
    settle(qtbot, window)
    (kept,) = stored(qtbot, window)
    assert kept.draft
    assert kept.starr.situation == "In de buurt was"
    window.go("experience", item_id=kept.id)
    settle(qtbot, window)
    write(page(window)._fields, "title", "Buurtfeest")
    page(window)._later()
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    (kept,) = stored(qtbot, window)
    assert (kept.draft, kept.title) == (True, "Buurtfeest")


def test_nothing_typed_keeps_nothing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    begin(window, ExperienceKind.CAREGIVING)
    window.go("register")
    settle(qtbot, window)
    assert stored(qtbot, window) == []


def test_locking_keeps_the_draft(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    open_register(qtbot, window)
    write(begin(window), "title", "Bijna af")
    window.lock()
    settle(qtbot, window)
    from tests import world
    from wallet.journeys.open_register import unlock

    reopened = unlock(window.folder, world.PASSPHRASE, window.clock)
    assert [row.title for row in reopened.register.rows()] == ["Bijna af"]
    reopened.close()


@pytest.mark.parametrize("go_away", [False, True])
def test_a_full_disk_loses_no_word(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, go_away: bool
) -> None:
    window = make_window()
    open_register(qtbot, window)
    keep = record_experience.keep

    def full(*_: object) -> object:
        raise SurroundingsError(Problem.DISK_FULL)

    fields = begin(window)
    write(fields, "title", "Koken")
    write(fields, "starr.action", "Ik kookte.")
    monkeypatch.setattr(record_experience, "keep", full)
    if go_away:
        window.go("experience")
    else:
        page(window)._done.click()
    settle(qtbot, window)
    assert name(window) == "ExperiencePage"
    assert "De schijf is vol. Er is niets verloren." in shown(window)
    assert fields.watched["starr.action"].text() == "Ik kookte."
    monkeypatch.setattr(record_experience, "keep", keep)
    page(window)._done.click()
    settle(qtbot, window)
    assert titles(window) == ["Koken"]
    assert len(stored(qtbot, window)) == 1


# -- files


def test_files_are_kept_with_a_new_experience(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    fields = begin(window)
    write(fields, "title", "Weekschema maken")
    file = tmp_path / "weekschema.txt"
    file.write_text("maandag: boodschappen")
    window.bring((file,))
    settle(qtbot, window)
    assert "Document · wordt straks bewaard" in shown(window)
    page(window)._done.click()
    qtbot.keyClick(page(window)._secret.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.wallet is not None, timeout=20_000)
    settle(qtbot, window)
    (kept,) = stored(qtbot, window)
    assert [one.name for one in about(qtbot, window, kept.id)] == ["weekschema.txt"]


def test_files_beside_the_form_are_kept_at_once_and_can_be_taken_away(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    open_register(qtbot, window, lambda wallet: record_experience.keep(WHOLE, wallet))
    (kept,) = stored(qtbot, window)
    window.go("experience", item_id=kept.id)
    settle(qtbot, window)
    file = tmp_path / "rooster.csv"
    file.write_text("dag,wie")
    page(window).drop((file,))
    settle(qtbot, window)
    assert [one.name for one in about(qtbot, window, kept.id)] == ["rooster.csv"]
    assert walk.nameless(window) == []
    page(window)._desk.files.removed.emit(0)
    settle(qtbot, window)
    assert about(qtbot, window, kept.id) == []


def about(qtbot: QtBot, window: Window, item_id: str) -> list[Any]:
    found: list[Any] = []
    window.jobs.run(window, lambda: collect_evidence.about(item_id, window.wallet), found.extend)
    settle(qtbot, window)
    return found


# -- removing


def test_removing_can_be_taken_back(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    file = tmp_path / "rooster.csv"
    file.write_text("dag,wie")

    def fill(wallet: Wallet) -> None:
        given = record_experience.keep(WHOLE, wallet).ids[0]
        collect_evidence.attach(collect_evidence.look_at(file), given, wallet)

    open_register(qtbot, window, fill)
    (before,) = stored(qtbot, window)
    window.go("experience", item_id=before.id)
    settle(qtbot, window)
    page(window)._erase.click()
    settle(qtbot, window)
    assert name(window) == "RegisterPage"
    assert stored(qtbot, window) == []
    window._toast._button.click()
    settle(qtbot, window)
    (after,) = stored(qtbot, window)
    assert after.id == before.id
    assert after.starr == before.starr
    assert [one.name for one in about(qtbot, window, before.id)] == ["rooster.csv"]


# -- names, sizes


def test_the_form_has_names_and_another_language(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    begin(window, ExperienceKind.CAREGIVING)
    settle(qtbot, window)
    assert walk.nameless(window) == []
    assert walk.unreachable(window) == []
    assert walk.rich(window) == []
    window.preferences.language = "en"
    window.restyle()
    said = walk.texts(page(window))
    assert {"Write about yourself", "What did you do?", "Hours a week", "Since: month"} <= said
    assert not {"Schrijf over jezelf", "Wat deed je?", "Uren per week"} & said


@pytest.mark.parametrize("size", [(820, 560), (1180, 760)])
@pytest.mark.parametrize("scale", [100, 200])
def test_the_form_fits(make_window: MakeWindow, qtbot: QtBot, scale: int, size: tuple[int, int]) -> None:
    window = make_window(scale=scale)
    fields = begin(window, ExperienceKind.CAREGIVING)
    window.resize(*size)
    settle(qtbot, window)
    assert window.width() <= size[0]
    room = page(window)._desk.viewport().width()
    assert fields.width() <= room
    too_wide = [
        widget.accessibleName()
        for widget in walk.controls(fields)
        if widget.mapTo(page(window)._desk.viewport(), widget.rect().topRight()).x() > room
    ]
    assert too_wide == []
