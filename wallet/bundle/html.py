"""The HTML wrapping: the page, the data in blocks, the seal as closing comment."""

from __future__ import annotations

import base64
from typing import BinaryIO

from wallet.bundle import blocks, limits, viewer
from wallet.bundle.presentation import companions, content_of
from wallet.bundle.running import Running
from wallet.bundle.seal import Sealing
from wallet.errors import Problem, RefusedError
from wallet.keys import SigningKey
from wallet.model.portfolio import Presentation

BEFORE_SEAL = b"<!--"
AFTER_SEAL = b"-->"


def write(
    presentation: Presentation,
    key: SigningKey,
    out: BinaryIO,
    running: Running | None = None,
    *,
    beside: bool = False,
) -> str:
    """Write the page; the file's digest. ``beside``: evidence is not inside but lies next to the page."""
    running = running or Running()
    page = viewer.page(content_of(presentation), companions(presentation, beside=beside))
    before, _, after = page.partition(blocks.FILES_HERE)
    inside = () if beside else presentation.evidence
    expected = len(page) + sum(part.size for part in inside) * 4 // 3
    expected += sum(len(original.original) for original in presentation.originals) * 4 // 3
    if expected > limits.PAGE_BYTES:
        raise RefusedError(Problem.TOO_MUCH_EVIDENCE, limit=limits.PAGE_BYTES)
    file = Sealing(out)
    file.write(before)
    for original in presentation.originals:
        file.write(blocks.file_opening(original.name) + base64.b64encode(original.original) + blocks.END)
    for part in inside:
        file.write(blocks.file_opening(part.file_name))
        with part.open() as evidence:
            for piece in blocks.base64_pieces(running.over(evidence)):
                file.write(piece)
        file.write(blocks.END)
    file.write(after)
    return file.seal(BEFORE_SEAL, AFTER_SEAL, key.sign)
