"""Writing HTML in the one form that a browser's document gives back character for character.

The portfolio page checks the seal over its own file by writing its document out again
(resources/viewer/seal.js is the counterpart), so elements are never self-closed, attributes stand in double
quotes and text is escaped exactly as the HTML standard's serialising does. A line ends after each element:
parsers drop a spoilt end tag, and only the line's end, now inside the element, shows it. Content enters
through :func:`element` only, so it is always escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# What no reader needs and what could turn the reading order around. Parsing would lose a carriage return.
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_ESCAPES = {"&": "&amp;", "\u00a0": "&nbsp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that this module wrote."""

    html: str = field(repr=False)


Child = Markup | str | None


def plain(text: str) -> str:
    """Without control characters; line ends are ``\\n``."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """A person's text as it stands between two tags."""
    return re.sub("[&\u00a0<>]", lambda found: _ESCAPES[found[0]], plain(text))


def element(name: str, attributes: dict[str, str] | None = None, *children: Child) -> Markup:
    """An element with its content. Attribute values are of our own making and hold nothing to escape."""
    for value in (attributes or {}).values():
        if not re.fullmatch(r"[\w:;,.#/= -]*", value, re.ASCII):
            raise ValueError("an attribute value that would need escaping")
    opening = "".join(f' {key}="{value}"' for key, value in (attributes or {}).items())
    return Markup(f"<{name}{opening}>{joined(*children).html}</{name}>\n")


def joined(*children: Child) -> Markup:
    """Several pieces after one another."""
    return Markup("".join(_html(child) for child in children if child is not None))


def _html(child: Markup | str) -> str:
    return child.html if isinstance(child, Markup) else escaped(child)
