"""Drawings with badges baked in."""

from __future__ import annotations

from tests.fuzz.oracle import Examining
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import badge


def seeds() -> list[bytes]:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">'
        b"<openbadges:credential><![CDATA[" + badge() + b"]]></openbadges:credential></svg>"
    )
    return [drawing, *vectors("importers/baked_svg/*.svg"), *corpora("ob*/**/*.svg", "derived/*.svg")]


LOOK = Examining()
learn, check = LOOK.learn, LOOK.check
