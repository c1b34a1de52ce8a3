"""A small N-Quads reader for test data: parts come out as the canonicaliser wants them."""

from __future__ import annotations

import re

from wallet.jsonld import rdf
from wallet.jsonld.rdf import Quad

_IRI = r"<(?P<{0}>[^<>]*)>"
_BLANK = r"(?P<{0}>_:[^\s<>]+)"
_LINE = re.compile(
    r"\s*(?:" + _IRI.format("s") + "|" + _BLANK.format("sb") + r")\s*"
    + _IRI.format("p")
    + r"\s*(?:" + _IRI.format("o") + "|" + _BLANK.format("ob")
    + r'|"(?P<text>(?:[^"\\\n\r]|\\.)*)"(?:\^\^' + _IRI.format("type") + r"|@(?P<tag>[a-zA-Z0-9-]+))?)\s*"
    + r"(?:" + _IRI.format("g") + "|" + _BLANK.format("gb") + r")?\s*\.\s*(?:#.*)?"
)  # fmt: skip
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def _plain(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        return chr(int(number, 16)) if number else _SHORT.get(match[3], match[3])

    return _ESCAPE.sub(one, text)


def read(content: str) -> list[Quad]:
    """The quads of an N-Quads file, each once."""
    quads: list[Quad] = []
    for line in content.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        assert found is not None, line
        subject = found["sb"] or rdf.iri(_plain(found["s"]))
        if found["text"] is None:
            value = found["ob"] or rdf.iri(_plain(found["o"]))
        else:
            value = rdf.text(_plain(found["text"]))
            if found["tag"]:
                value += "@" + found["tag"]
            elif found["type"] and found["type"] != "http://www.w3.org/2001/XMLSchema#string":
                value += "^^" + rdf.iri(_plain(found["type"]))
        graph = found["gb"] or ("" if found["g"] is None else rdf.iri(_plain(found["g"])))
        quads.append((subject, rdf.iri(_plain(found["p"])), value, graph))
    return list(dict.fromkeys(quads))
