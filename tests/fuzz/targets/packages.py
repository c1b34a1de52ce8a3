"""Mails, archives and exports of other wallets with several badges inside."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

from tests.fuzz.oracle import Examining, refused
from tests.fuzz.seeds import corpora
from tests.journeys.badges import badge, baked, key
from wallet import importers
from wallet.model.credential import Incoming

LOOK = Examining()


def seeds() -> list[bytes]:
    return [mail(), archive(), archive(zipfile.ZIP_STORED), profile(), learncard(), *_others()]


def mail() -> bytes:
    """A mail with a badge as a picture and one as a file."""
    message = EmailMessage()
    message["From"] = "badges@example.org"
    message["To"] = "sam@example.org"
    message["Subject"] = "Je badge"
    message.set_content("Gefeliciteerd")
    message.add_attachment(baked(badge()), maintype="image", subtype="png", filename="badge.png")
    message.add_attachment(badge(key(2)), maintype="application", subtype="json", filename="twee.json")
    return bytes(message)


def archive(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with two badges and a text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in (("a/badge.png", baked(badge())), ("twee.json", badge(key(2))), ("x.txt", b"x")):
            file.writestr(zipfile.ZipInfo(name, (2026, 5, 2, 0, 0, 0)), content, method)
    return out.getvalue()


def profile() -> bytes:
    """A backup of a wallet with profiles that hold credentials."""
    inside = [{"credential": json.loads(badge())}, json.loads(badge(key(2)))]
    return json.dumps([{"profileName": "Sam", "credentials": inside}]).encode()


def learncard() -> bytes:
    """A list of records that hold credentials."""
    return json.dumps({"records": [{"id": "x", "vc": json.loads(badge())}, {"credential": "eyJ"}]}).encode()


def _others() -> list[bytes]:
    return corpora("ob3/lcw/**/*.*", "ob3/learncard/**/*.*", "clr2/learncard/**/*.*", "edc/edci/**/*.*")


def _parts(content: bytes) -> tuple[Incoming, ...]:
    incoming = Incoming(content, "")
    unpack = getattr(importers, "unpack", None)
    parts: tuple[Incoming, ...] | None = unpack(incoming) if unpack else None
    return parts or (incoming,)


def learn(content: bytes) -> None:
    refused(lambda: [LOOK.learn(part.original) for part in _parts(content)])


def check(content: bytes) -> None:
    LOOK.check(content)
    refused(lambda: [LOOK.check(part.original) for part in _parts(content)])
