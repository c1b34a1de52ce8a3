"""Each proof of a credential, looked at once: its frame, its key, its signature, and whose key that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from wallet import strict_json
from wallet.controllers import host_of
from wallet.errors import InputError, InvalidProof, UncheckedProof
from wallet.keys import RefusedKey, UnknownKey, is_published_test_key
from wallet.model.credential import Credential, Kind, Proof
from wallet.model.inspection import Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import Outcome, Reason
from wallet.multibase import from_base64url
from wallet.proofs import ProofSuite, suite_named
from wallet.reading.texts import listed
from wallet.resolvers import resolve
from wallet.signatures import certificates
from wallet.verification import carried, hosted
from wallet.verification.context import PART_SUITE, Answer, IssuerFacts, ProofResult

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far ahead of ours the clock of an honest signer may be."""
MAX_PROOFS = 16
"""Proofs of one credential: each may cost a canonicalisation, and real ones have one or two."""
_PRESENTED = (Kind.PRESENTATION, Kind.PORTFOLIO, Kind.ANSWER)


def prove_all(
    credential: Credential, policy: Policy, issuer: IssuerFacts | None = None
) -> tuple[ProofResult, ...]:
    """What became of each proof, in the order of the credential."""
    issuer = issuer or hosted.issuer_of(credential, policy)
    if len(credential.proofs) > MAX_PROOFS:
        # All or none: a good one among them must not hide a bad one that was not looked at.
        too_many = Answer(Outcome.INDETERMINATE, Reason.TOO_MUCH_WORK)
        return tuple(ProofResult(proof, "", too_many, too_many) for proof in credential.proofs)
    results = tuple(_prove(credential, proof, policy, issuer) for proof in credential.proofs)
    for _ in results:
        # One link of a chain each time; there are no more links than proofs.
        results = tuple(_with_forerunners(result, results) for result in results)
    return results


def _prove(credential: Credential, proof: Proof, policy: Policy, issuer: IssuerFacts) -> ProofResult:
    if proof.suite == hosted.SUITE:
        return hosted.prove(credential, proof, policy, issuer)
    suite = suite_named(proof.suite)
    if suite is None:
        unknown = Answer(Outcome.INDETERMINATE, Reason.UNKNOWN_SUITE)
        return ProofResult(proof, "", unknown, unknown)
    algorithm = suite.algorithm(proof)
    try:
        found = _locate(credential, proof, policy, issuer)
    except InvalidProof as invalid:
        broken = Answer(Outcome.FAILED, Reason(invalid.reason))
        return ProofResult(proof, algorithm, _without_key(suite, credential, proof, policy, broken), broken)
    except UncheckedProof as unchecked:
        open_end = Answer(Outcome.INDETERMINATE, Reason(unchecked.reason), needs=unchecked.needs)
        return ProofResult(
            proof, algorithm, _without_key(suite, credential, proof, policy, open_end), open_end
        )
    integrity = _integrity(suite, credential, proof, policy, found)
    if proof.suite == carried.HOLDER_SUITE:
        held = Answer(Outcome.PASSED, Reason.HOLDER_KEY, found.source, found.as_of)
        return ProofResult(proof, algorithm, integrity, held, by_issuer=False, key=found.key)
    if found.certificate is not None:
        seal = carried.by_certificate(found.certificate, proof, policy, found.needs)
        return ProofResult(proof, algorithm, integrity, seal, key=found.key, certificate=found.certificate)
    binding, by_issuer = _bind(found, credential, issuer, policy)
    return ProofResult(proof, algorithm, integrity, binding, by_issuer, found.key, found.name)


def _integrity(
    suite: ProofSuite, credential: Credential, proof: Proof, policy: Policy, found: ResolvedKey
) -> Answer:
    try:
        _frame(credential, proof, policy)
        suite.verify(credential, proof, found.key)
    except InvalidProof as invalid:
        return Answer(Outcome.FAILED, Reason(invalid.reason))
    except UncheckedProof as unchecked:
        return Answer(Outcome.INDETERMINATE, Reason(unchecked.reason), needs=unchecked.needs)
    # What the issuer did not fix may have been left out, and no reader can see that.
    notes = ("shown_in_part",) if proof.suite == PART_SUITE else ()
    return Answer(Outcome.PASSED, Reason.SIGNATURE_HOLDS, found.source, found.as_of, notes=notes)


