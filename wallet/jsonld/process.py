"""Applies the contexts of one document, and remembers what each combination gave.

A context is read once into a :class:`Definition`; applying a definition to an active context is remembered at
that active context. Inline definitions are interned by their text, never by identity, so a remembered result
always belongs to what is actually written in the document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from wallet.jsonld import contexts
from wallet.jsonld.define import applied
from wallet.jsonld.errors import TooMuchWork, UnsafeDocument
from wallet.jsonld.terms import Active, Definition, Step, Steps
from wallet.model.report import Reason

# Steps that are not remembered, per document. An honest document needs a few dozen; one that alternates
# contexts to defeat the memory would cost a millisecond for each.
MAX_CONTEXT_STEPS: Final = 2_000
# Remembered active contexts, for the process. A few hundred cover every combination seen in the field.
MAX_REMEMBERED: Final = 1_000
# What a stranger sends may not fill the memory: an inline context of more characters than this (ours has
# 5,000), or more contexts in a row, is applied and forgotten.
MAX_INLINE: Final = 16_384
MAX_ROW: Final = 16

_TWO_TEXTS: Final = frozenset(url for url, texts in contexts.KNOWN.items() if len(texts) > 1)


class _Memory:
    """The initial context with all that was derived from it; thrown away whole when it grows too large."""

    initial: Active
    count: int
    inline: dict[str, Definition]

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.initial = Active()
        self.count = 0
        self.inline = {}


_memory = _Memory()


@cache
def _bundled(text: contexts.Bundled) -> Steps:
    return _steps(contexts.load(text), inline=False)


def _inline(entries: Mapping[str, Any]) -> Definition:
    # By content: two documents may reuse one address in memory for different contexts.
    text = json.dumps(entries, ensure_ascii=True)
    if len(text) > MAX_INLINE:
        return Definition(entries, inline=True, lasting=False)
    definition = _memory.inline.get(text)
    if definition is None:
        if len(_memory.inline) >= MAX_REMEMBERED:
            _memory.forget()
        definition = _memory.inline[text] = Definition(json.loads(text), inline=True)
    return definition


def _steps(written: Any, inline: bool) -> Steps:
    return tuple(_step(step, inline) for step in (written if isinstance(written, list) else [written]))


def _step(written: Any, inline: bool) -> Step:
    if written is None or isinstance(written, str):
        return written
    if isinstance(written, dict) and isinstance(written.get("@context"), dict) and len(written) == 1:
        # Some issuers put a whole context document where its content belongs; all engines unwrap it.
        written = written["@context"]
    if not isinstance(written, dict) or "@context" in written:
        raise UnsafeDocument(Reason.CONTEXT_INVALID)
    return _inline(written) if inline else Definition(written, inline=False)


def _lasting(steps: Steps) -> bool:
    return len(steps) <= MAX_ROW and all(step.lasting for step in steps if isinstance(step, Definition))


class Processor:
    """Applies contexts for one document. ``older`` picks the older text where an address has two."""

    def __init__(self, *, older: bool = False) -> None:
        if _memory.count >= MAX_REMEMBERED:
            _memory.forget()
        self.initial = _memory.initial
        self.older = older
        self.two_texts: set[Step] = set()
        """Addresses in the document that have an older text."""
        self.respelled = False
        """Whether something stands there under another name than the bundled contexts have for it."""
        self._steps_left = MAX_CONTEXT_STEPS

    def written(self, active: Active, context: Any) -> Active:
        """The active context after an ``@context`` that stands in the document itself."""
        steps = _steps(context, inline=True)
        self.two_texts.update(step for step in steps if step in _TWO_TEXTS)
        return self.apply(active, steps)

    def apply(
        self, active: Active, steps: Steps, *, propagate: bool = True, override: bool = False
    ) -> Active:
        """The active context after these steps. ``override``: protected terms may be redefined."""
        key = (steps, propagate, override, self.older)
        found = active.remembered.get(key)
        if found is None:
            found = self._run(active, steps, propagate, override)
            if _lasting(steps):
                active.remembered[key] = found
                _memory.count += 1
        return found

    def _run(self, active: Active, steps: Steps, propagate: bool, override: bool) -> Active:
        self._steps_left -= 1
        if self._steps_left < 0:
            raise TooMuchWork
        if len(steps) == 1 and isinstance(steps[0], Definition):
            propagate = steps[0].entries.get("@propagate", propagate)
            if not isinstance(propagate, bool):
                raise UnsafeDocument(Reason.CONTEXT_INVALID)
        result = active
        if not propagate and result.previous is None:
            result = result.clone()
            result.previous = active
        for step in steps:
            if step is None:
                if not override and any(term.protected for term in result.terms.values()):
                    raise UnsafeDocument(Reason.CONTEXT_INVALID)
                result = self.initial
            elif isinstance(step, str):
                text = contexts.named(step, older=self.older)
                result = self.apply(result, _bundled(text), propagate=True, override=override)
            else:
                result = applied(result, step, override=override, steps=_steps)
        return result
