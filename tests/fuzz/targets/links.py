"""Links that people paste and addresses that files name: https only, in one spelling."""

from __future__ import annotations

from contextlib import suppress

from tests.fuzz.oracle import Forged
from wallet.errors import InputError, RefusedError
from wallet.journeys.links import link_address
from wallet.reach import PORTS, is_public, target_of

_TEXTS = """
https://api.edubadges.nl/public/assertions/abc_DEF-123.json
https://edubadges.nl/public/assertions/abc
<https://voorbeeld.example:443/a%2fb?c=d&e#f>
voorbeeld.example/badge.json
https://gebruiker:geheim@voorbeeld.example/
https://[2001:db8::1]:8443/x
https://192.0.2.1/x https://0x7f000001/ https://2130706433/ https://127.1/ https://[::ffff:127.0.0.1]/
https://xn--bcher-kva.example/ https://bücher.example/ https://voorbeeld.example./
ftp://voorbeeld.example/ https:voorbeeld.example https:///x https://localhost/ https://a.local/
127.0.0.1 ::1 fe80::1 10.0.0.1 169.254.169.254 100.64.0.1 8.8.8.8 2001:4860:4860::8888 64:ff9b::7f00:1
"""


def seeds() -> list[bytes]:
    return [text.encode() for text in _TEXTS.split()]


def check(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    is_public(text)
    with suppress(InputError):
        _sound(link_address(text))
    with suppress(RefusedError):
        _sound(target_of(text).address)


def _sound(address: str) -> None:
    again = target_of(address)
    if again.address != address or again.port not in PORTS or not address.startswith("https://"):
        raise Forged("an address that reads differently the second time")
    if not address.isascii() or any(ord(letter) <= 32 for letter in address) or "@" in again.host:
        raise Forged("an address that is more than one line of a request")
