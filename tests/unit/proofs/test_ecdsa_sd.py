"""What a holder shows of a signed badge: the reference's own derivations, and that nothing else passes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.proofs.sd_graph_support import (
    VECTORS_SD,
    Maker,
    encoded,
    parts_of,
    value_of,
    vector,
    with_parts,
)
from tests.unit.proofs.support import answers, badge, look, verdict
from tests.unit.proofs.test_vectors import changes
from wallet.errors import InvalidProof, UncheckedProof, WalletError
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import encode_base64url, from_base64url
from wallet.signatures import derived

DERIVED = sorted(path.stem for path in VECTORS_SD.glob("*.json") if not path.stem.endswith(".base"))
BASE = sorted(path.stem for path in VECTORS_SD.glob("*.base.json"))
MALFORMED = (Outcome.FAILED, Reason.PROOF_MALFORMED)
MISMATCH = (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)
BLINDED = bytes(range(32))


def test_all_vectors_are_there() -> None:
    assert (len(DERIVED), len(BASE)) == (10, 2)


@pytest.mark.parametrize("name", DERIVED)
def test_what_the_reference_stack_derived(name: str) -> None:
    report = look(vector(name)).report
    assert report.verdict is Verdict.VERIFIED
    assert [(proof.suite, proof.algorithm) for proof in report.proofs] == [("ecdsa-sd-2023", "ES256")]
    assert "shown_in_part" in report.notes


@pytest.mark.parametrize("name", DERIVED)
def test_no_change_passes(name: str) -> None:
    passed = []
    for what, changed in changes(vector(name)):
        try:
            inspection = look(changed)
        except WalletError:
            continue
        if inspection.report.verdict is Verdict.VERIFIED:
            passed.append(what)
    assert passed == []


@pytest.mark.parametrize("name", BASE)
def test_the_form_that_the_holder_keeps_is_recognised_and_not_checked(name: str) -> None:
    inspection = look(vector(name))
    assert inspection.report.verdict is Verdict.INDETERMINATE
    assert answers(inspection, Question.INTACT) == (Outcome.INDETERMINATE, Reason.HOLDER_FORM)
    assert "shown_in_part" not in inspection.report.notes
    added = look({**vector(name), "note": "toegevoegd"})
    assert answers(added, Question.INTACT) == (Outcome.FAILED, Reason.TERM_UNDEFINED)


def test_a_member_without_a_meaning_is_no_member() -> None:
    document = vector("badge.everything")
    document["credentialSubject"]["achievement"]["note"] = "toegevoegd"
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.TERM_UNDEFINED)


def test_the_same_badge_as_two_holders_would_show_it() -> None:
    """A proof fits what it was derived for and nothing else of the same badge."""
    for one in DERIVED:
        for other in DERIVED:
            if one == other or one.partition(".")[0] != other.partition(".")[0]:
                continue
            exchanged = {**vector(one), "proof": vector(other)["proof"]}
            assert verdict(exchanged) is Verdict.FAILED, (one, other)


@pytest.mark.parametrize("name", ["no-id.everything", "badge.results"])
def test_no_other_name_for_a_blank_node_passes(name: str) -> None:
    document = vector(name)
    labels = parts_of(document)[3]
    assert len(labels) > 1
    for one in labels:
        assert (
            answers(
                look(with_parts(document, lambda parts, at=one: _set(parts[3], at, BLINDED))), Question.INTACT
            )
            == MISMATCH
        )
        assert (
            answers(look(with_parts(document, lambda parts, at=one: _drop(parts[3], at))), Question.INTACT)
            == MISMATCH
        )
        for other in labels:
            if other > one:
                swapped = with_parts(document, lambda parts, at=one, to=other: _swap(parts[3], at, to))
                assert answers(look(swapped), Question.INTACT) == MISMATCH
                doubled = with_parts(
                    document, lambda parts, at=one, to=other: _set(parts[3], at, parts[3][to])
                )
                assert answers(look(doubled), Question.INTACT) == MALFORMED
    added = with_parts(document, lambda parts: _set(parts[3], len(labels), BLINDED))
    assert answers(look(added), Question.INTACT) == MISMATCH


def test_no_other_places_of_what_must_be_shown_pass() -> None:
    document = vector("badge.everything")
    places = parts_of(document)[4]
    count = len(places) + len(parts_of(document)[2])
    for place in range(count + 1):
        other = sorted(set(places) ^ {place})
        assert (
            answers(look(with_parts(document, lambda parts, to=other: _set(parts, 4, to))), Question.INTACT)
            == MISMATCH
        )
    for moved in range(count):
        if moved not in places:
            other = sorted({*places[1:], moved})
            assert verdict(with_parts(document, lambda parts, to=other: _set(parts, 4, to))) is Verdict.FAILED
    for spelling in (places[::-1], [*places, places[-1]], [*places[:-1], -0, places[-1]]):
        changed = with_parts(document, lambda parts, to=spelling: _set(parts, 4, to))
        assert answers(look(changed), Question.INTACT) == MALFORMED


def test_no_other_signature_passes() -> None:
    document = vector("no-id.one-evidence")
    signatures = parts_of(document)[2]
    for at, signature in enumerate(signatures):
        broken = bytes([signature[0] ^ 1]) + signature[1:]
        for change in (
            lambda parts, at=at, to=broken: _set(parts[2], at, to),
            lambda parts, at=at: _drop(parts[2], at),
            lambda parts, at=at: _swap(parts[2], at, at - 1),
            lambda parts, at=at: parts[2].insert(at, parts[2][at]),
        ):
            assert answers(look(with_parts(document, change)), Question.INTACT) == MISMATCH


def test_the_passing_key_is_signed_by_the_issuer() -> None:
    document = vector("badge.name")
    other = parts_of(vector("no-id.tags"))
    assert (
        answers(look(with_parts(document, lambda parts: _set(parts, 1, other[1]))), Question.INTACT)
        == MISMATCH
    )
    assert (
        answers(look(with_parts(document, lambda parts: _set(parts, 0, other[0]))), Question.INTACT)
        == MISMATCH
    )


@pytest.mark.parametrize(
    "key",
    [
        b"",
        b"\x80\x24",
        b"\x80\x24\x02" + b"\xff" * 32,
        b"\x80\x24\x00",
        b"\xed\x01" + b"\x05" * 32,
        b"\x12\x00" * 9,
    ],
    ids=["empty", "no point", "not on the curve", "the point at infinity", "Ed25519", "unknown"],
)
def test_passing_keys_that_are_none(key: bytes) -> None:
    changed = with_parts(vector("badge.name"), lambda parts: _set(parts, 1, key))
    assert answers(look(changed), Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)


SHAPES: dict[str, Callable[[Any], Any]] = {
    "not five": lambda parts: parts[:4],
    "six": lambda parts: [*parts, 0],
    "no array": lambda parts: 5,
    "base short": lambda parts: _set(parts, 0, parts[0][:63]),
    "base no bytes": lambda parts: _set(parts, 0, 5),
    "key no bytes": lambda parts: _set(parts, 1, []),
    "signatures no array": lambda parts: _set(parts, 2, {}),
    "signature long": lambda parts: _set(parts[2], 0, parts[2][0] + b"\x00"),
    "signature a number": lambda parts: _set(parts[2], 0, 1),
    "labels no map": lambda parts: _set(parts, 3, []),
    "label short": lambda parts: _set(parts[3], 0, b"\x00" * 31),
    "label a number": lambda parts: _set(parts[3], 0, 1),
    "places no array": lambda parts: _set(parts, 4, {}),
    "place of bytes": lambda parts: _set(parts, 4, [b"\x00"]),
}


@pytest.mark.parametrize("change", SHAPES.values(), ids=SHAPES)
def test_shapes_that_are_no_proof(change: Callable[[Any], Any]) -> None:
    assert answers(look(with_parts(vector("no-id.tags"), change)), Question.INTACT) == MALFORMED


@pytest.mark.parametrize(
    "value", [None, 5, [], "", "u", "z", "uAAAA", "z2V0B", "u2V0B", "u2V0C", "u2V0BhQ=="]
)
def test_values_that_are_no_proof(value: Any) -> None:
    document = vector("badge.name")
    document["proof"]["proofValue"] = value
    assert answers(look(document), Question.INTACT) == MALFORMED


def test_a_value_has_one_end_and_one_header() -> None:
    document = vector("badge.name")
    content = from_base64url(document["proof"]["proofValue"][1:])
    for spelt in (content + b"\x00", content[:-1], b"\xd9\x5d\x02" + content[3:], content[3:]):
        document["proof"]["proofValue"] = encode_base64url(spelt)
        assert answers(look(document), Question.INTACT) == MALFORMED


def test_our_own_issuer_and_the_limit_of_work() -> None:
    maker = Maker()
    document = maker.derived(badge(maker.did), [0, 1, 5])
    assert verdict(document) is Verdict.VERIFIED
    many = with_parts(document, lambda parts: _set(parts, 2, [parts[2][0]] * (derived.MAX_STATEMENTS + 1)))
    assert answers(look(many), Question.INTACT) == (Outcome.INDETERMINATE, Reason.TOO_MUCH_WORK)


def test_what_may_have_been_left_out_is_not_said_to_be_absent() -> None:
    shown, hidden = look(vector("badge.name")), look(vector("no-id.narrative"))
    assert answers(shown, Question.CURRENT) == (Outcome.PASSED, Reason.WITHIN_DATES)
    assert answers(hidden, Question.CURRENT) == (Outcome.PASSED, Reason.NOT_SHOWN)
    assert answers(hidden, Question.STATUS) == (Outcome.NOT_APPLICABLE, Reason.NOT_SHOWN)
    whole = look(vector("badge.base"))
    assert answers(whole, Question.STATUS) == (Outcome.NOT_APPLICABLE, Reason.NO_STATUS)


def test_one_thing_cannot_be_shown_as_two() -> None:
    """Both statements were signed about one blank node; two nodes under one name would read the same."""
    maker = Maker()
    whole = badge(maker.did)
    whole["credentialSubject"]["achievement"]["criteria"] = {"id": "urn:criteria:1", "narrative": "Gezien."}
    whole["evidence"] = [{"type": ["Evidence"], "name": "Verslag"}, {"type": ["Evidence"], "name": "Verslag"}]
    merged = maker.derived(whole, [], label=lambda number: BLINDED)
    assert answers(look(merged), Question.INTACT) == MALFORMED


def test_keys_of_another_kind_are_refused() -> None:
    document = vector("badge.name")
    document["proof"]["verificationMethod"] = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    assert answers(look(document), Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_without_a_key_what_is_wrong_is_still_found() -> None:
    document = vector("badge.name")
    document["issuer"]["id"] = "did:web:school.example"
    document["proof"]["verificationMethod"] = "did:web:school.example#key-1"
    assert verdict(document) is Verdict.INDETERMINATE
    document["proof"]["proofValue"] = value_of([])
    assert answers(look(document), Question.INTACT) == MALFORMED


def test_names_inside_texts_and_addresses_are_no_names() -> None:
    nquads = '<urn:_:c14n0> <urn:p> "_:c14n0 \\" _:c14n0 \u2028 ." .\n_:c14n0 <urn:p> _:c14n1 _:c14n0 .\n'
    lines = derived.statements(nquads, {"c14n0": "uB", "c14n1": "uA"})
    assert lines == [
        '<urn:_:c14n0> <urn:p> "_:c14n0 \\" _:c14n0 \u2028 ." .\n',
        "_:uB <urn:p> _:uA _:uB .\n",
    ]


def test_what_is_secret_is_not_in_a_representation() -> None:
    document = vector("badge.name")
    found = derived.derived_proof(document["proof"])
    assert document["proof"]["proofValue"][:20] not in repr(found)
    with pytest.raises(UncheckedProof):
        derived.derived_proof(vector("badge.base")["proof"])
    with pytest.raises(InvalidProof):
        derived.derived_proof({**document["proof"], "proofValue": "u" + encoded([]).hex()})


def _set(place: Any, name: Any, value: Any) -> None:
    place[name] = copy.copy(value)


def _drop(place: Any, name: Any) -> None:
    del place[name]


def _swap(place: Any, one: Any, other: Any) -> None:
    place[one], place[other] = place[other], place[one]
