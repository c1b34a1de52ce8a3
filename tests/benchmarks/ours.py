"""Our side of ``bench verify``, a process of its own: ``python -m tests.benchmarks.ours ROUTE FILE PASSES``.

FILE has one credential a line. Each pass prints how many held and the user time that the pass took.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from wallet import keys, strict_json
from wallet.errors import InvalidProof
from wallet.model.credential import Container, Credential, Kind, Proof, Source
from wallet.model.keys import PublicKey
from wallet.proofs import suite_named
from wallet.signatures import jose

_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_SOURCE = Source(b"", "application/json")


def integrity(line: bytes) -> bool:
    """From bytes to the answer of the proof alone: read strictly, find the key, verify."""
    document = strict_json.load(line)
    raw = document["proof"]
    method = raw["verificationMethod"]
    proof = Proof(raw["cryptosuite"], method, raw, purpose=raw["proofPurpose"])
    return _holds(document, proof, method)


def token(line: bytes) -> bool:
    """From a compact JWS to its payload, if the signature holds; each key is made once, as theirs."""
    read = jose.read(line.decode("ascii"))
    try:
        read.check(_key(read.header["kid"]))
    except InvalidProof:
        return False
    return True


@cache
def _key(method: str) -> PublicKey:
    return keys.from_multikey(method.partition("#")[2])


def whole(line: bytes) -> bool:
    """Container, schema, every question, and the report."""
    from wallet.model.credential import Incoming
    from wallet.model.inspection import Policy
    from wallet.model.report import Verdict
    from wallet.verification.examine import examine

    return examine(Incoming(line, "badge.json"), Policy(now=_NOW)).report.verdict is Verdict.VERIFIED


def _holds(document: dict[str, object], proof: Proof, method: str) -> bool:
    suite = suite_named(proof.suite)
    assert suite is not None
    credential = Credential(Kind.OPEN_BADGE_3, Container.JSON, _SOURCE, document, proofs=(proof,))
    try:
        suite.verify(credential, proof, keys.from_multikey(method.partition("#")[2]))
    except InvalidProof:
        return False
    return True


ROUTES: dict[str, Callable[[bytes], bool]] = {"proof": integrity, "jwt": token, "whole": whole}


def main(route: str, file: str, passes: str) -> None:
    """Run the passes."""
    holds, lines = ROUTES[route], Path(file).read_bytes().strip().split(b"\n")
    for _ in range(int(passes)):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        held = sum(holds(line) for line in lines)
        took = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
        print(json.dumps({"ok": held, "n": len(lines), "user_ms": took * 1000}))
    print("maxRSS MB", _peak())


def _peak() -> int:
    """The most memory of this program. What the system counts for a process begins with its parent's."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
