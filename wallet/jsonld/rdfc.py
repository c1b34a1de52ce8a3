"""RDFC-1.0 (W3C RDF Dataset Canonicalization) with a work budget.

Blank nodes get the same names whatever they were called. The algorithm's Hash N-Degree Quads is exponential
for graphs made for it, so calls and permutations are counted and an honest ceiling ends it. A node that is
related twice under the same hash stays in the list twice, as in the specification and its reference
implementation; engines that drop the second give other names to some real credentials.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from wallet.jsonld.errors import TooMuchWork
from wallet.jsonld.rdf import Quad


@dataclass(frozen=True, slots=True)
class Budget:
    """How much work a data set may cost. Crossing either limit is TooMuchWork."""

    # Nodes that only their surroundings tell apart need a call each, and one for each neighbour of that sort.
    calls_per_blank_node: int = 4
    # Five things that are alike in every way have 120 orders; poison graphs have millions.
    permutations: int = 5_000


HASHES: Final[dict[str, Callable[[bytes], hashlib._Hash]]] = {
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
}


class _Issuer:
    """Gives out names in order."""

    __slots__ = ("issued", "prefix")

    def __init__(self, prefix: str, issued: dict[str, str] | None = None) -> None:
        self.prefix = prefix
        self.issued: dict[str, str] = {} if issued is None else issued

    def name(self, node: str) -> str:
        known = self.issued.get(node)
        if known is None:
            known = self.issued[node] = f"{self.prefix}{len(self.issued)}"
        return known

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


def _line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"


DEFAULT: Final = Budget()


def canonical_nquads(quads: list[Quad], hash_name: str = "sha256", budget: Budget = DEFAULT) -> str:
    """The canonical N-Quads of a data set (quads without repetition). Raises TooMuchWork."""
    return _Canonicalizer(quads, hash_name, budget).nquads()


def canonical_names(quads: list[Quad], hash_name: str = "sha256", budget: Budget = DEFAULT) -> dict[str, str]:
    """The canonical name of each blank node of a data set. Raises TooMuchWork."""
    return _Canonicalizer(quads, hash_name, budget).names()


class _Canonicalizer:
    def __init__(self, quads: list[Quad], hash_name: str, budget: Budget) -> None:
        self._hash = HASHES[hash_name]
        self._quads = quads
        self._of_node: dict[str, list[Quad]] = {}
        for quad in quads:
            subject, _, value, graph = quad
            for part in {subject, value, graph}:
                if part.startswith("_:"):
                    self._of_node.setdefault(part, []).append(quad)
        self._first: dict[str, str] = {}
        self._canonical = _Issuer("_:c14n")
        self._calls_left = budget.calls_per_blank_node * len(self._of_node)
        self._permutations_left = budget.permutations

    def names(self) -> dict[str, str]:
        """Steps 3 to 5 of the canonicalization algorithm (4.4.3)."""
        alike: dict[str, list[str]] = {}
        for node in self._of_node:
            alike.setdefault(self._first_degree(node), []).append(node)
        in_order = sorted(alike)
        for digest in in_order:
            if len(alike[digest]) == 1:
                self._canonical.name(alike[digest][0])
        try:
            for digest in in_order:
                if len(alike[digest]) > 1:
                    self._tell_apart(alike[digest])
        except RecursionError:
            # A chain of some hundreds of nodes that are all alike.
            raise TooMuchWork from None
        return self._canonical.issued

    def nquads(self) -> str:
        """The quads under their canonical names, sorted."""
        named = self.names().get
        return "".join(
            sorted(
                _line(named(subject, subject), predicate, named(value, value), named(graph, graph))
                for subject, predicate, value, graph in self._quads
            )
        )

    def _tell_apart(self, nodes: list[str]) -> None:
        paths: list[tuple[str, _Issuer]] = []
        for node in nodes:
            if node not in self._canonical.issued:
                issuer = _Issuer("_:b")
                issuer.name(node)
                paths.append(self._n_degree(node, issuer))
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for node in issuer.issued:
                self._canonical.name(node)

    def _digest(self, text: str) -> str:
        return self._hash(text.encode("utf-8")).hexdigest()

    def _first_degree(self, node: str) -> str:
        """Hash First Degree Quads (4.6.3): the quads of a node, it being ``_:a`` and all others ``_:z``."""

        def masked(part: str) -> str:
            return ("_:a" if part == node else "_:z") if part.startswith("_:") else part

        lines = sorted(
            _line(masked(subject), predicate, masked(value), masked(graph))
            for subject, predicate, value, graph in self._of_node[node]
        )
        digest = self._first[node] = self._digest("".join(lines))
        return digest

    def _related(self, node: str, issuer: _Issuer) -> dict[str, list[str]]:
        """Hash Related Blank Node (4.7.3) for every other blank node in the quads of this one."""
        related: dict[str, list[str]] = {}
        for subject, predicate, value, graph in self._of_node[node]:
            for other, position in ((subject, "s"), (value, "o"), (graph, "g")):
                if other == node or not other.startswith("_:"):
                    continue
                name = self._canonical.issued.get(other) or issuer.issued.get(other) or self._first[other]
                text = f"g{name}" if position == "g" else f"{position}{predicate}{name}"
                related.setdefault(self._digest(text), []).append(other)
        return related

    def _n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Hash N-Degree Quads (4.8.3): a hash of everything around a node, and the names given on the way."""
        self._calls_left -= 1
        if self._calls_left < 0:
            raise TooMuchWork
        data: list[str] = []
        related = self._related(node, issuer)
        for digest in sorted(related):
            path, issuer = self._shortest_path(related[digest], issuer)
            data += (digest, path)
        return self._digest("".join(data)), issuer

    def _shortest_path(self, nodes: list[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        chosen: tuple[str, _Issuer] | None = None
        for order in _orders(nodes):
            self._permutations_left -= 1
            if self._permutations_left < 0:
                raise TooMuchWork
            found = self._path(order, issuer.copy(), None if chosen is None else chosen[0])
            if found is not None and (chosen is None or found[0] < chosen[0]):
                chosen = found
        assert chosen is not None  # the first order is never abandoned
        return chosen

    def _path(self, order: list[str], issuer: _Issuer, best: str | None) -> tuple[str, _Issuer] | None:
        """The path for one order of related nodes; None when it can no longer be better than the best."""
        path = ""
        unseen: list[str] = []
        for node in order:
            name = self._canonical.issued.get(node)
            if name is None:
                if node not in issuer.issued:
                    unseen.append(node)
                name = issuer.name(node)
            path += name
            if best is not None and len(path) >= len(best) and path > best:
                return None
        for node in unseen:
            digest, deeper = self._n_degree(node, issuer)
            path += f"{issuer.name(node)}<{digest}>"
            issuer = deeper
            if best is not None and len(path) >= len(best) and path > best:
                return None
        return path, issuer


def _orders(nodes: list[str]) -> Iterator[list[str]]:
    """Every distinct order of these nodes, repetitions included, without building them all first."""
    order = sorted(nodes)
    last = len(order) - 1
    while True:
        yield order
        # The next in lexicographic order: raise the rightmost that can rise, and start over behind it.
        pivot = last - 1
        while pivot >= 0 and order[pivot] >= order[pivot + 1]:
            pivot -= 1
        if pivot < 0:
            return
        other = last
        while order[other] <= order[pivot]:
            other -= 1
        order[pivot], order[other] = order[other], order[pivot]
        order[pivot + 1 :] = reversed(order[pivot + 1 :])
