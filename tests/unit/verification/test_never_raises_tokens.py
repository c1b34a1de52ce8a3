"""The same for tokens and seals: whatever their headers and claims say, an answer or a known refusal."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.proofs.sd_support import HOLDER, ISSUER, bound, claims, digest, disclosure, jwk, part
from tests.unit.proofs.support import VECTORS, holding, look
from tests.unit.verification.test_never_raises import spoiled
from wallet.errors import WalletError
from wallet.model.report import Verdict
from wallet.multibase import to_base64url

STATUS, WEB = "https://school.example/status/1", "https://school.example/a"
KEYS = "https://school.example/.well-known/jwt-vc-issuer/a"
HEADER: dict[str, Any] = {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": "1", "jwk": jwk(ISSUER), "x5c": ["AA"]}
GRADE = disclosure("graad", {"a": [1, {"b": "c"}]})
CLAIMS: dict[str, Any] = claims(
    iss=WEB,
    iat=1_790_000_000,
    exp=1_900_000_000,
    cnf={"jwk": jwk(HOLDER)},
    status={"status_list": {"idx": 0, "uri": STATUS}},
    talen=[{"...": digest(disclosure("nl"))}],
    _sd=[digest(GRADE)],
    _sd_alg="sha-256",
)
LIST = {"sub": STATUS, "iat": 1_790_000_000, "iss": WEB, "status_list": {"bits": 1, "lst": "eNpjAAAAAQAB"}}
LISTED = {"issuer": WEB, "jwks": {"keys": [jwk(ISSUER, kid="1")]}}
SEAL: dict[str, Any] = json.loads((VECTORS.parent / "jades" / "ES256.json").read_bytes())
ORIGINS = ("own", "given", "from_sender")


def signed(header: Any, payload: Any) -> str:
    body = f"{part(header)}.{part(payload)}"
    return f"{body}.{to_base64url(ISSUER.sign(body.encode()))}"


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_tokens(data: st.DataObject) -> None:
    header, payload = data.draw(spoiled(HEADER)), data.draw(spoiled(CLAIMS))
    shown = "~".join([signed(header, payload), GRADE, disclosure("nl"), ""])
    held = {
        STATUS: signed({**HEADER, "typ": "statuslist+jwt"}, data.draw(spoiled(LIST))),
        KEYS: data.draw(spoiled(LISTED)),
    }
    policy = holding(held, data.draw(st.sampled_from(ORIGINS)), challenge="vraag-1")
    try:
        assert look(data.draw(st.sampled_from([shown, bound(shown)])), policy).report.verdict in Verdict
    except WalletError:
        return


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_seals(data: st.DataObject) -> None:
    payload = data.draw(spoiled(json.loads(SEAL["payload"])))
    header = {
        "alg": "ES256",
        "b64": False,
        "crit": ["b64", "adoTst"],
        "adoTst": {"tstTokens": [{"val": "AA"}]},
    }
    one = {**SEAL["signatures"][0], "protected": part(data.draw(spoiled(header)))}
    whole = {"payload": json.dumps(payload), "signatures": [one, *SEAL["signatures"]]}
    try:
        assert look(data.draw(spoiled(whole))).report.verdict in Verdict
    except WalletError:
        return
