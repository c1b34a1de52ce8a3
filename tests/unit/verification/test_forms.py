"""Our own JSON Schemas: current, compiled rightly, and of one mind with the published ones."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.tools import badge_schemas, schema_mutations
from tests.tools.schema_mutations import whole
from tests.world import NO_CORPORA
from wallet.importers import read
from wallet.model.credential import Incoming, Kind
from wallet.paths import schema
from wallet.verification.compiled import compiled
from wallet.verification.forms import FORMS, form, lapses
from wallet.words import knows

FILES = dict(badge_schemas.files())
VC_1 = "https://www.w3.org/2018/credentials/v1"
DEEPEST = 58
"""Some levels less than a document may have, for what stands around."""


def badge() -> dict[str, Any]:
    return whole("AchievementCredential", 1)


@pytest.mark.parametrize("place", FILES, ids="/".join)
def test_the_file_is_what_the_tables_say(place: tuple[str, str]) -> None:
    assert schema(*place).read_text("utf-8") == FILES[place]


def test_the_index_lists_every_own_schema() -> None:
    listed = tomllib.loads(schema("INDEX.toml").read_text("utf-8"))["schema"]
    there = {
        f"{folder}/{file.name}"
        for folder in ("ob", "clr", "studieregister")
        for file in schema(folder).iterdir()
    }
    assert {entry["file"] for entry in listed} == there
    assert {entry["origin"] for entry in listed} == {"own"}


@pytest.mark.parametrize("place", FILES, ids="/".join)
def test_the_compiled_schema_answers_as_jsonschema_does(place: tuple[str, str]) -> None:
    described = json.loads(FILES[place])
    ours, theirs = compiled(described), Draft202012Validator(described)
    name = badge_schemas.FILES[place]
    terms = tuple(sorted({term for one in described["$defs"].values() for term in one.get("properties", {})}))
    chance, good = random.Random(7), whole(name, 1)
    assert ours(good, [])
    answers = set()
    for _ in range(150):
        document = schema_mutations.mutated(good, terms, chance)
        answers.add(answer := theirs.is_valid(document))
        assert ours(document, []) is answer, document
    assert answers == {True, False}


def test_a_keyword_that_is_not_known_is_never_passed_over() -> None:
    with pytest.raises(KeyError):
        compiled({"type": "object", "maxProperties": 1})


def test_compiled_once() -> None:
    assert form(*FORMS[Kind.CLR_2]) is form(*FORMS[Kind.CLR_2])


def test_what_is_strict_has_no_remark() -> None:
    for kind, name in (
        (Kind.OPEN_BADGE_3, "AchievementCredential"),
        (Kind.ENDORSEMENT, "EndorsementCredential"),
        (Kind.CLR_2, "ClrCredential"),
    ):
        assert lapses(kind, whole(name)) == ()


def without_brackets(document: dict[str, Any]) -> None:
    document["credentialSubject"]["type"] = "AchievementSubject"


def per_language(document: dict[str, Any]) -> None:
    document["credentialSubject"]["achievement"]["name"] = {"nl": "Lassen", "en": "Welding"}


def status_without_id(document: dict[str, Any]) -> None:
    document["credentialStatus"] = {"type": "BitstringStatusListEntry"}


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (without_brackets, "form_without_brackets"),
        (per_language, "form_per_language"),
        (status_without_id, "form_not_strict"),
    ],
)
def test_a_strict_lapse_is_a_remark(change: Callable[[dict[str, Any]], None], remark: str) -> None:
    document = badge()
    change(document)
    assert lapses(Kind.OPEN_BADGE_3, document) == (remark,)
    assert all(knows(f"note.{remark}", language) for language in ("nl", "en"))


def test_a_word_of_nobody_is_no_good_form() -> None:
    document = badge()
    document["credentialSubject"]["achievement"]["achievementType"] = "Program"
    assert lapses(Kind.OPEN_BADGE_3, document) is None
    document["credentialSubject"]["achievement"]["achievementType"] = "ext:Program"
    assert lapses(Kind.OPEN_BADGE_3, document) == ()


def older(document: dict[str, Any]) -> dict[str, Any]:
    document["@context"][0] = VC_1
    document["issuanceDate"] = document.pop("validFrom")
    document["expirationDate"] = document.pop("validUntil")
    return document


def test_the_older_data_model_is_read_as_the_newer() -> None:
    document = older(badge())
    document["endorsement"] = [older(whole("EndorsementCredential", 1)), whole("EndorsementCredential", 1)]
    before = json.dumps(document)
    assert lapses(Kind.OPEN_BADGE_3, document) == ()
    assert json.dumps(document) == before
    document["endorsement"][0].pop("issuanceDate")
    assert lapses(Kind.OPEN_BADGE_3, document) is None


def test_the_older_names_of_dates_belong_to_the_older_data_model() -> None:
    document = badge()
    document["issuanceDate"] = document.pop("validFrom")
    assert lapses(Kind.OPEN_BADGE_3, document) is None


def test_a_deep_document_is_looked_through() -> None:
    document = badge()
    deepest = document["issuer"] = {"id": "urn:x", "type": ["Profile"]}
    for _ in range(DEEPEST):
        deepest["parentOrg"] = {"id": "urn:x", "type": ["Profile"]}
        deepest = deepest["parentOrg"]
    assert lapses(Kind.OPEN_BADGE_3, document) == ()
    deepest["type"] = ["Person"]
    assert lapses(Kind.OPEN_BADGE_3, document) is None


@pytest.mark.skipif(not schema_mutations.PUBLISHED.exists(), reason=NO_CORPORA)
def test_the_published_schemas_give_the_same_answer(record_property: Callable[[str, object], None]) -> None:
    """More mutations on demand: ``python -m tests.tools.schema_mutations 6000``."""
    pairs = schema_mutations.compared(mutations=60)
    asked = sum(pair.compared for pair in pairs)
    differing = sum(len(pair.differ) for pair in pairs)
    record_property("summary", f"form: same answer {asked - differing} of {asked}")
    assert {pair.name: pair.differ[:1] for pair in pairs if pair.differ} == {}
    assert all(pair.accepted for pair in pairs)


@pytest.mark.skipif(not schema_mutations.PUBLISHED.exists(), reason=NO_CORPORA)
def test_the_form_of_each_credential_is_as_its_manifest_says(
    record_property: Callable[[str, object], None],
) -> None:
    asked, differing = 0, []
    for group in ("ob3", "clr2", "derived"):
        folder = schema_mutations.CORPORA / group
        for case in json.loads((folder / "manifest.json").read_bytes())["cases"]:
            facts = case.get("facts") or {}
            if facts.get("schema"):
                file = folder / case["file"]
                credential = read(Incoming(file.read_bytes(), file.name))
                asked += 1
                if (lapses(credential.kind, credential.document) is None) != bool(facts["schema_errors"]):
                    differing.append(case["id"])
    record_property("summary", f"form by manifest: agree {asked - len(differing)} of {asked}")
    assert differing == []
