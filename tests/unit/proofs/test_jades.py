"""Sealed European credentials: what the seal covers, its header, its certificate and its time."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.proofs.support import POLICY, VECTORS, answers, look, verdict
from wallet.errors import InputError, InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, from_der
from wallet.model.credential import Kind
from wallet.model.keys import KeyKind
from wallet.model.report import Outcome, Question, Reason, Verdict
from wallet.multibase import to_base64url
from wallet.signatures import certificates
from wallet.signatures.timestamps import check_imprint

SEALED = VECTORS.parent / "jades"
NOT_TRUSTED = (Outcome.INDETERMINATE, Reason.CERTIFICATE_NOT_TRUSTED)
HOLDS = (Outcome.PASSED, Reason.SIGNATURE_HOLDS)
MALFORMED = (Outcome.FAILED, Reason.PROOF_MALFORMED)
PAYLOAD = json.loads(json.loads((SEALED / "RS256.json").read_bytes())["payload"])


@cache
def sealing_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zegel")])
    made = x509.CertificateBuilder(name, name, sealing_key().public_key(), 1)
    made = made.not_valid_before(datetime(2025, 1, 1)).not_valid_after(datetime(2026, 6, 1))
    return made.sign(sealing_key(), SHA256()).public_bytes(Encoding.DER)


def header(**changes: Any) -> dict[str, Any]:
    said = {
        "alg": "ES256",
        "b64": False,
        "sigT": "2026-02-01T12:00:00Z",
        "crit": ["b64", "sigT"],
        "x5c": [base64.b64encode(certificate()).decode()],
        **changes,
    }
    return {name: value for name, value in said.items() if value is not ...}


def sealed(payload: Any = PAYLOAD, aside: Any = None, **changes: Any) -> dict[str, Any]:
    text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    protected = to_base64url(json.dumps(header(**changes)).encode())
    der = sealing_key().sign(f"{protected}.{text}".encode(), ec.ECDSA(SHA256()))
    signature = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
    one = {"protected": protected, "header": aside or {}, "signature": to_base64url(signature)}
    return {"payload": text, "signatures": [one]}


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_what_another_library_sealed(algorithm: str) -> None:
    found = look((SEALED / f"{algorithm}.json").read_bytes())
    assert (found.credential.kind, found.report.verdict) == (Kind.ELM_3, Verdict.INDETERMINATE)
    assert answers(found, Question.INTACT) == HOLDS
    assert answers(found, Question.AUTHENTIC) == NOT_TRUSTED
    (proof,) = found.report.proofs
    assert (proof.suite, proof.algorithm) == ("jades", algorithm)
    assert proof.signed_at == datetime(2026, 2, 1, 12, tzinfo=UTC)
    assert proof.certificate is not None
    assert proof.certificate.holder == "Zegel van de Voorbeeldschool"
    assert proof.certificate.given_by == "Uitgever van zegels"


def test_what_a_sealed_credential_says() -> None:
    found = look((SEALED / "RS256.json").read_bytes()).credential
    assert (found.name.best("nl"), found.issuer.name.best("nl")) == ("Bewijs van deelname", "Voorbeeldschool")
    assert (found.subject_id, found.valid_from) == ("urn:epass:person:1", datetime(2026, 1, 1, tzinfo=UTC))
    assert found.achievement is not None
    assert found.achievement.name.best("nl") == "Dag over water"
    assert [one.target_name for one in found.achievement.alignments] == ["Level 4", "operate locks"]


@pytest.mark.parametrize("name", ["RS256.json", "ES256.json"])
def test_no_other_character_of_the_payload_or_the_seal_passes(name: str) -> None:
    whole = json.loads((SEALED / name).read_bytes())
    (one,) = whole["signatures"]
    for member, text in (
        ("payload", whole["payload"]),
        ("protected", one["protected"]),
        ("signature", one["signature"]),
    ):
        for place in range(0, len(text), 7):
            letter = "b" if text[place] == "a" else "a"
            changed = text[:place] + letter + text[place + 1 :]
            other = {**whole, "payload": changed}
            if member != "payload":
                other = {**whole, "signatures": [{**one, member: changed}]}
            try:
                assert verdict(other) is Verdict.FAILED, (member, place)
            except InputError:
                continue


def test_space_around_the_payload_is_signed_too() -> None:
    whole = json.loads((SEALED / "ES256.json").read_bytes())
    assert answers(look({**whole, "payload": whole["payload"] + " "}), Question.INTACT) == (
        Outcome.FAILED,
        Reason.SIGNATURE_MISMATCH,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"crit": ["b64", "sigT", "sigPl"], "sigPl": {}},
        {"crit": ["b64", "adoTst"]},
        {"crit": ["b64", "b64"]},
        {"crit": []},
        {"crit": "b64"},
        {"crit": ["b64", 7]},
        {"crit": ["sigT"]},
        {"b64": "false"},
        {"zip": "DEF"},
        {"sigT": "gisteren"},
        {"x5c": []},
        {"x5c": "AA"},
        {"x5c": ["niets!"]},
        {"x5c": ["AAAA"]},
        {"x5t#S256": "AA"},
    ],
)
def test_headers_that_are_refused(changes: dict[str, Any]) -> None:
    found = look(sealed(**changes))
    assert found.report.verdict is Verdict.FAILED
    assert found.report.proofs[0].reason is Reason.PROOF_MALFORMED


@pytest.mark.parametrize("aside", [{"alg": "ES256"}, {"b64": True}, {"crit": []}, {"sigT": "x"}])
def test_what_only_the_signed_header_may_say(aside: dict[str, Any]) -> None:
    assert answers(look(sealed(aside=aside)), Question.INTACT) == MALFORMED
    assert answers(look(sealed(aside={"etsiU": []})), Question.INTACT) == HOLDS


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_algorithms_that_forge(algorithm: str) -> None:
    assert answers(look(sealed(alg=algorithm)), Question.INTACT) == (
        Outcome.FAILED,
        Reason.ALGORITHM_REFUSED,
    )
    assert answers(look(sealed(alg="RS256")), Question.INTACT) == (Outcome.FAILED, Reason.KEY_REFUSED)


def test_the_certificate_that_the_header_names() -> None:
    own = to_base64url(hashlib.sha256(certificate()).digest())
    assert answers(look(sealed(**{"x5t#S256": own})), Question.INTACT) == HOLDS


def test_a_seal_without_a_certificate() -> None:
    found = look(sealed(x5c=...))
    assert answers(found, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.KEY_MISSING)
    by_its_key = look(
        sealed({**PAYLOAD, "issuer": "did:key:z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E"})
    )
    assert answers(by_its_key, Question.AUTHENTIC) == NOT_TRUSTED


def test_it_is_judged_at_the_time_of_signing() -> None:
    found = look(sealed())
    assert answers(found, Question.AUTHENTIC) == NOT_TRUSTED
    assert "certificate_expired_since" in found.report.notes
    earlier = look(sealed(), replace(POLICY, now=datetime(2026, 3, 1, tzinfo=UTC)))
    assert "certificate_expired_since" not in earlier.report.notes
    after = look(sealed(sigT="2026-07-01T00:00:00Z"))
    assert answers(after, Question.AUTHENTIC) == (Outcome.FAILED, Reason.CERTIFICATE_EXPIRED)
    before = look((SEALED / "before-its-start.json").read_bytes())
    assert answers(before, Question.AUTHENTIC) == (Outcome.FAILED, Reason.CERTIFICATE_EXPIRED)
    untold = look(sealed(sigT=..., crit=["b64"]))
    assert answers(untold, Question.AUTHENTIC) == (Outcome.INDETERMINATE, Reason.CERTIFICATE_EXPIRED)
    ahead = (POLICY.now + timedelta(hours=1)).isoformat()
    assert answers(look(sealed(sigT=ahead)), Question.INTACT) == (Outcome.FAILED, Reason.PROOF_FROM_FUTURE)


def test_an_expired_credential_is_expired_whatever_its_seal() -> None:
    found = look(sealed({**PAYLOAD, "expirationDate": "2026-05-01T00:00:00Z"}))
    assert answers(found, Question.CURRENT) == (Outcome.FAILED, Reason.EXPIRED)
    assert found.report.verdict is Verdict.FAILED


def test_an_encoded_payload() -> None:
    text = to_base64url(json.dumps(PAYLOAD).encode())
    found = look(sealed(text, b64=..., crit=["sigT"]))
    assert answers(found, Question.INTACT) == HOLDS
    assert found.credential.name.best("nl") == "Bewijs van deelname"
    # Said to be signed as it is written, it is another payload: one that is no credential.
    assert answers(look(sealed(text)), Question.INTACT) == MALFORMED


def test_every_seal_must_hold() -> None:
    good, bad = sealed(), sealed({**PAYLOAD, "id": "urn:a"})
    both = {**good, "signatures": [*good["signatures"], *bad["signatures"]]}
    assert answers(look(both), Question.INTACT) == (Outcome.FAILED, Reason.SIGNATURE_MISMATCH)


def test_a_sealed_collection_of_nothing_is_still_a_seal() -> None:
    found = look(sealed({"type": ["VerifiablePresentation"], "verifiableCredential": []}))
    assert found.report.verdict is Verdict.INDETERMINATE
    assert "nothing_inside" in found.report.notes


@pytest.mark.parametrize(
    "changes",
    [
        {"signatures": []},
        {"signatures": "x"},
        {"signatures": [7]},
        {"signatures": [{"protected": 7}]},
        {"payload": 7},
        {"payload": "niets"},
        {"payload": "[]"},
        {"payload": to_base64url(b"\xff")},
        {"payload": '{"a": 1}'},
        {"signatures": [{"protected": "e30", "signature": "AA"}] * 17},
    ],
)
def test_what_is_no_sealed_credential(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        look({**sealed(), **changes})


def stamp(content: bytes, *, algorithm: str = "608648016503040201") -> str:
    """A time stamp's outside: everything around its imprint is left empty."""

    def der(tag: int, *parts: bytes) -> bytes:
        body = b"".join(parts)
        size = bytes([len(body)]) if len(body) < 128 else bytes([0x81, len(body)])
        return bytes([tag]) + size + body

    oid = der(0x06, bytes.fromhex(algorithm))
    imprint = der(0x30, der(0x30, oid), der(0x04, hashlib.sha256(content).digest()))
    info = der(0x30, der(0x02, b"\1"), der(0x06, b"\x2a"), imprint, der(0x02, b"\1"))
    inside = der(0x30, der(0x06, b"\x2a"), der(0xA0, der(0x04, info)))
    data = der(0x30, der(0x02, b"\3"), der(0x31), inside)
    return base64.b64encode(der(0x30, der(0x06, b"\x2a"), der(0xA0, data))).decode()


