"""Limits of our own portfolio files, each with its reason. Writing keeps to the limits of reading."""

from __future__ import annotations

from pathlib import Path

from wallet.reading import zip_rules

PRESENTATION_BYTES = 2_000_000
"""The same as one credential: it is read as JSON, in memory."""
EMBEDDED_BYTES = 1_200_000
"""Of others' credentials inside the presentation; beyond it they are bound by digest only."""
EMBEDDED_NODES = 20_000
"""JSON values of others' credentials inside the presentation, well below what a strict reader takes."""
COMPANIONS_BYTES = 500_000
"""A salt for each of the largest number of files."""
PAGE_BYTES = 250_000_000
"""An HTML page: browsers hold it in memory several times over; larger evidence travels in a ZIP."""
PDF_ATTACHED_BYTES = 12_000_000
"""All attachments of a PDF: they are held in memory many times over while its pages are made."""
PDF_BYTES = 50_000_000
"""A PDF as it is read: attachments as they are, pages and pictures."""
FILE_BYTES = 4_000_000_000
"""A ZIP: below the 4 GiB that plain ZIP and FAT sticks can hold."""
ENTRIES = zip_rules.ENTRIES
"""Files in a ZIP, attachments of a PDF, files of a manifest."""

_BASE_SECONDS = 5.0
_BYTES_A_SECOND = 60_000_000
"""Hashing twice, on a slow machine."""


def seconds_for(path: Path) -> float:
    """How long looking into a file of this size may take in the sandbox."""
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    return _BASE_SECONDS + min(size, FILE_BYTES) / _BYTES_A_SECOND
