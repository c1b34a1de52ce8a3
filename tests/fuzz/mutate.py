"""Changed inputs: good files broken in the ways of their own format, the same for the same random source.

What a file is, is seen by its content, so a badge in a picture is changed in depth.
"""

from __future__ import annotations

import base64
import copy
import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n"
LONGEST = 300_000
"""Bytes of a changed input; limits on size have tests of their own, and repeating one is slow."""

JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    0.5,
    -0.0,
    1e300,
    5e-324,
    2**53,
    -(2**53) - 1,
    10**16,
    99_999_999_999,
    "",
    "x",
    "\0",
    "\ud83d\ude00",
    "_:b0",
    "@id",
    "@type",
    "did:key:z6Mk",
    "did:web:x.example%3A8443:a:b",
    "did:jwk:e30",
    "https://x.example/",
    "//x",
    "?x",
    "#x",
    "urn:uuid:0",
    "data:application/vc+jwt,eyJ.e.f",
    "2026-01-01T00:00:00Z",
    "0000-00-00",
    "9999-12-31T23:59:60+23:59",
    "0001-01-01T00:00:00+14:00",
    "nl",
    "u",
    "z",
    "\u202egpj.exe",
    [],
    {},
    [None],
    [[]],
    {"id": None},
    {"@value": 5},
    {"@value": "x", "@language": "nl"},
    {"@value": {}, "@type": "@json"},
    {"@list": []},
    {"@set": [1]},
    {"@id": "_:a"},
    {"@reverse": {"name": "x"}},
    {"@included": []},
    {"@graph": []},
    ["a", ["b"]],
    {"@context": {"@vocab": "http://x.example/"}},
    {"nl": "een", "en": ["one"]},
    "z" * 200,
    {"kty": "OKP", "crv": "Ed25519", "x": "AA"},
)
_NAMES = """
@context @id @type @value @list @set @language @graph @reverse @included @nest @none @json
id type name issuer validFrom validUntil issuanceDate expirationDate credentialSubject proof
verificationMethod proofPurpose proofValue cryptosuite created expires challenge domain
credentialStatus statusListIndex statusListCredential encodedList evidence achievement image
alg kid jwk x5c crit b64 typ iss sub jti nbf iat exp vc vp cnf _sd _sd_alg ... vct status
verifiableCredential termsOfUse credentialSchema refreshService holder result badge
__proto__ constructor toString
"""
NAMES = (*_NAMES.split(), "")
TOKENS: tuple[bytes, ...] = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\\u0000",
    b"\\ud800",
    b"\\/",
    b"1e999",
    b"-0",
    b"0.1e-7",
    b"NaN",
    b"[[[[[[[[",
    b'{"a":',
    b'"@context":',
    b",,",
    b"~",
    b".",
    b"..",
    b"=",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"<![CDATA[",
    b"]]>",
    b"&#0;",
    b"&#x41;",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"</svg>",
    b"<!--",
    b"</script>",
    b"iTXt",
    b"tEXt",
    b"zTXt",
    b"IEND",
    b"openbadges",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x06\x07",
    b"%PDF-1.7",
    b"startxref",
    b"endobj",
    b"/Names",
    b"Content-Transfer-Encoding: base64\r\n",
    b"\r\n\r\n",
    b"\x9f",
    b"\xbf",
    b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff",
)

