"""Files that nobody sends in good faith, each with the problem code that it must get."""

from __future__ import annotations

import base64
import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from wallet.reading import limits, png
from wallet.strict_json import MAX_DEPTH, MAX_DIGITS, MAX_NODES, MAX_STRING

_PLAIN: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": "did:example:1",
    "credentialSubject": {"id": "did:example:2"},
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'

Case = tuple[str, bytes, str]
"""Name, content, and the problem code; "" for a file at a limit that is read."""


def with_member(written: str) -> bytes:
    """A readable credential with one more member, as written."""
    return (json.dumps(_PLAIN)[:-1] + ', "more": ' + written + "}").encode("utf-8")


def json_files() -> Iterator[Case]:
    good = json.dumps(_PLAIN).encode("utf-8")
    inner = MAX_DEPTH - 1  # the credential itself is one level
    yield "empty.json", b"", "empty_file"
    yield "blank.json", b" \n\t ", "empty_file"
    yield "truncated.json", good[:-9], "not_json"
    yield "two.json", good + good, "not_json"
    yield "at-depth.json", with_member("[" * inner + "]" * inner), ""
    yield "over-depth.json", with_member("[" * (inner + 1) + "]" * (inner + 1)), "too_deep"
    yield "abyss.json", b"[" * 5_000_000, "too_deep"
    yield "abyss-of-objects.json", b'{"a":' * 1_000_000, "too_deep"
    yield "at-nodes.json", with_member("[" + "0," * (MAX_NODES - 100) + "0]"), ""
    yield "over-nodes.json", with_member("[" + "0," * MAX_NODES + "0]"), "too_large"
    yield "at-string.json", with_member('"' + "a" * MAX_STRING + '"'), ""
    yield "over-string.json", with_member('"' + "a" * (MAX_STRING + 1) + '"'), "too_large"
    yield "at-digits.json", with_member("9" * MAX_DIGITS), ""
    yield "over-digits.json", with_member("9" * (MAX_DIGITS + 1)), "number_out_of_range"
    yield "million-digits.json", with_member("9" * 1_000_000), "number_out_of_range"
    yield "infinite.json", with_member("1e999"), "number_out_of_range"
    yield "nan.json", with_member("NaN"), "not_json"
    yield "infinity.json", with_member("-Infinity"), "not_json"
    yield "twice.json", with_member('{"a": 1, "a": 2}'), "duplicate_key"
    yield "twice-escaped.json", with_member('{"a": 1, "\\u0061": 2}'), "duplicate_key"
    yield "surrogate.json", with_member('"\\ud800"'), "not_utf8"
    yield "latin-1.json", with_member('"caf\u00e9"').decode("utf-8").encode("latin-1"), "not_utf8"
    yield "utf-16.json", good.decode("utf-8").encode("utf-16"), "not_utf8"
    yield "utf-32.json", good.decode("utf-8").encode("utf-32"), "not_utf8"
    yield "nul.json", with_member('"a\0b"'), "not_json"
    yield "large.json", with_member("[" + ('"' + "a" * 90_000 + '",') * 25 + "0]"), "too_large"
    yield "larger-than-a-file.json", b" " * limits.FILE_BYTES + b"{}", "too_large"
    yield "many-empty.json", with_member("[" + "[]," * 8_000_000 + "[]]"), "too_large"
    yield "many-small.json", with_member("[" + '{"a":1},' * 3_000_000 + "0]"), "too_large"
    yield "quotes.json", b"{" + b'"' * 24_000_000, "too_large"
    yield "open-string.json", b'{"a": "' + b'\\"' * 12_000_000, "not_json"
    yield "list.json", b"[" + good + b"]", ""
    yield "list-of-nothing.json", b"[1, 2]", "not_recognised"
    yield "other.json", b'{"hello": "world"}', "not_recognised"
    yield "no-members.json", b'{"type": "VerifiablePresentation"}', "no_members"


