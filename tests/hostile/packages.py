"""Files with files in them that nobody sends in good faith, and the code that each must get."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.hostile.files import SVG, Case, archive
from tests.unit.packages import files
from wallet.importers import mail
from wallet.journeys import packages as journey
from wallet.reading import limits, packages, zip_rules

MIXED = b'From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary="x"\n\n'


def mails() -> Iterator[Case]:
    good = files.credential()
    attached = b"--x\nContent-Type: application/octet-stream\n\nx\n"
    own = b"--x\nContent-Type: application/json\n\n" + good + b"\n"
    yield "plain.eml", files.mail(("b.json", "application/json", good)), ""
    yield "empty.eml", b"From: a@example.org\nTo: b@example.org\n\n", "not_recognised"
    yield "at-parts.eml", MIXED + own + attached * (packages.PARTS - 1) + b"--x--\n", ""
    yield "over-parts.eml", MIXED + own + attached * packages.PARTS + b"--x--\n", "too_many_parts"
    yield "at-depth.eml", _nested(mail._DEPTH, good), ""
    yield "over-depth.eml", _nested(mail._DEPTH + 1, good), "too_deep"
    yield "abyss.eml", _nested(20_000, good), "too_deep"
    whole = good
    for _ in range(journey.LEVELS):
        whole = files.mail(("in.eml", "application/octet-stream", whole))
    yield "at-levels.eml", whole, ""
    yield "over-levels.eml", files.mail(("in.eml", "application/octet-stream", whole)), "not_recognised"
    for _ in range(8):
        whole = files.mail(("in.eml", "application/octet-stream", whole), ("2.eml", "application/x", whole))
    yield "bush.eml", whole, "not_recognised"
    yield "braces.eml", files.mail(text="{\n" * 200_000), "not_recognised"
    yield "brackets.eml", files.mail(text='{"a":' * 100_000), "not_recognised"
    yield "tokens.eml", files.mail(text="eyAAAAAAAAAA.BBBBBBBBBBBB.C\n" * 5_000), "too_many_parts"
    yield (
        "header.eml",
        b"From: a\nTo: b\nContent-Type: " + b"x/y; a=b;" * 100_000 + b"\n\nx",
        "too_large",
    )
    yield (
        "charset.eml",
        MIXED.replace(b"mixed", b"x") + b"Content-Type: text/plain; charset=klingon\n\n{}",
        ("not_recognised"),
    )
    yield "svg.eml", files.mail(("b.svg", "image/svg+xml", f"{SVG}</svg>".encode())), "not_recognised"
    bad = b"--x\nContent-Type: application/json\nContent-Transfer-Encoding: base64\n\n=!=!=\n--x--\n"
    yield "base64.eml", MIXED + bad, "not_recognised"


def _nested(depth: int, good: bytes) -> bytes:
    """Parts in parts, with a credential in the text at the bottom."""
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth - 1)
    )
    return b"From: a@example.org\nTo: b@example.org\n" + body + b"Content-Type: text/plain\n\n" + good + b"\n"


def archives() -> Iterator[Case]:
    good = files.credential()
    own = ("badge.json", good)
    noise = random.Random(1).randbytes(limits.FILE_BYTES // 20)
    large = noise.ljust(limits.FILE_BYTES + 1, b".")
    inner = archive(own)
    yield "plain.zip", archive(own), ""
    yield "at-entries.zip", archive(own, *((f"{n}", b"") for n in range(zip_rules.ENTRIES - 1))), ""
    yield (
        "over-entries.zip",
        archive(own, *((f"{n}", b"") for n in range(zip_rules.ENTRIES))),
        "too_many_parts",
    )
    yield "at-ratio.zip", archive(own, ("a", noise[: zip_rules.RATIO_FROM // 50].ljust(1_000_001, b"."))), ""
    yield "below-ratio-from.zip", archive(own, ("a", bytes(zip_rules.RATIO_FROM))), ""
    yield "over-ratio.zip", archive(own, ("a", bytes(zip_rules.RATIO_FROM + 1))), "zip_refused"
    total = [(f"{n}", bytes(zip_rules.RATIO_FROM)) for n in range(zip_rules.BYTES // zip_rules.RATIO_FROM)]
    yield "over-total.zip", archive(own, *total), "too_large"
    yield "large-part.zip", archive(own, ("film", large)), ""
    yield "hidden-zip.zip", archive(own, ("in.bin", inner)), ""
    yield "only-hidden-zip.zip", archive(("in.bin", inner)), "not_recognised"
    yield "absolute.zip", archive(own, ("/etc/badge.json", good)), "zip_refused"
    yield "climbing.zip", archive(own, ("../badge.json", good)), "zip_refused"
    yield "named-zip.zip", archive(own, ("in.zip", inner)), "zip_refused"
    yield "before.zip", b"PK\x03\x04" + archive(own), "zip_refused"
    locked = bytearray(archive(own))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    yield "locked.zip", bytes(locked), "locked_file"
    damaged = archive(own, stored=True).replace(b"Naaicursus", b"Naaikursus")
    yield "checksum.zip", damaged, "not_recognised"


def pdfs() -> Iterator[Case]:
    good = files.credential()
    yield "plain.pdf", files.pdf(("c.json", good)), ""
    yield "locked.pdf", files.pdf(("c.json", good), password="geheim"), "locked_file"
    yield "at-attached.pdf", files.many_attached(packages.PARTS), "not_recognised"
    yield "over-attached.pdf", files.many_attached(packages.PARTS + 1), "too_many_parts"
    ring = files.written_pdf("<</Kids[5 0 R]>>", 1).replace(
        b"<</Names[(0000) <</Type/Filespec/F(0.txt)/EF<</F 6 0 R>>>>]>>", b"<</Kids[5 0 R 5 0 R]>>".ljust(61)
    )
    yield "ring.pdf", ring, "too_many_parts"
    yield "no-stream.pdf", files.written_pdf("<</Names[(a) 9 0 R (b) 3]>>", 0), "not_recognised"
    bomb = files.pdf(("c.json", b'{"a": "' + b" " * (limits.FILE_BYTES + 1) + b'"}'))
    yield "large-file.pdf", bomb, "too_large"


def lists() -> Iterator[Case]:
    good = files.credential()
    yield "at-list.json", b"[" + b"{}," * (packages.PARTS - 1) + good + b"]", ""
    yield "over-list.json", b"[" + b"{}," * packages.PARTS + good + b"]", "too_many_parts"
    yield "at-lines.json", b"{}\n" * (packages.PARTS - 1) + good, ""
    yield "over-lines.json", b"{}\n" * packages.PARTS + good, "not_json"
    yield "wallet.json", files.universal_wallet(good), ""
    yield "keys.json", files.universal_wallet(), "keys_not_kept"
    yield "locked.json", b"LOCKED:U2FsdGVkX1", "locked_file"
    yield "learncard.zip", files.learncard(good), ""
    yield "learncard-locked.zip", files.learncard(good, locked=True), "locked_file"
    yield "wallet-twice.json", b'{"type":"UniversalWallet2020","contents":[],"contents":[]}', "duplicate_key"
    yield "deep-list.json", b"[" * 60 + b"]" * 60, "not_recognised"


def pictures() -> Iterator[Case]:
    code = files.qr(files.credential().decode())
    yield "code.png", code, ""
    yield "code.jpg", files.qr(files.credential().decode(), "jpeg"), ""
    yield "link.png", files.qr("https://badges.example.org/1"), "link_not_looked_up"
    yield "offer.png", files.qr("openid-credential-offer://?x=1"), "offer_not_taken"
    yield "cut.jpg", files.qr("https://badges.example.org/1", "jpeg")[:200], "not_recognised"
    yield "not.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 4_000, "not_recognised"
    yield "bomb.gif", b"GIF89a\xff\xff\xff\xff\x00\x00\x00" + b"\0" * 4_000, "not_recognised"
    yield "large.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\xff" * 4_000, "not_recognised"
    yield "bomb.bmp", b"BM" + b"\xff" * 4_000, "not_recognised"


def europass() -> Iterator[Case]:
    root = '<Candidate xmlns="http://www.europass.eu/1.0">'
    yield "cv.xml", f"{root}</Candidate>".encode(), "not_recognised"
    yield "laughs.xml", f'<!DOCTYPE x [<!ENTITY a "ha">]>{root}&a;</Candidate>'.encode(), "xml_entities"
    yield "abyss.xml", (root + "<a>" * 500_000).encode(), "too_deep"
    yield "many.xml", (root + "<a/>" * 200_000 + "</Candidate>").encode(), "too_many_parts"
    yield "cut.xml", root.encode(), "damaged_file"


GROUPS = (mails, archives, pdfs, lists, pictures, europass)
