"""What a check answers: findings of four values, each with a reason, the time and the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wallet.model.certificate import Certificate


class Question(StrEnum):
    """What is asked of a credential. The first four decide the verdict (CLI contract, verify)."""

    INTACT = "intact"
    AUTHENTIC = "authentic"
    CURRENT = "current"
    STATUS = "status"
    WELL_FORMED = "well_formed"
    MINE = "mine"
    ABOUT = "about"
    RECOGNISED = "recognised"


DECIDING = (Question.INTACT, Question.AUTHENTIC, Question.CURRENT, Question.STATUS)


class Outcome(StrEnum):
    """The four answers. Unknown is never passed."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """The one word for a file, as `studieregister verify` prints it."""

    VERIFIED = "verified"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


class FindingSource(StrEnum):
    """Where the bytes came from that settled a finding."""

    OFFLINE = "offline"
    CAPSULE = "capsule"
    ONLINE = "online"


class Reason(StrEnum):
    """Why a finding is as it is. Stable codes; each has a sentence in every language (words)."""

    # intact
    SIGNATURE_HOLDS = "signature_holds"
    SIGNATURE_MISMATCH = "signature_mismatch"
    NO_SIGNATURE = "no_signature"
    TERM_UNDEFINED = "term_undefined"
    CONTEXT_UNKNOWN = "context_unknown"
    CONTEXT_UNSAFE = "context_unsafe"
    CONTEXT_INVALID = "context_invalid"
    NUMBER_AMBIGUOUS = "number_ambiguous"
    CLAIMS_DIFFER = "claims_differ"
    PROOF_MALFORMED = "proof_malformed"
    WRONG_PURPOSE = "wrong_purpose"
    PROOF_EXPIRED = "proof_expired"
    PROOF_FROM_FUTURE = "proof_from_future"
    UNKNOWN_SUITE = "unknown_suite"
    HOLDER_FORM = "holder_form"
    ALGORITHM_REFUSED = "algorithm_refused"
    KEY_REFUSED = "key_refused"
    TOO_MUCH_WORK = "too_much_work"
    WRAPPER_CHANGED = "wrapper_changed"
    MEMBER_FAILED = "member_failed"
    MEMBER_MISSING = "member_missing"
    MEMBER_DIFFERS = "member_differs"
    EVIDENCE_DIFFERS = "evidence_differs"
    HOSTED_ONLY = "hosted_only"
    HOSTED_EQUAL = "hosted_equal"
    HOSTED_DIFFERS = "hosted_differs"
    OTHER_AUDIENCE = "other_audience"
    OTHER_CHALLENGE = "other_challenge"
    DISCLOSURE_DIFFERS = "disclosure_differs"
    KEY_BINDING_MISSING = "key_binding_missing"
    # authentic
    KEY_OF_ISSUER = "key_of_issuer"
    OWN_KEY = "own_key"
    ISSUER_KEY_MISMATCH = "issuer_key_mismatch"
    KEY_NOT_LISTED = "key_not_listed"
    ISSUER_NOT_CONFIRMED = "issuer_not_confirmed"
    KEY_UNREACHABLE = "key_unreachable"
    KEY_MISSING = "key_missing"
    PUBLISHED_TEST_KEY = "published_test_key"
    ACCORDING_TO_SENDER = "according_to_sender"
    CERTIFICATE_NOT_TRUSTED = "certificate_not_trusted"
    CERTIFICATE_EXPIRED = "certificate_expired"
    HOLDER_KEY = "holder_key"
    HOSTED_UNREACHABLE = "hosted_unreachable"
    HOSTED_AT_ISSUER = "hosted_at_issuer"
    HOSTED_ELSEWHERE = "hosted_elsewhere"
    # current
    WITHIN_DATES = "within_dates"
    NO_END_DATE = "no_end_date"
    NOT_SHOWN = "not_shown"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    DATE_UNREADABLE = "date_unreadable"
    # status
    NO_STATUS = "no_status"
    NOT_REVOKED = "not_revoked"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    STATUS_UNREACHABLE = "status_unreachable"
    STATUS_LIST_BROKEN = "status_list_broken"
    STATUS_LIST_EXPIRED = "status_list_expired"
    STATUS_LIST_UNCONFIRMED = "status_list_unconfirmed"
    STATUS_TYPE_UNKNOWN = "status_type_unknown"
    # well_formed
    FORM_GOOD = "form_good"
    FORM_DIFFERS = "form_differs"
    NO_SCHEMA = "no_schema"
    # mine
    IS_MINE = "is_mine"
    NOT_MINE = "not_mine"
    NO_IDENTIFIERS = "no_identifiers"
    NO_RECIPIENT = "no_recipient"
    RECIPIENT_UNREADABLE = "recipient_unreadable"
    # about
    ABOUT_MATCHES = "about_matches"
    ABOUT_OTHER = "about_other"
    ABOUT_UNKNOWN = "about_unknown"
    NOT_ABOUT = "not_about"
    # recognised
    IN_TRUST_LIST = "in_trust_list"
    NO_TRUST_LIST = "no_trust_list"
    NOT_IN_TRUST_LIST = "not_in_trust_list"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answered question. Codes and facts, no sentence and no name."""

    question: Question
    outcome: Outcome
    reason: Reason
    source: FindingSource = FindingSource.OFFLINE
    as_of: datetime | None = None
    """The date of the document that settled it; None: nothing but the file itself was needed."""
    numbers: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """What became of one proof of a proof set."""

    suite: str
    algorithm: str
    verification_method: str | None
    outcome: Outcome
    reason: Reason
    by_issuer: bool = True
    """False: made by somebody else than the issuer; reported, not counted."""
    certificate: Certificate | None = None
    """The certificate of a seal."""
    signed_at: datetime | None = None
    """When it was signed, by its own word."""


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """Everything that was asked of one credential. Has no truth value: ask it a question."""

    about: str
    """Digest of the original bytes, ``sha256:<hex>``."""
    checked_at: datetime
    findings: tuple[Finding, ...]
    proofs: tuple[ProofFinding, ...] = ()
    needs: tuple[str, ...] = ()
    """Addresses that would have to be asked to settle what is indeterminate."""
    notes: tuple[str, ...] = ()
    verdict: Verdict = Verdict.INDETERMINATE

    def __bool__(self) -> bool:
        raise TypeError("a verification report has no truth value; look at its verdict")

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def finding(self, question: Question) -> Finding | None:
        """The finding for this question, or None when it was not asked."""
        return next((finding for finding in self.findings if finding.question is question), None)


def verdict_of(findings: tuple[Finding, ...], *, signed: bool) -> Verdict:
    """The one word from the four deciding questions: failed beats indeterminate beats passed.

    ``signed`` is False for a credential with no proof and nothing hosted to ask; its dates change nothing.
    No deciding finding at all is indeterminate, never verified.
    """
    if not signed:
        return Verdict.UNSIGNED
    outcomes = [finding.outcome for finding in findings if finding.question in DECIDING]
    if Outcome.FAILED in outcomes:
        return Verdict.FAILED
    if Outcome.INDETERMINATE in outcomes or Outcome.PASSED not in outcomes:
        return Verdict.INDETERMINATE
    return Verdict.VERIFIED
