"""Every code has a sentence in every language, and every sentence keeps the house's rules."""

from __future__ import annotations

import json
import re
from enum import StrEnum

import pytest

from wallet.errors import Problem
from wallet.model.experience import ExperienceKind
from wallet.model.marks import Mark
from wallet.model.report import Reason
from wallet.paths import resource
from wallet.words import LANGUAGES, catalogue, say

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("prefix", "codes"),
    [("problem", Problem), ("reason", Reason), ("mark", Mark), ("print.experience", ExperienceKind)],
)
def test_every_code_has_a_sentence(language: str, prefix: str, codes: type[StrEnum]) -> None:
    missing = [code.value for code in codes if f"{prefix}.{code}" not in catalogue(language)]
    assert not missing


def test_both_languages_hold_the_same_codes_and_placeholders() -> None:
    dutch, english = catalogue("nl"), catalogue("en")
    assert dutch.keys() == english.keys()
    for code in dutch:
        first, second = (placeholders(words[code]) for words in (dutch, english))
        assert first == second, code


def placeholders(sentence: str | list[str]) -> set[str]:
    return set(PLACEHOLDER.findall(" ".join([sentence] if isinstance(sentence, str) else sentence)))


def test_both_languages_have_the_same_files() -> None:
    files = [
        sorted(file.name for file in resource("locale", language).glob("*.json")) for language in LANGUAGES
    ]
    assert files[0] == files[1]


@pytest.mark.parametrize("word", ["ongeldig", "mislukt", "verplicht", "helaas", "goedgekeurd"])
def test_words_that_judge_are_never_used(word: str) -> None:
    found = [
        code for code, sentence in catalogue("nl").items() if re.search(rf"\b{word}\b", str(sentence), re.I)
    ]
    assert not found


def test_no_code_stands_twice_in_one_file() -> None:
    for language in LANGUAGES:
        for file in resource("locale", language).glob("*.json"):
            pairs = json.loads(file.read_text("utf-8"), object_pairs_hook=list)
            names = [name for name, _ in pairs]
            assert len(names) == len(set(names)), file.name


def test_a_number_chooses_its_form() -> None:
    assert say("print.more", "nl", n=1) == "En nog 1. Dat staat in het portfolio."
    assert say("print.more", "nl", n=3) == "En nog 3. Die staan in het portfolio."
