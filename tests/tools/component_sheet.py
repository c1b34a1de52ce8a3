"""All widgets on one sheet, in their states: for the pictures, and to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.models.cards import CardModel
from ui.present.pieces import Answer, Card, CheckGroup, CheckRow, CheckView, Chip, Tile, Value
from ui.theme import spaced
from ui.voice import Plain, words
from ui.widgets.base import column, row
from ui.widgets.buttons import Button, Segments
from ui.widgets.cardlist import CardList
from ui.widgets.cards import Facts, ResultCard, ThreeQuestions
from ui.widgets.checks import CheckPanel
from ui.widgets.chips import ChipRow
from ui.widgets.drop import DropZone
from ui.widgets.fields import Area, Choice, Field, Line, Secret, Tick
from ui.widgets.marks import Mark
from ui.widgets.notices import Banner, ProgressRow
from ui.widgets.page import PageFrame
from ui.widgets.stepper import Stepper
from ui.widgets.text import Text
from ui.widgets.tiles import EvidenceTile

BADGE = Card(
    "1",
    "award",
    "sky",
    "noun.badge",
    Plain("Digitaal samenwerken"),
    Plain("Regiocollege De Waard · april 2026"),
    (
        Chip("A", "erkenning_kort.W3", "erkenning.W3", icon="ruler"),
        Chip("B", "mark.geldig", "mark.geldig", value=Value.PASSED),
        Chip("C", "beoordeling_kort.organisatie", "beoordeling.organisatie", icon="clipboard-check"),
    ),
)
CARE = Card(
    "2",
    "heart-pulse",
    "clay",
    "noun.experience",
    Plain("Zorgen voor een familielid"),
    Plain("Mantelzorg · sinds maart 2021"),
    (
        Chip("A", "erkenning_kort.W0", "erkenning.W0", icon="pen-line"),
        Chip("B", "mark.niet_ondertekend", "mark.niet_ondertekend", value=Value.NOT_APPLICABLE),
        Chip("C", "beoordeling_kort.bekende", "beoordeling.bekende", icon="clipboard-check"),
    ),
)
CHECK = CheckView(
    Value.UNKNOWN,
    "mark.niet_te_controleren",
    "check.headline.niet_te_controleren",
    (
        CheckGroup(
            "check.group.badge",
            (
                CheckRow(Value.PASSED, "reason.signature_holds", "check.with.intact"),
                CheckRow(Value.UNKNOWN, "reason.status_unreachable", "check.with.file"),
                CheckRow(Value.NOT_APPLICABLE, "reason.no_end_date", "check.not_applicable"),
            ),
        ),
        CheckGroup(
            "check.group.good_to_know",
            (CheckRow(Value.NOTE, "reason.no_trust_list", "check.with.lists"),),
            aside="check.group.not_counted",
        ),
    ),
)


def sheet() -> QWidget:
    """One page with everything."""
    page = PageFrame()
    grid = QGridLayout()
    spaced(grid, gap=24)
    page.body.addLayout(grid)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    parts = (
        _buttons(),
        _marks(),
        _chips(),
        _fields(),
        _list(),
        _tiles(),
        _notices(),
        _progress(),
        _drop(),
        _steps(),
    )
    for number, part in enumerate(parts):
        grid.addWidget(part, number // 2, number % 2)
    page.body.addWidget(
        ThreeQuestions(
            (
                Answer("question.a", "erkenning.W3", "erkenning_bron.issuer", icon="ruler"),
                Answer(
                    "question.b",
                    "mark.geldig",
                    Plain("14 november 2026"),
                    value=Value.PASSED,
                    link="question.how",
                ),
                Answer(
                    "question.c",
                    "beoordeling.organisatie",
                    Plain("Toets, met toezicht"),
                    icon="clipboard-check",
                ),
            )
        )
    )
    page.body.addWidget(CheckPanel(CHECK, act="register.look_again"))
    page.body.addWidget(
        Facts((("register.fact.until", "register.fact.no_end"), ("register.fact.issuer", Plain("x"))))
    )
    page.bar().addWidget(Button("first_save.keep", "filled", "lock", big=True))
    page.bar().addStretch(1)
    return page


def _part(heading: str) -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    box = column(part, gap=8)
    box.addWidget(Text(Plain(heading), "metastrong"))
    return part, box


def _buttons() -> QWidget:
    part, box = _part("Knop")
    line = row(gap=8)
    for button in (
        Button("register.share", "filled", "send"),
        Button("register.edit"),
        Button("recovery.later", "plain"),
        Button("register.remove", "danger", "trash-2"),
    ):
        line.addWidget(button)
    off = Button("register.edit")
    off.allow(False, "register.choose_one")
    line.addWidget(off)
    line.addStretch(1)
    box.addLayout(line)
    box.addWidget(
        Segments("settings.theme", (("a", "settings.theme.light"), ("b", "settings.theme.dark")), "a")
    )
    box.addStretch(1)
    return part


def _marks() -> QWidget:
    part, box = _part("Waarden")
    line = row(gap=16)
    for value in Value:
        line.addWidget(Mark(value, 24))
    line.addStretch(1)
    box.addLayout(line)
    box.addStretch(1)
    return part


def _chips() -> QWidget:
    part, box = _part("Drie assen")
    box.addWidget(
        ChipRow(
            (*BADGE.chips, *CARE.chips, Chip("B", "mark.gewijzigd", "mark.gewijzigd", value=Value.FAILED))
        )
    )
    box.addWidget(
        ChipRow(
            (
                Chip("B", "mark.niet_te_controleren", "mark.niet_te_controleren", value=Value.UNKNOWN),
                Chip("B", "mark.ongewijzigd", "mark.ongewijzigd", value=Value.UNCHANGED),
            )
        )
    )
    box.addStretch(1)
    return part


def _fields() -> QWidget:
    part, box = _part("Velden")
    box.addWidget(Field("settings.name", Line(), hint="settings.name_hint"))
    secret = Field("first_save.field", Secret(visible=True))
    secret.note("first_save.long_enough", "ok")
    box.addWidget(secret)
    box.addWidget(Field("starr_vraag.action", Area(), aside="starr.action"))
    box.addWidget(
        Choice(
            (
                ("werk", "ervaring_soort.werk", "briefcase"),
                ("mantelzorg", "ervaring_soort.mantelzorg", "heart-pulse"),
            )
        )
    )
    box.addWidget(Tick("settings.calm_on", ticked=True))
    return part


def _list() -> QWidget:
    part, box = _part("Lijst")
    listed = CardList("nav.all")
    model = CardModel((BADGE, CARE))
    model.setParent(listed)
    listed.setModel(model)
    listed.select("1")
    listed.setMinimumHeight(190)
    box.addWidget(listed)
    box.addWidget(ResultCard(BADGE, Plain("Je werkt veilig samen in gedeelde bestanden.")))
    return part


def _tiles() -> QWidget:
    part, box = _part("Bewijs")
    box.addWidget(EvidenceTile(Tile("1", "mic", Plain("Zo plan ik de week"), Plain("Spraakopname · 2:14"))))
    box.addWidget(
        EvidenceTile(Tile("2", "file", Plain("Weekschema"), Plain("PDF · namen afgeschermd"), "shielded"))
    )
    box.addWidget(
        EvidenceTile(Tile("3", "file", Plain("Medicijndoos"), Plain("Bestand niet gevonden"), "missing"))
    )
    box.addStretch(1)
    return part


def _notices() -> QWidget:
    part, box = _part("Melding")
    box.addWidget(
        Banner(
            "caution", "register.recovery", "key-round", (("register.recovery_do", "outlined", lambda: None),)
        )
    )
    box.addWidget(Banner("ok", "settings.backup_done", "circle-check"))
    box.addWidget(Banner("plain", "reason.no_trust_list"))
    return part


def _progress() -> QWidget:
    part, box = _part("Bezig")
    progress = ProgressRow("register.evidence_progress")
    progress.tell(12, 50)
    box.addWidget(progress)
    box.addStretch(1)
    return part


def _drop() -> QWidget:
    part, box = _part("Neerzetten")
    box.addWidget(DropZone("welcome.drop", "welcome.drop_more"))
    return part


def _steps() -> QWidget:
    part, box = _part("Stappen")
    steps = Stepper((Plain("Kies"), Plain("Vertel"), Plain("Bekijk"), Plain("Maak")))
    steps.go_to(2)
    box.addWidget(steps)
    box.addWidget(Text(words("settings.idle_minutes", n=5), "meta"))
    return part
