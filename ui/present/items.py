"""From a row of the register to a card: icons, tints and the three chips. Pure: same row, same card."""

from __future__ import annotations

from ui.present.pieces import Card, Chip, Tint, Value
from ui.voice import Dated, Plain, Words, heard, joined, tell, words
from wallet.model.changes import ItemKind, ItemRow
from wallet.model.marks import Mark, Shape, shape_of
from wallet.model.report import Verdict
from wallet.model.standing import AssessmentRigour, RecognitionLevel, Standing

EXPERIENCE_ICONS = {
    "werk": "briefcase",
    "vrijwilligerswerk": "users",
    "mantelzorg": "heart-pulse",
    "bestuur": "gavel",
    "burgerschap": "landmark",
    "hobby": "puzzle",
    "opleiding": "graduation-cap",
    "stage": "building",
    "zelfstudie": "book-open",
    "anders": "hand-heart",
}
EVIDENCE_ICONS = {
    "document": "file-text",
    "foto": "image",
    "video": "file-video",
    "audio": "file-audio",
    "anders": "paperclip",
}
_LEVEL_ICONS = {
    RecognitionLevel.W0: "pen-line",
    RecognitionLevel.W1: "users",
    RecognitionLevel.W2: "building-2",
    RecognitionLevel.W3: "ruler",
    RecognitionLevel.W4: "badge-check",
    RecognitionLevel.W5: "landmark",
}
_RIGOUR_ICONS = {
    AssessmentRigour.NONE: "clipboard-minus",
    AssessmentRigour.SELF: "clipboard-pen",
    AssessmentRigour.ACQUAINTANCE: "clipboard-check",
    AssessmentRigour.ORGANISATION: "clipboard-check",
    AssessmentRigour.INDEPENDENT: "clipboard-check",
    AssessmentRigour.EXAM: "clipboard-list",
}
_VALUES = {
    Shape.PASSED: Value.PASSED,
    Shape.RING: Value.UNCHANGED,
    Shape.FAILED: Value.FAILED,
    Shape.UNKNOWN: Value.UNKNOWN,
    Shape.UNSIGNED: Value.NOT_APPLICABLE,
}
_MARK_OF_VERDICT = {
    Verdict.VERIFIED: Mark.UNCHANGED,
    Verdict.FAILED: Mark.ALTERED,
    Verdict.INDETERMINATE: Mark.NOT_SURE,
    Verdict.UNSIGNED: Mark.NOT_SIGNED,
    Verdict.UNREADABLE: Mark.NOT_LOOKED,
}
"""With a verdict alone, the careful reading of it; an inspection tells more (``wallet.model.marks``)."""


def value_of(mark: Mark) -> Value:
    """The shape that belongs to a mark. What nobody looked at yet is a thin circle, not a question."""
    return Value.NOT_APPLICABLE if mark is Mark.NOT_LOOKED else _VALUES[shape_of(mark)]


def mark_of_row(row: ItemRow) -> Mark:
    """The mark of a list row."""
    if row.mark:
        return Mark(row.mark)
    if row.verdict is None:
        return Mark.NOT_SIGNED if row.kind is ItemKind.EXPERIENCE else Mark.NOT_LOOKED
    return _MARK_OF_VERDICT[row.verdict]


def verdict_chip(mark: Mark) -> Chip:
    """Axis B."""
    said = f"mark.{mark.value}"
    return Chip("B", said, said, value=value_of(mark))


def standing_chips(standing: Standing) -> tuple[Chip, Chip]:
    """Axis A and axis C."""
    level, rigour = standing.recognition.level, standing.assessment
    return (
        Chip("A", f"erkenning_kort.{level.value}", f"erkenning.{level.value}", icon=_LEVEL_ICONS[level]),
        Chip(
            "C", f"beoordeling_kort.{rigour.value}", f"beoordeling.{rigour.value}", icon=_RIGOUR_ICONS[rigour]
        ),
    )


def chips(row: ItemRow, mark: Mark | None = None) -> tuple[Chip, ...]:
    """The three chips of a row; none for evidence and portfolios, which nobody recognises or assesses."""
    if row.standing is None:
        return ()
    recognition, assessment = standing_chips(row.standing)
    return (recognition, verdict_chip(mark or mark_of_row(row)), assessment)


def source_of(standing: Standing) -> Words:
    """Who says the level of recognition: "Zegt de uitgever"."""
    return f"erkenning_bron.{standing.recognition.source.value}"


def face(row: ItemRow) -> tuple[str, Tint, Words]:
    """Icon, tint and noun of a row."""
    if row.kind is ItemKind.EXPERIENCE:
        return EXPERIENCE_ICONS.get(row.sort, "hand-heart"), "clay", "noun.experience"
    if row.kind is ItemKind.EVIDENCE:
        return EVIDENCE_ICONS.get(row.sort, "paperclip"), "sand", "noun.evidence"
    if row.kind is ItemKind.PORTFOLIO:
        return "mail", "sky", "noun.portfolio"
    if row.kind is ItemKind.ENDORSEMENT or row.sort == "endorsement":
        return "message-circle", "teal", "noun.endorsement"
    if row.sort.startswith("open-badge"):
        return "award", "sky", "noun.badge"
    return "file-badge", "sky", "noun.certificate"


def when(row: ItemRow) -> Words:
    """The period or date of a row in words."""
    if row.kind is ItemKind.EXPERIENCE and row.date:
        if row.until:
            return words("row.from_until", start=Dated(row.date), end=Dated(row.until))
        return words("row.since", start=Dated(row.date))
    return Dated(row.date[:10]) if row.date else Plain("")


def card(row: ItemRow, mark: Mark | None = None) -> Card:
    """The card of a row."""
    icon, tint, noun = face(row)
    kind: Words = noun
    first: Words = Plain(row.by)
    if row.kind is ItemKind.EXPERIENCE:
        first = heard(f"ervaring_soort.{row.sort}", "noun.experience")
    elif row.kind is ItemKind.EVIDENCE:
        first = heard(f"bewijs_soort.{row.sort}", "noun.evidence")
    title: Words = Plain(row.title) if row.title.strip() else "row.untitled"
    parts = (first, when(row), "row.draft") if row.draft else (first, when(row))
    return Card(row.id, icon, tint, kind, title, joined(*parts), chips(row, mark))


def sentence(shown: Card) -> str:
    """One sentence for the screen reader: kind, title, second line, the answers."""
    parts = [tell(shown.kind), tell(shown.title), tell(shown.second)]
    parts += [tell(chip.long) for chip in shown.chips]
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."
