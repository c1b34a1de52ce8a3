"""The bytes that a Data Integrity proof signs (W3C Verifiable Credential Data Integrity 1.0, §4)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from wallet import jcs
from wallet.errors import InputError, InvalidProof, UncheckedProof
from wallet.jsonld import Canonical, TooMuchWork, UnknownContext, UnsafeDocument, canonize, expand
from wallet.jsonld.contexts import KNOWN
from wallet.model.report import Reason
from wallet.multibase import decode
from wallet.signatures.reading import reading_is_whole

BASE_CONTEXTS = ("https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1")
MAX_SIGNATURE = 140
"""Characters of a proof value: 96 bytes (P-384) in base58 are 132."""
MAX_CHAIN = 16
"""Proofs of one document that may name each other; real chains have two or three."""


def signature(proof: Mapping[str, Any], size: int) -> bytes:
    """The ``proofValue``, of exactly this many bytes, as base58btc. Raises InvalidProof."""
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    try:
        content = decode(value, limit=MAX_SIGNATURE)
    except ValueError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None
    if len(content) != size:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    return content


def check_by_graph(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    fits: Callable[[bytes], None],
    *,
    hash_name: str = "sha256",
) -> None:
    """Hand what the proof signs to ``fits``, which raises InvalidProof unless the signature does.

    A context that was edited in place is tried in both its texts: the signer had one of them.
    """
    check_graphs(
        document,
        proof,
        lambda options, bare: fits(options.digest() + bare.digest()),
        hash_name=hash_name,
    )


def check_graphs(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    fits: Callable[[Canonical, Canonical], None],
    *,
    hash_name: str = "sha256",
) -> None:
    """As :func:`check_by_graph`, for a suite that signs statements: the proof's own, and the document's."""
    try:
        fits(*_graphs(document, proof, hash_name, None))
    except InvalidProof as invalid:
        if invalid.reason != Reason.SIGNATURE_MISMATCH or not _has_two_texts(document):
            raise
        try:
            fits(*_graphs(document, proof, hash_name, older=True))
        except (InvalidProof, UncheckedProof):
            raise invalid from None


def by_graph(
    document: Mapping[str, Any],
    proof: Mapping[str, Any],
    *,
    hash_name: str = "sha256",
    older: bool | None = None,
) -> bytes:
    """What an ``…-rdfc-…`` proof signs: hash of the proof's own statements, then of the document's.

    Raises InvalidProof for a member that would not be covered, UncheckedProof for an unknown context.
    """
    signed_proof, signed = _graphs(document, proof, hash_name, older)
    return signed_proof.digest() + signed.digest()


def _graphs(
    document: Mapping[str, Any], proof: Mapping[str, Any], hash_name: str, older: bool | None
) -> tuple[Canonical, Canonical]:
    """The canonical form of the proof without its value, and that of the document without it."""
    bare = _without_proof(document, proof)
    _check_order(bare)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    # The standard reads the proof by the document's contexts; others of its own would be unsigned.
    if options.setdefault("@context", bare["@context"]) != bare["@context"]:
        raise InvalidProof(Reason.CONTEXT_UNSAFE)
    try:
        signed_proof = canonize(options, hash_name=hash_name, older=older)
        signed = canonize(bare, hash_name=hash_name, older=older)
    except UnsafeDocument as unsafe:
        if unsafe.reason is Reason.NUMBER_AMBIGUOUS:
            # Programs in the field write it differently, so a mismatch would prove nothing.
            raise UncheckedProof(unsafe.reason) from None
        raise InvalidProof(unsafe.reason) from None
    except UnknownContext:
        raise UncheckedProof(Reason.CONTEXT_UNKNOWN) from None
    except TooMuchWork:
        raise UncheckedProof(Reason.TOO_MUCH_WORK) from None
    if signed_proof.respelled or signed.respelled or not reading_is_whole(bare, signed.nquads):
        raise InvalidProof(Reason.CONTEXT_UNSAFE)
    return signed_proof, signed


def by_text(document: Mapping[str, Any], proof: Mapping[str, Any], *, hash_name: str = "sha256") -> bytes:
    """What a ``…-jcs-…`` proof signs: hash of the RFC 8785 form of the proof, then of the document."""
    bare = _without_proof(document, proof)
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    # The standard lets a document have more contexts than its proof; what those mean would be unsigned.
    if "@context" in proof and proof["@context"] != bare.get("@context"):
        raise InvalidProof(Reason.CONTEXT_UNSAFE)
    _check_order(bare)
    _check_inline(bare)
    try:
        return _hash(hash_name, jcs.canonical(options)) + _hash(hash_name, jcs.canonical(bare))
    except InputError:
        raise InvalidProof(Reason.PROOF_MALFORMED) from None


def _check_order(bare: Mapping[str, Any]) -> None:
    """VC Data Model 2.0 §4.3 and 1.1 §4.1: the base context stands first, so that nothing shadows it."""
    contexts = bare.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    if first not in BASE_CONTEXTS:
        raise InvalidProof(Reason.CONTEXT_INVALID)


def _check_inline(bare: Mapping[str, Any]) -> None:
    """The text is signed whatever the contexts say, but they must not give a reader other words."""
    try:
        expand(bare)
    except UnsafeDocument as unsafe:
        if unsafe.reason is not Reason.TERM_UNDEFINED:
            raise InvalidProof(unsafe.reason) from None
    except (UnknownContext, TooMuchWork):
        return


def _has_two_texts(document: Mapping[str, Any]) -> bool:
    contexts = document.get("@context")
    named = contexts if isinstance(contexts, list) else [contexts]
    return any(isinstance(one, str) and len(KNOWN.get(one, ())) > 1 for one in named)


def _hash(name: str, content: bytes) -> bytes:
    return hashlib.new(name, content).digest()


def _without_proof(document: Mapping[str, Any], proof: Mapping[str, Any]) -> dict[str, Any]:
    """The document as this proof signed it: of the proofs only those that it names as its forerunners."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    named = proof.get("previousProof")
    if named is None:
        return bare
    wanted = [named] if isinstance(named, str) else named
    listed = document.get("proof")
    proofs = listed if isinstance(listed, list) else [listed]
    if not isinstance(wanted, list) or len(proofs) > MAX_CHAIN:
        raise InvalidProof(Reason.PROOF_MALFORMED)
    forerunners = [one for one in proofs if isinstance(one, dict) and one.get("id") in wanted]
    if len(forerunners) != len(wanted) or any(one.get("id") == proof.get("id") for one in forerunners):
        raise InvalidProof(Reason.PROOF_MALFORMED)
    # In the order in which they are named: a text signature covers that.
    bare["proof"] = sorted(forerunners, key=lambda one: wanted.index(one["id"]))
    return bare
