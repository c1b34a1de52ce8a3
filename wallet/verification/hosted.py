"""Open Badges 2.0: what counts stands at addresses: assertion, badge class, profile, revocation list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from wallet.controllers import host_of, load, name_in
from wallet.keys import from_method
from wallet.model.credential import Credential, Kind, Proof
from wallet.model.inspection import CapsuleDocument, Policy
from wallet.model.keys import ResolvedKey
from wallet.model.report import FindingSource, Outcome, Reason
from wallet.reading import badge2
from wallet.reading.texts import id_of, listed, mapping, mappings, texts
from wallet.verification.context import Answer, IssuerFacts, ProofResult

SUITE = "ob2-hosted"
BADGES_2 = (Kind.OPEN_BADGE_2, Kind.OPEN_BADGE_1)
# Members that say how to look, or that were only added for the file at hand.
_ASIDE = ("@context", "verification", "verify", "image")


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a badge: as embedded, or as it stands at its address."""

    value: Mapping[str, Any] | None
    address: str
    held: CapsuleDocument | None = field(default=None, repr=False)


def is_badge_2(credential: Credential) -> bool:
    """Whether it is verified by the rules of Open Badges 2.0."""
    return credential.kind in BADGES_2 or any(
        proof.suite in (SUITE, "ob2-signed") for proof in credential.proofs
    )


def follow(value: Any, policy: Policy) -> Found:
    """The object behind an address, or the object itself; what stands at the address goes before a copy.

    A document that came along with the file is no better than a copy inside it, and is not looked at.
    """
    address = id_of(value)
    held = policy.document(address) if address else None
    held = None if held is not None and held.origin == "from_sender" else held
    there = load(held) if held else None
    if held is not None and there is not None:
        return Found(there, address, held)
    copy = mapping(value)
    return Found(copy if len(copy) > 1 else None, address)


def issuer_of(credential: Credential, policy: Policy) -> IssuerFacts:
    """Who the issuer is. For Open Badges 2.0 that may take the documents that the assertion names."""
    if not is_badge_2(credential):
        return IssuerFacts(credential.issuer.id)
    profile, needs = profile_of(credential, policy)
    return IssuerFacts(profile.address if profile else "", needs)


def profile_of(credential: Credential, policy: Policy) -> tuple[Found | None, tuple[str, ...]]:
    """The issuer's profile, perhaps without its content, and the addresses that are missing on the way."""
    document = credential.document
    badge = follow(document.get("badge"), policy)
    if badge.value is None and document.get("issuer") is None:
        return None, (badge.address,) if badge.address else ()
    named = (badge.value or {}).get("issuer", document.get("issuer"))
    profile = follow(named, policy)
    if not profile.address:
        return None, ()
    return profile, () if profile.value is not None else (profile.address,)


def complete(credential: Credential, policy: Policy) -> Credential:
    """With what badge class and issuer are called in their own documents, where those are at hand."""
    if credential.kind not in BADGES_2:
        return credential
    badge = follow(credential.document.get("badge"), policy)
    profile, _ = profile_of(credential, policy)
    if badge.value is None or (badge.held is None and (profile is None or profile.held is None)):
        return credential
    issuer = (
        {**profile.value, "id": profile.address} if profile and profile.value else badge.value.get("issuer")
    )
    read = badge2.fields({"badge": {**badge.value, "id": badge.address, "issuer": issuer}})
    return replace(credential, name=read["name"], issuer=read["issuer"], achievement=read["achievement"])


def only_key(credential: Credential, policy: Policy) -> str | None:
    """The address of the issuer's key, for a signed badge that names none: if the profile has just one."""
    profile, _ = profile_of(credential, policy)
    names = listed((profile.value or {}).get("publicKey")) if profile is not None else []
    return id_of(names[0]) or None if len(names) == 1 else None


def embedded_key(method: str, credential: Credential, policy: Policy) -> ResolvedKey | None:
    """The key of this address, where the issuer's profile has it inside and not at an address of its own.

    Raises RefusedKey or UnknownKey.
    """
    profile, _ = profile_of(credential, policy)
    if profile is None or profile.held is None or profile.value is None:
        return None
    for one in mappings(profile.value.get("publicKey")):
        if id_of(one) == method and "publicKeyPem" in one:
            return ResolvedKey(
                key=from_method(one),
                controller=id_of(one.get("owner")) or profile.address,
                source=profile.held.source,
                as_of=profile.held.as_of,
                origin=profile.held.origin,
                of_document=True,
                name=name_in(profile.value),
                needs=profile.held.needs,
            )
    return None


