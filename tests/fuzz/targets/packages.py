"""Files with several credentials inside: mails, archives, PDFs, exports of other wallets, QR codes."""

from __future__ import annotations

import base64

from tests.fuzz.oracle import Examining, refused
from tests.journeys.badges import badge, key
from tests.unit.packages import files
from wallet import importers
from wallet.model.credential import Incoming

LOOK = Examining()


def seeds() -> list[bytes]:
    one, two = badge(), badge(key(2))
    attached = (("badge.png", "image/png", files.baked_png(one)), ("twee.json", "application/json", two))
    mail = files.mail(*attached)
    return [
        mail,
        files.mail(text=two.decode(), markup="<p>Zie <a href='https://x.example/'>hier</a></p>"),
        files.forwarded(mail),
        files.archive(("a/badge.png", files.baked_png(one)), ("twee.json", two), ("x.txt", b"x")),
        files.archive(("een.json", one), ("mail.eml", mail), stored=True),
        files.pdf(("een.json", one), ("twee.json", two)),
        files.universal_wallet(one, two),
        files.universal_wallet(one, listed=False),
        files.learncard(one, two),
        files.qr("https://x.example/badge/1"),
        files.qr("eyJhbGciOiJFZERTQSJ9.eyJ0eXBlIjpbXX0." + base64.urlsafe_b64encode(b"x" * 20).decode()),
        b"[" + one + b"," + two + b"]",
        one + b"\n" + two + b"\n",
    ]


def _parts(content: bytes) -> list[bytes]:
    incoming = Incoming(content, "")
    return [part.original for part in importers.unpack(incoming) or () if part.original]


def learn(content: bytes) -> None:
    """A good file: each of its parts, and it must have some."""
    refused(lambda: [LOOK.learn(part) for part in _parts(content)])


def check(content: bytes) -> None:
    LOOK.check(content)
    refused(lambda: [LOOK.check(part) for part in _parts(content)])
