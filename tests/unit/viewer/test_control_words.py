"""Eight words a portfolio can be told by: the same in the program and in the page."""

from __future__ import annotations

from tests.unit.viewer.test_scripts import script
from wallet.bundle.control_words import control_words, word_list
from wallet.paths import resource

DIGEST = "sha256:" + bytes(range(32)).hex()


def test_there_are_256_words_that_cannot_be_taken_for_one_another() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert all(not other.startswith(word) for word in words for other in words if other != word)
    one_off = [
        (word, other)
        for word in words
        for other in words
        if word < other
        and len(word) == len(other)
        and sum(a != b for a, b in zip(word, other, strict=True)) == 1
    ]
    assert one_off == []


def test_the_words_of_a_digest_never_change() -> None:
    assert " ".join(control_words(DIGEST)) == "laser magazine domino caravan container tempo slalom puma"


def test_the_page_derives_the_same_words() -> None:
    derived = resource("viewer", "control.js").read_text("utf-8")
    body = f"const CONTROL_WORDS = given.words; {derived} return controlWords(fromHex(given.digest));"
    given = {"words": " ".join(word_list()), "digest": DIGEST.removeprefix("sha256:")}
    assert script(body, given) == list(control_words(DIGEST))
