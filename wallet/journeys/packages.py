"""A file with several things in it: taken apart level by level, each part judged by itself.

What a part is decides what becomes of the file around it. When there is a credential in it, every part is
kept by itself and the wrapping is not, unless people look at it (a PDF, a picture) or a part could not be
taken out. When there is none, the file stays what it is. Private keys are never kept, nor what they came in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event

from wallet.errors import Cancelled, InputError, Problem, WalletError
from wallet.journeys.runner import Runner
from wallet.model.credential import Container, Credential, Incoming, Kind, Source
from wallet.model.europass import EuropassFacts
from wallet.model.inspection import Inspection, Policy
from wallet.model.package import Opened, Part
from wallet.model.report import Verdict, VerificationReport
from wallet.model.standing import AssessmentRigour, Recognition, RecognitionLevel, RecognitionSource, Standing
from wallet.reading import europass
from wallet.reading.packages import PARTS
from wallet.reading.zip_rules import BYTES

LEVELS = 4
"""Files in files: a wallet's backup in a ZIP in a forwarded mail is three."""
HELD_BYTES = 50_000_000
"""Parts without a credential that are held at once; beyond it the file around them is kept instead."""
_OPENABLE = frozenset(
    {
        Problem.NOT_RECOGNISED,
        Problem.NO_CREDENTIAL_INSIDE,
        # A list may be more than one credential may be, and one bad element is not the list's fault.
        Problem.NOT_JSON,
        Problem.TOO_LARGE,
        Problem.DUPLICATE_KEY,
        Problem.NUMBER_OUT_OF_RANGE,
        Problem.NOT_UTF8,
    }
)
_OPEN_ENDED = (Problem.NOT_RECOGNISED, Problem.NO_CREDENTIAL_INSIDE)
"""The problems that say nothing yet: what opening the file says goes before them."""
_WORST_FIRST = (Verdict.FAILED, Verdict.INDETERMINATE, Verdict.UNSIGNED, Verdict.VERIFIED)
_NOBODY = Standing(Recognition(RecognitionLevel.W0, RecognitionSource.LEARNER), AssessmentRigour.NONE)

