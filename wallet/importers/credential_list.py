"""Several credentials in one JSON file: a list, one on each line, or a list under a name that wallets use."""

from __future__ import annotations

import re

from wallet.errors import InputError, Problem
from wallet.reading.json_parts import contents_of, elements, lines, listed_in, text_of
from wallet.reading.jsonish import looks_like_json
from wallet.reading.packages import Contents

_LINE_BREAK = re.compile(r"\}[ \t]*\r?\n[ \t\r\n]*\{")
"""An object ends, and on the next line another begins: no single JSON value has that."""
_NAMES = (
    "credentials",
    "verifiableCredentials",
    "contents",
    "records",
    "vcs",
    "items",
    "badges",
    "assertions",
    "presentations",
)
"""Under which exports keep their lists (LearnCard: ``credentials`` or ``records``, each with ``vc``)."""


class CredentialList:
    """Takes the elements apart; each is judged by itself."""

    name = "credential_list"

    def recognises(self, head: bytes, filename: str) -> bool:
        """JSON."""
        return looks_like_json(head)

    def contents(self, original: bytes) -> Contents:
        """Raises InputError; NOT_RECOGNISED for JSON of another shape."""
        text = text_of(original)
        if text.lstrip().startswith("["):
            return contents_of(elements(text))
        if _LINE_BREAK.search(text):
            return contents_of(lines(text))
        # Looked for before anything is made of it: most JSON that comes here is no list at all.
        names = tuple(name for name in _NAMES if f'"{name}"' in text)
        if not names:
            raise InputError(Problem.NOT_RECOGNISED)
        return contents_of(listed_in(text, names))
