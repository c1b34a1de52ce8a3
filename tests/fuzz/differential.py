"""``python3 dev.py differential [--documents N] [--seed S] [--keep DIR]``: canonical bytes, theirs and ours.

Every document goes to jsonld.js with rdf-canonize (PEER_JS names the folder of the peers) and to ours. Each
outcome is one of: the same bytes, refused by both, or a difference that is written down below and why.
Anything else is printed, kept as a file, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from tests.fuzz.documents import document
from tests.fuzz.mutate import at, paths
from tests.unit.jsonld import judges
from wallet.errors import WalletError
from wallet.jsonld import JsonLdError, UnsafeDocument, canonize
from wallet.reading.texts import listed

BATCH = 500


@dataclass(frozen=True)
class Answers:
    """What both made of a document: a canonical form, or why there is none."""

    document: Mapping[str, Any]
    ours: str | None
    our_reason: str
    theirs: str | None
    their_reason: str

    @property
    def text(self) -> str:
        """The document as text, to look for a word in."""
        return json.dumps(self.document)


def _beyond_16_bits(one: Answers) -> bool:
    """The order decides about the names of blank nodes as well: everything but those must be the same."""
    beyond = re.search(r"\\ud[89ab]", one.text) and re.search(r"\\u(e|f)[0-9a-f]{3}", one.text)
    return beyond is not None and _unnamed(one.ours) == _unnamed(one.theirs)


def _unnamed(form: str | None) -> list[str]:
    return sorted(re.sub(r"_:c14n[0-9]+", "_:", form or "").split("\n"))


def _written_twice(one: Answers) -> bool:
    theirs = (one.theirs or "").split("\n")
    return len(theirs) > len(set(theirs)) and _lines(one.ours) == set(theirs)


def _lines(form: str | None) -> set[str]:
    # Not splitlines: that would also split inside literals.
    return set((form or "").split("\n"))


def _nested(within: str) -> Callable[[Answers], bool]:
    """Whether somewhere a list, a set or nothing stands directly in a list under this name."""
    return lambda one: (
        one.ours is None
        and any(
            path[-1] == within
            and any(inner is None or _is_list(inner) for inner in listed(at(one.document, path)))
            for path in paths(one.document)
        )
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, dict) and ("@list" in value or "@set" in value))


def _several_datatypes(one: Answers) -> bool:
    found = (at(one.document, path) for path in paths(one.document))
    return one.our_reason == "context_invalid" and any(
        isinstance(value, dict) and "@value" in value and isinstance(value.get("@type"), list)
        for value in found
    )


def _says(*words: str) -> Callable[[Answers], bool]:
    return lambda one: one.our_reason == "term_undefined" and any(f'"{word}"' in one.text for word in words)


DIFFERENT: dict[str, Callable[[Answers], bool]] = {
    "the reference sorts by UTF-16 unit": _beyond_16_bits,
    "the reference writes an equal statement twice": _written_twice,
}
STRICTER_HERE: dict[str, Callable[[Answers], bool]] = {
    "number that the reference changes": lambda one: one.our_reason == "number_ambiguous",
    "dropped by the reference without a word": _says("@index", "@direction", "@none"),
    "list or set inside an explicit list, where engines differ": _nested("@list"),
    "list, set or nothing inside @graph or @included": lambda one: (
        _nested("@graph")(one) or _nested("@included")(one)
    ),
    "list of datatypes for one value": _several_datatypes,
    "space that only one side takes for one, in an address": lambda one: (
        one.our_reason == "term_undefined" and re.search(r"\\\\u(0085|001[c-f])", one.text) is not None
    ),
}
STRICTER_THERE: dict[str, Callable[[Answers], bool]] = {
    "the reference's limit on work is tighter": lambda one: "aximum" in one.their_reason,
}


@dataclass
class Outcome:
    """The counts of a run, and the documents that nothing on the lists explains."""

    counts: Counter[str] = field(default_factory=Counter)
    unexplained: list[Answers] = field(default_factory=list)

    def judge(self, one: Answers) -> None:
        """Count it where it belongs."""
        if one.ours is not None and one.ours == one.theirs:
            self.counts["same bytes"] += 1
        elif one.ours is None and one.theirs is None:
            self.counts["refused by both"] += 1
        else:
            known = STRICTER_HERE if one.ours is None else STRICTER_THERE if one.theirs is None else DIFFERENT
            name = next((name for name, holds in known.items() if holds(one)), None)
            self.counts[name or "unexplained"] += 1
            if name is None:
                self.unexplained.append(one)


def ours(made: Mapping[str, Any]) -> tuple[str | None, str]:
    """Our canonical form, or the reason for which there is none."""
    try:
        return canonize(made).nquads, ""
    except UnsafeDocument as error:
        return None, error.reason.value
    except (JsonLdError, WalletError) as error:
        return None, type(error).__name__


def compared(made: Mapping[str, Mapping[str, Any]], folder: Path) -> Iterator[Answers]:
    """Both answers for each document."""
    for name, form, safe in judges.raw_by_javascript(made, folder):
        form_here, reason = ours(made[name])
        yield Answers(
            made[name], form_here, reason, form if safe == "ok" else None, "" if safe == "ok" else safe
        )


def generated(seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Documents without end, the same for the same seed."""
    number = 0
    while True:
        chance = random.Random(f"document:{seed}:{number}")
        made = document(chance)
        # Most random changes are no JSON-LD: two in three are made again, up to five times.
        for _ in range(5 if chance.randrange(3) else 0):
            if ours(made)[0] is not None:
                break
            made = document(chance)
        yield f"{seed}-{number}", made
        number += 1


