"""The form of an experience: its fields, and the experience that they make. It stores nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import voice
from ui.present import writing
from ui.theme import sized
from ui.voice import Plain, Words
from ui.widgets.base import Fold, column, line
from ui.widgets.fields import Area, Choice, Field, Line
from ui.widgets.listing import Entry, LineList
from ui.widgets.months import MonthField
from ui.widgets.text import Text
from ui.widgets.watched import WatchedField
from wallet.model.experience import CareContext, Experience, ExperienceKind, Hours, Period, SkillClaim, Starr

_TEXTS = ("title", "kind_other", "organisation", "role", "summary")
_HALF = 28  # body text sizes: below it two fields side by side stand under each other
_THIRD = 33


class WritingForm(QWidget):
    """Shows one experience; :meth:`experience` makes the changed one."""

    changed = Signal()
    texts_changed = Signal()

    def __init__(self, this_year: int) -> None:
        super().__init__()
        self._base: Experience | None = None
        self._quiet = False
        self.watched: dict[str, WatchedField] = {}
        box = column(self, gap=16)
        box.addWidget(self._name())
        self._other = self._watch("kind_other", "write.kind_other", Line())
        box.addWidget(self._other)
        self._care = self._caregiving()
        box.addWidget(self._care)
        box.addWidget(self._time(this_year))
        box.addWidget(line())
        for first in range(0, len(writing.STARR), 2):
            pair = Fold(_HALF, gap=20)
            for part in writing.STARR[first : first + 2]:
                area = Area(f"write.example.{part}")
                sized(area, least_height=92)
                asked = self._watch(
                    f"starr.{part}", writing.ASKED[part], area, f"starr.{part}", writing.SHORT_ENOUGH
                )
                pair.add(_top(asked), 1)
            box.addWidget(pair)
        box.addWidget(line())
        levels = (("", "write.level_none", ""), *((str(n), f"niveau.{n}", "") for n in range(1, 6)))
        self._skills = LineList("write.skill", levels)
        box.addWidget(self._listed("write.skills", self._skills, "write.skills_lead"))
        box.addWidget(line())
        self._rest(box)

    # -- its parts

    def _name(self) -> QWidget:
        fold = Fold(_HALF, gap=14)
        self._title = self._watch("title", "write.name", Line("write.name_example"))
        fold.add(_top(self._title), 2)
        choices = tuple((one.kind.value, one.words, one.icon) for one in writing.kinds())
        self._kind = Choice(choices)
        self._kind.picked.connect(lambda _: self._kind_changed())
        fold.add(_top(Field("write.kind", self._kind)), 1)
        return fold

    def _caregiving(self) -> QWidget:
        """A word for the relation and an age band: on purpose there is no room for a name or an illness."""
        fold = Fold(_HALF, gap=14)
        self._relation = Choice(writing.care_choices("write.relation", writing.RELATIONS))
        self._age = Choice(writing.care_choices("write.age", writing.AGES))
        for choice, label in ((self._relation, "write.relation"), (self._age, "write.age")):
            choice.picked.connect(lambda _: self._touched())
            fold.add(_top(Field(label, choice)), 1)
        return fold

    def _time(self, this_year: int) -> QWidget:
        part = QWidget()
        box = column(part, gap=12)
        fold = Fold(_THIRD, gap=14)
        years = (writing.FIRST_YEAR, this_year + 1)
        self._since = MonthField("write.since", *years)
        self._since_field = Field("write.since", self._since)
        states = tuple((key, f"write.until.{key or 'unknown'}", "") for key in writing.UNTIL)
        self._until = Choice(states)
        self._until.picked.connect(lambda _: self._until_changed())
        self._hours = {key: self._number(key) for key in writing.HOURS_MOST}
        for widget, stretch in (
            (self._since_field, 5),
            (Field("write.until", self._until), 4),
            (self._hours["per_week"], 3),
        ):
            fold.add(_top(widget), stretch)
        box.addWidget(fold)
        self._end = MonthField("write.until_month", *years)
        self._end_field = Field("write.until_month", self._end)
        sized(self._end, least_width=220)
        box.addWidget(self._end_field, 0, Qt.AlignmentFlag.AlignLeft)
        for month in (self._since, self._end):
            month.changed.connect(self._period_changed)
        return part

    def _number(self, key: str) -> Field:
        typed = Line(limit=9, unit="write.about")
        typed.textChanged.connect(lambda _: self._hours_changed())
        return Field(f"write.{key}", typed)

    def _rest(self, box: QVBoxLayout) -> None:
        box.addWidget(Text("write.more", "heading"))
        area = Area("write.summary_example")
        sized(area, least_height=76)
        box.addWidget(self._watch("summary", "write.summary", area))
        fold = Fold(_HALF, gap=14)
        fold.add(_top(self._watch("organisation", "write.organisation", Line())), 1)
        fold.add(_top(self._watch("role", "write.role", Line())), 1)
        box.addWidget(fold)
        hours = Fold(_HALF, gap=14)
        hours.add(_top(self._hours["weeks"]), 1)
        hours.add(_top(self._hours["total"]), 1)
        box.addWidget(hours)
        self._sum = Text("write.about", "hint")
        box.addWidget(self._sum)
        self._tasks = LineList("write.task")
        self._shield = LineList("write.shield_name")
        box.addWidget(self._listed("write.tasks", self._tasks))
        box.addWidget(self._listed("write.shield", self._shield, "write.shield_lead"))
        self._notes = Area()
        self._notes.textChanged.connect(self._touched)
        box.addWidget(Field("write.notes", self._notes, hint="write.notes_hint"))

    def _watch(
        self, key: str, label: Words, editor: Line | Area, aside: Words | None = None, soft: int = 0
    ) -> WatchedField:
        made = WatchedField(label, editor, aside=aside, soft_limit=soft)
        editor.textChanged.connect(self._typed)
        self.watched[key] = made
        return made

    def _listed(self, heading: Words, lines: LineList, lead: Words | None = None) -> QWidget:
        lines.changed.connect(self._touched)
        part = QWidget()
        box = column(part, gap=6)
        box.addWidget(Text(heading, "strong"))
        if lead is not None:
            box.addWidget(Text(lead, "meta"))
        box.addWidget(lines)
        return part

    # -- what changes while somebody writes

    def _touched(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _typed(self) -> None:
        self._touched()
        if not self._quiet:
            self.texts_changed.emit()

    def _kind_changed(self) -> None:
        self._show_kind()
        self._touched()

    def _show_kind(self) -> None:
        self._other.setVisible(self.kind is ExperienceKind.OTHER)
        self._care.setVisible(self.kind is ExperienceKind.CAREGIVING)

    def _until_changed(self) -> None:
        self._end_field.setVisible(self._until.value() == "to")
        self._period_changed()

    def _period_changed(self) -> None:
        self._since_field.note("write.year_first" if self._since.half else None)
        self._end_field.note("write.year_first" if self._end.half else None)
        if self._period() is None:
            self._end_field.note("write.order")
        self._touched()

    def _hours_changed(self) -> None:
        for key, field in self._hours.items():
            field.note(None if self._number_of(key) is not _WRONG else "write.number_wrong")
        said = writing.estimate(self._hours_of(Hours()))
        self._sum.setVisible(said is not None)
        if said is not None:
            self._sum.set_words(said)
        self._touched()

    # -- what it holds

    @property
    def kind(self) -> ExperienceKind:
        """The chosen kind."""
        return ExperienceKind(self._kind.value())

    def show_experience(self, experience: Experience) -> None:
        """Show this one, without saying that something changed."""
        self._base, self._quiet = experience, True
        spoken = voice.language()
        self._kind.set_value(experience.kind.value)
        for key, field in self.watched.items():
            field.warn(None)
            box = key.removeprefix("starr.")
            field.set_text(getattr(experience.starr if box != key else experience, box))
        care = experience.cared_for or CareContext()
        for choice, prefix, keys, value in (
            (self._relation, "write.relation", writing.RELATIONS, care.relation),
            (self._age, "write.age", writing.AGES, care.age_band),
        ):
            _choose(choice, writing.care_key(prefix, keys, value))
        self._since.set_value(experience.period.start or "")
        self._until.set_value(writing.until_of(experience.period))
        self._end.set_value(experience.period.to or "")
        for key, typed in self._hours.items():
            typed.editor.setText(writing.typed(getattr(experience.hours, key), spoken))  # type: ignore[attr-defined]  # a Line
        self._skills.set_entries(
            tuple(Entry(one.label, str(one.level or ""), one) for one in experience.skills)
        )
        self._tasks.set_entries(tuple(map(Entry, experience.tasks)))
        self._shield.set_entries(tuple(map(Entry, experience.shield)))
        self._notes.setPlainText(experience.private_notes)
        self._show_kind()
        self._until_changed()
        self._hours_changed()
        self._quiet = False

    @property
    def base(self) -> Experience | None:
        """What was shown, or kept since."""
        return self._base

    def settle(self, kept: Experience) -> None:
        """It is kept like this now; what is being typed stays as it is."""
        self._base = kept

    def experience(self, *, draft: bool) -> Experience:
        """What is in the fields now. A date or number that cannot be is left as it was: :meth:`open_ends`."""
        base = self._base
        assert base is not None
        texts = {key: field.text() for key, field in self.watched.items()}
        starr = Starr(**{part: texts[f"starr.{part}"] for part in writing.STARR})
        skills = tuple(_skill(entry) for entry in self._skills.entries())
        changed = {
            **{key: texts[key] for key in _TEXTS},
            "kind": self.kind,
            "kind_other": texts["kind_other"] if self.kind is ExperienceKind.OTHER else "",
            "period": self._period() or base.period,
            "hours": self._hours_of(base.hours),
            "starr": starr,
            "skills": skills,
            "tasks": tuple(entry.text for entry in self._tasks.entries()),
            "shield": tuple(entry.text for entry in self._shield.entries()),
            "cared_for": self._care_of(base),
            "private_notes": self._notes.toPlainText(),
            "draft": draft or not texts["title"].strip(),
        }
        return Experience(**{**dict(base), **changed})

    def blank(self) -> bool:
        """Whether nothing was filled in yet."""
        base = self._base
        if base is None:
            return True
        empty = Experience(kind=self.kind, language=base.language, draft=True, id=base.id)
        mine = self.experience(draft=True)
        return mine == empty.model_copy(
            update={
                "created": mine.created,
                "modified": mine.modified,
                "cared_for": CareContext() if mine.cared_for is not None else None,
            }
        )

    def open_ends(self) -> QWidget | None:
        """The first field that is not right yet, with its sentence under it; None when all is well."""
        if not self._title.text().strip():
            self._title.ask("write.name_missing")
            return self._title.editor
        if self._since.half:
            return self._since.year
        if self._period() is None or (self._end.half and self._until.value() == "to"):
            return self._end.year
        wrong = (field.editor for key, field in self._hours.items() if self._number_of(key) is _WRONG)
        return next(wrong, None)

    def start(self) -> None:
        """Begin with the name."""
        self._title.editor.setFocus()

    def _period(self) -> Period | None:
        before = self._base.period if self._base is not None else Period()
        try:
            return writing.period(self._since.value(), self._until.value(), self._end.value(), before)
        except ValueError:
            return None

    def _number_of(self, key: str) -> float | str | None:
        try:
            return writing.number(self._hours[key].editor.text(), key)  # type: ignore[attr-defined]  # a Line
        except ValueError:
            return _WRONG

    def _hours_of(self, before: Hours) -> Hours:
        found = {key: self._number_of(key) for key in self._hours}
        return Hours.model_validate(
            {key: getattr(before, key) if value is _WRONG else value for key, value in found.items()}
        )

    def _care_of(self, base: Experience) -> CareContext | None:
        if self.kind is not ExperienceKind.CAREGIVING:
            return None
        relation = writing.care_word(
            "write.relation", writing.RELATIONS, self._relation.value(), base.language
        )
        age = writing.care_word("write.age", writing.AGES, self._age.value(), base.language)
        return CareContext(relation=relation, age_band=age or None)


_WRONG = "wrong"


def _top(field: QWidget) -> QWidget:
    """Beside a field that says something under it, a shorter one stays at the top."""
    part = QWidget()
    box = column(part, gap=0)
    box.addWidget(field)
    box.addStretch(1)
    return part


def _choose(choice: Choice, key: str) -> None:
    if choice.findData(key) < 0:
        choice.add_choice((key, Plain(key), ""))
    choice.set_value(key)


def _skill(entry: Entry) -> SkillClaim:
    """The claim as it was, with what was changed. Another label is another skill: it has no address."""
    level = int(entry.level) if entry.level else None
    before = entry.origin
    if isinstance(before, SkillClaim) and before.label == entry.text:
        return before.model_copy(update={"level": level})
    return SkillClaim(label=entry.text, level=level)
