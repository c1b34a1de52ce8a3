"""Every finding is explained: what, with what, when, what would settle it; in words that people know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ui import voice
from ui.present.explanations import settles, why
from ui.voice import tell
from wallet.model.report import Finding, FindingSource, Outcome, Question, Reason, VerificationReport
from wallet.words import LANGUAGES, catalogue

CHECKED = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEPT = datetime(2026, 5, 2, 12, tzinfo=UTC)
ADDRESS = "https://school.example/lijst/1"
JARGON = (
    r"json|hash|canonic|context|\bdid:|proof|suite|\buri\b|\burl\b|schema|token|algoritm|algorithm|crypto"
    r"|verif|valide|payload|multibase|credential|assertion|revoc|issuer id"
)
ROOMS = ("why.", "settle.", "proofs.", "parts.", "history.", "other.")


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    voice.speak(request.param)
    yield request.param
    voice.speak("nl")


def report(*findings: Finding, needs: tuple[str, ...] = ()) -> VerificationReport:
    return VerificationReport("sha256:00", CHECKED, findings, needs=needs)


def told(finding: Finding, needs: tuple[str, ...] = ()) -> dict[str, str]:
    return {tell(label): tell(text) for label, text in why(finding, report(finding, needs=needs))}


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_reason_is_explained(question: Question, outcome: Outcome, spoken: str) -> None:
    for reason in Reason:
        rows = why(Finding(question, outcome, reason), report())
        assert [label for label, _ in rows] == [
            f"why.label.{one}" for one in ("what", "saw", "with", "when", "settle")
        ]
        assert all(len(tell(text)) > 5 for _, text in rows), reason


def test_each_reason_has_an_explanation_of_its_own(spoken: str) -> None:
    said = [tell(f"why.{reason.value}") for reason in Reason]
    shared = {text for text in said if said.count(text) > 1}
    assert shared == set()
    for reason in Reason:
        assert tell(f"why.{reason.value}") != tell(f"reason.{reason.value}")


def test_no_word_of_the_trade(spoken: str) -> None:
    for code, sentence in catalogue(spoken).items():
        if code.startswith(ROOMS):
            assert not re.search(JARGON, str(sentence), re.IGNORECASE), code


def test_sentences_are_short(spoken: str) -> None:
    for code, said in catalogue(spoken).items():
        if code.startswith(ROOMS) and isinstance(said, str):
            for sentence in re.split(r"[.?!] ", said):
                assert len(sentence.split()) <= 16, code


def test_hard_words_are_explained_where_they_stand() -> None:
    voice.speak("nl")
    assert "lang getal" in tell("why.what.authentic")
    for code in ("why.certificate_not_trusted", "why.certificate_expired"):
        assert "van wie een sleutel is" in tell(code)
    assert "wat de woorden in het bestand betekenen" in tell("why.context_unknown")
    assert "e-mailadres" in tell("why.no_identifiers")


def test_with_what_and_when() -> None:
    voice.speak("nl")
    status = Finding(Question.STATUS, Outcome.PASSED, Reason.NOT_REVOKED, FindingSource.CAPSULE, KEPT)
    assert told(status)["Waarmee"] == "De lijst van de uitgever, uit een bewaard document van 2 mei 2026"
    assert told(status)["Wanneer"] == "Bekeken op 23 november 2026."
    online = Finding(Question.STATUS, Outcome.PASSED, Reason.NOT_REVOKED, FindingSource.ONLINE, CHECKED)
    assert told(online)["Waarmee"] == "De lijst van de uitgever, online opgehaald op 23 november 2026"
    intact = Finding(Question.INTACT, Outcome.PASSED, Reason.SIGNATURE_HOLDS)
    assert told(intact)["Waarmee"] == "De handtekening en de sleutel, uit het bestand zelf"
    mine = Finding(Question.MINE, Outcome.PASSED, Reason.IS_MINE)
    assert told(mine)["Waarmee"] == "Je eigen kenmerken, die alleen hier staan"


def test_what_was_not_there_is_never_called_looked_at() -> None:
    voice.speak("nl")
    for reason in (Reason.STATUS_UNREACHABLE, Reason.KEY_UNREACHABLE, Reason.HOSTED_UNREACHABLE):
        finding = Finding(Question.STATUS, Outcome.INDETERMINATE, reason)
        assert told(finding)["Waarmee"] == "Wat we daarvoor nodig hebben, is hier niet."


def test_what_would_settle_it() -> None:
    voice.speak("nl")
    unsure = Finding(Question.STATUS, Outcome.INDETERMINATE, Reason.STATUS_UNREACHABLE)
    assert told(unsure, (ADDRESS,))["Wat nog helpt"].endswith(f"aan:\n{ADDRESS}")
    assert "online" in told(unsure)["Wat nog helpt"]
    for outcome in (Outcome.PASSED, Outcome.NOT_APPLICABLE):
        assert settles(Finding(Question.STATUS, outcome, Reason.NO_STATUS), (ADDRESS,)) == "settle.none"
    changed = Finding(Question.INTACT, Outcome.FAILED, Reason.SIGNATURE_MISMATCH)
    assert settles(changed, (ADDRESS,)) == "settle.fresh"  # no address makes a changed file good
    nobody = Finding(Question.MINE, Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    assert settles(nobody, ()) == "settle.identifiers"


def test_no_network_is_never_a_reason_to_ask_for_a_new_file() -> None:
    for reason in (one for one in Reason if one.value.endswith("unreachable")):
        for question in Question:
            assert settles(Finding(question, Outcome.INDETERMINATE, reason), ()) == "settle.online"
