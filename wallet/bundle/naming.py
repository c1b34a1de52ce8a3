"""Names of files inside a portfolio: plain characters that every system takes, unique, no path."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from wallet.model.credential import Container

PRESENTATION = "presentation.json"
COMPANIONS = "companions.json"
PAGE = "portfolio.html"
PASSPORT = "passport.pdf"

_FILE_NAME = re.compile(r"(original|evidence)-[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]{1,8}")
_LONGEST = 40
_MEDIA_TYPES = {
    Container.JSON: ("json", "application/vc+ld+json"),
    Container.JWT: ("jwt", "application/vc+jwt"),
    Container.SD_JWT: ("sd-jwt", "application/dc+sd-jwt"),
    Container.PNG: ("png", "image/png"),
    Container.SVG: ("svg", "image/svg+xml"),
}


def is_file_name(name: str) -> bool:
    """Whether a manifest may call a file this."""
    return len(name) <= 80 and _FILE_NAME.fullmatch(name) is not None


def original_name(number: int, container: Container) -> tuple[str, str]:
    """File name and media type of the original of item ``number``."""
    suffix, media_type = _MEDIA_TYPES.get(container, ("bin", "application/octet-stream"))
    return f"original-{number:02}.{suffix.replace('-', '')}", media_type


def evidence_name(number: int, name: str) -> str:
    """File name of the evidence with this number, after the name it has for people."""
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = _plain(path.suffix)[:8] or "bin"
    slug = _plain(path.stem, "-")[:_LONGEST].strip("-")
    return f"evidence-{number:02}-{slug}.{suffix}" if slug else f"evidence-{number:02}.{suffix}"


def _plain(text: str, between: str = "") -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", between, ascii_only).strip(between or None)
