"""Telling JSON from other files by the first bytes."""

from __future__ import annotations

import codecs

_UTF16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_SPACE = b" \t\r\n"


def looks_like_json(head: bytes) -> bool:
    """An object or a list in UTF-8; also in UTF-16 or UTF-32, so that a wrong charset gets its sentence."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(_SPACE)
    if start[:1] in (b"{", b"["):
        return True
    if head.startswith(_UTF16_OR_32):
        return b"{" in head[:8]
    return head[:2] in (b"\x00{",) or head[:4] == b"\x00\x00\x00{"
