"""Generated documents judged by others; and whether the comparison would notice."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from tests.fuzz.differential import Answers, Outcome, by_pyld, generated, ours, run
from tests.unit.jsonld import judges

SEED = 1
NAME = {"@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:a", "name": "x"}
SAID = Answers(NAME, ours(NAME)[0], "", ours(NAME)[0], "")


@pytest.mark.skipif(judges.peer() is None, reason=judges.NO_PEER)
def test_the_reference_makes_the_same_bytes_or_the_difference_is_known() -> None:
    outcome = run(200, SEED)
    assert [one.document for one in outcome.unexplained] == []
    assert outcome.counts.total() == 200
    assert outcome.counts["same bytes"] > 100


def test_pyld_makes_the_same_bytes_where_it_is_known_to_be_right() -> None:
    answers = {name: by_pyld(made) for name, made in islice(generated(SEED), 150)}
    assert [name for name, answer in answers.items() if answer is False] == []
    assert list(answers.values()).count(True) > 30


@pytest.mark.parametrize(
    "changed",
    [
        replace(SAID, ours=f"{SAID.ours}x"),
        replace(SAID, theirs=f"{SAID.theirs}x"),
        replace(SAID, ours=None, our_reason="term_undefined"),
        replace(SAID, theirs=None, their_reason="ERR: dropping property"),
        replace(SAID, ours=None, our_reason="context_invalid"),
        replace(SAID, document={**NAME, "name": "\U0001f600"}, theirs="other"),
    ],
)
def test_a_difference_that_is_on_no_list_is_kept(changed: Answers) -> None:
    outcome = Outcome()
    outcome.judge(changed)
    assert outcome.unexplained == [changed]


def test_the_same_documents_each_time() -> None:
    assert list(islice(generated(SEED), 30)) == list(islice(generated(SEED), 30))
