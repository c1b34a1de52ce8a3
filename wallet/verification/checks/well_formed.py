"""Does it have the form that its standard describes? Reported, and no part of the verdict."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from wallet.model.credential import Credential, Kind
from wallet.model.report import Outcome, Question, Reason
from wallet.paths import schema
from wallet.verification.context import Answer, Context

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

QUESTION = Question.WELL_FORMED
_SCHEMAS = {
    Kind.OPEN_BADGE_3: "achievement-credential.json",
    Kind.ENDORSEMENT: "endorsement-credential.json",
}


def check(credential: Credential, context: Context) -> Answer:
    """Compare with our own reading of the data model, the lenient one: real badges stretch vocabularies."""
    name = _SCHEMAS.get(credential.kind)
    if name is None or "credentialSubject" not in credential.document:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_SCHEMA)
    if _validator(name).is_valid(credential.document):
        return Answer(Outcome.PASSED, Reason.FORM_GOOD)
    return Answer(Outcome.FAILED, Reason.FORM_DIFFERS)


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    described: dict[str, Any] = json.loads(schema("ob", name).read_text("utf-8"))
    return Draft202012Validator(described)
