"""Sentences for people: ``say(code, language, **numbers)``. The only room in ``wallet`` that holds them.

Catalogues are JSON files in ``resources/locale/<language>/<room>.json``: code -> sentence, or a list of
plural forms chosen by the number ``n`` (decision record 0002). Placeholders are ``{name}``.
"""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Mapping
from functools import cache
from gettext import c2py

from wallet.paths import resource

LANGUAGES = ("nl", "en")
# Plural rule of each language, in gettext's notation.
_PLURALS = {"nl": "n != 1", "en": "n != 1"}

Sentence = str | list[str]


@cache
def catalogue(language: str) -> Mapping[str, Sentence]:
    """All sentences of a language. A code that stands in two files is an error of ours."""
    sentences: dict[str, Sentence] = {}
    for file in sorted(resource("locale", language).glob("*.json")):
        for code, sentence in json.loads(file.read_text("utf-8")).items():
            if code in sentences:
                raise ValueError(f"{code} stands twice in {language}")
            sentences[code] = sentence
    return sentences


def knows(code: str, language: str) -> bool:
    """Whether there is a sentence for this code."""
    return code in catalogue(language)


def say(code: str, language: str, **numbers: object) -> str:
    """The sentence for a code. Raises KeyError for an unknown code: a test walks over all of them."""
    sentence = catalogue(language)[code]
    if isinstance(sentence, list):
        amount = numbers.get("n", 0)
        form = c2py(_PLURALS[language])(int(amount) if isinstance(amount, int | float) else 0)
        sentence = sentence[form]
    return sentence.format_map(_Numbers(numbers)) if numbers else sentence


class _Numbers(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def system_language() -> str:
    """The computer's language where we speak it, else Dutch."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        spoken = os.environ.get(name, "")[:2].lower()
        if spoken in LANGUAGES:
            return spoken
    try:
        spoken = (locale.getlocale()[0] or "")[:2].lower()
    except ValueError:
        spoken = ""
    return spoken if spoken in LANGUAGES else "nl"
