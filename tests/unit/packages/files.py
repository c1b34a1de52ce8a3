"""Files with files in them, made for tests: mails, archives, PDFs, backups of other wallets, pictures."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[2] / "vectors" / "packages"

CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential"],
    "issuer": "did:example:issuer",
    "name": "Naaicursus",
    "credentialSubject": {"id": "did:example:learner"},
}


def credential(number: int = 1, **more: Any) -> bytes:
    """An unsigned credential; each number is another one."""
    return json.dumps({**CREDENTIAL, "id": f"urn:example:{number}", **more}).encode("utf-8")


def picture(width: int = 1, height: int = 1) -> bytes:
    """The smallest grey picture."""
    from wallet.reading import png

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(width)) * height)
    body = png.chunk(b"IHDR", header) + png.chunk(b"IDAT", pixels)
    return png.SIGNATURE + body + png.chunk(b"IEND", b"")


def baked_png(content: bytes | None = None) -> bytes:
    """A picture with a credential in it."""
    from wallet.reading import png

    chunk = png.chunk(b"iTXt", b"openbadgecredential\0\0\0\0\0" + (content or credential()))
    plain = picture()
    return plain[:-12] + chunk + plain[-12:]


def mail(*attached: tuple[str, str, bytes], text: str = "Zie de bijlagen.\n", markup: str = "") -> bytes:
    """A mail with these attachments: (name, media type, content)."""
    made = EmailMessage()
    made["From"] = "school@example.org"
    made["To"] = "lerende@example.org"
    made["Subject"] = "Je bewijzen"
    made["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    made.set_content(text)
    if markup:
        made.add_alternative(markup, subtype="html")
    for name, media_type, content in attached:
        family, _, kind = media_type.partition("/")
        made.add_attachment(content, maintype=family, subtype=kind, filename=name)
    return made.as_bytes()


def forwarded(inner: bytes) -> bytes:
    """A mail with another mail in it."""
    from email import message_from_bytes
    from email.policy import default

    made = EmailMessage()
    made["From"] = "lerende@example.org"
    made["To"] = "school@example.org"
    made["Subject"] = "Fwd: Je bewijzen"
    made.set_content("Doorgestuurd.\n")
    made.add_attachment(message_from_bytes(inner, policy=default))
    return made.as_bytes()


def archive(*members: tuple[str, bytes], stored: bool = False) -> bytes:
    """A ZIP with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def pdf(*attached: tuple[str, bytes], password: str = "") -> bytes:
    """A PDF of one empty page with these attachments."""
    from pypdf import PdfWriter

    made = PdfWriter()
    made.add_blank_page(200, 200)
    for name, content in attached:
        made.add_attachment(name, content)
    if password:
        made.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def written_pdf(names: str, count: int, more: str = "", stream: bytes = b"{}") -> bytes:
    """A PDF by hand, for what no library would write: ``names`` is its tree, object 3 its only attachment."""
    head = f"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles {names}>>{more}>>"
    objects = [
        head.encode(),
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(c.json)/EF<</F 4 0 R>>>>",
        b"<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *(
            b"<</Names[(%04d) <</Type/Filespec/F(%d.txt)/EF<</F %d 0 R>>>>]>>" % (n, n, n + 5 + count)
            for n in range(count)
        ),
        *(b"<</Type/EmbeddedFile/Length 2>>stream\n{}\nendstream" for _ in range(count)),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def many_attached(count: int) -> bytes:
    """A PDF with this many attachments, each in a node of its own."""
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + count))
    return written_pdf(f"<</Kids[{kids}]>>", count)


def universal_wallet(*credentials: bytes, listed: bool = True) -> bytes:
    """A backup as Learner Credential Wallet writes it, with keys that open nothing."""
    contents: list[Any] = [json.loads(one) for one in credentials]
    contents += [
        {"@context": ["https://www.w3.org/ns/did/v1"], "id": "did:example:learner"},
        {
            "type": "Ed25519VerificationKey2020",
            "id": "did:example:learner#1",
            "publicKeyMultibase": "zExample",
            "privateKeyMultibase": "zVERYSECRET",
        },
        {"type": "X25519KeyAgreementKey2020", "privateKeyMultibase": "zVERYSECRET"},
        {"type": "ProfileMetadata", "data": {"profileName": "Standaard"}},
    ]
    whole = {"@context": [], "type": "UniversalWallet2020", "status": "UNLOCKED", "contents": contents}
    return json.dumps([whole] if listed else whole, indent=2).encode("utf-8")


def learncard(*credentials: bytes, locked: bool = False) -> bytes:
    """An export as LearnCard writes it."""
    ending = ".json.enc" if locked else ".json"
    manifest = {"specVersion": "1.0.0", "walletName": "LearnCard", "contents": []}
    return archive(
        ("manifest.json", json.dumps(manifest).encode()),
        ("README.md", b"# LearnCard\n"),
        ("keys/", b""),
        ("keys/private-key-seed.txt" + (".enc" if locked else ""), b"VERYSECRET\n"),
        ("credentials/", b""),
        *((f"credentials/{number}{ending}", one) for number, one in enumerate(credentials)),
        ("index-records/0.json", b'{"id": "x"}'),
    )


def qr(text: str, form: str = "png", *, scale: int = 4) -> bytes:
    """A picture of a QR code."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="l", micro=False).save(out, kind="png", scale=scale)
    if form == "png":
        return out.getvalue()
    from PIL import Image

    other = io.BytesIO()
    Image.open(out).convert("RGB").save(other, form.upper())
    return other.getvalue()
