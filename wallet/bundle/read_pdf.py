"""Takes the attachments out of a PDF. Its pages are not interpreted."""

from __future__ import annotations

import io
from functools import partial
from itertools import islice

from wallet.bundle import limits, naming
from wallet.bundle.pdf import TAIL, TAIL_BYTES
from wallet.bundle.seal import LENGTH, MARK
from wallet.bundle.wrapped import Wrapped, read_companions
from wallet.errors import InputError, Problem


def recognises(head: bytes) -> bool:
    """Whether this begins as a PDF."""
    return head.startswith(b"%PDF-")


def read(content: bytes) -> Wrapped:
    """Take a PDF apart. Raises InputError; NOT_RECOGNISED for one without a portfolio in it."""
    if len(content) > limits.PDF_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.PDF_BYTES)
    found = _attachments(content)
    presentation, companions = found.pop(naming.PRESENTATION, None), found.pop(naming.COMPANIONS, None)
    if presentation is None:
        raise InputError(Problem.NOT_RECOGNISED)
    if companions is None or not all(map(naming.is_file_name, found)):
        raise InputError(Problem.DAMAGED_FILE)
    if len(presentation) > limits.PRESENTATION_BYTES or len(companions) > limits.COMPANIONS_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=limits.PRESENTATION_BYTES)
    salts, beside = read_companions(companions)
    files = {name: partial(io.BytesIO, one) for name, one in found.items()}
    return Wrapped("pdf", presentation, salts, beside, files, _seal_at(content))


def _seal_at(content: bytes) -> int | None:
    tail_at = content.rfind(b"startxref", len(content) - TAIL_BYTES)
    seal_at = tail_at - 1 - LENGTH
    if tail_at < 0 or seal_at < 2 or not TAIL.fullmatch(content[tail_at:]):
        return None
    framed = content[seal_at - 2 : seal_at + len(MARK)] == b"\n%" + MARK and content[tail_at - 1] == 0x0A
    return seal_at if framed else None


def _attachments(content: bytes) -> dict[str, bytes]:
    from pypdf import PdfReader

    found: dict[str, bytes] = {}
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise InputError(Problem.LOCKED_FILE)
        attached = list(islice(reader.attachment_list, limits.ENTRIES + 1))
        if len(attached) > limits.ENTRIES:
            raise InputError(Problem.TOO_MANY_PARTS, limit=limits.ENTRIES)
        if all(one.name != naming.PRESENTATION for one in attached):
            # Somebody else's: what is attached to it is not unpacked here, whatever it is called.
            raise InputError(Problem.NOT_RECOGNISED)
        for one in attached:
            if one.name in found or not isinstance(one.name, str):
                raise InputError(Problem.DAMAGED_FILE)
            found[one.name] = bytes(one.content)
    except (InputError, MemoryError):
        raise
    except Exception:
        # Whatever the library raises about a stranger's PDF, the PDF is at fault.
        raise InputError(Problem.DAMAGED_FILE) from None
    return found
