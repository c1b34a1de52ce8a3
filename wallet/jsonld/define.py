"""One context object applied to one active context (JSON-LD 1.1 API, 4.1 and 4.2), never guessing.

What a document's own inline context may not do: ``@vocab``, ``@import``, ``@base``, ``@propagate``, give a
word of a bundled context another meaning (protected or not, at the top or in a scoped context), rename a
keyword that decides what belongs to what.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from wallet.jsonld import contexts
from wallet.jsonld.errors import UnsafeDocument
from wallet.jsonld.terms import (
    KEYWORD_LIKE,
    KEYWORDS,
    Active,
    Definition,
    Steps,
    Term,
    is_absolute,
    is_language,
)
from wallet.model.report import Reason

_PREFIX_END: Final = frozenset(":/?#[]@")
_ABOUT_CONTEXT: Final = frozenset(
    ("@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab")
)
_TERM_MEMBERS: Final = frozenset(
    (
        *("@container", "@context", "@direction", "@id", "@index", "@language", "@nest", "@prefix"),
        *("@protected", "@reverse", "@type"),
    )
)
# Each changes what other words or addresses mean, or (@propagate) how far; engines differ about the last.
_NEVER_INLINE: Final = frozenset(("@base", "@import", "@propagate", "@vocab"))
# Bundled contexts use no others, and the keys of index maps would not be signed.
_CONTAINERS: Final = frozenset(("@graph", "@language", "@list", "@set"))
# An inline context may rename these; renaming e.g. @graph or @nest would change what belongs to what.
_RENAMABLE: Final = frozenset(("@id", "@type", "@value", "@language", "@list", "@set", "@none"))


def applied(
    active: Active, definition: Definition, *, override: bool, steps: Callable[[Any, bool], Steps]
) -> Active:
    """The active context with these definitions. ``steps`` reads a scoped context: (as written, inline)."""
    return _Definer(active, definition, override, steps).result


class _Definer:
    """One definition applied to one active context (JSON-LD 1.1 API, 4.1 and 4.2)."""

    def __init__(
        self,
        active: Active,
        definition: Definition,
        override: bool,
        steps: Callable[[Any, bool], Steps],
    ) -> None:
        self._steps = steps
        self.entries = definition.entries
        self.inline = definition.inline
        # A scoped context of the document's own may not do what even its plain context may not.
        self.override = override and not definition.inline
        self.result = active.clone()
        self.done: dict[str, bool] = {}
        self._header()
        for word in self.entries:
            if word not in _ABOUT_CONTEXT:
                self._define(word)

    def _header(self) -> None:
        entries = self.entries
        if self.inline and not entries.keys().isdisjoint(_NEVER_INLINE):
            raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
        if "@import" in entries or entries.get("@version", 1.1) != 1.1:
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        if not isinstance(entries.get("@protected", False), bool):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        if "@vocab" in entries:
            vocab = entries["@vocab"]
            if vocab is not None and not (isinstance(vocab, str) and is_absolute(vocab)):
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
            self.result.vocab = vocab
        if "@language" in entries:
            self.result.language = _language(entries["@language"])
        if "@direction" in entries:
            self.result.direction = _direction(entries["@direction"])

    def _define(self, word: str) -> None:
        state = self.done.get(word)
        if state:
            return
        if state is False:
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        self.done[word] = False
        value = self.entries[word]
        if word == "" or (word != "@type" and (word in KEYWORDS or KEYWORD_LIKE.fullmatch(word))):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        if word == "@type" and not _is_type_setting(value):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        before = self.result.terms.pop(word, None)
        self.result.keywords.pop(word, None) if word not in KEYWORDS else None
        simple = value is None or isinstance(value, str)
        members = {"@id": value} if simple else value
        if not isinstance(members, dict) or not members.keys() <= _TERM_MEMBERS:
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        term = self._term(word, members, simple)
        if before is not None and not term.same_as(before):
            if before.protected and not self.override:
                raise UnsafeDocument(Reason.CONTEXT_UNSAFE if self.inline else Reason.CONTEXT_INVALID)
            if self.inline and before.bundled:
                raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
        if before is not None and before.protected and not self.override:
            term.protected = True
        if self.inline and before is not None and before.bundled:
            term.bundled = True
        self.result.terms[word] = term
        if term.iri is not None and term.iri in KEYWORDS:
            self.result.keywords[word] = term.iri
        self.done[word] = True

    def _term(self, word: str, members: Mapping[str, Any], simple: bool) -> Term:
        term = self._meaning(word, members, simple)
        term.bundled = not self.inline
        protected = members.get("@protected", self.entries.get("@protected", False))
        if not isinstance(protected, bool):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        term.protected = protected
        if "@type" in members:
            term.type = self._type(members["@type"])
        if "@container" in members:
            term.container = _container(members["@container"], term)
        if "@context" in members:
            term.written = members["@context"]
            term.context = self._scoped(members["@context"])
        if "@language" in members and "@type" not in members:
            term.language = _language(members["@language"])
        if "@direction" in members:
            term.direction = _direction(members["@direction"])
        if "@prefix" in members:
            if not isinstance(members["@prefix"], bool) or ":" in word or "/" in word or term.iri in KEYWORDS:
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
            term.prefix = members["@prefix"]
        if "@index" in members or "@nest" in members:
            raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
        return term

    def _meaning(self, word: str, members: Mapping[str, Any], simple: bool) -> Term:
        if "@reverse" in members:
            iri = members["@reverse"]
            if "@id" in members or not isinstance(iri, str):
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
            return Term(self._iri(iri), reverse=True)
        if "@id" in members and members["@id"] != word:
            written = members["@id"]
            if written is None:
                return Term(None)
            if not isinstance(written, str) or written in ("@context", "@preserve"):
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
            if written in KEYWORDS:
                if self.inline and written not in _RENAMABLE:
                    raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
                return Term(written)
            iri = self._iri(written)
            if (":" in word[1:-1] or "/" in word) and self._own_form(word) != iri:
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
            return Term(iri, prefix=simple and ":" not in word[1:] and iri[-1:] in _PREFIX_END)
        if word == "@type":
            return Term("@type")
        if ":" in word[1:]:
            return Term(_absolute(self._own_form(word)))
        if self.result.vocab is None:
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        return Term(self.result.vocab + word)

    def _own_form(self, word: str) -> str | None:
        """What the word says by itself when it has the form of an address or a compact one."""
        prefix = word.partition(":")[0]
        if prefix in self.entries and prefix not in _ABOUT_CONTEXT:
            self._define(prefix)
        return self.result.iri(word, vocab=True)

    def _iri(self, written: str) -> str:
        """What an address in a definition stands for; words it rests on are defined first."""
        for needed in (written, written.partition(":")[0]):
            if needed in self.entries and needed not in _ABOUT_CONTEXT:
                self._define(needed)
        return _absolute(self.result.iri(written, vocab=True))

    def _type(self, written: Any) -> str:
        if not isinstance(written, str):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        if written in ("@id", "@vocab", "@json", "@none"):
            return written
        iri = self._iri(written)
        if iri.startswith("_:"):
            raise UnsafeDocument(Reason.CONTEXT_INVALID)
        return iri

    def _scoped(self, written: Any) -> Steps:
        steps = self._steps(written, self.inline)
        if self.inline:
            for step in steps:
                # Emptying the context below one member would free every protected word there.
                if step is None:
                    raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
                if isinstance(step, str):
                    contexts.named(step)
        return steps


def _absolute(iri: str | None) -> str:
    if iri is None or not is_absolute(iri):
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    return iri


def _is_type_setting(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and value.keys() <= {"@container", "@id", "@protected"}
        and value.get("@container", "@set") == "@set"
    )


def _language(written: Any) -> str | None:
    if written is None:
        return None
    if not isinstance(written, str) or not is_language(written):
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    return written.lower()


def _direction(written: Any) -> bool:
    if written not in (None, "ltr", "rtl"):
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    return written is not None


def _container(written: Any, term: Term) -> frozenset[str]:
    values = written if isinstance(written, list) else [written]
    if not all(isinstance(value, str) for value in values):
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    container = frozenset(values)
    if not container <= _CONTAINERS:
        raise UnsafeDocument(Reason.CONTEXT_UNSAFE)
    # @set may stand beside any but @list; otherwise there is exactly one.
    kinds = container - {"@set"}
    if len(kinds) > 1 or (container != kinds and "@list" in kinds) or (term.reverse and kinds):
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    return container