def stamped(token: Any) -> dict[str, Any]:
    return sealed(adoTst={"tstTokens": [{"val": token}]}, crit=["b64", "sigT", "adoTst"])


def test_a_time_stamp_over_the_payload() -> None:
    content = json.dumps(PAYLOAD, ensure_ascii=False).encode()
    found = look(stamped(stamp(content)))
    assert answers(found, Question.INTACT) == HOLDS
    assert "time_stamp_not_checked" in found.report.notes
    assert answers(look(stamped(stamp(b"iets anders"))), Question.INTACT) == (
        Outcome.FAILED,
        Reason.SIGNATURE_MISMATCH,
    )
    unreadable = (Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)
    for token in ("", "AAAA", stamp(content)[:40], stamp(content, algorithm="2a")):
        assert answers(look(stamped(token)), Question.INTACT) == unreadable
    assert answers(look(stamped("é")), Question.INTACT) == MALFORMED


def test_a_certificate_that_was_changed_anywhere_is_read_or_refused() -> None:
    """It is a stranger's, and read before the signature is known to hold."""
    content = bytearray(certificate())
    for place in range(len(content)):
        for value in (0x00, 0x7F, 0xFF):
            changed = bytes(content[:place]) + bytes([value]) + bytes(content[place + 1 :])
            header = {"x5c": [base64.b64encode(changed).decode()]}
            with contextlib.suppress(InvalidProof, UncheckedProof):
                found = certificates.from_header(header)
                assert found is not None
                assert not found.confirmed


def test_keys_of_certificates() -> None:
    made = {
        KeyKind.P384: ec.generate_private_key(ec.SECP384R1()),
        KeyKind.ED25519: Ed25519PrivateKey.generate(),
        None: ec.generate_private_key(ec.SECP521R1()),
    }
    for kind, private in made.items():
        spki = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if kind is None:
            with pytest.raises(UnknownKey):
                from_der(spki)
        else:
            assert from_der(spki).kind is kind
    with pytest.raises(RefusedKey):
        from_der(b"niets")
    identity = bytes.fromhex("302a300506032b6570032100") + b"\1" + b"\0" * 31
    with pytest.raises(RefusedKey):
        from_der(identity)


@pytest.mark.parametrize("value", [b"", b"0", b"0\x80", b"0\x85" + b"\0" * 9, b"\x02\1\1" * 40])
def test_time_stamps_that_are_none(value: bytes) -> None:
    with pytest.raises(UncheckedProof):
        check_imprint(value, b"")
