"""Cuts the data out of an HTML page. Nothing of the page is run, parsed as markup or shown."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from functools import partial
from mmap import mmap

from wallet.bundle import blocks, limits, naming
from wallet.bundle.html import AFTER_SEAL, BEFORE_SEAL
from wallet.bundle.salted import Readable
from wallet.bundle.seal import LENGTH, MARK
from wallet.bundle.wrapped import Wrapped, read_companions
from wallet.errors import InputError, Problem

_OPENING = re.compile(rb'<script type="text/plain" id="file:([a-z0-9.-]{1,80})">')
_STEP = 1 << 20
"""Characters decoded at once; a multiple of four."""

Content = bytes | mmap


def recognises(head: bytes) -> bool:
    """Whether this begins as an HTML page."""
    return head[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def read(content: Content) -> Wrapped:
    """Take a page apart. Raises InputError; NOT_RECOGNISED for a page that is not a portfolio."""
    if len(content) > limits.PAGE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.PAGE_BYTES)
    presentation = _block(content, blocks.PRESENTATION, 6 * limits.PRESENTATION_BYTES)
    companions = _block(content, blocks.COMPANIONS, limits.COMPANIONS_BYTES)
    salts, beside = read_companions(companions)
    seal_at = len(content) - len(AFTER_SEAL) - LENGTH
    before = max(seal_at - len(BEFORE_SEAL), 0)
    framed = content[before : before + len(BEFORE_SEAL + MARK)] == BEFORE_SEAL + MARK
    sealed = framed and content[len(content) - len(AFTER_SEAL) :] == AFTER_SEAL
    return Wrapped("html", presentation, salts, beside, _files(content), seal_at if sealed else None)


def _block(content: Content, opening: bytes, limit: int) -> bytes:
    at = content.find(opening)
    if at < 0:
        raise InputError(Problem.NOT_RECOGNISED)
    start = at + len(opening)
    if content.find(opening, start) >= 0:
        raise InputError(Problem.DAMAGED_FILE)
    end = content.find(blocks.END, start)
    if end < 0:
        raise InputError(Problem.DAMAGED_FILE)
    if end - start > limit:
        raise InputError(Problem.TOO_LARGE, limit=limit)
    return content[start:end]


def _files(content: Content) -> dict[str, Callable[[], Readable]]:
    found: dict[str, Callable[[], Readable]] = {}
    for opening in _OPENING.finditer(content):
        name = opening[1].decode("ascii")
        end = content.find(blocks.END, opening.end())
        if end < 0 or name in found or not naming.is_file_name(name):
            raise InputError(Problem.DAMAGED_FILE)
        if len(found) >= limits.ENTRIES:
            raise InputError(Problem.TOO_MANY_PARTS, limit=limits.ENTRIES)
        found[name] = partial(_Base64, content, opening.end(), end)
    return found


class _Base64:
    """The bytes of a base64 text, decoded while they are read."""

    def __init__(self, content: Content, start: int, end: int) -> None:
        self._content, self._at, self._end = content, start, end

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; how many is decided here, whatever is asked. Raises InputError for other text."""
        step = self._end - self._at if size < 0 else _STEP
        text = self._content[self._at : min(self._at + step, self._end)]
        self._at += len(text)
        if b"=" in text[:-2] or (b"=" in text and self._at < self._end):
            raise InputError(Problem.DAMAGED_FILE)
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error:
            raise InputError(Problem.DAMAGED_FILE) from None
