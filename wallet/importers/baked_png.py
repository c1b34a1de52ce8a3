"""Badges in a PNG: text chunks named by Open Badges 3.0 or 2.0, plain, compressed or in the legacy form."""

from __future__ import annotations

from wallet.model.credential import Container, Credential
from wallet.reading import png
from wallet.reading.baked import Found, choose

KEYWORDS = {b"openbadgecredential": True, b"openbadges": False}
"""Keyword -> whether it is the one of Open Badges 3.0."""
TEXT_CHUNKS = (b"iTXt", b"tEXt", b"zTXt")


class BakedPng:
    """An image with a badge in it."""

    name = "baked_png"

    def recognises(self, head: bytes, filename: str) -> bool:
        """The signature of PNG."""
        return head.startswith(png.SIGNATURE)

    def read(self, original: bytes) -> Credential:
        """Walk all chunks, so that a damaged image is never half read."""
        found = []
        for kind, data in png.chunks(original):
            if kind in TEXT_CHUNKS and png.keyword_of(data) in KEYWORDS:
                keyword, content = png.text_of(kind, data)
                found.append(Found(content, KEYWORDS[keyword], _remarks(kind, data)))
        return choose(found, original, Container.PNG, "image/png")


def _remarks(kind: bytes, data: bytes) -> tuple[str, ...]:
    """Open Badges 3.0 asks for one iTXt chunk that is not compressed."""
    if kind != b"iTXt":
        return ("baked_in_legacy_chunk",)
    flag = data.partition(b"\0")[2][:1]
    return ("baked_compressed",) if flag == b"\1" else ()
