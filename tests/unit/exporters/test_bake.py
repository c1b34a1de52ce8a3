from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from wallet import importers
from wallet.errors import InputError, Problem, RefusedError
from wallet.exporters.bake import bake, unbake
from wallet.model.credential import Container, Incoming, Kind
from wallet.reading import png

VECTORS = Path(__file__).parents[2] / "vectors" / "importers"
SVG = (
    b'<?xml version="1.0"?>\n<!-- <svg> -->'
    b'<svg xmlns="http://www.w3.org/2000/svg" id="a>b"><circle r="3"/></svg>'
)


def vector(name: str) -> Incoming:
    return Incoming((VECTORS / name).read_bytes(), name)


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "keyword"),
    [
        ("vc_json/open-badge.json", b"openbadgecredential"),
        ("vc_jwt/data-model-2.jwt", b"openbadgecredential"),
        ("ob2_json/hosted.json", b"openbadges"),
    ],
)
def test_png_has_one_uncompressed_chunk_with_the_very_bytes(
    name: str, keyword: bytes, picture: bytes
) -> None:
    badge = vector(name)
    baked = bake(badge, picture)
    found = [data for kind, data in png.chunks(baked) if kind == b"iTXt"]
    assert found == [keyword + b"\0\0\0\0\0" + badge.original.strip()]
    back = importers.read(Incoming(baked, ""))
    assert back.container is Container.PNG
    assert back.carried == badge.original.strip()
    Image.open(io.BytesIO(baked)).load()


@pytest.mark.parametrize(
    "name", ["vc_json/open-badge.json", "vc_jwt/data-model-2.jwt", "ob2_json/hosted.json"]
)
def test_svg_says_the_same_and_keeps_the_drawing(name: str) -> None:
    badge = vector(name)
    baked = bake(badge, SVG)
    back = importers.read(Incoming(baked, ""))
    assert back.container is Container.SVG
    assert back.document == importers.read(badge).document
    assert b'<circle r="3"/></svg>' in baked


def test_a_picture_keeps_no_older_badge(picture: bytes) -> None:
    once = bake(vector("ob2_json/hosted.json"), picture)
    twice = importers.read(Incoming(bake(vector("vc_json/open-badge.json"), once), ""))
    assert twice.kind is Kind.OPEN_BADGE_3
    assert twice.contains == ()


def test_a_badge_goes_from_one_picture_to_another(picture: bytes) -> None:
    first = vector("baked_svg/body.svg")
    second = bake(first, picture)
    assert unbake(Incoming(second, ""))[0] == unbake(first)[0]


def test_json_that_would_end_the_cdata_survives() -> None:
    original = (VECTORS / "vc_json/open-badge.json").read_bytes().replace(b"Samenwerken", b"a]]>b & <c>")
    badge = Incoming(original, "")
    back = importers.read(Incoming(bake(badge, SVG), ""))
    assert back.document == importers.read(badge).document


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vc_json/open-badge.json", b"GIF89a"),
        ("vc_json/open-badge.json", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("vc_json/open-badge.json", "<svg xmlns='http://www.w3.org/2000/svg'></svg>".encode("utf-16")),
        ("vc_json/endorsement.json", None),
        ("vc_json/transcript.json", None),
    ],
)
def test_what_cannot_be_baked_is_refused(name: str, content: bytes | None, picture: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        bake(vector(name), content or picture)
    assert caught.value.problem is Problem.NOT_BAKEABLE


def test_a_drawing_with_a_badge_in_it_is_refused() -> None:
    with pytest.raises(RefusedError):
        bake(vector("vc_json/open-badge.json"), (VECTORS / "baked_svg/body.svg").read_bytes())


def test_unbake_of_a_bare_badge_finds_none_inside() -> None:
    with pytest.raises(InputError) as caught:
        unbake(vector("vc_json/open-badge.json"))
    assert caught.value.problem is Problem.NO_CREDENTIAL_INSIDE


def test_unbake_tells_json_from_a_signature() -> None:
    assert unbake(vector("baked_png/jws.png"))[1]
    assert not unbake(vector("baked_png/compressed.png"))[1]
