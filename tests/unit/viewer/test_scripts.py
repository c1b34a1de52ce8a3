"""The page's own JavaScript agrees with the product's Python, and refuses what it must refuse."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest

from wallet import jcs, keys, multibase
from wallet.bundle import viewer
from wallet.model.own_terms import OPEN_BADGES_3, VC_2
from wallet.paths import resource
from wallet.proofs.sign import sign_set

KEY, _ = keys.new_signing_key("2026-11-01", bytes(range(32)))
_WITHOUT_DOCUMENT = ("bytes", "jcs", "sha256", "keys", "proofs")


def script(body: str, given: Any) -> Any:
    """What this piece of script returns for ``given``, with the page's modules around it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    modules = [resource("viewer", f"{name}.js").read_text("utf-8") for name in _WITHOUT_DOCUMENT]
    whole = "\n".join(
        [
            *modules,
            "const attempt = async act => { try { return await act(); } catch { return 'refused'; } };",
            f"(async given => {{ {body} }})(JSON.parse(require('fs').readFileSync(0, 'utf8')))",
            ".then(found => process.stdout.write(JSON.stringify(found)));",
        ]
    )
    done = subprocess.run(
        [node, "--no-warnings", "-e", whole],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def a_badge() -> dict[str, Any]:
    return {
        "@context": [VC_2, OPEN_BADGES_3],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": KEY.holder.did, "type": ["Profile"]},
        "name": "Café é \u2028 \U0001f600",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "urn:uuid:5f0f5a8e-3f0b-4f6a-9d3f-0d4f0f6a9d3f",
                "type": ["Achievement"],
                "name": "Naam",
                "description": "Tekst",
                "criteria": {"narrative": "Tekst"},
            },
        },
    }


def test_canonical_json_is_the_same_in_both_languages() -> None:
    values = [
        {
            "peach": "\u00e9",
            "p\u00eache": 1,
            "\U0001f600": True,
            "\ufb33": None,
            "\r": "\u0007",
            "1": [],
            "10": {},
        },
        [0, -0.0, 1.5, 1e21, 1e-7, 1.2345678901234568e17, 5e-324, 333333333.33333329],
        '\u20ac$\u000f\nA\'B"\\"/<\u2028',
        {"a": {"b": [[[]]]}},
    ]
    expected = [jcs.canonical(value).decode() for value in values]
    assert script("return given.map(value => canonical(value));", values) == expected


def test_what_has_no_canonical_form_is_refused() -> None:
    body = (
        "return [await attempt(() => canonical('\\ud800')), await attempt(() => canonical('\\udc00x')), "
        "await attempt(() => canonical(NaN)), "
        "await attempt(() => canonical(JSON.parse('['.repeat(70) + ']'.repeat(70))))];"
    )
    assert script(body, None) == ["refused"] * 4


def test_bytes_are_read_from_text_in_one_spelling_only() -> None:
    some = [bytes([number]) * number for number in range(1, 40)] + [b"\0\0\1", b"", bytes(range(64))]
    texts = [[multibase.encode_base58(content), multibase.encode_base64url(content)] for content in some]
    body = "return given.map(pair => pair.map(text => hex(fromMultibase(text))));"
    assert script(body, texts) == [[content.hex()] * 2 for content in some]
    spoilt = ["z0", "zO", "z 1", "uA", "uAB", "uAA=", "u+A", "fAA", "", "z" + "1" * 129]
    assert script("return Promise.all(given.map(text => attempt(() => fromMultibase(text))));", spoilt) == [
        "refused"
    ] * len(spoilt)
    assert (
        script(
            "return Promise.all(given.map(text => attempt(() => fromBase64(text))));",
            ["AA", "A=", "AA A", "=AAA"],
        )
        == ["refused"] * 4
    )


def test_sha_256_in_pieces_is_sha_256() -> None:
    sizes = [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000]
    body = (
        "return given.map(size => { const bytes = Uint8Array.from({length: size}, (_, at) => at * 7 & 255);"
        "const hash = new Sha256();"
        "for (let at = 0; at < size; at += 37) hash.add(bytes.subarray(at, at + 37));"
        "return hex(hash.finish()); });"
    )
    expected = [hashlib.sha256(bytes(at * 7 & 255 for at in range(size))).hexdigest() for size in sizes]
    assert script(body, sizes) == expected


