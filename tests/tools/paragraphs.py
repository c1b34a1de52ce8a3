"""What the makers of a test file claim, and the places in the standards that decide where we differ."""

from __future__ import annotations

NO_CLAIM = ("support-document", "intermediate-value", "decode to the listed multicodec")
CLAIMS: dict[str, tuple[str, ...]] = {
    "valid": ("verified",),
    "valid-with-warning": ("verified",),
    "valid-signature-schema-error": ("verified",),
    "invalid": ("failed", "unreadable"),
    "invalid-signature": ("failed",),
    "invalid-structure": ("failed", "unreadable"),
    "data-loss-must-reject": ("failed",),
    "expired": ("failed",),
    "revoked": ("failed",),
    "revoked+expired": ("failed",),
    "valid-signature-issuer-mismatch": ("failed",),
    "valid-signature-key-unbound": ("indeterminate",),
    "valid-status-unavailable": ("indeterminate",),
    "status-list-invalid": ("indeterminate",),
    "signature-valid-cert-expired": ("indeterminate",),
    "base-proof-not-for-verifiers": ("indeterminate", "failed"),
    "unverifiable": ("indeterminate",),
    "unsigned": ("unsigned",),
    "inner:valid": ("unsigned",),
    "no-credential-in-image": ("unreadable",),
    "reject": ("unreadable",),
    "reject-or-warn": ("unreadable", "verified"),
    "first-chunk-with-warning": ("verified",),
    "extract-with-warning": ("verified",),
}
"""The verdicts that a claim allows; claims that are not here say something else."""
FORM_CLAIMS = {"structure-valid": True, "structure-invalid": False}
_RETRIEVE = "Controlled Identifiers 1.0, Retrieve Verification Method: "
PARAGRAPHS: dict[str, str] = {
    "hosted_unreachable": "Open Badges 2.0, Verification, hosted: what stands at the badge's own address "
    "decides. A copy at hand settles nothing, good or bad, and the corpora do not carry what stands there",
    "not_recognised": "Open Badges 2.0, Assertion: only an assertion is given to somebody; a badge class or "
    "another object is nobody's badge",
    "no_members": "VC Data Model 2.0, Verifiable Presentations: allowed without a credential, but then there "
    "is nothing to judge",
    "unsigned": "ELM 3, application profile: its SHACL shapes are about content and are not checked here; "
    "without a seal the answer is *unsigned*",
    "expired": "VC Data Model 2.0, Validity Period: the credential has ended, whatever its certificate",
    "key_unreachable": _RETRIEVE
    + "a key that cannot be fetched leaves the signature unchecked, which is not "
    "the same as false",
    "issuer_not_confirmed": _RETRIEVE
    + "the signature holds by the key in the fragment, and only the issuer's "
    "own document can say whose key that is",
    "unknown_suite": "VC Data Integrity 1.0, Verify Proof: a suite that is not implemented is an unchecked "
    "proof, not a false one",
    "context_invalid": "VC Data Model 2.0, Contexts: the first item must be the base context; that is named",
    "structure-invalid": "VC Data Model 2.0, the section of that member; what is wrong in a presentation's "
    "member is told of that member",
}
"""By the reason that decided our verdict, by the verdict itself, or by a claim about form."""
PEER_REASONS: dict[tuple[str, str], str] = {
    ("verified", "invalid_signature"): "VC Data Integrity 1.0, Verify Proof Sets and Chains: `previousProof` "
    "stands in what the later proof signs, and every link of this chain holds",
}
"""By our verdict and the other verifier's words, where its words tell more than our reason."""
