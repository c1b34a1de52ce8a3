"""Reads the manifest of a received presentation, strictly: one form, and nothing that leads nowhere."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wallet.bundle import limits, naming, salted
from wallet.bundle.presentation import TYPE, VERSION
from wallet.errors import InputError, Problem
from wallet.model.own_terms import OWN_CONTEXT, VC_2
from wallet.model.portfolio import Presence
from wallet.model.standing import (
    AssessmentRigour,
    Recognition,
    RecognitionLevel,
    RecognitionSource,
    Standing,
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_KINDS = ("experience", "credential", "evidence")


@dataclass(frozen=True, slots=True)
class File:
    """What the manifest says of a file."""

    id: str
    role: str
    file_name: str = field(repr=False)
    name: str = field(repr=False)
    media_type: str
    size: int
    presence: Presence
    digest: str


@dataclass(frozen=True, slots=True)
class Item:
    """What the manifest says of an item."""

    id: str
    kind: str
    sort: str
    title: str = field(repr=False)
    standing: Standing
    member: int | None
    original: str | None
    evidence: tuple[str, ...]
    verdict: str
    checked: datetime | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of it."""

    made: datetime
    holder: str
    language: str
    learner: str = field(repr=False)
    purpose: str = field(repr=False)
    audience: str = field(repr=False)
    retention: str = field(repr=False)
    letter: str = field(repr=False)
    items: tuple[Item, ...]
    files: Mapping[str, File]
    """By id, in the manifest's order."""


def is_portfolio(document: Any) -> bool:
    """Whether this JSON value is a presentation of ours, whatever its version."""
    kinds = document.get("type") if isinstance(document, Mapping) else None
    return isinstance(kinds, list) and TYPE in kinds


def read(document: Mapping[str, Any]) -> Manifest:
    """The manifest of a presentation of ours.

    Raises InputError: NEWER_FORMAT for another version, DAMAGED_FILE for what is not the form of this one.
    """
    here = _Members(document.get("portfolio"))
    if here.whole("portfolioVersion") != VERSION or document.get("@context") != [VC_2, OWN_CONTEXT]:
        raise InputError(Problem.NEWER_FORMAT)
    holder = document.get("holder")
    members = document.get("verifiableCredential", [])
    if not isinstance(holder, str) or not isinstance(members, list):
        raise _damaged()
    files = {one.id: one for one in map(_file, here.objects("portfolioFile"))}
    items = tuple(map(_item, here.objects("portfolioItem")))
    manifest = Manifest(
        made=here.moment("portfolioMade"),
        holder=holder,
        language=here.text("portfolioLanguage"),
        learner=here.text("portfolioLearner", ""),
        purpose=here.text("portfolioPurpose", ""),
        audience=here.text("portfolioAudience", ""),
        retention=here.text("portfolioRetention", ""),
        letter=here.text("portfolioLetter", ""),
        items=items,
        files=files,
    )
    _leads_somewhere(manifest, len(members), len(here.objects("portfolioFile")))
    return manifest


def _leads_somewhere(manifest: Manifest, members: int, files: int) -> None:
    """Every index and id leads to something, and everything that is there is used."""
    items = manifest.items
    used = [item.member for item in items if item.member is not None]
    originals = [item.original for item in items if item.original is not None]
    evidence = {id for item in items for id in item.evidence}
    by_role = {
        role: [id for id, one in manifest.files.items() if one.role == role]
        for role in ("original", "evidence")
    }
    names = {one.file_name for one in manifest.files.values()}
    whole = (
        bool(items)
        and len({item.id for item in items}) == len(items)
        and sorted(used) == list(range(members))
        and sorted(originals) == sorted(by_role["original"])
        and sorted(evidence) == sorted(by_role["evidence"])
        and len(names) == files <= limits.ENTRIES
        and all(_sound(item) for item in items)
    )
    if not whole:
        raise _damaged()


def _sound(item: Item) -> bool:
    if item.kind == "experience":
        return item.member is not None and item.original is None
    if item.kind == "credential":
        return item.original is not None
    return item.member is None and item.original is None


def _item(here: _Members) -> Item:
    kind = here.text("itemKind")
    if kind not in _KINDS:
        raise _damaged()
    try:
        standing = Standing(
            Recognition(
                RecognitionLevel(here.text("itemRecognition")),
                RecognitionSource(here.text("itemRecognitionSource")),
            ),
            AssessmentRigour(here.text("itemAssessment")),
        )
    except ValueError:
        raise _damaged() from None
    return Item(
        id=here.urn("id"),
        kind=kind,
        sort=here.text("itemSort"),
        title=here.text("name", ""),
        standing=standing,
        member=here.whole("itemMember", None),
        original=here.urn("itemOriginal") if "itemOriginal" in here else None,
        evidence=here.texts("itemEvidence"),
        verdict=here.text("itemVerdict", ""),
        checked=here.moment("itemChecked") if "itemChecked" in here else None,
    )


def _file(here: _Members) -> File:
    role = here.text("fileRole")
    digest = here.text("digestMultibase" if role == "original" else "saltedDigest")
    size = here.whole("fileSize")
    try:
        presence = Presence(here.text("filePresence"))
    except ValueError:
        raise _damaged() from None
    file = File(
        id=here.urn("id"),
        role=role,
        file_name=here.text("fileName"),
        name=here.text("name", ""),
        media_type=here.text("mediaType"),
        size=size if size is not None else -1,
        presence=presence,
        digest=digest,
    )
    sound = (
        role in ("original", "evidence")
        and naming.is_file_name(file.file_name)
        and file.file_name.startswith(role)
        and file.size >= 0
        and salted.is_digest(digest)
        and (role == "evidence" or presence is Presence.INCLUDED)
    )
    if not sound:
        raise _damaged()
    return file


def _damaged() -> InputError:
    return InputError(Problem.DAMAGED_FILE)


class _Members:
    """An object of the manifest, read member by member; another kind of value is damage."""

    def __init__(self, value: Any) -> None:
        if not isinstance(value, Mapping):
            raise _damaged()
        self._members = value

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def text(self, name: str, default: str | None = None) -> str:
        value = self._members.get(name, default)
        if not isinstance(value, str):
            raise _damaged()
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._listed(name, lambda one: isinstance(one, str)))

    def objects(self, name: str) -> list[_Members]:
        return [_Members(one) for one in self._listed(name, lambda one: True)]

    def _listed(self, name: str, fits: Callable[[Any], bool]) -> list[Any]:
        value = self._members.get(name, [])
        if not isinstance(value, list) or not all(map(fits, value)):
            raise _damaged()
        return value

    def whole(self, name: str, default: int | None = -1) -> int | None:
        value = self._members.get(name, default)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise _damaged()

    def urn(self, name: str) -> str:
        text = self.text(name)
        try:
            if uuid.UUID(text).urn == text:
                return text
        except ValueError:
            pass
        raise _damaged()

    def moment(self, name: str) -> datetime:
        text = self.text(name)
        if not _MOMENT.fullmatch(text):
            raise _damaged()
        try:
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise _damaged() from None
