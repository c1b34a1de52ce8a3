"""QR codes in a picture: a credential in one is read, an address in one is told and not followed.

Needs zxing-cpp and Pillow (the ``scan`` extra). Without them a picture is a picture, and that is said.
"""

from __future__ import annotations

import io
import re
from typing import Any

from wallet.errors import InputError, Problem
from wallet.model.credential import Container
from wallet.reading.compact import looks_compact
from wallet.reading.jsonish import looks_like_json
from wallet.reading.limits import PIXELS
from wallet.reading.packages import Contents, Entry, given
from wallet.reading.sd_jwt import looks_sd_jwt

_LONGEST = 2_000
"""Pixels of the longer side that are searched: the largest QR code has eight for each module."""
_CODES = 50
"""Codes in one picture that are looked at."""
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
}
_WEBP = re.compile(rb"RIFF.{4}WEBP", re.DOTALL)
_LINK = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_OFFER = re.compile(
    r"(?:openid-credential-offer|openid-initiate-issuance|openid4vp|openid-vc|haip|eudi-openid4vp|mdoc-openid4vp"
    r"|openid|didcomm|dccrequest|org\.dcconsortium|msprequest|vcapi|web\+vc|lcw)[a-z0-9+.-]*:\S{1,4000}",
    re.IGNORECASE,
)
_OFFER_IN_LINK = re.compile(
    r"[?&](?:credential_offer(?:_uri)?|vc_request_url|request_uri|_oob|oob|iuv|interaction)=", re.IGNORECASE
)


class QrCode:
    """The codes in a picture that has no badge baked into it."""

    name = "qr_code"

    def recognises(self, head: bytes, filename: str) -> bool:
        """A picture of points."""
        return _form(head) is not None

    def contents(self, original: bytes) -> Contents:
        """Raises InputError: SCAN_MISSING without the extra, NOT_RECOGNISED without a code for us."""
        texts = _codes(original)
        credentials = [text for text in texts if _is_credential(text)]
        offers = [text for text in texts if is_offer(text)]
        links = [text for text in texts if _LINK.fullmatch(text) and text not in offers]
        if not (credentials or offers or links):
            raise InputError(Problem.NOT_RECOGNISED)
        problem = None
        if offers or links:
            problem = Problem.LINK_NOT_LOOKED_UP if links else Problem.OFFER_NOT_TAKEN
        return Contents(
            Container.PNG,
            tuple(
                Entry(f"QR {number}", given(text.encode("utf-8")), len(text))
                for number, text in enumerate(credentials, 1)
            ),
            links=tuple(links or offers),
            link_problem=problem,
            worth_keeping=True,
        )


def is_offer(text: str) -> bool:
    """Whether this invites a wallet to fetch or show something (OpenID4VC, VC-API, DIDComm)."""
    if _OFFER.fullmatch(text):
        return True
    return bool(_LINK.fullmatch(text) and _OFFER_IN_LINK.search(text))


def _is_credential(text: str) -> bool:
    content = text.encode("utf-8", "replace")
    return looks_compact(content) or looks_sd_jwt(content) or looks_like_json(content)


def _form(head: bytes) -> str | None:
    if _WEBP.match(head):
        return "WEBP"
    return next((form for mark, form in _PICTURES.items() if head.startswith(mark)), None)


def _codes(original: bytes) -> list[str]:
    """The texts of all codes, each once. Raises InputError."""
    try:
        import zxingcpp
        from PIL import Image
    except ImportError:
        raise InputError(Problem.SCAN_MISSING) from None
    form = _form(original[:32])
    try:
        picture = Image.open(io.BytesIO(original), formats=[form] if form else [])
        if picture.width * picture.height > PIXELS:
            # Still a picture that can be kept; only nobody searches it.
            raise InputError(Problem.NOT_RECOGNISED)
        grey = _small(picture)
        shape = memoryview(grey.tobytes()).cast("B", shape=[grey.height, grey.width])
        found = zxingcpp.read_barcodes(shape, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        texts = [one.text for one in found[:_CODES]]
    except (InputError, MemoryError):
        raise
    except Exception:
        # Whatever a library raises about a stranger's picture, no code was found in it.
        raise InputError(Problem.NOT_RECOGNISED) from None
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _small(picture: Any) -> Any:
    """In grey on white and not larger than is useful; a JPEG is not even unpacked larger."""
    from PIL import Image

    picture.draft("L", (_LONGEST, _LONGEST))
    if picture.mode in ("P", "PA", "1"):
        # Points that are names of colours cannot be averaged.
        picture = picture.convert("L" if picture.mode == "1" else "RGBA")
    # Made smaller before anything else: a copy of all points at full size may be a fifth of the memory here.
    picture.thumbnail((_LONGEST, _LONGEST))
    if "A" in picture.mode:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return picture.convert("L")
