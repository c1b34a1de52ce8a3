"""What leaves has no place, maker, comment or preview in it, and the picture is the same, dot for dot."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageSequence, PngImagePlugin

from wallet.privacy import strip as room
from wallet.privacy.strip import plan_for, strip, stripped

SECRET = b"Geheimestraat"
GPS_IFD, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def picture(width: int = 40, height: int = 24) -> Image.Image:
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 6 % 256, y * 10 % 256, (x * y) % 256) for y in range(height) for x in range(width)])
    return image


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[MAKER] = SECRET.decode()
    data[0x010E] = SECRET.decode()
    data.get_ifd(GPS_IFD).update({1: "N", 2: (52.0, 5.0, 26.25), 3: "E", 4: (5.0, 7.0, 18.5)})
    return data


XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + SECRET + b"</a></x:xmpmeta>"


def jpeg(orientation: int = 1, **more: object) -> bytes:
    out = io.BytesIO()
    picture().save(
        out, "JPEG", exif=exif(orientation), xmp=XMP, comment=SECRET, icc_profile=icc(), quality=90, **more
    )
    return out.getvalue()


@cache
def icc() -> bytes:
    """One profile for all: it holds the moment it was made."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png(orientation: int = 1) -> bytes:
    out = io.BytesIO()
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_text("Place", SECRET.decode(), zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add(b"tIME", bytes((7, 234, 11, 23, 9, 0, 0)))
    text.add(b"prVt", SECRET)
    picture().save(out, "PNG", pnginfo=text, exif=exif(orientation), icc_profile=icc(), dpi=(300, 300))
    return out.getvalue()


def webp(orientation: int = 1, **more: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, "WEBP", exif=exif(orientation), xmp=XMP, icc_profile=icc(), lossless=True, **more)
    return out.getvalue()


def gif(frames: int = 1) -> bytes:
    out = io.BytesIO()
    first, *rest = [picture(20 + number).crop((0, 0, 20, 20)).quantize() for number in range(frames)]
    rest = [image.rotate(90) for image in rest]
    first.save(
        out, "GIF", save_all=True, append_images=rest, comment=SECRET, loop=3 if rest else None, duration=80
    )
    plain = out.getvalue()
    # An XMP block, written the way editors write it: bare text behind the name, closed by a ramp of bytes.
    ramp = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + XMP + ramp + b"\x3b" + SECRET


MADE = {
    "image/jpeg": jpeg,
    "image/png": png,
    "image/webp": webp,
    "image/gif": gif,
}


def dots(content: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(content)) as image:
        return [frame.convert("RGBA").tobytes() for frame in ImageSequence.Iterator(image)]


@pytest.mark.parametrize("media_type", MADE)
def test_nothing_hidden_leaves_and_every_dot_stays(media_type: str) -> None:
    original = MADE[media_type]()
    # Zipped text and EXIF numbers are not seen by a search: Pillow's own reading is searched as well.
    assert SECRET in original

    clean, cleaned = strip(original, media_type)

    assert cleaned
    assert SECRET not in clean
    assert b"adobe" not in clean.lower()
    assert b"GPS" not in clean
    assert dots(clean) == dots(original)
    with Image.open(io.BytesIO(clean)) as image:
        image.load()
        assert not image.getexif()
        assert not image.getexif().get_ifd(GPS_IFD)
        left = set(image.info) - {"icc_profile", "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        assert left <= {"version", "background", "loop", "duration", "timestamp", "extension"}


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_same_side_stays_up(media_type: str, orientation: int) -> None:
    clean, _ = strip(MADE[media_type](orientation), media_type)

    with Image.open(io.BytesIO(clean)) as image:
        told = dict(image.getexif())
        assert told == ({ORIENTATION: orientation} if orientation > 1 else {})
        assert not image.getexif().get_ifd(GPS_IFD)
        assert image.info.get("icc_profile") == icc()


@pytest.mark.parametrize("more", [{"progressive": True}, {"restart_marker_rows": 1}, {"optimize": True}])
def test_jpegs_of_all_builds_stay_whole(more: dict[str, object]) -> None:
    original = jpeg(**more)
    clean, cleaned = strip(original, "image/jpeg")
    assert cleaned
    assert dots(clean) == dots(original)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_jpegs_of_other_colours_stay_the_same(mode: str) -> None:
    out = io.BytesIO()
    picture().convert(mode).save(out, "JPEG", comment=SECRET)
    clean, cleaned = strip(out.getvalue(), "image/jpeg")
    assert cleaned
    assert SECRET not in clean
    assert dots(clean) == dots(out.getvalue())


def test_a_preview_in_the_jfif_segment_and_bytes_behind_the_end_do_not_leave() -> None:
    plain = io.BytesIO()
    picture().save(plain, "JPEG")
    content = plain.getvalue()
    size = int.from_bytes(content[4:6], "big")
    preview = content[6 : 4 + size][:12] + b"\x02\x02" + SECRET[:12]
    built = content[:4] + struct.pack(">H", len(preview) + 2) + preview + content[4 + size :] + SECRET

    clean, cleaned = strip(built, "image/jpeg")

    assert cleaned
    assert SECRET[:12] not in clean
    assert clean == content


def test_animations_keep_moving() -> None:
    for content, media_type in (
        (gif(3), "image/gif"),
        (webp(save_all=True, append_images=[picture().rotate(180)], duration=70), "image/webp"),
    ):
        clean, cleaned = strip(content, media_type)
        assert cleaned
        assert SECRET not in clean
        assert dots(clean) == dots(content)
        assert len(dots(clean)) > 1


def test_png_checksums_hold_in_the_copy() -> None:
    clean, _ = strip(png(6), "image/png")
    place = 8
    while place < len(clean):
        size, kind = struct.unpack_from(">I4s", clean, place)
        body = clean[place + 8 : place + 8 + size]
        assert struct.unpack_from(">I", clean, place + 8 + size)[0] == zlib.crc32(kind + body)
        place += 12 + size
    assert place == len(clean)


@pytest.mark.parametrize("media_type", MADE)
def test_cleaning_twice_changes_nothing_more(media_type: str) -> None:
    once, _ = strip(MADE[media_type](), media_type)
    assert strip(once, media_type) == (once, True)


@pytest.mark.parametrize("media_type", MADE)
def test_a_damaged_picture_is_left_as_it_is_and_counts_as_not_cleaned(media_type: str) -> None:
    original = MADE[media_type]()
    whole = original.removesuffix(SECRET)
    for size in (0, 1, 4, 13, 40, len(whole) // 2, len(whole) - 1):
        assert strip(whole[:size], media_type) == (whole[:size], False)
    assert strip(b"<html>", media_type) == (b"<html>", False)


@pytest.mark.parametrize(
    "media_type",
    ["image/heic", "image/tiff", "image/svg+xml", "video/mp4", "video/quicktime", "application/pdf"],
)
def test_what_we_cannot_look_into_is_not_called_clean(media_type: str) -> None:
    assert strip(SECRET, media_type) == (SECRET, False)


def test_bare_text_has_nothing_hidden() -> None:
    assert strip(b"hallo", "text/plain") == (b"hallo", True)


@settings(max_examples=60)
@given(st.sampled_from(sorted(MADE)), st.data())
def test_any_changed_byte_is_survived(media_type: str, data: st.DataObject) -> None:
    content = bytearray(MADE[media_type]())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    clean, cleaned = strip(bytes(content), media_type)
    assert cleaned or clean == bytes(content)


class Onwards(io.RawIOBase):
    """A stream as an encrypted file gives it: onwards only, a few bytes at a time."""

    def __init__(self, content: bytes) -> None:
        self.inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.inner.read(size)

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("media_type", MADE)
@pytest.mark.parametrize("block", [1, 2, 3, 64, 10_000])
def test_a_picture_passes_in_blocks_of_any_size_from_front_to_back(
    media_type: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = MADE[media_type]()
    clean, _ = strip(original, media_type)
    monkeypatch.setattr(room, "BLOCK", block)

    plan = plan_for(cast(BinaryIO, Onwards(original)), media_type)

    assert plan is not None
    assert plan.size == len(clean)
    assert b"".join(stripped(cast(BinaryIO, Onwards(original)), media_type, plan)) == clean
