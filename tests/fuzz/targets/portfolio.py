"""Portfolio files as page, archive and PDF: sealed as a whole, so no changed byte may pass."""

from __future__ import annotations

from tests.fuzz.oracle import Forged, refused
from tests.unit.bundle import content as made
from wallet.bundle.review import inspect_bundle
from wallet.model.report import Verdict

GOOD: set[bytes] = set()


def seeds() -> list[bytes]:
    files = []
    for parts in (made.small(), made.parts()):
        presentation = parts.build()
        files += [made.wrap(kind, presentation, parts) for kind in made.WRAPPINGS]
    return sorted(files, key=lambda content: (len(content), content))


def learn(content: bytes) -> None:
    """A good file."""
    GOOD.add(content)
    assert inspect_bundle(content, made.POLICY).seal_holds


def check(content: bytes) -> None:
    refused(lambda: _opened(content))


def _opened(content: bytes) -> None:
    bundle = inspect_bundle(content, made.POLICY)
    # One of the parts is a hosted badge that nobody can check here, so "verified" is not what is asked.
    if content not in GOOD and (bundle.seal_holds or bundle.inspection.report.verdict is Verdict.VERIFIED):
        raise Forged(bundle.wrapping)