def _without_key(
    suite: ProofSuite, credential: Credential, proof: Proof, policy: Policy, otherwise: Answer
) -> Answer:
    """Without a key: what is wrong whatever the key would be, else the reason why there is none."""
    try:
        _frame(credential, proof, policy)
        suite.examine(credential, proof)
    except InvalidProof as invalid:
        return Answer(Outcome.FAILED, Reason(invalid.reason))
    except UncheckedProof:
        return otherwise
    return otherwise


def _frame(credential: Credential, proof: Proof, policy: Policy) -> None:
    """Purpose, dates and addressee of the proof itself. Raises InvalidProof."""
    said = _said(proof)
    if credential.kind in _PRESENTED or proof.suite == carried.HOLDER_SUITE:
        if policy.audience is not None and policy.audience not in listed(said["audience"]):
            raise InvalidProof(Reason.OTHER_AUDIENCE)
        if policy.challenge is not None and policy.challenge != said["challenge"]:
            raise InvalidProof(Reason.OTHER_CHALLENGE)
    elif _unanswered(credential, proof, policy):
        raise InvalidProof(Reason.KEY_BINDING_MISSING)
    if proof.suite == carried.SEAL_SUITE and "sigT" in proof.raw and proof.created is None:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    ahead = proof.created is not None and proof.created > policy.now + CLOCKS_DIFFER
    # A holder shows it when it is asked for; how fresh that must be is for the reader's question to settle.
    if ahead and proof.suite != carried.HOLDER_SUITE:
        raise InvalidProof(Reason.PROOF_FROM_FUTURE)
    if proof.compact:
        return
    purposes = (
        ("authentication", "assertionMethod") if credential.kind in _PRESENTED else ("assertionMethod",)
    )
    if proof.purpose not in purposes:
        raise InvalidProof(Reason.WRONG_PURPOSE)
    if ("created" in proof.raw and proof.created is None) or (
        "expires" in proof.raw and proof.expires is None
    ):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    if proof.expires is not None and proof.expires < policy.now:
        raise InvalidProof(Reason.PROOF_EXPIRED)


def _unanswered(credential: Credential, proof: Proof, policy: Policy) -> bool:
    """Whether a reader asked a question that only the holder's key can answer, and nobody did."""
    asked = policy.audience is not None or policy.challenge is not None
    if not asked or proof.suite != "sd-jwt" or "cnf" not in credential.document:
        return False
    return all(other.suite != carried.HOLDER_SUITE for other in credential.proofs)


def _said(proof: Proof) -> dict[str, Any]:
    """For whom and in answer to what a presentation was signed."""
    if not proof.compact:
        return {"audience": proof.raw.get("domain"), "challenge": proof.raw.get("challenge")}
    try:
        payload = strict_json.load(from_base64url(proof.compact.split(".")[1]))
    except (InputError, ValueError, IndexError):
        payload = None
    payload = payload if isinstance(payload, dict) else {}
    return {"audience": payload.get("aud"), "challenge": payload.get("nonce")}


def _locate(credential: Credential, proof: Proof, policy: Policy, issuer: IssuerFacts) -> ResolvedKey:
    """The key that the proof names. Raises InvalidProof or UncheckedProof."""
    method = proof.verification_method
    if proof.suite == carried.HOLDER_SUITE:
        return carried.of_holder(credential, policy)
    if proof.suite == carried.SEAL_SUITE:
        return _from_header(proof, issuer, UncheckedProof(Reason.KEY_MISSING))
    if not proof.compact:
        if method is None:
            raise InvalidProof(Reason.PROOF_MALFORMED)
        return resolve(method, policy, proof.purpose)
    if method is not None and not method.startswith(("did:", "https://", "http://")):
        method = f"{issuer.id}#{method.removeprefix('#')}"
    if method is None and issuer.id.startswith(("did:key:", "did:jwk:")):
        method = issuer.id
    try:
        if proof.suite == "ob2-signed":
            return _of_badge_2(method, credential, policy)
        if method is None:
            raise UncheckedProof(Reason.KEY_MISSING)
        return resolve(method, policy)
    except UncheckedProof as unchecked:
        return _from_header(proof, issuer, unchecked)
    except RefusedKey:
        raise InvalidProof(Reason.KEY_REFUSED) from None
    except UnknownKey:
        raise UncheckedProof(Reason.UNKNOWN_SUITE) from None


