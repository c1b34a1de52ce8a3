"""Put a badge into a picture, as Open Badges 3.0 and 2.0 lay down (PNG and SVG)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wallet import importers
from wallet.errors import InputError, Problem, RefusedError
from wallet.importers import baked_png, baked_svg
from wallet.model.credential import Credential, Incoming, Kind
from wallet.reading import png
from wallet.reading.compact import looks_compact

_OLDER = (Kind.OPEN_BADGE_2, Kind.OPEN_BADGE_1)
_SVG_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?svg(?=[\s>/])")
# A tag up to its end; a ">" inside quotes is part of a value.
_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a generation of badges is baked."""

    keyword: bytes
    namespace: str
    element: str


_FORM_3 = _Form(b"openbadgecredential", baked_svg.NAMESPACE_3, "credential")
_FORM_2 = _Form(b"openbadges", baked_svg.NAMESPACE_2, "assertion")


def bake(badge: Incoming, picture: bytes) -> bytes:
    """The picture with this badge in it and no other. The badge may itself come in a picture.

    Raises RefusedError(NOT_BAKEABLE) when it is no badge, or the picture is no PNG or SVG that can hold it;
    InputError when either cannot be read.
    """
    credential = importers.read(badge)
    if credential.kind is not Kind.OPEN_BADGE_3 and credential.kind not in _OLDER:
        raise RefusedError(Problem.NOT_BAKEABLE)
    content = own_bytes(credential)
    form = _FORM_2 if credential.kind in _OLDER else _FORM_3
    if picture.startswith(png.SIGNATURE):
        baked = _into_png(content, form, picture)
    elif baked_svg.BakedSvg().recognises(picture, ""):
        baked = _into_svg(content, form, picture)
    else:
        raise RefusedError(Problem.NOT_BAKEABLE)
    _check(baked, credential)
    return baked


def own_bytes(credential: Credential) -> bytes:
    """The badge's own bytes, out of the picture that it may be in."""
    return credential.carried or credential.source.original


def unbake(picture: Incoming) -> tuple[bytes, bool]:
    """The bytes of the badge in this picture, and whether they are a compact signature (else JSON).

    Raises InputError, NO_CREDENTIAL_INSIDE for a file that is the badge itself.
    """
    credential = importers.read(picture)
    if not credential.carried:
        raise InputError(Problem.NO_CREDENTIAL_INSIDE)
    return credential.carried, looks_compact(credential.carried)


def _into_png(content: bytes, form: _Form, picture: bytes) -> bytes:
    parts = []
    for kind, data in png.chunks(picture):
        if kind in baked_png.TEXT_CHUNKS and png.keyword_of(data) in baked_png.KEYWORDS:
            continue  # exactly one badge in a picture
        parts.append(png.chunk(kind, data))
    # Not compressed, no language: keyword, flag and method, then two empty texts.
    text = form.keyword + b"\0\0\0\0\0" + content.strip()
    return png.SIGNATURE + b"".join([parts[0], png.chunk(b"iTXt", text), *parts[1:], png.chunk(b"IEND", b"")])


def _into_svg(content: bytes, form: _Form, picture: bytes) -> bytes:
    # Parsed once with all refusals; an older badge in it would make two.
    if baked_svg.badges_in(picture):
        raise RefusedError(Problem.NOT_BAKEABLE)
    try:
        picture.decode("utf-8")
        text = content.strip().decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(Problem.NOT_BAKEABLE) from None
    root = _SVG_ROOT.search(_without_comments(picture))
    tag = _TAG.match(picture, root.start()) if root else None
    if tag is None or tag.group().endswith(b"/>"):
        raise RefusedError(Problem.NOT_BAKEABLE)
    name = f"openbadges:{form.element}"
    opening = f'<{name} xmlns:openbadges="{form.namespace}"'
    if looks_compact(content):
        element = f'{opening} verify="{text}"/>'
    else:
        safe = text.replace("]]>", "]]]]><![CDATA[>")
        element = f"{opening}><![CDATA[{safe}]]></{name}>"
    return picture[: tag.end()] + element.encode("utf-8") + picture[tag.end() :]


def _without_comments(picture: bytes) -> bytes:
    """Of equal length, so that positions stay right."""
    return re.sub(rb"<!--.*?-->", lambda found: b" " * len(found.group()), picture, flags=re.DOTALL)


def _check(baked: bytes, credential: Credential) -> None:
    """Read back what was written: a picture that says something else is never handed out."""
    try:
        back = importers.read(Incoming(baked, ""))
    except InputError:
        raise RefusedError(Problem.NOT_BAKEABLE) from None
    if back.document != credential.document or back.kind is not credential.kind:
        raise RefusedError(Problem.NOT_BAKEABLE)
