"""SHA-256 beside the work: hashing takes as long as decrypting and writing together, so it gets a thread."""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor

_WORTH_IT = 1 << 18
"""Smaller blocks are hashed at once: handing them over would cost more."""
_WAITING = 4
"""Blocks that may wait: keeps the memory flat when hashing is the slower half."""


class Hashing:
    """Takes blocks in order and hashes them while the caller goes on. Blocks must not change afterwards."""

    def __init__(self, start: bytes = b"") -> None:
        self._hash = hashlib.sha256(start)
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()

    def update(self, block: bytes) -> None:
        """The next bytes."""
        if len(block) < _WORTH_IT:
            self._settle()
            self._hash.update(block)
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1)
        if len(self._waiting) >= _WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._thread.submit(self._hash.update, block))

    def so_far(self) -> hashlib._Hash:
        """A hash of everything until now, to go on with by itself."""
        self._settle()
        return self._hash.copy()

    def _settle(self) -> None:
        while self._waiting:
            self._waiting.popleft().result()
