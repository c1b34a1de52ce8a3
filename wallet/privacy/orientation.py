"""Which side of a photo is up: the one EXIF value that a cleaned copy keeps."""

from __future__ import annotations

import struct

_ORIENTATION = 0x0112
_SHORT = 3
_TURNS = range(2, 9)


def exif_orientation(tiff: bytes) -> int:
    """The orientation in EXIF data (a TIFF header and what follows); 0 when upright or not told."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 0
    try:
        (place,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, place)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, place + 2 + 12 * number)
            if tag == _ORIENTATION and kind == _SHORT:
                return value if value in _TURNS else 0
    except struct.error:
        return 0
    return 0


def exif_with_only(orientation: int) -> bytes:
    """The smallest EXIF data that says this and nothing else."""
    entry = struct.pack("<HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return b"II*\x00" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
