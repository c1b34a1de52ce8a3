"""A mail (.eml): its attachments, those of mails forwarded in it, and what was pasted in its text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading.json_parts import decoded
from wallet.reading.packages import PARTS, Contents, Entry, given, numbered, plain_name

_DEPTH = 16
"""Mails in mails and parts in parts; a conversation that was forwarded five times has ten."""
_TEXT = 2_000_000
"""Characters of a text that are looked through for something pasted: one credential."""
_PASTED = 50
"""Things pasted into one text."""
_TRIES = 500
"""Braces that are tried as a beginning of JSON."""
_HEADER_BYTES = 10_000
"""One line of a part's head, folded ones together: long file names in three alphabets take some hundreds."""
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]*\S")
_KNOWN = frozenset(
    b"from to subject date received return-path message-id mime-version content-type delivered-to reply-to "
    b"x-mailer dkim-signature".split()
)
_PART_HEADER = re.compile(rb"^content-(?:type|disposition):.*(?:\r?\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(r"(?<![A-Za-z0-9_.~-])e[wy][A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.~-]*")
_OPENING = re.compile(r"^[ \t>]*(\{)", re.MULTILINE)
_MEANT = ('"@context"', '"credentialSubject"', '"recipient"', '"signatures"')
_MARKUP = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_ENDINGS = {
    "application/json": "json",
    "application/ld+json": "json",
    "application/jwt": "jwt",
    "application/pdf": "pdf",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "text/calendar": "ics",
    "text/xml": "xml",
}


class Mail:
    """One mail, as mail programs save it."""

    name = "mail"

    def recognises(self, head: bytes, filename: str) -> bool:
        """Lines of a mail's head at the very beginning, of which two are names that every mail has."""
        lines = head.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf").splitlines()[:40]
        if lines and lines[0].startswith(b"From "):
            lines = lines[1:]
        known = 0
        for line in lines:
            if line[:1] in (b" ", b"\t"):
                continue
            found = _HEADER.match(line)
            if not found:
                break
            known += found[1].lower() in _KNOWN
        return known >= 2

    def contents(self, original: bytes) -> Contents:
        """Raises InputError for a mail that cannot be taken apart."""
        # The library takes them apart in quadratic time.
        if any(len(found.group()) > _HEADER_BYTES for found in _PART_HEADER.finditer(original)):
            raise InputError(Problem.TOO_LARGE, limit=_HEADER_BYTES)
        try:
            parsed = BytesParser(policy=compat32).parsebytes(original.lstrip(b"\r\n"))
            entries = list(_entries(parsed))
        except RecursionError:
            raise InputError(Problem.TOO_DEEP, limit=_DEPTH) from None
        except (InputError, MemoryError):
            raise
        except Exception:
            # Whatever the library raises about a stranger's mail, the mail is at fault.
            raise InputError(Problem.DAMAGED_FILE) from None
        names = numbered(one.name for one in entries)
        named = (Entry(name, one.read, one.size) for name, one in zip(names, entries, strict=True))
        return Contents(Container.EML, tuple(named))


def _entries(mail: Message) -> Iterator[Entry]:
    waiting: list[tuple[Message, int]] = [(mail, 1)]
    found = 0
    while waiting:
        part, depth = waiting.pop()
        if depth > _DEPTH:
            raise InputError(Problem.TOO_DEEP, limit=_DEPTH)
        payload = part.get_payload()
        if isinstance(payload, list):
            inner = [one for one in payload if isinstance(one, Message)]
            waiting.extend((one, depth + 1) for one in reversed(inner))
            continue
        for entry in _of_leaf(part, found + 1):
            found += 1
            if found > PARTS:
                raise InputError(Problem.TOO_MANY_PARTS, limit=PARTS)
            yield entry


def _of_leaf(part: Message, number: int) -> Iterator[Entry]:
    kind = part.get_content_type()
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return
    name = _file_name(part)
    if not name and kind in ("text/plain", "text/html"):
        yield from _pasted(_text(part, content, kind))
        return
    otherwise = f"{number}.{_ENDINGS[kind]}" if kind in _ENDINGS else str(number)
    yield Entry(plain_name(name, otherwise), given(content), len(content))


def _pasted(text: str) -> Iterator[Entry]:
    """Credentials in the text itself: compact signatures, and JSON that begins on a line of its own."""
    objects = list(_objects(text))
    for one in objects:
        text = text.replace(one, " ")  # a token inside an object is part of it
    tokens = (found.group() for found in _TOKEN.finditer(text))
    for number, own in enumerate((*objects, *tokens), 1):
        if number > _PASTED:
            raise InputError(Problem.TOO_MANY_PARTS, limit=_PASTED)
        content = own.encode("utf-8", "replace")
        yield Entry("text.json" if own.startswith("{") else "text.jwt", given(content), len(content))


def _objects(text: str) -> Iterator[str]:
    end = 0
    for tries, opening in enumerate(_OPENING.finditer(text)):
        if tries >= _TRIES:
            return
        at = opening.start(1)
        if at < end:
            continue
        try:
            _, end = decoded(text, at)
        except InputError:
            continue
        if any(word in text[at:end] for word in _MEANT):
            yield text[at:end]


def _text(part: Message, content: bytes, kind: str) -> str:
    try:
        text = content.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    text = text[:_TEXT]
    return html.unescape(_MARKUP.sub("", text)) if kind == "text/html" else text


def _file_name(part: Message) -> str:
    name = part.get_filename()
    if not name:
        return ""
    try:
        return str(make_header(decode_header(name)))
    except (LookupError, ValueError):
        return name
