"""STREAM: AES-256-GCM over 64 KiB chunks, counted, with a mark on the last one (docs/spec/register.md).

A chunk that is missing, moved, doubled or from another file does not decrypt; neither does a file cut short.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wallet.errors import Cancelled, WalletError
from wallet.store.doors import from_os

CHUNK = 65_536
TAG = 16
Progress = Callable[[int, int], None]


def _nonce(counter: int, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _fill(source: BinaryIO, buffer: bytearray) -> int:
    """Read until the buffer is full or the source ends; readers may give less than asked for."""
    view, filled = memoryview(buffer), 0
    while filled < len(buffer):
        got = source.readinto(view[filled:]) if hasattr(source, "readinto") else _copied(source, view, filled)
        if not got:
            break
        filled += got
    return filled


def _copied(source: BinaryIO, view: memoryview, start: int) -> int:
    piece = source.read(len(view) - start)
    view[start : start + len(piece)] = piece
    return len(piece)


def chunks(source: BinaryIO) -> Iterator[tuple[memoryview, bool]]:
    """The source in chunks of 64 KiB, each with whether it is the last. The buffers are used again."""
    buffers = (bytearray(CHUNK), bytearray(CHUNK))
    size, turn = _fill(source, buffers[0]), 0
    while True:
        following = _fill(source, buffers[1 - turn]) if size == CHUNK else 0
        last = following == 0
        yield memoryview(buffers[turn])[:size], last
        if last:
            return
        size, turn = following, 1 - turn


def encrypt(
    source: BinaryIO,
    target: BinaryIO,
    key: bytes | bytearray,
    aad: bytes,
    *,
    seen: Callable[[memoryview], None] | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Event | None = None,
) -> int:
    """Encrypt a stream and return how many bytes it had. ``seen`` is shown every chunk (for a digest)."""
    cipher, out, total = AESGCM(key), bytearray(CHUNK + TAG), 0
    for counter, (chunk, last) in enumerate(chunks(source)):
        if stop is not None and stop.is_set():
            raise Cancelled
        if seen is not None:
            seen(chunk)
        piece = memoryview(out)[: len(chunk) + TAG]
        cipher.encrypt_into(_nonce(counter, last), chunk, aad, piece)
        target.write(piece)
        total += len(chunk)
        if progress is not None:
            progress(total)
    return total


class Decrypting(io.RawIOBase):
    """Reads an encrypted stream as if it were plain. Raises ``damaged`` where it is not whole.

    Closing it closes the source.
    """

    def __init__(self, source: BinaryIO, key: bytes | bytearray, aad: bytes, damaged: WalletError) -> None:
        self._damaged = damaged
        self._source, self._cipher, self._aad = source, AESGCM(key), aad
        self._sealed = (bytearray(CHUNK + TAG), bytearray(CHUNK + TAG))
        self._plain = memoryview(bytearray(CHUNK))
        self._turn = self._counter = self._start = self._end = 0
        self._waiting = self._sealed_chunk(self._sealed[0])
        self._done = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer as far as whole chunks go; 0 at the end."""
        target = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        filled = 0
        while not self._done and self._start == self._end and len(target) - filled >= CHUNK:
            # Room for a whole chunk: decrypted where it is wanted, without a copy.
            filled += self._next(target[filled : filled + CHUNK])
        if filled:
            return filled
        while self._start == self._end:
            if self._done:
                return 0
            self._start, self._end = 0, self._next(self._plain)
        size = min(len(target), self._end - self._start)
        target[:size] = self._plain[self._start : self._start + size]
        self._start += size
        return size

    def _next(self, target: memoryview) -> int:
        """Decrypt the next chunk to this place; how many bytes it has."""
        size = self._waiting
        full = size == CHUNK + TAG
        self._waiting = self._sealed_chunk(self._sealed[1 - self._turn]) if full else 0
        last = self._waiting == 0
        if size < TAG:
            raise self._damaged
        sealed = memoryview(self._sealed[self._turn])[:size]
        try:
            self._cipher.decrypt_into(_nonce(self._counter, last), sealed, self._aad, target[: size - TAG])
        except InvalidTag:
            raise self._damaged from None
        self._counter, self._turn, self._done = self._counter + 1, 1 - self._turn, last
        return size - TAG

    def _sealed_chunk(self, buffer: bytearray) -> int:
        try:
            return _fill(self._source, buffer)
        except OSError as error:
            raise from_os(error, Path()) from None

    def close(self) -> None:
        """Close the source too."""
        if not self.closed:
            self._source.close()
        super().close()


def reader(source: BinaryIO, key: bytes | bytearray, aad: bytes, damaged: WalletError) -> BinaryIO:
    """A buffered reader of an encrypted stream; ``damaged`` is what it raises where that is not whole."""
    return io.BufferedReader(Decrypting(source, key, aad, damaged), CHUNK)
