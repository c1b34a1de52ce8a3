"""Pictures with badges baked in."""

from __future__ import annotations

from tests.fuzz.oracle import Examining
from tests.fuzz.seeds import corpora, vectors
from tests.journeys.badges import badge, baked


def seeds() -> list[bytes]:
    return [baked(badge()), *vectors("importers/baked_png/*.png"), *corpora("ob*/**/*.png", "derived/*.png")]


LOOK = Examining()
learn, check = LOOK.learn, LOOK.check
