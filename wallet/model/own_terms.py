"""Our own words in signed data: one fixed inline JSON-LD context, since other verifiers fetch nothing.

Used by the learner's own credentials and by the portfolio's presentation alike. Names must not occur in the
contexts of W3C VC 2.0 or Open Badges 3.0, neither at the top nor within a type: a protected term that is
defined twice makes the document unusable for everybody. Numbers with a fraction and typed addresses stand
as text: engines write doubles differently, and what is not an IRI would be dropped from the signed data.
"""

from __future__ import annotations

from typing import Any

TERMS = "urn:studieregister:"
VC_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

_XSD = "http://www.w3.org/2001/XMLSchema#"
_BOOLEAN = {"@type": _XSD + "boolean"}
_DECIMAL = {"@type": _XSD + "decimal"}
_MOMENT = {"@type": _XSD + "dateTime"}
_IRI = {"@type": "@id"}
_LIST = {"@container": "@list"}


def _term(name: str, **more: str) -> dict[str, str]:
    return {"@id": TERMS + name, **more}


OWN_CONTEXT: dict[str, Any] = {
    "@protected": True,
    # on a credential that the learner issues
    "selfDeclared": _term("selfDeclared", **_BOOLEAN),
    # on its subject: the experience
    "experienceKind": _term("experienceKind"),
    "experienceKindOther": _term("experienceKindOther"),
    "organisation": _term("organisation"),
    "periodFrom": _term("periodFrom"),
    "periodTo": _term("periodTo"),
    "periodOngoing": _term("periodOngoing", **_BOOLEAN),
    "hoursPerWeek": _term("hoursPerWeek", **_DECIMAL),
    "hoursWeeks": _term("hoursWeeks", **_DECIMAL),
    "hoursTotal": _term("hoursTotal", **_DECIMAL),
    "summary": _term("summary"),
    "tasksDone": _term("tasksDone", **_LIST),
    "starrSituation": _term("starrSituation"),
    "starrTask": _term("starrTask"),
    "starrAction": _term("starrAction"),
    "starrResult": _term("starrResult"),
    "starrReflection": _term("starrReflection"),
    "starrTransfer": _term("starrTransfer"),
    "careRelation": _term("careRelation"),
    "careAgeBand": _term("careAgeBand"),
    "skillClaim": _term("skillClaim", **_LIST),
    "skillLabel": _term("skillLabel"),
    "skillUri": _term("skillUri"),
    "skillScheme": _term("skillScheme"),
    "skillLevel": _term("skillLevel"),
    "skillLastUsed": _term("skillLastUsed"),
    # on an evidence object and on a file of a portfolio
    "saltedDigest": _term("saltedDigest"),
    # the portfolio
    "StudieregisterPortfolio": TERMS + "StudieregisterPortfolio",
    "PortfolioManifest": TERMS + "PortfolioManifest",
    "PortfolioItem": TERMS + "PortfolioItem",
    "PortfolioFile": TERMS + "PortfolioFile",
    "portfolio": _term("portfolio"),
    "portfolioVersion": _term("portfolioVersion"),
    "portfolioLearner": _term("portfolioLearner"),
    "portfolioPurpose": _term("portfolioPurpose"),
    "portfolioAudience": _term("portfolioAudience"),
    "portfolioRetention": _term("portfolioRetention"),
    "portfolioLetter": _term("portfolioLetter"),
    "portfolioLanguage": _term("portfolioLanguage"),
    "portfolioMade": _term("portfolioMade", **_MOMENT),
    "portfolioItem": _term("portfolioItem", **_LIST),
    "portfolioFile": _term("portfolioFile", **_LIST),
    "itemKind": _term("itemKind"),
    "itemSort": _term("itemSort"),
    "itemRecognition": _term("itemRecognition"),
    "itemRecognitionSource": _term("itemRecognitionSource"),
    "itemAssessment": _term("itemAssessment"),
    "itemMember": _term("itemMember"),
    "itemOriginal": _term("itemOriginal", **_IRI),
    "itemEvidence": _term("itemEvidence", **_IRI, **_LIST),
    "itemVerdict": _term("itemVerdict"),
    "itemChecked": _term("itemChecked", **_MOMENT),
    "fileRole": _term("fileRole"),
    "fileName": _term("fileName"),
    "fileSize": _term("fileSize"),
    "filePresence": _term("filePresence"),
}
