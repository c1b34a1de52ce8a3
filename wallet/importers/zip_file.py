"""A ZIP with badges in it, and whatever else. Nothing is extracted by name; Office files are no such ZIP."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import partial

from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading import zip_rules
from wallet.reading.packages import Contents, Entry, numbered, plain_name

_PORTFOLIO = "presentation.json"
"""A portfolio of ours has it: another room opens that."""
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "META-INF/container.xml"})
"""One of these makes a ZIP a document or a program, whose parts mean nothing by themselves."""
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


class ZipFile:
    """Any ZIP that keeps the rules."""

    name = "zip_file"

    def recognises(self, head: bytes, filename: str) -> bool:
        """The beginning of a ZIP."""
        return zip_rules.recognises(head)

    def contents(self, original: bytes) -> Contents:
        """Raises InputError for a ZIP that breaks a rule; NOT_RECOGNISED for one that is a document."""
        file = io.BytesIO(original)
        listed = zip_rules.survey(file, len(original), "", 0)
        names = {one.name for one in listed}
        if _PORTFOLIO in names or not _DOCUMENT.isdisjoint(names):
            raise InputError(Problem.NOT_RECOGNISED)
        files = [one for one in listed if _is_file(one.name)]
        shown = numbered(plain_name(one.name, str(number)) for number, one in enumerate(files, 1))
        return Contents(Container.ZIP, tuple(_entries(file, files, shown)))


def _entries(file: io.BytesIO, files: list[zip_rules.Listed], names: Iterable[str]) -> Iterable[Entry]:
    for one, name in zip(files, names, strict=True):
        yield Entry(name, partial(zip_rules.inflated, file, one), one.size)


def _is_file(name: str) -> bool:
    """Not a folder, and not what operating systems leave behind."""
    last = name.rpartition("/")[2]
    left_behind = name.startswith("__MACOSX/") or last.startswith(".") or last.casefold() in _SYSTEM
    return bool(last) and not left_behind
