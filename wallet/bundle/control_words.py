"""Eight words that a portfolio can be told by, over the telephone or at a table.

They come from the portfolio's digest through a slow derivation, so that nobody can search for another
portfolio with the same words. The words are spelled alike in Dutch and English. The page derives them too
(resources/viewer/control.js); the program's words are the ones that count.
"""

from __future__ import annotations

import hashlib
from functools import cache

from wallet.paths import resource

ROUNDS = 600_000
"""Of PBKDF2 with SHA-256: a quarter of a second, so that searching 64 bits costs more than it is worth."""
AMOUNT = 8
"""Words of eight bits each: few enough to read out."""
_PURPOSE = b"studieregister-control-words:1"


def control_words(digest: str) -> tuple[str, ...]:
    """The words of a digest written ``sha256:<hex>``."""
    content = bytes.fromhex(digest.removeprefix("sha256:"))
    derived = hashlib.pbkdf2_hmac("sha256", content, _PURPOSE, ROUNDS, AMOUNT)
    return tuple(word_list()[number] for number in derived)


@cache
def word_list() -> tuple[str, ...]:
    """The 256 words, in the order of their numbers."""
    return tuple(resource("viewer", "control-words.txt").read_text("ascii").split())
