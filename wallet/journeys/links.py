"""Links that people paste: which address has the badge that a page shows."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from wallet.errors import InputError, Problem, RefusedError
from wallet.reach import target_of

_PUBLIC = re.compile(r"/public/assertions/([A-Za-z0-9_-]{1,100})(?:\.json)?/?")
_NO_NAME = re.compile(r"[^\w.() -]")
_LONGEST_NAME = 100
_EDUBADGES = {
    "edubadges.nl": "api.edubadges.nl",
    "www.edubadges.nl": "api.edubadges.nl",
    "api.edubadges.nl": "api.edubadges.nl",
    "acc.edubadges.nl": "api-acc.edubadges.nl",
    "api-acc.edubadges.nl": "api-acc.edubadges.nl",
}
"""The sites that show edubadges, and where each keeps them."""
_WHOLE = "?expand=badge&expand=badge.issuer"
"""With what the badge is and who issued it inside, so that the kept file says it all."""


def link_address(text: str) -> str:
    """The address to ask for a pasted link: that of an edubadge's own record, else the link itself.

    Raises InputError(NOT_A_LINK) for what is no https link to a public site.
    """
    link = text.strip().strip("<>")
    if "://" not in link:
        link = f"https://{link}"  # as a browser shows it
    try:
        target = target_of(link)
    except RefusedError:
        raise InputError(Problem.NOT_A_LINK) from None
    public = _PUBLIC.fullmatch(urlsplit(link).path)
    server = _EDUBADGES.get(target.host)
    if public is not None and server is not None:
        return f"https://{server}/public/assertions/{public[1]}.json{_WHOLE}"
    return target.address


def file_name(address: str) -> str:
    """What a file from this address is called here: the end of its path, else its host."""
    parts = urlsplit(address)
    end = unquote(parts.path.rpartition("/")[2]) or parts.hostname or ""
    return _NO_NAME.sub("_", end)[:_LONGEST_NAME]


def is_link(text: str) -> bool:
    """Whether a word on the command line names no file but an address."""
    return text.casefold().startswith(("https://", "http://"))
