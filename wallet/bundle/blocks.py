"""The blocks of data in an HTML page: written so that nothing inside can end the block, cut out as data."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from wallet.bundle.salted import Readable

PRESENTATION = b'<script type="application/json" id="presentation">'
COMPANIONS = b'<script type="application/json" id="companions">'
FILE = b'<script type="text/plain" id="file:%s">'
END = b"</script>"
FILES_HERE = b"<!--studieregister-files-->"
"""Where the page wants the file blocks to stand."""

_STEP = 3 << 18
"""Bytes encoded at once: a multiple of three, so that the pieces join into one base64 text."""


def json_block(opening: bytes, content: bytes) -> bytes:
    """A block with this JSON. Every ``<`` is escaped: no text can end the block or begin another."""
    safe = content.replace(b"<", b"\\u003c")
    safe = safe.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return opening + safe + END


def file_opening(name: str) -> bytes:
    """The opening tag of a file's block."""
    return FILE % name.encode("ascii")


def base64_pieces(file: Readable) -> Iterator[bytes]:
    """A file as base64, piece by piece."""
    pending = b""
    while block := file.read(_STEP):
        pending += block
        whole = len(pending) - len(pending) % 3
        yield base64.b64encode(pending[:whole])
        pending = pending[whole:]
    if pending:
        yield base64.b64encode(pending)
