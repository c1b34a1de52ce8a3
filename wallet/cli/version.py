"""`studieregister version`: the program, its formats and its main libraries."""

from __future__ import annotations

import argparse
import platform
from importlib import metadata

from wallet.cli.console import Console, Exit
from wallet.version import __version__

FORMATS = {"register": 1, "portfolio": 1, "backup": 1}
LIBRARIES = ("cryptography", "sqlcipher3", "pydantic", "jsonschema", "PySide6-Essentials", "typst")


class Version:
    """Prints versions; needs no register."""

    name = "version"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """No arguments of its own."""
        parser.epilog = "studieregister version --json"

    def run(self, arguments: argparse.Namespace, console: Console) -> Exit:
        """Print them; as one JSON object with ``--json``."""
        libraries = {name: _version(name) for name in LIBRARIES}
        if console.as_json:
            console.emit(
                {
                    "version": __version__,
                    "formats": FORMATS,
                    "python": platform.python_version(),
                    "libraries": libraries,
                }
            )
            return Exit.DONE
        console.line(f"Studieregister {__version__}")
        console.line(f"Python {platform.python_version()}")
        for name, number in libraries.items():
            console.line(f"{name} {number}")
        return Exit.DONE


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
