"""The questions, one file each: ``check(credential, context) -> Answer``."""

from __future__ import annotations

from collections.abc import Callable

from wallet.model.credential import Credential
from wallet.model.report import Question
from wallet.verification.checks import (
    about,
    authentic,
    current,
    intact,
    mine,
    recognised,
    status,
    well_formed,
)
from wallet.verification.context import Answer, Context

Check = Callable[[Credential, Context], Answer]

CHECKS: tuple[tuple[Question, Check], ...] = (
    (intact.QUESTION, intact.check),
    (authentic.QUESTION, authentic.check),
    (current.QUESTION, current.check),
    (status.QUESTION, status.check),
    (well_formed.QUESTION, well_formed.check),
    (mine.QUESTION, mine.check),
    (about.QUESTION, about.check),
    (recognised.QUESTION, recognised.check),
)
