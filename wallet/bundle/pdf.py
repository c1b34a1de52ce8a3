"""The PDF wrapping: the printed passport with the data attached, sealed.

The pages come from the exporter; here the attachments are chosen and the seal is put in. It stands as a
comment line directly before the last ``startxref``: PDF/A allows nothing behind the end marker, and no offset
changes.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from wallet.bundle import limits, naming
from wallet.bundle.presentation import companions, content_of
from wallet.bundle.running import Running
from wallet.bundle.seal import Sealing
from wallet.errors import Problem, RefusedError
from wallet.keys import SigningKey
from wallet.model.portfolio import Presentation

Attachment = tuple[str, str, bytes]
"""Name, media type, bytes."""

TAIL = re.compile(rb"startxref\r?\n[0-9]{1,10}\r?\n%%EOF\r?\n?")
TAIL_BYTES = 64
"""The last lines of a PDF are never longer."""


def attachments(
    presentation: Presentation, running: Running | None = None, *, beside: bool = False
) -> tuple[Attachment, ...]:
    """What the exporter attaches. ``beside``: evidence is not inside but lies next to the file."""
    running = running or Running()
    media_types = {
        file["fileName"]: file["mediaType"]
        for file in presentation.document["portfolio"].get("portfolioFile", [])
    }
    found: list[Attachment] = [
        (naming.PRESENTATION, "application/vp+ld+json", content_of(presentation)),
        (naming.COMPANIONS, "application/json", companions(presentation, beside=beside)),
    ]
    found += [(one.name, media_types[one.name], one.original) for one in presentation.originals]
    inside = () if beside else presentation.evidence
    whole = sum(len(content) for _, _, content in found) + sum(part.size for part in inside)
    if whole > limits.PDF_ATTACHED_BYTES:
        raise RefusedError(Problem.TOO_MUCH_EVIDENCE, limit=limits.PDF_ATTACHED_BYTES)
    for part in inside:
        with part.open() as file:
            content = file.read()
        running.step(len(content))
        found.append((part.file_name, part.media_type, content))
    return tuple(found)


def write(pages: bytes, key: SigningKey, out: BinaryIO) -> str:
    """Write the exporter's PDF with the seal in it; the file's digest."""
    at = pages.rfind(b"startxref")
    tail = pages[at:]
    if at < 0 or not TAIL.fullmatch(tail):
        raise ValueError("the exporter made no PDF that ends as it should")
    file = Sealing(out)
    file.write(pages[:at])
    between = b"" if pages[:at].endswith(b"\n") else b"\n"
    return file.seal(between + b"%", b"\n" + tail, key.sign)
