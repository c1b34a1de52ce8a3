"""What a word means at one place of a JSON-LD document: terms and the active context they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

KEYWORDS: Final = frozenset(
    (
        *(
            "@base",
            "@container",
            "@context",
            "@default",
            "@direction",
            "@embed",
            "@explicit",
            "@graph",
            "@id",
        ),
        *("@included", "@index", "@json", "@language", "@list", "@nest", "@none", "@omitDefault", "@prefix"),
        *(
            "@preserve",
            "@protected",
            "@requireAll",
            "@reverse",
            "@set",
            "@type",
            "@value",
            "@version",
            "@vocab",
        ),
    )
)
KEYWORD_LIKE: Final = re.compile(r"@[a-zA-Z]+")
_ABSOLUTE: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+\-.]*|_):\S*")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


def is_absolute(iri: str) -> bool:
    """Whether this has a scheme and no white space, or is a blank node's label."""
    return _ABSOLUTE.fullmatch(iri) is not None


def is_language(tag: str) -> bool:
    """Whether this has the form of a BCP 47 language tag."""
    return _LANGUAGE.fullmatch(tag) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One context object, the same as another only if it is that very object (process interns by text)."""

    entries: Mapping[str, Any]
    inline: bool
    lasting: bool = True
    """Whether what it gave may be remembered longer than its document."""


Step = Definition | str | None
Steps = tuple[Step, ...]


class _Unset:
    """No default language given, as opposed to a default language of null."""


UNSET: Final = _Unset()


@dataclass(slots=True)
class Term:
    """A word's definition. ``iri`` is None for a word that is explicitly without meaning."""

    iri: str | None
    type: str | None = None
    container: frozenset[str] = frozenset()
    language: str | _Unset | None = UNSET
    context: Steps | None = None
    reverse: bool = False
    prefix: bool = False
    direction: bool = False
    written: Any = None
    """The scoped context as written, to see whether two definitions are the same."""
    protected: bool = False
    bundled: bool = True

    def same_as(self, other: Term) -> bool:
        """Whether both mean the same, whatever their protection."""
        return self._meaning() == other._meaning()

    def _meaning(self) -> tuple[Any, ...]:
        shape = (self.container, self.reverse, self.prefix)
        return (self.iri, self.type, self.language, self.direction, shape, self.written)


@dataclass(slots=True, eq=False)
class Active:
    """The words that have a meaning at one place of a document."""

    terms: dict[str, Term] = field(default_factory=dict)
    vocab: str | None = None
    language: str | None = None
    direction: bool = False
    previous: Active | None = None
    keywords: dict[str, str] = field(default_factory=lambda: {word: word for word in KEYWORDS})
    """Every word that stands for a keyword, with that keyword."""
    remembered: dict[tuple[Steps, bool, bool, bool], Active] = field(default_factory=dict)

    def clone(self) -> Active:
        """A copy whose words can be changed."""
        return Active(
            dict(self.terms), self.vocab, self.language, self.direction, self.previous, dict(self.keywords)
        )

    def iri(self, word: str, *, vocab: bool = False) -> str | None:
        """What this stands for, as a member name or type (``vocab``), or as an address.

        None: it looks like a keyword or is explicitly without meaning. There is no base, so a relative
        address comes back as it is; the caller refuses it.
        """
        if vocab:
            term = self.terms.get(word)
            if term is not None:
                return term.iri
        if word in KEYWORDS:
            return word
        if KEYWORD_LIKE.fullmatch(word):
            return None
        prefix, colon, rest = word.partition(":")
        if colon and prefix:
            if prefix == "_" or rest.startswith("//"):
                return word
            term = self.terms.get(prefix)
            if term is not None and term.prefix and term.iri is not None:
                return term.iri + rest
            if is_absolute(word):
                return word
        if vocab and self.vocab is not None:
            return self.vocab + word
        return word
