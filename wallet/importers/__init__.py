"""Foreign bytes -> Credential, or the parts of a file with several. One file per format.

The format is decided by content, never by name.
"""

from __future__ import annotations

from typing import Protocol

from wallet.errors import InputError, Problem
from wallet.importers import (
    baked_png,
    baked_svg,
    credential_list,
    jws_json,
    learncard,
    mail,
    ob2_json,
    pdf_file,
    presentation,
    qr_code,
    sd_jwt,
    universal_wallet,
    vc_json,
    vc_jwt,
    zip_file,
)
from wallet.model.credential import Credential, Incoming
from wallet.model.europass import EuropassFacts
from wallet.model.package import INSIDE, Opened, Part
from wallet.reading import europass
from wallet.reading.limits import FILE_BYTES
from wallet.reading.packages import BATCH_BYTES, PARTS, Contents, Entry

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


class Package(Protocol):
    """A file with files, or with credentials, in it."""

    name: str

    def recognises(self, head: bytes, filename: str) -> bool:
        """Whether these first bytes may be such a file."""
        ...

    def contents(self, original: bytes) -> Contents:
        """What is in it. Raises InputError; NOT_RECOGNISED lets the next one try."""
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
PACKAGES: tuple[Package, ...] = (
    learncard.LearnCard(),
    zip_file.ZipFile(),
    pdf_file.PdfFile(),
    mail.Mail(),
    universal_wallet.UniversalWallet(),
    credential_list.CredentialList(),
    qr_code.QrCode(),
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


def unpack(incoming: Incoming) -> tuple[Incoming, ...] | None:
    """All parts of a file with several things in it; None for any other. Raises InputError."""
    found: list[Incoming] = []
    opened = take_apart(incoming)
    while opened is not None:
        found += opened.parts
        if opened.more is None:
            return tuple(found)
        opened = take_apart(incoming, opened.more)
    return None


def may_hold_several(incoming: Incoming) -> bool:
    """Whether the first bytes allow that there are several things in this file. Parses nothing."""
    head = incoming.original[:HEAD]
    return any(package.recognises(head, incoming.name) for package in PACKAGES)


def take_apart(incoming: Incoming, start: int = 0) -> Opened | None:
    """The parts from this number on, as many as may be handed over at once; None for what is no package.

    A part that cannot be taken out is there with its problem and without bytes. Raises InputError.
    """
    original = incoming.original
    if len(original) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    contents = _contents(original, incoming.name)
    if contents is None:
        return None
    if len(contents.entries) > PARTS:
        raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
    parts: list[Part] = []
    size = 0
    for number, entry in enumerate(contents.entries[start:], start):
        if parts and size + entry.size > BATCH_BYTES:
            break
        parts.append(_part(entry, number, incoming.name))
        size += max(len(parts[-1].original), entry.size)
    reached = start + len(parts)
    return Opened(
        container=contents.container,
        parts=tuple(parts),
        more=reached if reached < len(contents.entries) else None,
        notes=contents.notes,
        links=contents.links,
        link_problem=contents.link_problem,
        worth_keeping=contents.worth_keeping,
        secret=contents.secret,
    )


def europass_facts(original: bytes) -> EuropassFacts | None:
    """What a Europass document tells; None for any other file. Raises InputError for a damaged one."""
    return europass.facts(original) if europass.recognises(original) else None


def _contents(original: bytes, name: str) -> Contents | None:
    head = original[:HEAD]
    for package in PACKAGES:
        if package.recognises(head, name):
            try:
                return package.contents(original)
            except InputError as error:
                if error.problem is not Problem.NOT_RECOGNISED:
                    raise
    return None


def _part(entry: Entry, number: int, inside: str) -> Part:
    name = f"{inside}{INSIDE}{entry.name}"
    if entry.size > FILE_BYTES:
        return Part(b"", name, number, Problem.TOO_LARGE)
    try:
        return Part(entry.read(), name, number)
    except InputError as error:
        return Part(b"", name, number, error.problem)
