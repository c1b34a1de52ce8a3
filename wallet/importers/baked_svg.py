"""Badges in an SVG: an element of the Open Badges namespaces, found by namespace and never by prefix."""

from __future__ import annotations

import re
from typing import Any

from wallet.errors import InputError, Problem
from wallet.model.credential import Container, Credential
from wallet.reading.baked import Found, choose
from wallet.reading.limits import ELEMENT_DEPTH, ELEMENTS, SVG_BYTES, TEXT_BYTES

NAMESPACE_3 = "https://purl.imsglobal.org/ob/v3p0"
NAMESPACE_2 = "http://openbadges.org"
_BADGE_ELEMENTS = {
    f"{{{NAMESPACE_3}}}credential": True,
    f"{{{NAMESPACE_2}}}assertion": False,
    # Seen in the field: the newer element in the older namespace, and the other way round.
    f"{{{NAMESPACE_2}}}credential": False,
    f"{{{NAMESPACE_3}}}assertion": True,
}
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]")
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_BOMS = (b"\xff\xfe", b"\xfe\xff")


class BakedSvg:
    """A drawing with a badge in it."""

    name = "baked_svg"

    def recognises(self, head: bytes, filename: str) -> bool:
        """XML that speaks of an svg element; a web page with a drawing in it is not one."""
        if head.startswith(_BOMS):
            head = head[2:].replace(b"\0", b"")
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return start.startswith(b"<") and not _HTML.match(start) and bool(_ROOT.search(start))

    def read(self, original: bytes) -> Credential:
        """Parse the whole drawing, entities refused."""
        return choose(badges_in(original), original, Container.SVG, "image/svg+xml")


def badges_in(original: bytes) -> list[Found]:
    """All badges in a drawing, in its order. Raises InputError for a drawing that cannot be read safely."""
    if len(original) > SVG_BYTES:
        raise InputError(Problem.TOO_LARGE, limit=SVG_BYTES)
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    target = _Badges()
    # A DOCTYPE alone is harmless and common in drawings; declaring entities is not.
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.feed(original)
        parser.close()
    except DefusedXmlException:
        raise InputError(Problem.XML_ENTITIES) from None
    except (ParseError, ValueError, LookupError):
        # LookupError: an encoding that does not exist.
        raise InputError(Problem.DAMAGED_FILE) from None
    return target.found


def _refuse_declarations(name: str, system: str | None, public: str | None, declares: int) -> None:
    """Entities, and attributes that would be added to every element."""
    if declares:
        raise InputError(Problem.XML_ENTITIES)


class _Badges:
    """What the parser tells, element by element: no tree is built."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self._depth = 0
        self._elements = 0
        self._inside: tuple[int, bool, str] | None = None
        self._text: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > ELEMENT_DEPTH:
            raise InputError(Problem.TOO_DEEP, limit=ELEMENT_DEPTH)
        if self._elements > ELEMENTS:
            raise InputError(Problem.TOO_MANY_PARTS, limit=ELEMENTS)
        if self._depth == 1 and tag.rpartition("}")[2] != "svg":
            raise InputError(Problem.NOT_RECOGNISED)
        if self._inside is None and tag in _BADGE_ELEMENTS:
            self._inside = (self._depth, _BADGE_ELEMENTS[tag], attributes.get("verify", "").strip())
            self._text, self._length = [], 0

    def data(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            if self._length > TEXT_BYTES:
                raise InputError(Problem.TOO_LARGE, limit=TEXT_BYTES)
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._inside and self._inside[0] == self._depth:
            _, current, verify = self._inside
            body = "".join(self._text).strip()
            # The attribute holds a JWS or, for 2.0, the address of a hosted badge; the body holds JSON.
            hosted = verify.startswith(("http:", "https:"))
            content = body if hosted and body else verify or body
            if content:
                address = verify.encode("utf-8") if hosted else b""
                self.found.append(Found(content.encode("utf-8"), current, (), address))
            self._inside = None
        self._depth -= 1

    def close(self) -> Any:
        return self.found