Check = Callable[[Incoming], Inspection]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a file, or the file itself."""

    incoming: Incoming
    inspection: Inspection | None = None
    error: WalletError | None = None
    """Why it is no credential."""
    facts: EuropassFacts | None = None
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = field(default=(), repr=False)
    lost: bool = False
    """It could not be taken out."""
    secret: bool = False
    """Private keys stand in it."""


def may_open(error: WalletError) -> bool:
    """Whether a file that cannot be read as one credential for this reason may have some inside."""
    return error.problem in _OPENABLE


def look_into(
    incoming: Incoming, check: Check, sandbox: Runner, stop: Event | None = None, *, hold: bool = True
) -> tuple[tuple[Found, ...], Container | None]:
    """Everything in this file, and what kind of wrapping it is; the file alone, and None, when it is none.

    ``check`` reads one file as one credential. Without ``hold`` the bytes of what is none are let go. Raises
    InputError when the whole is more than we look into, Cancelled after ``stop``.
    """
    walk = _Walk(check, sandbox, stop, hold=hold)
    found = tuple(walk.look(incoming, 0, zipped=False))
    return found, walk.container


def together(
    incoming: Incoming, found: tuple[Found, ...], container: Container | None, policy: Policy
) -> Inspection:
    """One answer about a file with several things in it. Raises the first error when nothing could be read.

    Exactly one credential is the answer itself; several stand side by side, and the worst of them counts.
    """
    members = tuple(one.inspection for one in found if one.inspection is not None)
    if not members:
        first = next((one.error for one in found if one.error is not None), None)
        whole = next((one.error for one in found if one.incoming is incoming and one.error is not None), None)
        raise whole or first or InputError(Problem.NOT_RECOGNISED)
    notes = tuple(dict.fromkeys(note for one in found for note in one.notes))
    if any(one.inspection is None for one in found):
        notes += ("other_files_inside",)
    if len(members) == 1:
        (only,) = members
        return replace(
            only,
            credential=replace(only.credential, container=container or only.credential.container),
            report=replace(only.report, notes=(*only.report.notes, *notes)),
        )
    source = Source(incoming.original, "application/octet-stream")
    verdicts = {member.report.verdict for member in members}
    return Inspection(
        credential=Credential(Kind.UNKNOWN, container or Container.JSON, source, {}),
        report=VerificationReport(
            about=source.digest,
            checked_at=policy.now,
            findings=(),
            needs=tuple(dict.fromkeys(need for member in members for need in member.report.needs)),
            notes=notes,
            verdict=next((one for one in _WORST_FIRST if one in verdicts), Verdict.INDETERMINATE),
        ),
        standing=_NOBODY,
        contains=members,
    )


class _Walk:
    """Counts what was taken out of one file, whatever the level."""

    def __init__(self, check: Check, sandbox: Runner, stop: Event | None, *, hold: bool) -> None:
        self._check, self._sandbox, self._stop, self._hold_any = check, sandbox, stop, hold
        self._parts = self._bytes = self._held = 0
        self.container: Container | None = None

    def look(self, incoming: Incoming, level: int, *, zipped: bool) -> list[Found]:
        if self._stop is not None and self._stop.is_set():
            raise Cancelled
        if isinstance(incoming, Part) and incoming.problem is not None:
            return [Found(incoming, error=InputError(incoming.problem), lost=True)]
        try:
            return [Found(incoming, self._check(incoming))]
        except InputError as error:
            itself = Found(incoming, error=_bare(error))
        if itself.error is None or not may_open(itself.error):
            return [itself]
        try:
            itself = replace(itself, facts=self._facts(incoming))
            opened = self._open(incoming, 0)
        except InputError as error:
            said_little = itself.error is not None and itself.error.problem in _OPEN_ENDED
            return [replace(itself, error=_bare(error)) if said_little else itself]
        if opened is None:
            return [self._hold(itself, level)]
        if zipped and opened.container is Container.ZIP:
            return [replace(itself, error=InputError(Problem.ZIP_REFUSED))]
        if level >= LEVELS:
            return [replace(itself, error=InputError(Problem.TOO_DEEP, limit=LEVELS))]
        self.container = self.container or opened.container
        inner = self._inner(incoming, opened, level, zipped=zipped)
        return _concluded(itself, opened, inner)

    def _inner(self, incoming: Incoming, first: Opened, level: int, *, zipped: bool) -> list[Found]:
        inner: list[Found] = []
        opened: Opened | None = first
        while opened is not None:
            for part in opened.parts:
                self._parts += 1
                self._bytes += len(part.original)
                if self._parts > PARTS:
                    raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
                if self._bytes > BYTES:
                    raise InputError(Problem.TOO_LARGE, limit=BYTES)
                inner += self.look(part, level + 1, zipped=zipped or first.container is Container.ZIP)
            opened = self._open(incoming, opened.more) if opened.more is not None else None
        return inner

    def _open(self, incoming: Incoming, start: int) -> Opened | None:
        from wallet.importers import may_hold_several, take_apart

        if not may_hold_several(incoming):
            return None
        opened = self._sandbox.run(take_apart, Incoming(incoming.original, incoming.name), start)
        assert opened is None or isinstance(opened, Opened)
        return opened

    def _facts(self, incoming: Incoming) -> EuropassFacts | None:
        if not europass.recognises(incoming.original):
            return None
        from wallet.importers import europass_facts

        facts = self._sandbox.run(europass_facts, incoming.original)
        assert facts is None or isinstance(facts, EuropassFacts)
        return facts

    def _hold(self, itself: Found, level: int) -> Found:
        """A part that is no credential, with its bytes as long as there is room."""
        if level and not self._hold_any:
            return replace(itself, incoming=Part(b"", itself.incoming.name))
        self._held += len(itself.incoming.original) if level else 0
        if self._held <= HELD_BYTES:
            return itself
        empty = Part(b"", itself.incoming.name, problem=Problem.TOO_LARGE)
        return Found(empty, error=InputError(Problem.TOO_LARGE, limit=HELD_BYTES), lost=True)


def _bare(error: WalletError) -> WalletError:
    """The same without its traceback, which would hold on to the bytes of every call on the way."""
    return type(error)(error.problem, **error.numbers)


def _concluded(itself: Found, opened: Opened, inner: list[Found]) -> list[Found]:
    """What a file comes down to, once everything in it was looked at."""
    any_credential = any(one.inspection is not None for one in inner)
    secret = opened.secret or any(one.secret for one in inner)
    lost = next((one for one in inner if one.lost), None)
    wrapping = replace(itself, links=opened.links, notes=opened.notes, secret=secret)
    if opened.link_problem is not None:
        wrapping = replace(wrapping, error=InputError(opened.link_problem))
    elif any_credential:
        # What was in it was found: nothing is the matter with it, unless something could not be taken out.
        wrapping = replace(wrapping, error=lost.error if lost is not None else None)
    if wrapping.facts is None:
        wrapping = replace(wrapping, facts=next((one.facts for one in inner if one.facts), None))
    if not any_credential:
        if opened.secret:
            return [replace(wrapping, error=InputError(Problem.KEYS_NOT_KEPT))]
        if secret:
            return inner
        if opened.container is Container.EML and inner and lost is None:
            return [*inner, wrapping]
        return [wrapping]
    if secret:
        kept = [replace(one, secret=True) for one in inner]
    elif opened.worth_keeping or lost is not None:
        kept = [*(one for one in inner if not one.lost), wrapping]
    else:
        kept = inner
    return [replace(kept[0], notes=(*opened.notes, *kept[0].notes)), *kept[1:]]
