"""Good files to begin with: our own vectors, the corpora where they are, and freshly signed ones."""

from __future__ import annotations

from tests.world import ROOT, SHARED

VECTORS = ROOT / "tests" / "vectors"
_LARGEST = 60_000
_MOST = 60


def vectors(*patterns: str) -> list[bytes]:
    """Our own files of these names, without the expectations that stand beside them."""
    found = [path for pattern in patterns for path in sorted(VECTORS.glob(pattern))]
    return [path.read_bytes() for path in found if not path.name.endswith(".expected.json")]


def corpora(*patterns: str) -> list[bytes]:
    """Files of the corpora, a few of each kind; none where they are not."""
    found = [path for pattern in patterns for path in sorted((SHARED / "corpora").glob(pattern))[:_MOST]]
    return [path.read_bytes() for path in found if path.is_file() and path.stat().st_size < _LARGEST]