def prove(credential: Credential, proof: Proof, policy: Policy, issuer: IssuerFacts) -> ProofResult:
    """A badge without a signature: whether the same stands at its own address, on its issuer's site."""
    address = proof.verification_method or ""
    binding = _binding(address, credential, policy, issuer)
    held = policy.document(address)
    hosted = load(held) if held else None
    if held is not None and taken_back(held) and (hosted is None or "badge" not in hosted):
        # What is left there says no more than that: the copy at hand cannot be compared with it.
        return ProofResult(proof, "", Answer(Outcome.NOT_APPLICABLE, Reason.HOSTED_ONLY), binding)
    if held is None or hosted is None:
        out_of_reach = Answer(Outcome.INDETERMINATE, Reason.HOSTED_UNREACHABLE, needs=(address,))
        if binding.outcome is not Outcome.FAILED:
            binding = out_of_reach
        return ProofResult(proof, "", Answer(Outcome.NOT_APPLICABLE, Reason.HOSTED_ONLY), binding)
    return ProofResult(
        proof,
        "",
        _compare(credential.document, hosted, held, policy),
        binding,
        name=_name(credential, policy),
    )


def _name(credential: Credential, policy: Policy) -> str:
    profile, _ = profile_of(credential, policy)
    return name_in(profile.value) if profile is not None and profile.held and profile.value else ""


def _compare(
    here: Mapping[str, Any], hosted: Mapping[str, Any], held: CapsuleDocument, policy: Policy
) -> Answer:
    if held.origin == "from_sender":
        return Answer(Outcome.INDETERMINATE, Reason.ACCORDING_TO_SENDER, held.source, held.as_of, (held.url,))
    missing: list[str] = []
    if not _same(here, hosted, policy, missing):
        return Answer(Outcome.FAILED, Reason.HOSTED_DIFFERS, held.source, held.as_of)
    if missing:
        return Answer(
            Outcome.INDETERMINATE,
            Reason.HOSTED_UNREACHABLE,
            held.source,
            held.as_of,
            tuple(missing),
        )
    return Answer(Outcome.PASSED, Reason.HOSTED_EQUAL, held.source, held.as_of)


def _same(here: Mapping[str, Any], there: Mapping[str, Any], policy: Policy, missing: list[str]) -> bool:
    """Whether everything that the copy at hand says also stands there; embedded parts are followed."""
    for name, value in here.items():
        other = there.get(name)
        if name in _ASIDE or value == other:
            continue
        if name not in ("badge", "issuer") or not id_of(value) or id_of(value) != id_of(other):
            return False
        mine = mapping(value)
        theirs = mapping(other) or follow(id_of(value), policy).value or {}
        if mine and not theirs:
            missing.append(id_of(value))
        elif mine and not _same(mine, theirs, policy, missing):
            return False
    return True


def _binding(address: str, credential: Credential, policy: Policy, issuer: IssuerFacts) -> Answer:
    """Whether the address lies where the issuer keeps its badges (Open Badges 2.0, hosted verification)."""
    profile, needs = profile_of(credential, policy)
    needs = needs or issuer.needs
    if profile is None or profile.value is None:
        return Answer(Outcome.INDETERMINATE, Reason.HOSTED_UNREACHABLE, needs=needs)
    source = profile.held.source if profile.held else FindingSource.OFFLINE
    as_of = profile.held.as_of if profile.held else None
    if not _in_scope(address, profile):
        return Answer(Outcome.FAILED, Reason.HOSTED_ELSEWHERE, source, as_of)
    if profile.held is None:
        # Only the copy inside the badge: it speaks for itself alone.
        return Answer(Outcome.INDETERMINATE, Reason.ISSUER_NOT_CONFIRMED, needs=(profile.address,))
    return Answer(Outcome.PASSED, Reason.HOSTED_AT_ISSUER, source, as_of)


def _in_scope(address: str, profile: Found) -> bool:
    value = profile.value or {}
    rules = mapping(value.get("verification", value.get("verify")))
    starts = texts(rules.get("startsWith"))
    origins = texts(rules.get("allowedOrigins"))
    host = host_of(address)
    # A beginning without a slash would let in hosts that merely begin the same.
    if starts and not any(address.startswith(start) and host == host_of(start) != "" for start in starts):
        return False
    if origins:
        return host != "" and host in {
            origin.rpartition("//")[2].rstrip("/").casefold() for origin in origins
        }
    return bool(starts) or (host != "" and host == host_of(profile.address))


def taken_back(held: CapsuleDocument) -> bool:
    """Whether a badge's own address says that it was taken back: so in words, or gone for good (HTTP 410)."""
    if held.origin == "from_sender":
        return False
    there = load(held)
    return held.gone or (there is not None and there.get("revoked") is True)


def revoked_by_list(credential: Credential, listed_there: Mapping[str, Any]) -> bool:
    """Whether a revocation list of Open Badges 2.0 names this assertion."""
    own = {name for name in (credential.id, *texts(credential.document.get("uid"))) if name}
    return any(
        bool(own.intersection((id_of(one), *texts(mapping(one).get("uid")))))
        for one in listed(listed_there.get("revokedAssertions"))
    )
