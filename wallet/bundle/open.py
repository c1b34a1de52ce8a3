"""Opens a portfolio file of any wrapping, from a path (large evidence stays on the disk) or from bytes."""

from __future__ import annotations

import io
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wallet.bundle import limits, read_html, read_pdf, read_zip
from wallet.bundle.seal import BLOCK
from wallet.bundle.wrapped import Wrapped
from wallet.errors import InputError, Problem, SurroundingsError

HEAD = 1024
"""Bytes that tell the wrapping."""

PIECE = 32 << 20
"""Bytes of a file that are taken out at once."""

Source = Path | bytes


def wrapping_of(head: bytes) -> str | None:
    """``html``, ``zip`` or ``pdf`` by the first bytes of a file; None: none of our wrappings."""
    if read_zip.recognises(head):
        return "zip"
    if read_pdf.recognises(head):
        return "pdf"
    return "html" if read_html.recognises(head) else None


@contextmanager
def opened(source: Source) -> Iterator[tuple[BinaryIO, int]]:
    """The file and its size. Raises SurroundingsError when it cannot be read."""
    if isinstance(source, bytes):
        yield io.BytesIO(source), len(source)
        return
    try:
        file = source.open("rb")
    except FileNotFoundError:
        raise SurroundingsError(Problem.FILE_MISSING) from None
    except OSError:
        raise SurroundingsError(Problem.FILE_UNREADABLE) from None
    with file:
        try:
            yield file, file.seek(0, io.SEEK_END)
        except OSError:
            raise SurroundingsError(Problem.FILE_UNREADABLE) from None


def unwrap(file: BinaryIO, size: int) -> Wrapped:
    """Take the file apart. The streams of the result read from ``file``, which must stay open.

    Raises InputError; NOT_RECOGNISED for what is not a portfolio of ours.
    """
    if size == 0:
        raise InputError(Problem.EMPTY_FILE)
    file.seek(0)
    wrapping = wrapping_of(file.read(HEAD))
    if wrapping == "zip":
        return read_zip.read(file, size)
    if wrapping == "pdf":
        return read_pdf.read(_whole(file, size, limits.PDF_BYTES))
    if wrapping == "html":
        return read_html.read(_page(file, size))
    raise InputError(Problem.NOT_RECOGNISED)


def take_out(source: Source, file_name: str, at: int) -> bytes:
    """The bytes of a file from this place on, at most :data:`PIECE`; empty at its end, or without it."""
    with opened(source) as (file, size):
        opener = unwrap(file, size).files.get(file_name)
        if opener is None:
            return b""
        stream, skipped = opener(), 0
        taken = bytearray()
        while len(taken) < PIECE and (block := stream.read(BLOCK)):
            fresh = max(at - skipped, 0)
            skipped += len(block)
            taken += block[fresh:]
        return bytes(taken[:PIECE])


def _whole(file: BinaryIO, size: int, limit: int) -> bytes:
    if size > limit:
        raise InputError(Problem.TOO_LARGE, limit=limit)
    file.seek(0)
    return file.read()


def _page(file: BinaryIO, size: int) -> read_html.Content:
    if size > limits.PAGE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.PAGE_BYTES)
    if isinstance(file, io.BytesIO):
        return file.getvalue()
    # Mapped, so that a page with large evidence is searched without being held in memory.
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
