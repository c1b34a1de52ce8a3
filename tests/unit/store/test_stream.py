from __future__ import annotations

import io
import os
import threading
import tracemalloc

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from wallet.errors import Cancelled, Problem, SurroundingsError
from wallet.store import stream

KEY, AAD = bytes(range(32)), b"test"
SEALED = stream.CHUNK + stream.TAG
SIZES = st.one_of(
    st.integers(0, 300),
    st.sampled_from([stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, 2 * stream.CHUNK, 200_000]),
)


def sealed(content: bytes, key: bytes = KEY, aad: bytes = AAD) -> bytes:
    out = io.BytesIO()
    assert stream.encrypt(io.BytesIO(content), out, key, aad) == len(content)
    return out.getvalue()


def opened(content: bytes, key: bytes = KEY, aad: bytes = AAD) -> bytes:
    damaged = SurroundingsError(Problem.EVIDENCE_DAMAGED)
    with stream.reader(io.BytesIO(content), key, aad, damaged) as file:
        return file.read()


def refused(content: bytes) -> bool:
    try:
        opened(content)
    except SurroundingsError as error:
        return error.problem is Problem.EVIDENCE_DAMAGED
    return False


@given(SIZES)
def test_what_goes_in_comes_out(size: int) -> None:
    content = os.urandom(size)
    written = sealed(content)
    assert opened(written) == content
    assert len(written) == size + stream.TAG * max(1, -(-size // stream.CHUNK))


def test_the_construction_is_the_specified_one() -> None:
    """The same bytes, made with nothing but AES-GCM by the words of the specification."""
    content = os.urandom(stream.CHUNK + 5)
    first = AESGCM(KEY).encrypt(bytes(12), content[: stream.CHUNK], AAD)
    last = AESGCM(KEY).encrypt(bytes(10) + b"\1\1", content[stream.CHUNK :], AAD)
    assert sealed(content) == first + last
    assert sealed(b"") == AESGCM(KEY).encrypt(bytes(11) + b"\1", b"", AAD)


@given(st.integers(0, 3 * stream.CHUNK), st.integers(0, 10**9))
def test_a_file_cut_short_is_refused(size: int, cut: int) -> None:
    written = sealed(bytes(size))
    assert refused(written[: cut % len(written)])


@given(st.integers(1, 200), st.integers(0, 10**9), st.integers(0, 7))
def test_a_flipped_bit_is_refused(size: int, place: int, bit: int) -> None:
    written = bytearray(sealed(os.urandom(size)))
    written[place % len(written)] ^= 1 << bit
    assert refused(bytes(written))


def test_chunks_moved_doubled_dropped_or_added_are_refused() -> None:
    written = sealed(os.urandom(3 * stream.CHUNK + 10))
    parts = [written[start : start + SEALED] for start in range(0, len(written), SEALED)]
    one, two, three, last = parts
    for changed in (
        [two, one, three, last],
        [one, two, last],
        [one, one, two, three, last],
        [one, two, three],
        [one, two, three, last, last],
        [last],
        [],
    ):
        assert refused(b"".join(changed))
    assert refused(written + b"\0")


def test_another_key_or_another_file_is_refused() -> None:
    written = sealed(b"abc")
    with pytest.raises(SurroundingsError):
        opened(written, key=bytes(32))
    with pytest.raises(SurroundingsError):
        opened(written, aad=b"other")


def test_a_source_may_give_little_at_a_time() -> None:
    class Slow(io.RawIOBase):
        def __init__(self, content: bytes) -> None:
            self._left = content

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            size = min(1000, len(buffer))
            piece, self._left = self._left[:size], self._left[size:]
            buffer[: len(piece)] = piece
            return len(piece)

    content = os.urandom(150_000)
    out = io.BytesIO()
    stream.encrypt(Slow(content), out, KEY, AAD)  # type: ignore[arg-type]
    assert opened(out.getvalue()) == content


def test_stopping_is_a_change_of_mind() -> None:
    stop = threading.Event()
    seen: list[int] = []

    def progress(done: int) -> None:
        seen.append(done)
        stop.set()

    with pytest.raises(Cancelled):
        stream.encrypt(io.BytesIO(bytes(300_000)), io.BytesIO(), KEY, AAD, progress=progress, stop=stop)
    assert seen == [stream.CHUNK]


def test_memory_stays_flat() -> None:
    class Endless(io.RawIOBase):
        left = 64 * 1024 * 1024

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            self.left -= size
            return size

    class Nowhere(io.BytesIO):
        def write(self, content: object) -> int:
            return len(content)  # type: ignore[arg-type]

    tracemalloc.start()
    stream.encrypt(Endless(), Nowhere(), KEY, AAD)  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
