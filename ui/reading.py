"""Looks inside files of others, as far as that is safe: pictures without motion and plain text, with limits.

Runs beside the window. Everything else is only saved, never opened here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from wallet.errors import InputError, Problem

PICTURE_BYTES = 20_000_000
TEXT_BYTES = 1_000_000
_LONGEST = 200_000
"""Characters that are shown; a reader saves a longer text."""
_PIXELS = 50_000_000
_ALLOCATION = 256
"""Megabytes for one picture."""
_WIDEST = QSize(1_600, 1_600)
_FORMATS = {"image/jpeg": b"jpeg", "image/png": b"png", "image/gif": b"gif", "image/webp": b"webp"}
_TEXTS = frozenset({"text/plain", "text/csv", "text/markdown", "application/json"})


def can_show(media_type: str, size: int) -> bool:
    """Whether a file of this kind and size can be looked into."""
    if media_type in _TEXTS:
        return size <= TEXT_BYTES
    return media_type in _FORMATS and size <= PICTURE_BYTES


def read(content: Callable[[], bytes], media_type: str) -> QImage | str:
    """The picture, made small enough for a screen, or the text. Raises InputError(IMAGE_REFUSED)."""
    if media_type in _TEXTS:
        return content().decode("utf-8", "replace").removeprefix("\ufeff")[:_LONGEST]
    return _picture(content(), _FORMATS[media_type])


def _picture(content: bytes, form: bytes) -> QImage:
    QImageReader.setAllocationLimit(_ALLOCATION)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _PIXELS:
        raise InputError(Problem.IMAGE_REFUSED)
    if size.width() > _WIDEST.width() or size.height() > _WIDEST.height():
        reader.setScaledSize(size.scaled(_WIDEST, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise InputError(Problem.IMAGE_REFUSED)
    return picture