def other_files() -> Iterator[Case]:
    yield "text.txt", b"This is not a badge.\n", "not_recognised"
    yield "text.json", b"This is not a badge.\n", "not_recognised"
    yield "random.png", bytes(range(256)) * 40, "not_recognised"
    yield "program.exe", b"MZ\x90\0" + b"\0" * 400, "not_recognised"
    yield "jpeg.png", b"\xff\xd8\xff\xe0" + b"\0" * 400, "not_recognised"
    yield "gif.svg", b"GIF89a" + b"\0" * 400, "not_recognised"


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def jwt_files() -> Iterator[Case]:
    head, body = _part({"alg": "EdDSA"}), _part(_PLAIN)
    yield "cut.jwt", f"{head}.{body}".encode(), "damaged_file"
    yield "cut-in-body.jwt", f"{head}.{body[:-7]}".encode(), "damaged_file"
    yield "padded.jwt", f"{head}.{body}==.AA".encode(), "damaged_file"
    yield "plus.jwt", f"{head}.{body}+/.AA".encode(), "damaged_file"
    yield "spelled-otherwise.jwt", f"{head}.{body[:-1] + chr(ord(body[-1]) + 1)}.AA".encode(), "damaged_file"
    yield "not-json.jwt", f"{head}.bm90IGpzb24.AA".encode(), "not_json"
    twice = base64.urlsafe_b64encode(b'{"type":"x","type":"y"}').rstrip(b"=").decode()
    yield "twice.jwt", f"{head}.{twice}.AA".encode(), "duplicate_key"
    yield "other.jwt", f"{head}.{_part({'sub': 'x'})}.AA".encode(), "not_recognised"
    yield "encrypted.jwt", f"{head}.AA.AA.AA.AA".encode(), "not_recognised"
    yield "large.jwt", f"{head}.{'A' * limits.CREDENTIAL_BYTES}.AA".encode(), "too_large"


def picture(*chunks: bytes, size: tuple[int, int] = (1, 1), end: bool = True) -> bytes:
    """The smallest picture with these chunks in it."""
    header = struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)
    pixels = png.chunk(b"IDAT", zlib.compress(b"\0\0"))
    body = png.chunk(b"IHDR", header) + b"".join(chunks) + pixels
    return png.SIGNATURE + body + (png.chunk(b"IEND", b"") if end else b"")


def baked(content: bytes, *, deflated: bool = False) -> bytes:
    """A text chunk with a badge in it."""
    flag = b"\1" if deflated else b"\0"
    return png.chunk(b"iTXt", b"openbadgecredential\0" + flag + b"\0\0\0" + content)


