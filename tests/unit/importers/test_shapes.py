"""What single members of foreign credentials are read as."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest

from wallet.errors import InputError, Problem
from wallet.importers import read
from wallet.model.credential import Credential, Incoming, Kind
from wallet.reading import limits, texts
from wallet.reading.slices import members, pieces


def badge(**changes: Any) -> dict[str, Any]:
    made = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": "did:example:1",
        "credentialSubject": {"achievement": {"id": "urn:a", "name": "Boot bouwen"}},
    }
    return {key: value for key, value in (made | changes).items() if value is not ...}


def reading(value: Any) -> Credential:
    return read(Incoming(json.dumps(value).encode(), ""))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-15T10:00:00Z", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-01-15T10:00:00.5Z", datetime(2026, 1, 15, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-01-15T10:00:00.123456789Z", datetime(2026, 1, 15, 10, 0, 0, 123_456, tzinfo=UTC)),
        ("2026-01-15T10:00:00+02:00", datetime(2026, 1, 15, 8, tzinfo=UTC)),
        ("2026-01-15T10:00Z", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-01-15T24:00:00Z", datetime(2026, 1, 16, tzinfo=UTC)),
        ("2026-01-15", datetime(2026, 1, 15, tzinfo=UTC)),
        ("1420070400", datetime(2015, 1, 1, tzinfo=UTC)),
        (1420070400, datetime(2015, 1, 1, tzinfo=UTC)),
        ("2026-W03-4", None),
        ("2026-02-30", None),
        ("2026-01-15T25:00:00Z", None),
        ("2026-01-15T10:60:00Z", None),
        ("2026-01-15T10:00:60Z", None),
        ("2026-13-15T10:00:00Z", None),
        ("2026-02-30T10:00:00Z", None),
        ("2026-01-15T10:00:00+99:00", None),
        ("0000-01-01T00:00:00Z", None),
        ("9999-12-31T24:00:00Z", None),
        ("gisteren", None),
        ("", None),
        (-1, None),
        (1e300, None),
        (True, None),
        (["2026-01-15"], None),
    ],
)
def test_moments(written: Any, expected: datetime | None) -> None:
    assert texts.moment(written) == expected


def test_the_form_that_nearly_all_have_is_read_as_every_other() -> None:
    chance = random.Random(20261125)
    for _ in range(5_000):
        month, day, hour, minute, second = (chance.randint(0, most) for most in (13, 32, 24, 60, 60))
        year = chance.choice((0, 1, 2024, 2025, 9999))
        plain = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        # Without a zone it is taken as UTC, so that the long way has to give the same moment.
        assert texts.moment(f"{plain}Z") == texts.moment(plain) == texts.moment(f"{plain}+00:00")


def test_a_last_day_lasts_until_its_end() -> None:
    assert texts.moment("2026-05-01", end=True) == datetime(2026, 5, 1, 23, 59, 59, tzinfo=UTC)


def test_unreadable_dates_are_told_and_absent_ones_are_not() -> None:
    assert reading(badge(validUntil="soon")).dates_unreadable
    assert reading(badge(validUntil={"when": 1})).dates_unreadable
    assert not reading(badge(validUntil=None)).dates_unreadable
    assert not reading(badge()).dates_unreadable


def test_of_two_notations_the_stricter_counts() -> None:
    found = reading(badge(validUntil="2030-01-01T00:00:00Z", expirationDate="2027-01-01T00:00:00Z"))
    assert found.valid_until == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "dutch"),
    [
        ("boot", "boot"),
        ({"@value": "boot", "@language": "nl"}, "boot"),
        ([{"@value": "boat", "@language": "en"}, {"@value": "boot", "@language": "nl-NL"}], "boot"),
        ({"en": "boat", "nl": "boot"}, "boot"),
        ({"nl": ["boot", "schip"]}, "boot"),
        ({"en": "boat"}, "boat"),
        (7, "Boot bouwen"),
    ],
)
def test_names_in_languages(written: Any, dutch: str) -> None:
    assert reading(badge(name=written)).name.best("nl") == dutch


def test_status_index_is_a_text_or_a_number_and_nothing_else() -> None:
    entries = [
        {"type": "BitstringStatusListEntry", "statusListIndex": one} for one in ("7", 7, "-1", 7.0, "x")
    ]
    assert [status.index for status in reading(badge(credentialStatus=entries)).statuses] == [
        7,
        7,
        None,
        None,
        None,
    ]


def test_recipients_of_every_subject() -> None:
    one = {"identifier": {"type": "IdentityObject", "identityHash": "a@example.org", "hashed": False}}
    two = {
        "identifier": [{"type": "IdentityObject", "identityHash": "sha256$ab", "hashed": True, "salt": "s"}]
    }
    found = reading(badge(credentialSubject=[one, two])).recipients
    assert [(each.identity, each.hashed, each.salt) for each in found] == [
        ("a@example.org", False, ""),
        ("sha256$ab", True, "s"),
    ]


def test_proofs_of_any_shape_are_counted() -> None:
    proofs = [{"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}, {"type": "Odd"}, "text", {}]
    found = reading(badge(proof=proofs)).proofs
    assert [proof.suite for proof in found] == ["eddsa-rdfc-2022", "Odd", "", ""]


def test_strange_values_never_stop_a_reading() -> None:
    for name in (
        "issuer",
        "name",
        "description",
        "credentialSubject",
        "credentialStatus",
        "evidence",
        "proof",
    ):
        for value in (None, 7, True, "", [], [[]], {}, [None, 7], {"id": 7}, {"id": {"id": "x"}}):
            reading(badge(**{name: value}))


def test_strange_values_never_stop_an_older_badge() -> None:
    for name in ("badge", "recipient", "issuedOn", "expires", "verification", "evidence", "id", "@context"):
        for value in (None, 7, True, "", [], [[]], {}, [None, 7], {"id": 7}):
            base = {
                "type": "Assertion",
                "id": "https://a.example/1",
                "recipient": "a",
                "badge": "https://b.example",
            }
            reading(base | {name: value})


def test_endorsements_are_found_wherever_the_standard_has_them() -> None:
    endorsement = {"type": ["VerifiableCredential", "EndorsementCredential"], "issuer": "did:example:2"}
    found = reading(
        badge(
            endorsement=[endorsement],
            issuer={"id": "did:example:1", "endorsement": [endorsement]},
            credentialSubject={"achievement": {"id": "urn:a", "endorsement": endorsement}},
        )
    )
    assert [inner.kind for inner in found.contains] == [Kind.ENDORSEMENT] * 3


def test_an_embedded_credential_keeps_the_bytes_it_had() -> None:
    inner = (
        '{ "type" : ["VerifiableCredential","EndorsementCredential"],\n "issuer":"did:example:2", "n": 1.50 }'
    )
    outer = json.dumps(badge())[:-1] + ', "endorsement" : [ ' + inner + " ] }"
    found = read(Incoming(outer.encode(), ""))
    assert found.contains[0].source.original == inner.encode()


@pytest.mark.parametrize("kind", ["VerifiablePresentation", "ClrCredential"])
def test_a_collection_with_nothing_in_it(kind: str) -> None:
    with pytest.raises(InputError) as caught:
        reading({"type": ["VerifiableCredential", kind], "credentialSubject": {}})
    assert caught.value.problem is Problem.NO_MEMBERS


def test_too_many_members() -> None:
    with pytest.raises(InputError) as caught:
        reading({"type": ["VerifiablePresentation"], "verifiableCredential": [{}] * (limits.MEMBERS + 1)})
    assert caught.value.problem is Problem.TOO_MANY_PARTS


def test_too_many_levels() -> None:
    value: dict[str, Any] = badge()
    for _ in range(limits.LEVELS + 1):
        value = {"type": ["VerifiablePresentation"], "verifiableCredential": [value]}
    with pytest.raises(InputError) as caught:
        reading(value)
    assert caught.value.problem is Problem.TOO_DEEP


@pytest.mark.parametrize("value", [[], 7, "text", {}, {"a": 1}, {"type": "BadgeClass", "name": "x"}])
def test_json_that_is_no_credential(value: Any) -> None:
    with pytest.raises(InputError) as caught:
        reading(value)
    assert caught.value.problem is Problem.NOT_RECOGNISED


def test_pieces_are_cut_as_written() -> None:
    text = ' { "a" : [ 1 , {"b": "]"} ,"x,y" ] , "c":{} } '
    assert pieces(text, ("a",)) == ["1", '{"b": "]"}', '"x,y"']
    assert pieces(text, ("a", 1, "b")) == ['"]"']
    assert list(members(text)) == [("a", '[ 1 , {"b": "]"} ,"x,y" ]'), ("c", "{}")]


def test_a_mark_before_utf_8_is_no_reason_to_refuse() -> None:
    bare = json.dumps(badge()).encode()
    found = read(Incoming(b"\xef\xbb\xbf" + bare, ""))
    assert found.document == badge()
    assert found.source.original == b"\xef\xbb\xbf" + bare
