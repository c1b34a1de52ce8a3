"""What a person did and learned outside school, in their own words, and the evidence for it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


class Record(BaseModel):
    """Base of our own records: frozen, no unknown members, nothing personal in its repr."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class ExperienceKind(StrEnum):
    """The vocabulary ervaring_soort."""

    WORK = "werk"
    VOLUNTEERING = "vrijwilligerswerk"
    CAREGIVING = "mantelzorg"
    BOARD = "bestuur"
    CIVIC = "burgerschap"
    HOBBY = "hobby"
    COURSE = "opleiding"
    PLACEMENT = "stage"
    SELF_STUDY = "zelfstudie"
    OTHER = "anders"


def parse_partial(text: str) -> date:
    """The first day that a partial date can mean. Raises ValueError for anything else."""
    parts: list[Any] = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def _a_real_day(text: str) -> str:
    parse_partial(text)
    return text


# A year, a month or a day: people remember "since March 2021", not a day.
PartialDate = Annotated[
    str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"), AfterValidator(_a_real_day)
]
ShortText = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=5_000)]


class Period(Record):
    """From when until when. ``from`` in JSON. ``ongoing`` and ``to`` exclude each other."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)

    start: PartialDate | None = Field(default=None, alias="from")
    to: PartialDate | None = None
    ongoing: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.ongoing and self.to:
            raise ValueError("ongoing and to exclude each other")
        if self.start and self.to and self.to < self.start[: len(self.to)]:
            raise ValueError("to lies before from")
        return self


class Hours(Record):
    """An estimate: hours a week for so many weeks, or a total."""

    per_week: Annotated[float, Field(ge=0, le=168)] | None = None
    weeks: Annotated[float, Field(ge=0, le=5_000)] | None = None
    total: Annotated[float, Field(ge=0, le=100_000)] | None = None

    def estimate(self) -> float | None:
        """Hours in all: the total as given, else per week × weeks, else None."""
        if self.total is not None:
            return self.total
        if self.per_week is not None and self.weeks is not None:
            return self.per_week * self.weeks
        return None


class Starr(Record):
    """STARR(T): six short boxes, all optional, saved half-finished."""

    situation: LongText = ""
    task: LongText = ""
    action: LongText = ""
    result: LongText = ""
    reflection: LongText = ""
    transfer: LongText = ""


class SkillClaim(Record):
    """A skill that the person says they showed; by URI when it comes from a framework."""

    label: ShortText
    uri: ShortText | None = None
    scheme: ShortText = "eigen"
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    """Own level 1–5: just started, with help, independently, well, can teach others."""
    last_used: PartialDate | None = None


class CareContext(Record):
    """Caregiving only. There is no field for the other person's name or diagnosis, on purpose (R-23)."""

    relation: ShortText = ""
    """A relation word ("een familielid", "een buur")."""
    age_band: ShortText | None = None


class Experience(Record):
    """One experience. ``draft`` = saved half-finished; only kind and title are compulsory when it is not."""

    id: str = ""
    """Given by the register when it is first kept (UUID version 7)."""
    kind: ExperienceKind
    kind_other: ShortText = ""
    title: ShortText = ""
    organisation: ShortText = ""
    role: ShortText = ""
    period: Period = Period()
    hours: Hours = Hours()
    summary: LongText = ""
    tasks: tuple[ShortText, ...] = ()
    starr: Starr = Starr()
    skills: tuple[SkillClaim, ...] = ()
    cared_for: CareContext | None = None
    shield: tuple[ShortText, ...] = ()
    """Names that the learner marked to be shielded in everything that leaves; never leaves itself."""
    private_notes: LongText = ""
    """Never leaves."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "nl"
    draft: bool = False
    created: datetime | None = None
    modified: datetime | None = None

    @model_validator(mode="after")
    def _whole(self) -> Experience:
        if not self.draft and not self.title.strip():
            raise ValueError("title is missing")
        if self.cared_for is not None and self.kind is not ExperienceKind.CAREGIVING:
            raise ValueError("cared_for belongs to caregiving only")
        return self


class EvidenceKind(StrEnum):
    """The vocabulary bewijs_soort, as far as a file can be told apart."""

    DOCUMENT = "document"
    PHOTO = "foto"
    VIDEO = "video"
    AUDIO = "audio"
    OTHER = "anders"


class Evidence(Record):
    """A file kept encrypted in the register. What leaves is a copy without EXIF and GPS."""

    id: str
    about: tuple[str, ...] = ()
    """Ids of the items it belongs to; empty for a file that was imported by itself."""
    kind: EvidenceKind
    name: str = Field(repr=False)
    media_type: str
    size: int
    digest: str
    """``sha256:<hex>`` of the original."""
    source_label: ShortText = ""
    added: datetime
    title: ShortText = ""
