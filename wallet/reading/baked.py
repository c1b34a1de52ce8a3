"""Badges baked into an image: which of several comes first, and what becomes of the others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wallet.errors import InputError, Problem
from wallet.model.credential import Container, Credential, Kind, Source
from wallet.reading.documents import Place, from_bytes
from wallet.reading.limits import BADGES_IN_IMAGE

_OLDER = (Kind.OPEN_BADGE_2, Kind.OPEN_BADGE_1)


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of one badge as they stand in the image."""

    content: bytes = field(repr=False)
    current: bool
    """Under the name that Open Badges 3.0 gives it."""
    remarks: tuple[str, ...] = ()
    address: bytes = field(default=b"", repr=False)
    """Where the badge is hosted, in case the content is no more than a note beside it."""


def choose(found: list[Found], image: bytes, container: Container, media_type: str) -> Credential:
    """The preferred credential (3.0 before 2.0, then the first); the others stand in ``contains``.

    Raises InputError when there is none, or when not one of them can be read.
    """
    if not found:
        raise InputError(Problem.NO_CREDENTIAL_INSIDE)
    if len(found) > BADGES_IN_IMAGE:
        raise InputError(Problem.TOO_MANY_PARTS, limit=BADGES_IN_IMAGE)
    read: list[tuple[Found, Credential]] = []
    first_error: InputError | None = None
    for one in found:
        try:
            read.append((one, _read(one, image, container, media_type)))
        except InputError as error:
            first_error = first_error or error
    if not read:
        raise first_error or InputError(Problem.NO_CREDENTIAL_INSIDE)
    # Sorting keeps the order of the image among equals.
    read.sort(key=lambda pair: (pair[1].kind in _OLDER, not pair[0].current))
    (_, top), *others = read
    remarks = top.remarks + (("several_badges",) if len(found) > 1 else ())
    remarks += ("other_badge_unreadable",) if first_error else ()
    beside = tuple(_beside(one, credential) for one, credential in others)
    return replace(top, contains=top.contains + beside, remarks=remarks)


def _read(one: Found, image: bytes, container: Container, media_type: str) -> Credential:
    place = Place(container, Source(image, media_type), one.content, 0, one.remarks)
    try:
        return from_bytes(one.content, place)
    except InputError as error:
        if error.problem is not Problem.NOT_RECOGNISED or not one.address:
            raise
        return from_bytes(one.address, replace(place, carried=one.address))


def _beside(one: Found, credential: Credential) -> Credential:
    return replace(credential, source=Source(one.content, credential.source.media_type), carried=b"")
