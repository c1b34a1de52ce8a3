"""Does it have the form that its standard describes? Reported, and no part of the verdict."""

from __future__ import annotations

from wallet.model.credential import Credential, Kind
from wallet.model.report import Outcome, Question, Reason
from wallet.verification import data_model
from wallet.verification.context import Answer, Context
from wallet.verification.forms import FORMS, lapses

QUESTION = Question.WELL_FORMED
_ANY = (Kind.CREDENTIAL, Kind.PRESENTATION)


def check(credential: Credential, context: Context) -> Answer:
    """Compare with our own reading of the data model, the lenient one; strict lapses are remarks."""
    if credential.kind in _ANY and data_model.belongs(credential.document):
        if data_model.holds(credential.document):
            return Answer(Outcome.PASSED, Reason.FORM_GOOD)
        return Answer(Outcome.FAILED, Reason.FORM_DIFFERS)
    if credential.kind not in FORMS or "credentialSubject" not in credential.document:
        return Answer(Outcome.NOT_APPLICABLE, Reason.NO_SCHEMA)
    found = lapses(credential.kind, credential.document)
    if found is None:
        return Answer(Outcome.FAILED, Reason.FORM_DIFFERS)
    return Answer(Outcome.PASSED, Reason.FORM_GOOD, notes=found)
