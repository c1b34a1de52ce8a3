"""Writes the JSON Schemas of Open Badges 3.0 and CLR 2.0 from the tables of their data model.

    python -m tests.tools.badge_schemas

The tables below are the ones of the two specifications: per class its members, each with its type and how
often it may stand there. They are read leniently, with JSON-LD's own freedom: a list of one may stand without
its brackets, and a text may be given per language. Where a document uses that freedom, the schema has a
remark (``x-remark``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from wallet.paths import schema

Schema = dict[str, Any]


def _table(text: str) -> dict[str, str]:
    """The rows of a table: each begins with its name, and indented lines go on with it."""
    rows = re.split(r"\n(?=\w)", text.strip())
    return {name: " ".join(rest.split()) for name, rest in (row.split(":", 1) for row in rows)}


# Members: "name type", then * for any number and + for at least one; ! in front: it must be there.
CREDENTIAL = """!@context Contexts, !type Types, !id, awardedDate DateTime, !issuer ProfileRef,
    !validFrom DateTime, validUntil DateTime, proof Proof*, credentialSchema CredentialSchema*,
    credentialStatus CredentialStatus, refreshService RefreshService, termsOfUse TermsOfUse*, description"""
ENDORSED = "endorsement EndorsementCredential*, endorsementJwt CompactJws*, image Image"
CLASSES = _table(f"""
AchievementCredential: {CREDENTIAL}, {ENDORSED}, name, !credentialSubject AchievementSubject, evidence
    Evidence*
EndorsementCredential: {CREDENTIAL}, !name, !credentialSubject EndorsementSubject, evidence Evidence*
ClrCredential: {CREDENTIAL}, {ENDORSED}, !name, !credentialSubject ClrSubject, partial Boolean, evidence
    Evidence*
VerifiableCredential: !@context Contexts, id, !type Types, !issuer ProfileRef, !validFrom DateTime,
    validUntil DateTime, !credentialSubject CredentialSubject, proof Proof*, credentialSchema
    CredentialSchema*, credentialStatus CredentialStatus, refreshService RefreshService, termsOfUse
    TermsOfUse*, evidence Evidence*
AchievementSubject: id, !type Types, activityEndDate DateTime, activityStartDate DateTime, creditsEarned
    Number, !achievement Achievement, identifier IdentityObject*, image Image, licenseNumber, narrative,
    result Result*, role, source Profile, term
EndorsementSubject: !id, !type Types, endorsementComment
ClrSubject: id, !type Types, identifier IdentityObject*, achievement Achievement*, !verifiableCredential
    VerifiableCredential+, association Association*
CredentialSubject: id
Achievement: !id, !type Types, alignment Alignment*, achievementType AchievementType, creator Profile,
    creditsAvailable Number, !criteria Criteria, !description, {ENDORSED}, fieldOfStudy, humanCode,
    inLanguage LanguageCode, !name, otherIdentifier IdentifierEntry*, related Related*,
    resultDescription ResultDescription*, specialization, tag Text*, version
Criteria: id, narrative
Alignment: !type Types, targetCode, targetDescription, !targetName, targetFramework, targetType
    AlignmentTargetType, !targetUrl
Related: !id, !type Types, inLanguage LanguageCode, version
Result: !type Types, achievedLevel, alignment Alignment*, resultDescription, status ResultStatus, value
ResultDescription: !id, !type Types, alignment Alignment*, allowedValue Text*, !name, requiredLevel,
    requiredValue, !resultType ResultType, rubricCriterionLevel RubricCriterionLevel*, valueMax,
    valueMin
RubricCriterionLevel: !id, !type Types, alignment Alignment*, description, level, !name, points
Association: !type =Association, !associationType AssociationType, !sourceId, !targetId
Profile: !id, !type Types, name, url, phone, description, {ENDORSED}, email, address Address,
    otherIdentifier IdentifierEntry*, official, parentOrg Profile, familyName, givenName,
    additionalName, patronymicName, honorificPrefix, honorificSuffix, familyNamePrefix, dateOfBirth Date
