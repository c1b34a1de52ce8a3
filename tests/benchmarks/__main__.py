"""``python3 dev.py bench NAME``: what is measured, printed. See the file of each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks import verify

_TESTS = {"search": "test_search_ratio.py", "export": "test_export_ratio.py", "start": "test_cold_start.py"}


def main(words: list[str]) -> int:
    """Run the one that is named."""
    match words:
        case ["verify", *rest]:
            return verify.main(rest)
        case ["stutter", *rest]:
            from tests.tools import stutter

            return stutter.main(rest)
        case [name] if name in _TESTS:
            return int(pytest.main(["-n0", "-q", "-s", str(Path(__file__).with_name(_TESTS[name]))]))
    print("bench: one of", ", ".join(["verify", "stutter", *_TESTS]), file=sys.stderr)
    return 64


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
