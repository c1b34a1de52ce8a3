"""Who says so, and who assessed it: two axes that are not the verdict (docs/spec, three chips).

Recognition: W0 "described by myself" to W5 "recognised by law". Assessment: who looked at it, and how.
A signature never raises either of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RecognitionLevel(StrEnum):
    """How widely something is recognised."""

    W0 = "W0"
    W1 = "W1"
    W2 = "W2"
    W3 = "W3"
    W4 = "W4"
    W5 = "W5"


class RecognitionSource(StrEnum):
    """Who says that level."""

    TRUST_LIST = "trust_list"
    ISSUER = "issuer"
    LEARNER = "learner"


class AssessmentRigour(StrEnum):
    """Who assessed it, in DOMAIN's words (axis C)."""

    NONE = "geen"
    SELF = "zelf"
    ACQUAINTANCE = "bekende"
    ORGANISATION = "organisatie"
    INDEPENDENT = "onafhankelijk"
    EXAM = "examen"


@dataclass(frozen=True, slots=True)
class Recognition:
    """A level with the one who says it."""

    level: RecognitionLevel
    source: RecognitionSource


@dataclass(frozen=True, slots=True)
class Standing:
    """The first and third chip of an item; the second is its verification report."""

    recognition: Recognition
    assessment: AssessmentRigour


SELF_DESCRIBED = Standing(Recognition(RecognitionLevel.W0, RecognitionSource.LEARNER), AssessmentRigour.SELF)
