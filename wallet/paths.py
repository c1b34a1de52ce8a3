"""Where the data of the program and of the person are: source tree, installed or PyInstaller."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

_HOME = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
REGISTER_VARIABLE = "STUDIEREGISTER_DIR"
HEADER_NAMES = ("header", "header.bak")
"""A folder with one of these holds a register. They stand here so that a window opens without the store."""


def resource(*parts: str) -> Path:
    """A file or folder below ``resources/``."""
    return _HOME.joinpath("resources", *parts)


def readable_name(path: Path) -> str:
    """The file's name as text that can be kept: bytes in it that are no UTF-8 become a question mark."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def is_folder(path: Path) -> bool:
    """Whether a folder is there. A name that no file can have is none: opening it tells what is wrong."""
    return os.path.isdir(path)  # pathlib raises for some names


def schema(*parts: str) -> Path:
    """A file or folder below ``schemas/``."""
    return _HOME.joinpath("schemas", *parts)


def register_folder() -> Path:
    """The person's register: ``STUDIEREGISTER_DIR``, else the platform's data folder."""
    named = os.environ.get(REGISTER_VARIABLE)
    if named:
        return Path(named)
    return Path(platformdirs.user_data_dir("Studieregister", appauthor=False)) / "register"


def holds_register(folder: Path) -> bool:
    """Whether there is a register in this folder."""
    return any((folder / name).exists() for name in HEADER_NAMES)


def settings_folder() -> Path:
    """Where the window keeps language, theme and text size: nothing personal."""
    return Path(platformdirs.user_config_dir("Studieregister", appauthor=False))
