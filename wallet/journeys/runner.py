"""What journeys ask of a sandbox: that it runs a function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Runner(Protocol):
    """A sandbox or a pool of them."""

    def run(self, function: Callable[..., Any], *args: object, seconds: float = ...) -> Any:
        """The function's result, computed in a child."""
        ...
