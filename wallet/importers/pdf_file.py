"""A PDF with files attached to it: as attachments, as associated files, or pinned to a page.

Its pages are not interpreted. A portfolio of ours is opened by another room.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading.limits import FILE_BYTES
from wallet.reading.packages import PARTS, Contents, Entry, numbered, plain_name

_PORTFOLIO = "presentation.json"
_NODES = 10_000
"""Nodes of the tree of names that are looked at; 2,000 attachments need some hundreds."""
_PAGES = 2_000
"""Pages whose notes are looked at."""
_ANNOTATIONS = 20_000
"""Notes on all pages that are looked at: links are notes too."""


class PdfFile:
    """Every attachment is a part; the PDF is kept beside them, for its pages."""

    name = "pdf_file"

    def recognises(self, head: bytes, filename: str) -> bool:
        """The beginning of a PDF."""
        return head.startswith(b"%PDF-")

    def contents(self, original: bytes) -> Contents:
        """Raises InputError; NOT_RECOGNISED for a PDF to which nothing is attached."""
        from pypdf import PdfReader

        try:
            reader = PdfReader(io.BytesIO(original))
            if reader.is_encrypted:
                raise InputError(Problem.LOCKED_FILE)
            found = _streams(reader)
            called = [plain_name(_name(one), str(number)) for number, one in enumerate(found, 1)]
        except (InputError, MemoryError):
            raise
        except Exception:
            # Whatever the library raises about a stranger's PDF, the PDF is at fault.
            raise InputError(Problem.DAMAGED_FILE) from None
        if not found or _PORTFOLIO in called:
            raise InputError(Problem.NOT_RECOGNISED)
        entries = (
            Entry(name, partial(_read, one), _declared(one))
            for name, one in zip(numbered(iter(called)), found, strict=True)
        )
        return Contents(Container.PDF, tuple(entries), worth_keeping=True)


def _streams(reader: Any) -> list[Any]:
    """The file specifications with bytes in this PDF, each stream once."""
    found: dict[int, Any] = {}
    for one in _specifications(reader):
        spec = _object(one)
        streams: Any = _object(spec.get("/EF")) if isinstance(spec, dict) else None
        names = [name for name in ("/UF", "/F") if isinstance(streams, dict) and name in streams]
        if not names:
            continue
        where = streams.raw_get(names[0])
        found.setdefault(getattr(where, "idnum", id(where)), spec)
        if len(found) > PARTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
    return list(found.values())


def _specifications(reader: Any) -> Iterator[Any]:
    root = reader.root_object
    names = _object(root.get("/Names"))
    if isinstance(names, dict):
        yield from _in_tree(names.get("/EmbeddedFiles"))
    yield from _list(root.get("/AF"))
    seen = 0
    for page in reader.pages[:_PAGES]:
        yield from _list(page.get("/AF"))
        for note in _list(page.get("/Annots")):
            seen += 1
            if seen > _ANNOTATIONS:
                return
            here = _object(note)
            if isinstance(here, dict) and here.get("/Subtype") == "/FileAttachment":
                yield here.get("/FS")


def _in_tree(root: Any) -> Iterator[Any]:
    """The values of a tree of names, its nodes in order; one that leads back to itself ends."""
    waiting, nodes = [root], 0
    while waiting:
        node = _object(waiting.pop())
        nodes += 1
        if nodes > _NODES:
            raise InputError(Problem.TOO_MANY_PARTS, limit=_NODES)
        if isinstance(node, dict):
            # Names and values take turns.
            yield from _list(node.get("/Names"))[1::2]
            waiting.extend(reversed(_list(node.get("/Kids"))))


def _read(spec: Any) -> bytes:
    try:
        streams = _object(spec["/EF"])
        content = _object(streams["/UF"] if "/UF" in streams else streams["/F"]).get_data()
    except MemoryError:
        raise
    except Exception:
        raise InputError(Problem.DAMAGED_FILE) from None
    if len(content) > FILE_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=FILE_BYTES)
    return bytes(content)


def _declared(spec: Any) -> int:
    """What the PDF says about the size; only used to hand over parts in sensible portions."""
    try:
        streams = _object(spec["/EF"])
        size = _object(streams["/UF"] if "/UF" in streams else streams["/F"])["/Params"]["/Size"]
        return max(int(size), 0)
    except MemoryError:
        raise
    except Exception:
        # To see what it says, the library reads the stream; what is wrong with that is told later.
        return 0


def _name(spec: Any) -> str:
    name = spec.get("/UF") or spec.get("/F")
    return str(_object(name)) if name is not None else ""


def _list(value: Any) -> list[Any]:
    found = _object(value)
    return list(found) if isinstance(found, list) else []


def _object(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