Steps = tuple[str | int, ...]
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_BASE64 = re.compile(rb"[A-Za-z0-9_+/-]{24,}={0,2}")
_BLOCK = re.compile(rb"<script[^>]*>\s*([\[{].*?)\s*</script>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def changed(content: bytes, chance: random.Random) -> bytes:
    """The content with one to several changes, of its own format four times in five."""
    change = _byte_level if chance.randrange(5) == 0 else _by_format(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        content = change(content, chance)
    return content[:LONGEST]


def _by_format(content: bytes) -> Callable[[bytes, random.Random], bytes]:
    head = content[:64].lstrip()
    if content.startswith(PNG):
        return _png
    if head[:1] in (b"{", b"["):
        return _json
    if head.startswith(b"<"):
        return _markup
    if head.startswith(b"ey") and b"." in content:
        return _compact
    return _byte_level


# --- bytes --------------------------------------------------------------------------------------------


def _byte_level(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(made) + 1)
        match chance.randrange(9):
            case 0 if made:
                made[min(place, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1 if made:
                made[min(place, len(made) - 1)] = chance.randrange(256)
            case 2:
                del made[place : place + chance.randrange(1, 40)]
            case 3:
                del made[place:]
            case 4:
                start = chance.randrange(len(made) + 1)
                made[place:place] = made[start : start + chance.randrange(1, 80)]
            case 5:
                form, most = chance.choice(
                    ((">H", 0xFFFF), (">I", 0xFFFFFFFF), ("<H", 0xFFFF), ("<I", 2**32 - 1))
                )
                number = struct.pack(form, min(chance.choice(_NUMBERS), most))
                made[place : place + len(number)] = number
            case 6:
                token = chance.choice(TOKENS)
                made[place : place + chance.choice((0, len(token)))] = token
            case 7:
                made[place:place] = bytes([chance.randrange(256)]) * chance.choice((2, 17, 300, 5_000))
            case _:
                start = chance.randrange(len(made) + 1)
                size = chance.randrange(1, 40)
                made[place : place + size] = made[start : start + size]
    return bytes(made)


# --- JSON ---------------------------------------------------------------------------------------------


def paths(value: Any, here: Steps = ()) -> Iterator[Steps]:
    """The way to every value in a JSON tree, but for the root."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, one in inner:
        yield (*here, step)
        yield from paths(one, (*here, step))


def at(value: Any, path: Steps) -> Any:
    """The value at the end of this way."""
    for step in path:
        value = value[step]
    return value


def _json(content: bytes, chance: random.Random) -> bytes:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return _byte_level(content, chance)
    value = change_tree(value, chance)
    try:
        made = json.dumps(value, ensure_ascii=chance.random() < 0.5).encode()
    except (UnicodeEncodeError, RecursionError):
        return _byte_level(content, chance)
    return _spelled(made, chance) if chance.randrange(4) == 0 else made


def change_tree(value: Any, chance: random.Random) -> Any:
    """One change somewhere in a JSON tree; the tree itself is changed where that is possible."""
    places = list(paths(value))
    if not places:
        return copy.deepcopy(chance.choice(JUNK))
    place, other = chance.choice(places), chance.choice(places)
    holder, last = at(value, place[:-1]), place[-1]
    old = holder[last]
    match chance.randrange(10):
        case 0:
            del holder[last]
        case 1:
            holder[last] = copy.deepcopy(at(value, other))
        case 2:
            holder[last] = [old, *([copy.deepcopy(old)] if chance.random() < 0.5 else [])]
        case 3 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = holder.pop(last)
        case 4 if isinstance(holder, dict):
            holder[chance.choice(NAMES)] = copy.deepcopy(chance.choice((*JUNK, at(value, other))))
        case 5 if isinstance(old, list) and old:
            chance.shuffle(old)
        case 5 | 6 if isinstance(old, str):
            holder[last] = changed_text(old, chance)
        case 6 if isinstance(old, int | float) and not isinstance(old, bool):
            holder[last] = chance.choice((old + 1, -old, old * 1.0, old * 1000, old / 3))
        case 7 if isinstance(old, list):
            old.insert(
                chance.randrange(len(old) + 1), copy.deepcopy(chance.choice((*JUNK, at(value, other))))
            )
        case 8:
            for _ in range(chance.choice((1, 5, 70))):
                old = chance.choice(([old], {chance.choice(NAMES): old}))
            holder[last] = old
        case _:
            holder[last] = copy.deepcopy(chance.choice(JUNK))
    return value


def changed_text(text: str, chance: random.Random) -> str:
    """A text with a piece changed; a token or coded bytes inside it are changed as such."""
    if chance.randrange(3) == 0 and text.startswith("ey") and "." in text:
        return _compact(text.encode("utf-8", "replace"), chance).decode("utf-8", "replace")
    place = chance.randrange(len(text) + 1)
    match chance.randrange(7):
        case 0:
            return text[:place] + text[place + 1 :]
        case 1:
            return text[:place]
        case 2:
            return (
                text[:place]
                + chance.choice(("\0", " ", "é", "e\u0301", "\U0001f600", "/", ":", "#", "%2e", "0"))
                + text[place:]
            )
        case 3:
            return text.swapcase()
        case 4:
            return text + text
        case 5 if place < len(text):
            return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
        case _:
            return chance.choice([one for one in JUNK if isinstance(one, str)])


def _spelled(made: bytes, chance: random.Random) -> bytes:
    """The same value, or nearly, in another spelling."""
    match chance.randrange(5):
        case 0:
            return made.replace(b":", b" :\n\t", chance.randrange(1, 5))
        case 1:
            first = made.find(b'"')
            letter = made[first + 1 : first + 2]
            return made[: first + 1] + b"\\u%04x" % (letter or b"a")[0] + made[first + 2 :]
        case 2:
            return made.replace(b"{", b'{"id":"x","id":"y",' if chance.random() < 0.5 else b'{"":1,', 1)
        case 3:
            return re.sub(rb"(\d+)([,}\]])", rb"\1.0e0\2", made, count=1)
        case _:
            return b"\xef\xbb\xbf" + made if chance.random() < 0.5 else made + b"\n{}"


# --- tokens -------------------------------------------------------------------------------------------


def _compact(content: bytes, chance: random.Random) -> bytes:
    """A JWS or SD-JWT: its parts decoded, changed and coded again, left out, repeated or put elsewhere."""
    cut = b"~" if b"~" in content and chance.random() < 0.5 else b"."
    parts = content.split(cut)
    place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(8):
        case 0:
            parts[place], parts[other] = parts[other], parts[place]
        case 1:
            del parts[place]
        case 2:
            parts.insert(place, parts[other])
        case 3:
            parts[place] += chance.choice((b"=", b"A", b"~", b"", b"%"))
        case 4:
            parts[place] = _byte_level(parts[place], chance)
        case _:
            pieces = re.split(rb"([.~])", parts[place])
            which = chance.choice(range(0, len(pieces), 2))
            pieces[which] = _coded(pieces[which], chance)
            parts[place] = b"".join(pieces)
    return cut.join(parts)


def _coded(part: bytes, chance: random.Random) -> bytes:
    try:
        plain = base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except ValueError:
        return _byte_level(part, chance)
    inside = _json if plain[:1] in (b"{", b"[") else _byte_level
    return base64.urlsafe_b64encode(inside(plain, chance)).rstrip(b"=")


# --- pictures and markup ------------------------------------------------------------------------------


def _png(content: bytes, chance: random.Random) -> bytes:
    parts = list(_chunks(content))
    if not parts:
        return _byte_level(content, chance)
    place = chance.randrange(len(parts))
    kind, data = parts[place]
    match chance.randrange(9):
        case 0:
            del parts[place]
        case 1:
            parts.insert(chance.randrange(len(parts) + 1), (kind, data))
        case 2:
            parts[place] = (
                chance.choice((b"iTXt", b"tEXt", b"zTXt", b"IDAT", b"aaaa", b"IEND", b"IHDR")),
                data,
            )
        case 3:
            chance.shuffle(parts)
        case 4:
            parts[place] = (kind, _byte_level(data, chance))
        case 5:
            word = chance.choice((b"openbadgecredential", b"openbadges", b"Comment", b""))
            parts[place] = (kind, word + b"\0" + chance.choice((b"\0\0", b"\1\0", b"\0\0nl\0", b"")) + data)
        case 6:
            parts[place] = (kind, zlib.compress(data))
        case _:
            texts = [index for index, (one, _) in enumerate(parts) if one in (b"iTXt", b"tEXt", b"zTXt")]
            index = chance.choice(texts or [place])
            parts[index] = (parts[index][0], _inside(parts[index][1], chance))
    sums = chance.randrange(12) != 0
    return PNG + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if sums else 0)
        for kind, data in parts
    )


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        yield content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        place += 12 + length


def _inside(data: bytes, chance: random.Random) -> bytes:
    """The badge in a text chunk, also where it is packed."""
    for separator in (b"\0\1\0\0\0", b"\0\0"):
        before, found, packed = data.partition(separator)
        if found:
            try:
                plain = zlib.decompressobj().decompress(packed, LONGEST)
            except zlib.error:
                continue
            return before + found + zlib.compress(_by_format(plain)(plain, chance))
    before, found, plain = data.rpartition(b"\0")
    return before + found + _by_format(plain)(plain, chance)


def _markup(content: bytes, chance: random.Random) -> bytes:
    """A drawing or a page: the blocks of JSON in it, its long base64, its tags, or its bytes."""
    blocks = [
        (one.start(group), one.end(group))
        for one in _BLOCK.finditer(content)
        for group in (1, 2)
        if one[group]
    ]
    choice = chance.randrange(4)
    if choice <= 1 and blocks:
        start, end = chance.choice(blocks)
        return content[:start] + _by_format(content[start:end])(content[start:end], chance) + content[end:]
    if choice == 2:
        tags = [one.span() for one in re.finditer(rb"<[^>]{0,200}>", content[:LONGEST])]
        if len(tags) > 1:
            (start, end), (first, last) = chance.choice(tags), chance.choice(tags)
            return (
                content[:start]
                + chance.choice((b"", content[first:last]))
                + content[chance.choice((start, end)) :]
            )
    long = [one.span() for one in _BASE64.finditer(content)]
    if choice == 3 and long:
        start, end = chance.choice(long)
        return content[:start] + _coded(content[start:end], chance) + content[end:]
    return _byte_level(content, chance)