def test_a_proof_of_ours_holds_and_any_change_breaks_it() -> None:
    signed = sign_set(a_badge(), KEY, datetime(2026, 11, 1, tzinfo=UTC))
    changed = [
        {**signed, "name": "Cafe"},
        {**signed, "extra": 1},
        {**signed, "@context": [VC_2]},
        {key: value for key, value in signed.items() if key != "name"},
    ]
    for name, value in {
        "created": "2026-11-01T00:00:01Z",
        "proofPurpose": "authentication",
        "proofValue": multibase.encode_base58(b"\1" * 64),
        "expires": "2026-11-02T00:00:00Z",
        "challenge": "x",
    }.items():
        changed.append({**signed, "proof": [signed["proof"][0], {**signed["proof"][1], name: value}]})
    body = f"return Promise.all(given.map(one => jcsProof(one, '{KEY.holder.did}', 'assertionMethod')));"
    assert script(body, [signed, *changed]) == ["holds"] + ["broken"] * len(changed)


def test_a_proof_by_somebody_else_or_of_another_suite_is_not_counted() -> None:
    signed = sign_set(a_badge(), KEY, datetime(2026, 11, 1, tzinfo=UTC))
    other, _ = keys.new_signing_key("2026-11-01", bytes(range(1, 33)))
    unsigned = a_badge()
    by_other = sign_set(a_badge(), other, datetime(2026, 11, 1, tzinfo=UTC))
    rdfc_only = {**signed, "proof": signed["proof"][0]}
    body = f"return Promise.all(given.map(one => jcsProof(one, '{KEY.holder.did}', 'assertionMethod')));"
    assert script(body, [unsigned, by_other, rdfc_only]) == ["unsigned", "unknown", "unknown"]


def test_keys_with_which_anyone_can_sign_are_refused() -> None:
    field = 2**255 - 19
    weak = [key.hex() for key in keys._SMALL_ORDER]
    # Spellings at and above the field's order, with either sign of x.
    weak += [
        (field + above | sign << 255).to_bytes(32, "little").hex() for above in range(19) for sign in (0, 1)
    ]
    assert script("return given.map(text => refusedKey(fromHex(text)));", weak) == [True] * len(weak)
    chance = random.Random(5)
    usable = [chance.randbytes(31).hex() + "01" for _ in range(20)] + [
        KEY.holder.public.hex(),
        (field - 2).to_bytes(32, "little").hex(),
    ]
    assert script("return given.map(text => refusedKey(fromHex(text)));", usable) == [False] * len(usable)
    forged = (
        "const key = fromHex('01' + '00'.repeat(31)); const signature = fromHex('01' + '00'.repeat(63));"
        "return signatureHolds(key, signature, utf8('anything'));"
    )
    assert script(forged, None) is False


def test_only_ed25519_did_keys_are_read() -> None:
    others = [
        "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
        "did:web:school.example",
        "",
        "did:key:z6Mk",
    ]
    body = (
        "return Promise.all(given.map(async did => "
        "{ const key = await attempt(() => keyOf(did)); return key && hex(key); }));"
    )
    assert script(body, [KEY.holder.did, *others]) == [KEY.holder.public.hex(), None, None, None, None]


def test_this_engine_knows_ed25519() -> None:
    assert script("return knowsEd25519();", None) is True


def test_every_sentence_that_the_script_says_is_there() -> None:
    whole = viewer.script()
    words = json.loads(next(line for line in whole.splitlines() if line.startswith("const WORDS"))[14:-1])
    said = set(re.findall(r"say\('([\w.]+)'", whole))
    assert said
    stems = set(re.findall(r"say(?:If)?\('([\w.]+[._])' \+", whole))
    assert said - stems - set(words) == set()
    assert all(any(code.startswith(stem) for code in words) for stem in stems)
    assert all(len(sentences) == 2 for sentences in words.values())
