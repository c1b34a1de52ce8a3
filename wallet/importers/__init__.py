"""Foreign bytes -> Credential. One file per format; the format is decided by content, never by name."""

from __future__ import annotations

from typing import Protocol

from wallet.errors import InputError, Problem
from wallet.importers import baked_png, baked_svg, jws_json, ob2_json, presentation, sd_jwt, vc_json, vc_jwt
from wallet.model.credential import Credential, Incoming
from wallet.reading.limits import FILE_BYTES

HEAD = 65_536
"""Bytes that an importer may look at to recognise its format; the marks of every format stand before that."""


class Importer(Protocol):
    """One format."""

    name: str

    def recognises(self, head: bytes, filename: str) -> bool:
        """Whether these first bytes may be this format. ``filename`` is a hint for people, not a proof."""
        ...

    def read(self, original: bytes) -> Credential:
        """Read the whole file. Raises InputError; NOT_RECOGNISED lets the next importer try."""
        ...


IMPORTERS: tuple[Importer, ...] = (
    baked_png.BakedPng(),
    baked_svg.BakedSvg(),
    vc_jwt.VcJwt(),
    sd_jwt.SdJwt(),
    jws_json.JwsJson(),
    presentation.PresentationJson(),
    ob2_json.OpenBadge2Json(),
    vc_json.CredentialJson(),
)


def read(incoming: Incoming) -> Credential:
    """The credential in this file. Raises InputError with the reason when there is none that we can read."""
    original = incoming.original
    if not original.strip():
        raise InputError(Problem.EMPTY_FILE)
    if len(original) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    head = original[:HEAD]
    for importer in IMPORTERS:
        if importer.recognises(head, incoming.name):
            try:
                return importer.read(original)
            except InputError as error:
                if error.problem is not Problem.NOT_RECOGNISED:
                    raise
    raise InputError(Problem.NOT_RECOGNISED)