def run(documents: int, seed: int) -> Outcome:
    """Compare so many documents."""
    outcome = Outcome()
    source = generated(seed)
    for _ in range(0, documents, BATCH):
        made = dict(islice(source, min(BATCH, documents - outcome.counts.total())))
        with tempfile.TemporaryDirectory() as folder:
            for one in compared(made, Path(folder)):
                outcome.judge(one)
    return outcome


def by_pyld(made: Mapping[str, Any]) -> bool | None:
    """Whether PyLD makes the same of it; None where ours refuses, or PyLD is known to be wrong.

    It escapes control characters in another way, counts a blank node's statement about itself twice, sorts
    and writes numbers inside JSON literals as Python does, and rounds doubles as C does.
    """
    form, _ = ours(made)
    values = [at(made, path) for path in paths(made)]
    if form is None or any(isinstance(value, float) for value in values):
        return None
    if re.search(r'\\u00[01789]|\\[nrtbf]|_:|@json|"raw"', json.dumps(made)):
        return None
    return judges.by_pyld(made) == form


def main() -> int:
    """Compare and print."""
    reader = argparse.ArgumentParser(prog="dev.py differential", description=__doc__)
    reader.add_argument("--documents", type=int, default=1_000)
    reader.add_argument("--seed", type=int, default=int(time.time()))
    reader.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "studieregister-differential"
    )
    asked = reader.parse_args()
    if judges.peer() is None:
        print(judges.NO_PEER)
        return 1
    began = time.monotonic()
    outcome = run(asked.documents, asked.seed)
    print(f"{asked.documents} documents, seed {asked.seed}, {time.monotonic() - began:.0f} s")
    for name, count in outcome.counts.most_common():
        print(f"  {count:6} {name}")
    asked.keep.mkdir(parents=True, exist_ok=True)
    for one in outcome.unexplained:
        short = sha256(one.text.encode()).hexdigest()[:12]
        (asked.keep / f"{short}.json").write_text(one.text)
        print(f"  {short}: ours {one.our_reason or 'accepts'}, theirs {one.their_reason or 'accepts'}")
    return 1 if outcome.unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main())