Address: !type Types, addressCountry, addressCountryCode, addressRegion, addressLocality, streetAddress,
    postOfficeBoxNumber, postalCode, geo GeoCoordinates
GeoCoordinates: !type =GeoCoordinates, !latitude Number, !longitude Number
IdentifierEntry: !type =IdentifierEntry, !identifier, !identifierType IdentifierType
IdentityObject: !type =IdentityObject, !hashed Boolean, !identityHash, !identityType IdentifierType,
    salt
Image: !id, !type =Image, caption
Evidence: id, !type Types, narrative, name, description, genre, audience
Proof: !type, created DateTime, cryptosuite, challenge, domain, nonce, proofPurpose, proofValue,
    verificationMethod
CredentialSchema: !id, !type
CredentialStatus: id, !type
RefreshService: !id, !type
TermsOfUse: id, !type
""")
CLOSED = ("Association", "IdentifierEntry", "IdentityObject", "Image")
"""Classes that the data model does not let anybody extend."""
STRICTLY_NEEDED = {"CredentialStatus": "id"}
"""What the older data model asked besides."""

OPEN_WORDS = _table("""
AchievementType: Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge
    BachelorDegree Certificate CertificateOfCompletion Certification CommunityService Competency Course
    CoCurricular Degree Diploma DoctoralDegree Fieldwork GeneralEducationDevelopment
    JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate
    QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate
    SecondarySchoolDiploma
AlignmentTargetType: ceasn:Competency ceterms:Credential CFItem CFRubric CFRubricCriterion
    CFRubricCriterionLevel CTDL
IdentifierType: name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber
    isbn issn lisSourcedId oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId
    ltiPlatformId ltiUserId identifier
ResultType: GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result
    RubricCriterion RubricCriterionLevel RubricScore ScaledScore Status