def png_files() -> Iterator[Case]:
    good = json.dumps(_PLAIN).encode("utf-8")
    whole = picture(baked(good))
    bomb = zlib.compress(b"{" + b" " * 60_000_000, 9)
    edge = int(limits.PIXELS**0.5)
    yield "plain.png", whole, ""
    yield "no-badge.png", picture(), "no_credential_inside"
    yield "cut.png", whole[: len(whole) // 2], "damaged_file"
    yield "only-signature.png", png.SIGNATURE, "damaged_file"
    yield "no-end.png", picture(baked(good), end=False), "damaged_file"
    yield "bit.png", whole.replace(b"VerifiableCredential", b"VerifiablfCredential"), "damaged_file"
    yield "huge-length.png", png.SIGNATURE + struct.pack(">I4s", 2**31 - 1, b"IHDR"), "damaged_file"
    yield "no-header.png", png.SIGNATURE + baked(good) + png.chunk(b"IEND", b""), "damaged_file"
    yield "two-headers.png", picture(png.chunk(b"IHDR", bytes(13))), "damaged_file"
    yield "bomb.png", picture(baked(bomb, deflated=True)), "too_large"
    yield "cut-deflate.png", picture(baked(zlib.compress(good)[:-6], deflated=True)), "damaged_file"
    yield "false-deflate.png", picture(baked(good, deflated=True)), "damaged_file"
    yield "text-over.png", picture(baked(b" " * (limits.TEXT_BYTES + 1))), "too_large"
    yield "at-pixels.png", picture(baked(good), size=(edge, edge)), ""
    yield "over-pixels.png", picture(baked(good), size=(edge + 1, edge + 1)), "image_refused"
    yield "no-pixels.png", picture(baked(good), size=(0, 1)), "damaged_file"
    yield "many-chunks.png", picture(*[png.chunk(b"tEXt", b"a\0b")] * limits.CHUNKS), "too_many_parts"
    yield "many-badges.png", picture(*[baked(good)] * (limits.BADGES_IN_IMAGE + 1)), "too_many_parts"
    yield "not-a-badge-inside.png", picture(baked(b"hello")), "not_json"
    yield "empty-badge.png", picture(baked(b"")), "empty_file"


def svg_files() -> Iterator[Case]:
    good = json.dumps(_PLAIN)
    badge = f"<openbadges:credential><![CDATA[{good}]]></openbadges:credential>"
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    outside = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://host.example/x.dtd"> %p;]>'
    deep = limits.ELEMENT_DEPTH
    yield "plain.svg", f"{SVG}{badge}</svg>".encode(), ""
    yield (
        "doctype.svg",
        f'<!DOCTYPE svg PUBLIC "x" "http://host.example/svg.dtd">{SVG}{badge}</svg>'.encode(),
        "",
    )
    yield "no-badge.svg", f"{SVG}</svg>".encode(), "no_credential_inside"
    yield "laughs.svg", f"{laughs}]>{SVG}&i;{badge}</svg>".encode(), "xml_entities"
    yield "outside.svg", f"{outside}{SVG}&x;{badge}</svg>".encode(), "xml_entities"
    yield "parameter.svg", f"{parameter}{SVG}{badge}</svg>".encode(), "xml_entities"
    defaults = "".join(f'<!ATTLIST svg a{number} CDATA "x">' for number in range(1_500))
    yield (
        "defaults.svg",
        f"<!DOCTYPE svg [{defaults}]>{SVG}{'<svg/>' * 50_000}</svg>".encode(),
        "xml_entities",
    )
    attributes = " ".join(f'a{number}="x"' for number in range(100_000))
    yield "attributes.svg", f"{SVG}<g {attributes}/></svg>".encode(), "no_credential_inside"
    yield "large.svg", f"{SVG}<!--{'x' * limits.SVG_BYTES}--></svg>".encode(), "too_large"
    yield "undeclared.svg", f"{SVG}&nothing;{badge}</svg>".encode(), "damaged_file"
    yield "cut.svg", f"{SVG}{badge}".encode(), "damaged_file"
    yield "two-roots.svg", f"{SVG}{badge}</svg><svg/>".encode(), "damaged_file"
    yield (
        "unknown-charset.svg",
        f'<?xml version="1.0" encoding="klingon"?>{SVG}</svg>'.encode(),
        "damaged_file",
    )
    yield "at-depth.svg", (SVG + "<g>" * (deep - 1) + "</g>" * (deep - 1) + badge + "</svg>").encode(), ""
    yield "over-depth.svg", (SVG + "<g>" * deep + "</g>" * deep + badge + "</svg>").encode(), "too_deep"
    yield "abyss.svg", (SVG + "<g>" * 1_000_000).encode(), "too_deep"
    yield "many.svg", (SVG + "<g/>" * limits.ELEMENTS + badge + "</svg>").encode(), "too_many_parts"
    text = "<openbadges:credential>" + " " * (limits.TEXT_BYTES + 1) + "</openbadges:credential>"
    yield "text-over.svg", f"{SVG}{text}</svg>".encode(), "too_large"
    attribute = f'<openbadges:credential verify="{"a" * 100}"/>'
    yield "no-jws.svg", f"{SVG}{attribute}</svg>".encode(), "not_json"
    yield (
        "other-namespace.svg",
        f'{SVG}<credential xmlns="http://x.example">{good}</credential></svg>'.encode(),
        ("no_credential_inside"),
    )


def archive(*members: tuple[str, bytes], stored: bool = False) -> bytes:
    """A ZIP with these members, written without any care for their names."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as file:
        warnings.simplefilter("ignore")  # the same name twice is on purpose
        for name, content in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return out.getvalue()


def wrapped_files() -> Iterator[Case]:
    """What looks like a portfolio from outside: web pages, archives, PDFs."""
    honest = archive(("a.txt", b"hello"))
    bomb = archive(("presentation.json", b"0" * 300_000_000))
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    linked = io.BytesIO()
    with zipfile.ZipFile(linked, "w") as file:
        file.writestr("presentation.json", b"{}")
        file.writestr(link, "/etc/passwd")
    yield "other.html", b"<!doctype html><title>hello</title><p>hello", "not_recognised"
    yield "drawing.html", f"<!doctype html><body>{SVG}</svg>".encode(), "not_recognised"
    yield "other.zip", honest, "not_recognised"
    yield "empty.zip", archive(), "not_recognised"
    yield "cut.zip", honest[:-12], "damaged_file"
    yield "bomb.zip", bomb, "zip_refused"
    yield "many.zip", archive(*[(f"{number}.txt", b"") for number in range(2_001)]), "too_many_parts"
    ours = ("presentation.json", b"{}")
    for name, member in {
        "zip-in-zip.zip": ("in.zip", honest),
        "climbing.zip": ("../../out.txt", b"x"),
        "absolute.zip": ("/etc/out.txt", b"x"),
        "drive.zip": ("C:\\out.txt", b"x"),
        "device.zip": ("CON", b"x"),
        "twice.zip": ("Presentation.json", b"{}"),
        "again.zip": ours,
    }.items():
        yield name, archive(ours, member, stored=True), "zip_refused"
    yield "link.zip", linked.getvalue(), "zip_refused"
    yield "before.zip", b"MZ" + honest, "not_recognised"
    yield "tail.zip", honest + b"tail", "zip_refused"
    yield "cut.pdf", b"%PDF-1.7\n1 0 obj\n<<", "damaged_file"
    yield "not.pdf", b"%PDF-1.7\n" + b"\0" * 5_000, "damaged_file"
