"""The canonical form of a JSON-LD document: what a signature is made over. Safe mode always."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wallet.jsonld.errors import JsonLdError, TooMuchWork, UnknownContext, UnsafeDocument
from wallet.jsonld.expand import expand as _expand
from wallet.jsonld.process import Processor
from wallet.jsonld.rdf import to_rdf
from wallet.jsonld.rdfc import HASHES, canonical_nquads
from wallet.model.report import Reason

__all__ = [
    "Canonical",
    "JsonLdError",
    "TooMuchWork",
    "UnknownContext",
    "UnsafeDocument",
    "canonize",
    "expand",
]

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical N-Quads of a document."""

    nquads: str = field(repr=False)
    hash_name: str = "sha256"
    older: tuple[str, ...] = ()
    """Contexts of which an older text was used, because the document says nothing under the newer."""
    respelled: bool = False
    """Whether a member or type stands there under another name than the bundled contexts have for it."""

    def digest(self) -> bytes:
        """The hash of the canonical form, with the hash function it was made with."""
        return HASHES[self.hash_name](self.nquads.encode("utf-8")).digest()


def canonize(
    document: Mapping[str, Any], *, hash_name: str = "sha256", older: bool | None = None
) -> Canonical:
    """The canonical form (RDFC-1.0) of a document; ``hash_name`` is ``sha256`` or ``sha384``.

    ``older`` chooses the older text of a context whose text was edited in place. By default the newer is
    tried first, and the older when the document is not safe under the newer.
    Raises UnsafeDocument, UnknownContext or TooMuchWork.
    """

    def made(processor: Processor) -> Canonical:
        nquads = canonical_nquads(to_rdf(_expand(document, processor)), hash_name)
        nquads.encode("utf-8")
        older_texts = tuple(sorted(map(str, processor.two_texts))) if processor.older else ()
        return Canonical(nquads, hash_name, older_texts, processor.respelled)

    return _with_texts(made, older)


def expand(document: Mapping[str, Any], *, older: bool | None = None) -> list[dict[str, Any]]:
    """The expanded form of a document, in safe mode. Arguments and errors as for :func:`canonize`."""
    return _with_texts(lambda processor: _expand(document, processor), older)


def _with_texts(made: Callable[[Processor], _Answer], older: bool | None) -> _Answer:
    processor = Processor(older=bool(older))
    try:
        return _guarded(made, processor)
    except UnsafeDocument as under_newer:
        if older is not None or not processor.two_texts:
            raise
        try:
            return _guarded(made, Processor(older=True))
        except JsonLdError:
            # What is wrong under the newer text is the answer that helps.
            raise under_newer from None


def _guarded(made: Callable[[Processor], _Answer], processor: Processor) -> _Answer:
    try:
        return made(processor)
    except RecursionError:
        raise TooMuchWork from None
    except UnicodeEncodeError:
        raise UnsafeDocument(Reason.CONTEXT_INVALID) from None