""")
"""Vocabularies that others may add words of their own to, with ``ext:`` before them."""
CLOSED_WORDS = _table("""
ResultStatus: Completed Enrolled Failed InProgress OnHold Provisional Withdrew
AssociationType: exactMatchOf isChildOf isParentOf isPartOf isPeerOf isRelatedTo precedes replacedBy
""")
PATTERNS = {
    "CompactJws": r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$",
    "LanguageCode": "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
}
VC_2 = "https://www.w3.org/ns/credentials/v2"
OB = r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json$"
CLR = r"^https://purl\.imsglobal\.org/spec/clr/v2p0/context(-2\.\d\.\d)*\.json$"
CONTEXTS = {"VerifiableCredential": (), "ClrCredential": (CLR, OB)}
"""What must follow the first context; in every other credential it is that of Open Badges."""
TYPES = {
    "AchievementCredential": ("VerifiableCredential", "AchievementCredential|OpenBadgeCredential"),
    "EndorsementCredential": ("VerifiableCredential", "EndorsementCredential"),
    "ClrCredential": ("VerifiableCredential", "ClrCredential"),
}
FILES = {
    ("ob", "achievement-credential.json"): "AchievementCredential",
    ("ob", "endorsement-credential.json"): "EndorsementCredential",
    ("clr", "clr-credential.json"): "ClrCredential",
}


class Reading:
    """The lenient reading of the tables, with a remark at each place where the strict one would refuse."""

    def described(self, name: str) -> Schema:
        """The whole schema of this class, with every class that it reaches."""
        wanted, found = [name], dict[str, Schema]()
        while wanted:
            if (one := wanted.pop()) not in found:
                found[one] = self._class(one) if one in CLASSES else self._words(one)
                wanted += re.findall(r'"#/\$defs/(\w+)"', json.dumps(found[one]))
        standard = "CLR 2.0" if name == "ClrCredential" else "Open Badges 3.0"
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{standard} {name}",
            "description": f"Our own reading of the data model of {standard}. Lenient: a list of one may "
            "stand without brackets, a text may be given per language. x-remark says where that is done.",
            "$ref": f"#/$defs/{name}",
            "$defs": dict(sorted(found.items())),
        }

    def _class(self, name: str) -> Schema:
        members = [member.strip().split() for member in CLASSES[name].split(",")]
        described: Schema = {
            "type": "object",
            "required": [member[0][1:] for member in members if member[0].startswith("!")],
            "properties": {
                member[0].removeprefix("!"): self._member(name, (member[1:] or ["Text"])[0])
                for member in members
            },
        }
        if name in CLOSED:
            described["additionalProperties"] = False
        if name in STRICTLY_NEEDED:
            needed = {"required": STRICTLY_NEEDED[name].split()}
            described |= {"if": needed, "else": {"x-remark": "form_not_strict"}}
        return described

    def _member(self, owner: str, kind: str) -> Schema:
        if kind.startswith("="):
            return self._text({"const": kind[1:]})
        if kind == "Types":
            return self._types(TYPES.get(owner, (owner,)))
        if kind == "Contexts":
            return self._contexts(CONTEXTS.get(owner, (OB,)))
        if kind == "ProfileRef":
            either = [
                {"$ref": "#/$defs/Profile"},
                {"type": "object", **self._by_language({"type": "string"})},
            ]
            return {"if": {"type": "string"}, "else": {"anyOf": either}}
        if kind.endswith(("*", "+")):
            least = {"minItems": 1} if kind.endswith("+") else {}
            return self._list({"items": self._value(kind[:-1]), **least}, self._value(kind[:-1]))
        return self._value(kind)

    def _value(self, kind: str) -> Schema:
        plain: dict[str, Schema] = {
            "Boolean": {"type": "boolean"},
            "Number": {"type": "number"},
            "DateTime": {"type": "string", "format": "date-time"},
            "Date": {"type": "string", "format": "date"},
        }
        return plain.get(kind, {"$ref": f"#/$defs/{kind}"})

    def _words(self, name: str) -> Schema:
        """A type that is no class."""
        if name in OPEN_WORDS:
            words = {"enum": OPEN_WORDS[name].split()}
            return {"type": "string", "anyOf": [words, {"pattern": "ext:[A-Za-z0-9|._]+"}]}
        if name in CLOSED_WORDS:
            return {"enum": CLOSED_WORDS[name].split()}
        return self._text({"pattern": PATTERNS[name]} if name in PATTERNS else {})

    def _text(self, limits: Schema) -> Schema:
        """A text, or one per language."""
        text = {"type": "string", **limits}
        return {"if": {"type": "object"}, "then": self._by_language(text), "else": text}

    def _by_language(self, text: Schema) -> Schema:
        return {
            "propertyNames": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
            "additionalProperties": text,
            "x-remark": "form_per_language",
        }

    def _list(self, many: Schema, one: Schema) -> Schema:
        return {"if": {"type": "array"}, "then": many, "else": {"x-remark": "form_without_brackets", **one}}

    def _types(self, names: tuple[str, ...]) -> Schema:
        needed = [{"contains": {"enum": name.split("|")}} for name in names]
        rules = needed[0] if len(needed) == 1 else {"allOf": needed}
        return self._list({"items": self._value("Text"), **rules}, self._value("Text"))

    def _contexts(self, patterns: tuple[str, ...]) -> Schema:
        first = [{"const": VC_2}, *({"type": "string", "pattern": pattern} for pattern in patterns)]
        one = {"type": ["string", "object"]}
        return self._list({"prefixItems": first, "items": one, "minItems": len(first)}, one)


def files() -> Iterator[tuple[tuple[str, str], str]]:
    """Every file below ``schemas/`` with the text that it should have."""
    for place, name in FILES.items():
        yield place, json.dumps(Reading().described(name), indent=1) + "\n"


if __name__ == "__main__":
    for place, text in files():
        schema(*place).parent.mkdir(exist_ok=True)
        schema(*place).write_text(text, "utf-8")
