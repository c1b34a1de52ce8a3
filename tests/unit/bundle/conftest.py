"""One portfolio in each wrapping, made once: making pages takes time, checking them does not change them."""

from __future__ import annotations

from functools import cache

import pytest

from tests.unit.bundle import content
from wallet.model.portfolio import Presentation


@cache
def made() -> tuple[content.Parts, Presentation, dict[str, bytes]]:
    """The rich portfolio."""
    parts = content.parts()
    presentation = parts.build()
    return parts, presentation, {kind: content.wrap(kind, presentation, parts) for kind in content.WRAPPINGS}


@cache
def made_small() -> dict[str, bytes]:
    """One experience with one file, in each wrapping: quick to look at."""
    parts = content.small()
    presentation = parts.build()
    return {kind: content.wrap(kind, presentation, parts) for kind in content.WRAPPINGS}


@pytest.fixture
def presentation() -> Presentation:
    """The rich portfolio, signed."""
    return made()[1]


@pytest.fixture
def files() -> dict[str, bytes]:
    """The rich portfolio in each wrapping."""
    return made()[2]
