"""Files that show what somebody did: kept encrypted as they are, given out as a copy without hidden data."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import BinaryIO

from wallet.errors import Cancelled, InputError, Problem
from wallet.journeys.media_types import HEAD, kind_of, media_type_of
from wallet.journeys.wallet import Wallet
from wallet.model.changes import Changes, ItemKind
from wallet.model.experience import Evidence, EvidenceKind
from wallet.model.records import Kept
from wallet.paths import readable_name
from wallet.privacy.strip import has_form_we_know, plan_for, stripped
from wallet.store.atomic import writing
from wallet.store.doors import door

Progress = Callable[[int, int], None]

EVIDENCE_BYTES = 250_000_000
"""One attachment: ten minutes of film from a phone. Streamed, so it costs no memory."""
BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class EvidenceArrival:
    """What a file turned out to be. Nothing is stored yet."""

    path: Path = field(repr=False)
    name: str = field(repr=False)
    size: int
    kind: EvidenceKind
    media_type: str
    hidden: bool
    """We cannot take hidden data (place, maker, author) out of a copy of it: say so before it leaves."""


@dataclass(frozen=True, slots=True)
class CleanedCopy:
    """An evidence file as it may leave."""

    id: str
    name: str = field(repr=False)
    media_type: str
    size: int
    cleaned: bool
    """False: it leaves as it is, with whatever is hidden in it."""
    open: Callable[[], BinaryIO] = field(repr=False)
    """A fresh stream over it, each time."""


def look_at(path: Path) -> EvidenceArrival:
    """Tell what a file is, from its content. Raises InputError (EMPTY_FILE, TOO_LARGE), SurroundingsError."""
    with door(path), path.open("rb") as file:
        size = file.seek(0, io.SEEK_END)
        if size == 0:
            raise InputError(Problem.EMPTY_FILE)
        if size > EVIDENCE_BYTES:
            raise InputError(Problem.TOO_LARGE, limit=EVIDENCE_BYTES)
        file.seek(0)
        media_type = media_type_of(file.read(HEAD))
        file.seek(0)
        hidden = plan_for(file, media_type) is None
    return EvidenceArrival(path, readable_name(path), size, kind_of(media_type), media_type, hidden)


def attach(
    arrival: EvidenceArrival,
    item_id: str,
    wallet: Wallet,
    progress: Progress | None = None,
    stop: Event | None = None,
    *,
    source_label: str = "",
) -> Kept:
    """Keep the file encrypted, and with an item when ``item_id`` is not empty.

    The very same file is kept once: it then belongs to this item too. Raises Cancelled when ``stop`` was set.
    """
    with door(arrival.path), arrival.path.open("rb") as file:
        return attach_stream(file, arrival, item_id, wallet, progress, stop, source_label=source_label)


def attach_stream(
    file: BinaryIO,
    arrival: EvidenceArrival,
    item_id: str,
    wallet: Wallet,
    progress: Progress | None = None,
    stop: Event | None = None,
    *,
    source_label: str = "",
) -> Kept:
    """The same for bytes that are not in a file of the person's own. The stream is read twice."""
    files = wallet.register.evidence
    known = files.twins(_digest(file, stop))
    if known:
        if item_id:
            with wallet.register.act():
                files.attach(known[0], item_id)
        return Kept("twin", known[:1], Changes(frozenset({ItemKind.EVIDENCE}), known[:1]))
    file.seek(0)
    evidence = files.add(
        file,
        name=arrival.name,
        kind=arrival.kind,
        media_type=arrival.media_type,
        about=(item_id,) if item_id else (),
        source_label=source_label,
        progress=progress,
        stop=stop,
    )
    return Kept("evidence", (evidence.id,), Changes(frozenset({ItemKind.EVIDENCE}), (evidence.id,)))


def about(item_id: str, wallet: Wallet) -> tuple[Evidence, ...]:
    """The files that belong to an item, oldest first."""
    return wallet.register.evidence.about(item_id)


def cleaned_copy(evidence_id: str, wallet: Wallet) -> CleanedCopy:
    """The file as it may leave: images without hidden data, anything else as it is and marked so."""
    evidence = wallet.register.evidence.get(evidence_id)
    media_type, files = evidence.media_type, wallet.register.evidence
    plan = None
    if has_form_we_know(media_type):
        with files.open(evidence_id) as file:
            plan = plan_for(file, media_type)

    def fresh() -> BinaryIO:
        opened = files.open(evidence_id)
        return opened if plan is None else _reader(opened, stripped(opened, media_type, plan))

    size = evidence.size if plan is None else plan.size
    return CleanedCopy(evidence_id, evidence.name, media_type, size, plan is not None, fresh)


def save_original(evidence_id: str, out: Path, wallet: Wallet) -> None:
    """Write the original, byte for byte. ``out`` appears only when it is complete."""
    with wallet.register.evidence.open(evidence_id) as file, writing(out) as target:
        while block := file.read(BLOCK):
            target.write(block)


def detach(evidence_id: str, item_id: str, wallet: Wallet) -> Changes:
    """Let the file no longer belong to this item; it stays in the register."""
    with wallet.register.act():
        wallet.register.evidence.detach(evidence_id, item_id)
    return Changes(frozenset({ItemKind.EVIDENCE}), (evidence_id, item_id))


def remove(evidence_id: str, wallet: Wallet) -> Changes:
    """Delete the file from the register for good."""
    with wallet.register.act():
        wallet.register.evidence.remove(evidence_id)
    return Changes(frozenset({ItemKind.EVIDENCE}), (evidence_id,))


def _digest(file: BinaryIO, stop: Event | None) -> str:
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        if stop is not None and stop.is_set():
            raise Cancelled
        digest.update(block)
    return "sha256:" + digest.hexdigest()


def _reader(source: BinaryIO, blocks: Iterator[bytes]) -> BinaryIO:
    return io.BufferedReader(_Blocks(source, blocks), BLOCK)


class _Blocks(io.RawIOBase):
    """Blocks made one after the other, read as a stream."""

    def __init__(self, source: BinaryIO, blocks: Iterator[bytes]) -> None:
        super().__init__()
        self._source, self._blocks, self._left = source, blocks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]  # the base class names no type for it
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = block
        size = min(len(room), len(self._left))
        room[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        self._source.close()
        super().close()