def _of_badge_2(method: str | None, credential: Credential, policy: Policy) -> ResolvedKey:
    """Open Badges 2.0: the key at its own address, or inside the issuer's profile."""
    method = method or hosted.only_key(credential, policy)
    if method is None:
        _, needs = hosted.profile_of(credential, policy)
        raise UncheckedProof(Reason.KEY_MISSING, needs)
    return hosted.embedded_key(method, credential, policy) or resolve(method, policy)


def _from_header(proof: Proof, issuer: IssuerFacts, unchecked: UncheckedProof) -> ResolvedKey:
    """The key that a JWT carries itself: it checks the bytes and confirms nobody."""
    sealed = certificates.from_header(proof.raw)
    if sealed is not None:
        return replace(sealed, needs=unchecked.needs)
    jwk = proof.raw.get("jwk")
    if not isinstance(jwk, dict):
        raise unchecked
    address = (issuer.id,) if issuer.id.startswith(("https://", "http://")) else ()
    return ResolvedKey(
        carried.from_header(jwk), controller=issuer.id, confirmed=False, needs=unchecked.needs or address
    )


def _bind(
    found: ResolvedKey, credential: Credential, issuer: IssuerFacts, policy: Policy
) -> tuple[Answer, bool]:
    """Whether the key is the issuer's, and whether it may be."""
    if not issuer.id:
        if issuer.needs:
            return Answer(Outcome.INDETERMINATE, Reason.KEY_UNREACHABLE, needs=issuer.needs), True
        if credential.kind not in _PRESENTED:
            return Answer(Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH), False
    elif found.controller and found.controller != issuer.id:
        return Answer(Outcome.FAILED, Reason.ISSUER_KEY_MISMATCH, found.source, found.as_of), False
    # A key at an address that does not say whose it is: the issuer's own site speaks for the issuer.
    foreign = not found.controller and not _same_site(found, issuer)
    if not found.confirmed or foreign:
        reason = Reason.ISSUER_NOT_CONFIRMED
    elif found.origin == "from_sender":
        reason = Reason.ACCORDING_TO_SENDER
    elif not found.listed:
        return Answer(Outcome.FAILED, Reason.KEY_NOT_LISTED, found.source, found.as_of), True
    elif is_published_test_key(found.key) and not policy.allow_test_keys:
        reason = Reason.PUBLISHED_TEST_KEY
    else:
        held = Reason.KEY_OF_ISSUER if found.of_document else Reason.OWN_KEY
        return Answer(Outcome.PASSED, held, found.source, found.as_of), True
    return Answer(Outcome.INDETERMINATE, reason, found.source, found.as_of, needs=found.needs), True


def _same_site(found: ResolvedKey, issuer: IssuerFacts) -> bool:
    host = host_of(found.address)
    if not host or not found.address.startswith("https://"):
        return False
    return issuer.id.startswith((f"https://{host}/", f"did:web:{host}:")) or issuer.id in (
        f"https://{host}",
        f"did:web:{host}",
    )


def _with_forerunners(result: ProofResult, results: tuple[ProofResult, ...]) -> ProofResult:
    """A proof that names others signs that they hold: where one of them does not, neither does this one."""
    named = listed(result.proof.raw.get("previousProof")) if not result.proof.compact else []
    for other in results:
        if other.proof.raw.get("id") in named and other.integrity.outcome is not Outcome.PASSED:
            if result.integrity.outcome is Outcome.FAILED:
                return result
            return replace(result, integrity=other.integrity)
    return result
