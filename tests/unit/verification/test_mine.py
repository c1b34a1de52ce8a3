"""Whether a credential is for this person: every identifier against every recipient."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journeys.badges import claims, key
from wallet.importers import read
from wallet.model.credential import Incoming
from wallet.model.inspection import Policy
from wallet.model.report import Outcome, Question, Reason
from wallet.verification.verifier import inspect

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
KOSHER = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
MAYZE = "7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6"
MINE = (Outcome.PASSED, Reason.IS_MINE)
NOT_MINE = (Outcome.FAILED, Reason.NOT_MINE)


def judged(
    recipient: list[dict[str, Any]] | dict[str, Any] | None,
    *identities: str,
    subject: Any = None,
    own_keys: tuple[str, ...] = (),
) -> tuple[tuple[Outcome, Reason], tuple[str, ...]]:
    """What is said of a badge with this recipient, and the notes."""
    document = claims(key())
    achievement = document["credentialSubject"]["achievement"]
    here = {"type": ["AchievementSubject"], "achievement": achievement}
    if recipient is not None:
        here["identifier"] = recipient
    if subject is not None:
        here["id"] = subject
    document["credentialSubject"] = here
    return of(document, *identities, own_keys=own_keys)


def of(
    document: dict[str, Any], *identities: str, own_keys: tuple[str, ...] = ()
) -> tuple[tuple[Outcome, Reason], tuple[str, ...]]:
    content = json.dumps(document, ensure_ascii=False).encode()
    policy = Policy(now=NOW, identities=identities, own_keys=own_keys)
    report = inspect(read(Incoming(content, "badge.json")), policy).report
    finding = report.finding(Question.MINE)
    assert finding is not None
    return (finding.outcome, finding.reason), tuple(one for one in report.notes if one == "identity_case")


def identity(value: str, *, hashed: bool = True, **more: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "hashed": hashed,
        "identityType": "emailAddress",
        "identityHash": value,
        **more,
    }


@pytest.mark.parametrize("algorithm", ["sha256", "SHA256", "Sha256"])
@pytest.mark.parametrize("digest", [KOSHER, KOSHER.upper()])
def test_a_salted_hash_in_any_capitals(algorithm: str, digest: str) -> None:
    recipient = identity(f"{algorithm}${digest}", salt="Kosher")
    assert judged(recipient, "b@example.com", "a@example.com") == (MINE, ())
    assert judged(recipient, "b@example.com") == (NOT_MINE, ())


def test_a_hash_without_salt() -> None:
    assert judged(identity(f"sha256${MAYZE}"), "mayze") == (MINE, ())
    assert judged(identity(f"sha256${MAYZE}", salt="Kosher"), "mayze") == (NOT_MINE, ())


def test_an_older_hash() -> None:
    digest = hashlib.md5(b"a@example.comKosher", usedforsecurity=False).hexdigest()
    assert judged(identity(f"md5${digest}", salt="Kosher"), "a@example.com") == (MINE, ())


def test_one_of_several_recipients() -> None:
    several = [identity(f"sha256${MAYZE}"), identity("student-12", hashed=False)]
    assert judged(several, "student-12") == (MINE, ())
    assert judged(several, "mayze") == (MINE, ())
    assert judged(several, "student-13") == (NOT_MINE, ())


@pytest.mark.parametrize(
    "value",
    [
        f"sha3_256${KOSHER}",
        "sha512$" + 2 * KOSHER,
        f"sha256${KOSHER[:-1]}",
        f"sha256${KOSHER[:-1]}x",
        KOSHER,
        "$",
    ],
)
def test_a_hash_that_we_cannot_make_says_nothing(value: str) -> None:
    unknown = (Outcome.INDETERMINATE, Reason.RECIPIENT_UNREADABLE)
    assert judged(identity(value, salt="Kosher"), "a@example.com") == (unknown, ())
    # Another recipient that fits decides.
    both = [identity(value), identity("a@example.com", hashed=False)]
    assert judged(both, "a@example.com") == (MINE, ())


def test_capitals_and_spaces_of_an_address_are_a_second_try() -> None:
    plain = identity("A@Example.com", hashed=False)
    assert judged(plain, "A@Example.com") == (MINE, ())
    assert judged(plain, " a@example.com ") == (MINE, ("identity_case",))
    assert judged(identity(f"sha256${KOSHER}", salt="Kosher"), " A@Example.COM") == (MINE, ("identity_case",))
    # A number of a student is no address: capitals may matter.
    assert judged(identity("AB12", hashed=False), "ab12") == (NOT_MINE, ())


def test_an_address_that_looks_like_a_hash() -> None:
    assert judged(identity("a$b@example.com"), "a$b@example.com") == (MINE, ())


@pytest.mark.parametrize("named", ["mailto:a@example.com", "MAILTO:a@example.com", "a@example.com"])
@pytest.mark.parametrize("own", ["a@example.com", "mailto:a@example.com"])
def test_the_subject_is_an_address(named: str, own: str) -> None:
    assert judged(None, own, subject=named) == (MINE, ())
    assert judged(None, "b@example.com", subject=named) == (NOT_MINE, ())
    assert judged(identity("a@example.com", hashed=False), own) == (MINE, ())


def test_a_key_of_the_register() -> None:
    did = key(9).holder.did
    assert judged(None, subject=did, own_keys=(did,)) == (MINE, ())
    assert judged(None, "a@example.com", subject=did, own_keys=(did,)) == (MINE, ())
    # Only keys are known: a badge for somebody's address is not said to be another's.
    nothing = (Outcome.NOT_APPLICABLE, Reason.NO_IDENTIFIERS)
    assert judged(identity("a@example.com", hashed=False), own_keys=(did,)) == (nothing, ())


def test_one_of_several_subjects() -> None:
    document = claims(key())
    document["credentialSubject"] = [{"id": "did:example:one"}, {"id": "did:example:two"}]
    assert of(document, "did:example:two") == (MINE, ())
    assert of(document, "did:example:three") == (NOT_MINE, ())


def test_an_endorsement_is_for_nobody_unless_it_is_about_the_person() -> None:
    document = claims(key(), type=["VerifiableCredential", "EndorsementCredential"])
    document["credentialSubject"] = {"id": "did:example:one", "type": ["EndorsementSubject"]}
    assert of(document, "did:example:one") == (MINE, ())
    assert of(document, "did:example:two") == ((Outcome.NOT_APPLICABLE, Reason.NO_RECIPIENT), ())


@pytest.mark.parametrize(
    "recipient",
    [
        {"type": "email", "hashed": True, "salt": "Kosher", "identity": f"sha256${KOSHER}"},
        {"type": "email", "hashed": False, "identity": "a@example.com"},
        f"sha256${KOSHER}",
        "a@example.com",
    ],
)
def test_badges_2_and_before(recipient: Any) -> None:
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://school.example/assertion/1",
        "recipient": recipient,
        "salt": "Kosher",
        "badge": "https://school.example/badge/1",
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-05-02T10:00:00Z",
    }
    assert of(document, "a@example.com") == (MINE, ())
    assert of(document, "A@example.com") == (MINE, ("identity_case",))
    assert of(document, "b@example.com") == (NOT_MINE, ())


WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20)


@given(own=WORDS, other=WORDS, salt=WORDS, algorithm=st.sampled_from(["md5", "sha256"]), upper=st.booleans())
def test_whoever_it_was_hashed_for_is_found_and_nobody_else(
    own: str, other: str, salt: str, algorithm: str, upper: bool
) -> None:
    digest = hashlib.new(algorithm, (own + salt).encode(), usedforsecurity=False).hexdigest()
    recipient = identity(f"{algorithm}${digest.upper() if upper else digest}", salt=salt)
    assert judged(recipient, other, own) == (MINE, ())
    # In two ways the text that is hashed is the same: the border between it and the salt is not seen.
    if other.strip().lower() != own.strip().lower() and not own.startswith("mailto:"):
        assert judged(recipient, other)[0] == NOT_MINE
